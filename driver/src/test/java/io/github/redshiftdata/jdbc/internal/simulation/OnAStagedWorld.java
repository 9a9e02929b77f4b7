package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of one connection, each in a {@link StagedWorld} of its own. */
abstract class OnAStagedWorld {

    private static SimulatedWorlds worlds;

    StagedWorld world;
    Connection connection;

    @BeforeAll
    static void start() throws DataApiException {
        worlds = new SimulatedWorlds();
    }

    @AfterAll
    static void stop() {
        worlds.close();
    }

    @BeforeEach
    void open() throws SQLException {
        world = new StagedWorld(worlds);
        connection = world.connection();
    }

    @AfterEach
    void close() {
        world.close();
    }
}
