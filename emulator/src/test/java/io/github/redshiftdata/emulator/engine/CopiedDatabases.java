package io.github.redshiftdata.emulator.engine;

import java.sql.DriverManager;
import java.sql.SQLException;

/** A new copy of a database for each file, so that no file meets what another has made of it. */
final class CopiedDatabases implements DialectReport.Databases {

    private static final String COPY = "apart";

    private final String url;
    private final String source;

    /** @param url of a superuser, for the database that is copied */
    CopiedDatabases(String url, String source) {
        this.url = url;
        this.source = source;
    }

    @Override
    public String next() throws EngineException {
        String other = url.replaceFirst("/" + source + "(?=\\?|$)", "/postgres");
        try (var connection = DriverManager.getConnection(other);
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + COPY + " WITH (FORCE)");
            // Nobody may look at the database that is copied, not even its statistics.
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + source + "'");
            statement.execute("CREATE DATABASE " + COPY + " TEMPLATE " + source + " STRATEGY file_copy OWNER awsuser");
            return COPY;
        } catch (SQLException e) {
            throw new EngineException("The database could not be copied: " + e.getMessage(), false, e);
        }
    }
}
