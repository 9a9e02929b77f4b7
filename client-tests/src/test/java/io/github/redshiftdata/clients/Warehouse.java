package io.github.redshiftdata.clients;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The emulator of this JVM, and a schema of it for one test. */
final class Warehouse {

    private static final Emulator EMULATOR = Emulator.start();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final String schema = "tool_" + SCHEMAS.incrementAndGet();

    Warehouse() throws SQLException {
        try (var connection = DriverManager.getConnection(EMULATOR.jdbcUrl())) {
            execute(connection, "CREATE SCHEMA " + schema);
        }
    }

    String schema() {
        return schema;
    }

    /**
     * The URL of the schema.
     *
     * @param parameters name=value
     */
    String url(String... parameters) {
        var url = EMULATOR.jdbcUrl();
        var more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema + more;
    }

    /** The database behind the emulator, for PostgreSQL's own driver. */
    static String postgresUrl() {
        return Objects.requireNonNull(EMULATOR.postgresUrl());
    }

    RedshiftDataDataSource dataSource(String... parameters) {
        var source = new RedshiftDataDataSource();
        source.setUrl(url(parameters));
        return source;
    }

    void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url())) {
            for (var sql : statements) {
                execute(connection, sql);
            }
        }
    }

    /** The only value of a query. */
    String value(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url())) {
            return value(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Ends the session of a connection, as a restart of the warehouse does. */
    static void killSession(Connection connection) throws SQLException {
        EMULATOR.killSession(connection.unwrap(RedshiftDataConnection.class).getSessionId());
    }

    /** Ends the process of the database behind a connection. */
    static void killBackend(Connection connection) throws SQLException {
        var process = value(connection, "SELECT pg_backend_pid()");
        try (var other = DriverManager.getConnection(EMULATOR.jdbcUrl())) {
            value(other, "SELECT pg_terminate_backend(" + process + ")");
        }
    }
}
