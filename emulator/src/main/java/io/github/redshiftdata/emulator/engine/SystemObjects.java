package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Redshift's types, functions and views. They live in pg_catalog: found without a path, and in nobody's way. */
final class SystemObjects {

    /** Kept by sessions that install at the same time, in this engine or another. */
    private static final long INSTALL_LOCK = 7_391_227_001L;

    /** Is there when all of them are, as they come in one transaction. */
    private static final String MARK = "pg_catalog.svv_all_columns";

    /** In the order in which they run. */
    static final List<String> SCRIPTS = List.of(
            "system-types.sql",
            "system-overrides.sql",
            "system-functions.sql",
            "system-language.sql",
            "system-conversions.sql",
            "system-settings.sql",
            "system-late-views.sql",
            "system-views.sql",
            "system-catalog.sql",
            "system-history.sql",
            "system-hashes.sql",
            "system-show.sql",
            "system-tables.sql",
            "system-triggers.sql",
            "system-casts.sql");

    private static final List<String> SAMPLE_TABLES = List.of(
            "venues",
            "categories",
            "dates",
            "users",
            "events",
            "listings",
            "sales",
            "promotions",
            "empty_table",
            "all_types");

    private SystemObjects() {}

    /** Installs them where they are missing. The connection is out of a transaction before and after. */
    static void install(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + INSTALL_LOCK + ")");
            try {
                if (!exists(statement, MARK)) {
                    statement.execute("SET allow_system_table_mods = on");
                    // All or nothing: a start that is broken off must not be in the way of the next one.
                    SqlScript.run(connection, SCRIPTS.toArray(String[]::new));
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
            return exists(statement, MARK);
        }
    }

    /** Creates the sample tables where none of them is there yet: what a user has made of them stays. */
    static void installSample(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + INSTALL_LOCK + ")");
            try {
                boolean isThere = false;
                for (String table : SAMPLE_TABLES) {
                    isThere |= exists(statement, "public." + table);
                }
                if (!isThere) {
                    SqlScript.run(connection, "sample-data.sql");
                }
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + INSTALL_LOCK + ")");
            }
        }
    }

    private static boolean exists(Statement statement, String relation) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT to_regclass('" + relation + "') IS NOT NULL")) {
            return result.next() && result.getBoolean(1);
        }
    }
}
