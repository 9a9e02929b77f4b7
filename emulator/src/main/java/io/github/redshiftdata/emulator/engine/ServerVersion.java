package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether a server is one that the system objects run on. */
final class ServerVersion {

    private static final int OLDEST = 15;
    private static final int NEWEST_TRIED = 17;

    private ServerVersion() {}

    /**
     * Checks the server that a connection leads to. By what it says at the login: {@code version()} answers like Redshift
     * once the system objects are there.
     *
     * @return what its user should know; null where there is nothing
     * @throws EngineException that says in one sentence what the server is and what is needed
     */
    static @Nullable String check(Connection connection) throws SQLException, EngineException {
        var server = connection.getMetaData();
        return check(server.getDatabaseProductVersion(), server.getDatabaseMajorVersion());
    }

    static @Nullable String check(String version, int major) throws EngineException {
        if (major < OLDEST) {
            throw new EngineException(
                    "The server calls itself PostgreSQL %s; the emulator needs a PostgreSQL %d or newer."
                            .formatted(version, OLDEST),
                    false,
                    null);
        }
        return major <= NEWEST_TRIED
                ? null
                : "The server calls itself PostgreSQL %s; the emulator was tried with the versions %d to %d."
                        .formatted(version, OLDEST, NEWEST_TRIED);
    }
}
