package io.github.redshiftdata.benchmarks;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** How many requests an operation costs, counted at the emulator. */
final class Calls {

    private static final int BATCH_ROWS = 10_000;

    /** What is counted. */
    interface Operation {
        void run(Connection connection) throws SQLException;
    }

    private final Emulator emulator;
    private final Report report = new Report("calls", "operation", "requests", "which");

    private Calls(Emulator emulator) {
        this.emulator = emulator;
    }

    static void run() throws SQLException {
        try (var emulator = Emulator.start(EmulatorOptions.defaults().withSampleData(false))) {
            new Calls(emulator).count();
        }
    }

    private void count() throws SQLException {
        emulator.resetCalls();
        try (var connection = DriverManager.getConnection(emulator.jdbcUrl())) {
            report.result("connect", shown("connect", emulator.calls()));
            report.result("select", count(connection, "SELECT", Calls::select));
            report.result(
                    "ddl", count(connection, "DDL", c -> update(c, "create temp table calls (a int, b varchar(40))")));
            report.result(
                    "dml", count(connection, "DML, count read", c -> update(c, "insert into calls values (1, 'x')")));
            count(connection, "prepared INSERT, count read", Calls::prepared);
            count(connection, "submit", c -> submit(c).getStatementId());
            var handle = submit(connection);
            count(connection, "status of a submitted statement", c -> handle.status());
            report.result("isvalid1000", count(connection, "isValid ×1000", Calls::isValid));
            report.result("batch10000", count(connection, "INSERT batch of 10,000 rows", c -> batch(c, BATCH_ROWS)));
            report.result("vacuum10", count(connection, "script of 10 VACUUM", c -> update(c, "vacuum;".repeat(10))));
            count(connection, "transaction of 3, nothing counted", Calls::transaction);
        }
        emulator.resetCalls();
        var url = emulator.jdbcUrl() + withSettings(emulator.jdbcUrl());
        try (var connection = DriverManager.getConnection(url)) {
            report.result("connectwithsettings", shown("connect with four settings", emulator.calls()));
            report.result("selectwithsettings", count(connection, "SELECT with settings", Calls::select));
        }
        emulator.resetCalls();
        DriverManager.getConnection(url + "&currentSchema=public").close();
        shown("the same with currentSchema, and close", emulator.calls());
        report.print();
    }

    private static String withSettings(String url) {
        return (url.contains("?") ? "&" : "?") + "applicationName=bench&queryGroup=bench&timeZone=UTC"
                + "&sessionSettings=statement_timeout=600000";
    }

    private long count(Connection connection, String name, Operation operation) throws SQLException {
        emulator.resetCalls();
        operation.run(connection);
        return shown(name, emulator.calls());
    }

    private long shown(String name, Map<String, Long> calls) {
        var sum = calls.values().stream().mapToLong(Long::longValue).sum();
        report.row(name, sum, calls);
        return sum;
    }

    private static void select(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 42")) {
            while (rows.next()) {
                Decode.blackHole = rows.getLong(1);
            }
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            Decode.blackHole = statement.executeUpdate(sql);
        }
    }

    private static RedshiftDataHandle submit(Connection connection) throws SQLException {
        return connection.unwrap(RedshiftDataConnection.class).submit("select 42");
    }

    private static void prepared(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("insert into calls values (?, ?)")) {
            statement.setInt(1, 1);
            statement.setString(2, "one");
            Decode.blackHole = statement.executeUpdate();
        }
    }

    private static void isValid(Connection connection) throws SQLException {
        for (var i = 0; i < 1000; i++) {
            Decode.blackHole = connection.isValid(5) ? 1 : 0;
        }
    }

    static void batch(Connection connection, int rows) throws SQLException {
        try (var statement = connection.prepareStatement("insert into calls values (?, ?)")) {
            for (var row = 0; row < rows; row++) {
                statement.setInt(1, row);
                statement.setString(2, "a name of row " + row);
                statement.addBatch();
            }
            Decode.blackHole = statement.executeBatch().length;
        }
    }

    private static void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("insert into calls values (1, 'one')");
            statement.execute("insert into calls values (2, 'two')");
            statement.execute("insert into calls values (3, 'three')");
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
