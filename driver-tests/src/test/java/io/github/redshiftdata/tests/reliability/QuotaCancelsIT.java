package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many statements that time out together, where CancelStatement and ListSessions are taken three times a second. */
class QuotaCancelsIT {

    private static final int CONNECTIONS = 12;
    private static final String MARKER = "c" + ProcessHandle.current().pid() + "_";

    private final ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void everyOneIsCancelledInTheEndThoughItsConnectionIsClosed() throws Exception {
        try (var emulator = TestEmulator.own(TestEmulator.options().withEnforceQuotas(true))) {
            forAll(connect(emulator), connection -> {
                try (connection) {
                    timesOut(connection, "closed");
                }
                return true;
            });
            emulator.awaitEnded(MARKER + "closed");
            assertThat(emulator.emulator().statusesOf(MARKER + "closed"))
                    .hasSize(CONNECTIONS)
                    .containsOnly("ABORTED");
        }
    }

    @Test
    void everySessionAndItsTemporaryTableStays() throws Exception {
        try (var emulator = TestEmulator.own(TestEmulator.options().withEnforceQuotas(true))) {
            var connections = connect(emulator);
            forAll(connections, connection -> {
                execute(connection, "create temp table kept (a int)");
                return true;
            });
            forAll(connections, connection -> {
                timesOut(connection, "kept");
                execute(connection, "select a from kept");
                connection.close();
                return true;
            });
        }
    }

    private static void timesOut(Connection connection, String name) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.execute("select pg_sleep(60), '" + MARKER + name + "'");
            throw new AssertionError("it did not time out");
        } catch (SQLTimeoutException expected) {
            assertThat(expected.getMessage()).contains("cancelled");
        }
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Connection> connect(TestEmulator emulator) throws Exception {
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < CONNECTIONS; i++) {
            connections.add(emulator.connect());
        }
        return connections;
    }

    /** What is done with each connection, with all at once. */
    @FunctionalInterface
    private interface Use {
        boolean of(Connection connection) throws Exception;
    }

    private void forAll(List<Connection> connections, Use use) throws Exception {
        var tasks = connections.stream()
                .map(connection -> (Callable<Boolean>) () -> use.of(connection))
                .toList();
        for (var done : pool.invokeAll(tasks)) {
            assertThat(done.get()).isTrue();
        }
    }
}
