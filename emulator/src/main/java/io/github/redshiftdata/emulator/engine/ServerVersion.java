package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whether a server is a PostgreSQL that the system objects run on. */
final class ServerVersion {

    private static final int OLDEST = 15;
    private static final int NEWEST_TRIED = 17;

    private ServerVersion() {}

    /**
     * Checks the server that a connection leads to.
     *
     * @return what its user should know; null where there is nothing
     * @throws EngineException that says in one sentence what the server is and what is needed
     */
    static @Nullable String check(Connection connection) throws SQLException, EngineException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT version()")) {
            result.next();
            return check(result.getString(1), connection.getMetaData().getDatabaseMajorVersion());
        }
    }

    static @Nullable String check(String version, int major) throws EngineException {
        if (!version.startsWith("PostgreSQL ") || version.contains("Redshift")) {
            String shown = version.length() > 60 ? version.substring(0, 60) + "…" : version;
            throw new EngineException(
                    "The server says that it is \"%s\"; the emulator needs a PostgreSQL %d or newer."
                            .formatted(shown, OLDEST),
                    false,
                    null);
        }
        if (major < OLDEST) {
            throw new EngineException(
                    "The server is a PostgreSQL %d; the emulator needs a PostgreSQL %d or newer."
                            .formatted(major, OLDEST),
                    false,
                    null);
        }
        return major <= NEWEST_TRIED
                ? null
                : "The server is a PostgreSQL %d; the emulator was tried with the versions %d to %d."
                        .formatted(major, OLDEST, NEWEST_TRIED);
    }
}
