package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Redshift's types, functions and views. They live in pg_catalog: found without a path, and in nobody's way. */
final class SystemObjects {

    /** Kept by sessions that install at the same time, in this engine or another. */
    private static final long INSTALL_LOCK = 7_391_227_001L;

    private SystemObjects() {}

    /** Installs them where they are missing. The connection is out of a transaction before and after. */
    static void install(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + INSTALL_LOCK + ")");
            try {
                if (!installed(statement)) {
                    statement.execute("SET allow_system_table_mods = on");
                    SqlScript.run(connection, "system-types.sql");
                    SqlScript.run(connection, "system-functions.sql");
                    SqlScript.run(connection, "system-views.sql");
                    statement.execute("RESET allow_system_table_mods");
                }
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + INSTALL_LOCK + ")");
            }
        }
    }

    /** Whether they are there. */
    static boolean installed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return installed(statement);
        }
    }

    private static boolean installed(Statement statement) throws SQLException {
        try (ResultSet result =
                statement.executeQuery("SELECT to_regclass('pg_catalog.svv_all_columns') IS NOT NULL")) {
            return result.next() && result.getBoolean(1);
        }
    }
}
