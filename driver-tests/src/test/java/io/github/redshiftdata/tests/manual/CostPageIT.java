package io.github.redshiftdata.tests.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of requests in docs/quotas-and-cost.md is what the emulator counts. -Ddocs.write=true writes it anew. */
class CostPageIT {

    private static final Path PAGE = Path.of(System.getProperty("docs"), "quotas-and-cost.md");
    private static final String OPENING = "<!-- costs -->\n";
    private static final String CLOSING = "<!-- /costs -->";
    private static final int ROUNDS = 3;

    /** A thing that a program does on a connection; the calls before it do not count. */
    @FunctionalInterface
    private interface Action {
        void run(Connection connection) throws SQLException;
    }

    private final Map<String, Map<String, Long>> costs = new LinkedHashMap<>();
    private String table;

    @Test
    void theTableOfThePageIsWhatTheEmulatorCounts() throws Exception {
        var page = Files.readString(PAGE);
        var start = page.indexOf(OPENING) + OPENING.length();
        var end = page.indexOf(CLOSING);
        assertThat(end).isGreaterThanOrEqualTo(start);
        var expected = page.substring(start, end);
        // On a busy machine a statement may last longer than the first wait, and cost one request more.
        for (var round = 0; round < ROUNDS && !markdown().equals(expected); round++) {
            measureAll();
        }
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, start) + markdown() + page.substring(end));
        } else {
            assertThat(expected).as("run with -Ddocs.write=true").isEqualTo(markdown());
        }
    }

    private void measureAll() throws SQLException {
        try (var emulator = TestEmulator.own(20_000)) {
            table = emulator.newSchema() + ".t";
            measureConnecting(emulator);
            try (var connection = emulator.connect();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "create table " + table + " (a int, b varchar(40), c numeric(12,2), d date, e bigint)");
                measureStatements(emulator, connection);
                measureBatches(emulator, connection);
                measureTransactions(emulator, connection);
                measureSubmissions(emulator, connection);
                measureTheRest(emulator, connection);
            }
        }
        measureALongStatement();
    }

    private void measureConnecting(TestEmulator emulator) throws SQLException {
        emulator.resetCalls();
        var connection = emulator.connect();
        note("`getConnection`", emulator);
        connection.close();
        note("`close()`", emulator);
        connection = emulator.connect("queryGroup=nightly", "timeZone=JVM");
        note("`getConnection` with [settings of the session](transactions.md#settings-of-the-session)", emulator);
        connection.close();
        note("`close()`", emulator);
        connection = emulator.connect("queryGroup=nightly", "timeZone=JVM", "currentSchema=public");
        note("the same with `currentSchema`: whether it exists is read", emulator);
        connection.close();
        note("`close()`", emulator);
        emulator.connect("lazyConnect=true").close();
        note("`getConnection` and `close()` with `lazyConnect=true`, unused", emulator);
    }

    private void measureStatements(TestEmulator emulator, Connection connection) throws SQLException {
        measure("`executeQuery`, one page of rows", emulator, connection, on -> read(on, "select 42"));
        measure("`execute` of a query, the rows are not read", emulator, connection, on -> {
            try (var statement = on.createStatement()) {
                statement.execute("select 42");
            }
        });
        measure("`executeQuery`, three pages of rows", emulator, connection, on -> {
            assertThat(read(on, "select repeat('x', 990) from generate_series(1, 55)"))
                    .isEqualTo(55);
        });
        measure("`executeQuery` of three pages, with `setMaxRows(10)`", emulator, connection, on -> {
            try (var statement = on.createStatement()) {
                statement.setMaxRows(10);
                statement.setFetchSize(10);
                try (var rows = statement.executeQuery("select repeat('x', 990) from generate_series(1, 55)")) {
                    assertThat(count(rows)).isEqualTo(10);
                }
            }
        });
        measure("`PreparedStatement.executeQuery`, one page", emulator, connection, on -> {
            try (var statement = on.prepareStatement("select ? + 1")) {
                statement.setInt(1, 1);
                try (var rows = statement.executeQuery()) {
                    assertThat(count(rows)).isEqualTo(1);
                }
            }
        });
        measure("`execute` of DDL", emulator, connection, on -> execute(on, "create temp table cost (a int)"));
        measure("`executeUpdate` of an INSERT, UPDATE or DELETE", emulator, connection, on -> {
            try (var statement = on.createStatement()) {
                statement.executeUpdate("insert into " + table + " (a) values (1)");
            }
        });
        measure(
                "`execute` of an INSERT, the count is not read",
                emulator,
                connection,
                on -> execute(on, "insert into " + table + " (a) values (1)"));
        measure(
                "`execute` of a script of 40 statements",
                emulator,
                connection,
                on -> execute(on, ("insert into " + table + " (a) values (1);").repeat(40)));
        measure(
                "`execute` of a script of 10 `VACUUM`",
                emulator,
                connection,
                on -> execute(on, ("vacuum " + table + ";").repeat(10)));
    }

    private void measureBatches(TestEmulator emulator, Connection connection) throws SQLException {
        measure("`executeBatch` of 10,000 prepared INSERTs of 5 columns", emulator, connection, on -> {
            try (var insert = on.prepareStatement("insert into " + table + " values (?, ?, ?, ?, ?)")) {
                for (var i = 0; i < 10_000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "name " + i);
                    insert.setBigDecimal(3, new BigDecimal("12.25"));
                    insert.setDate(4, Date.valueOf("2026-06-12"));
                    insert.setLong(5, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
        measure("`executeBatch` of 40 prepared UPDATEs", emulator, connection, on -> {
            try (var update = on.prepareStatement("update " + table + " set b = ? where a = ?")) {
                for (var i = 0; i < 40; i++) {
                    update.setString(1, "x");
                    update.setInt(2, -i);
                    update.addBatch();
                }
                update.executeBatch();
            }
        });
    }

    private void measureTransactions(TestEmulator emulator, Connection connection) throws SQLException {
        measure("`setAutoCommit(false)`, two `execute` of INSERTs, `commit()`", emulator, connection, on -> {
            on.setAutoCommit(false);
            execute(on, "insert into " + table + " (a) values (1)");
            execute(on, "insert into " + table + " (a) values (2)");
            on.commit();
        });
        measure("`commit()`, `rollback()` where nothing was run", emulator, connection, on -> {
            on.commit();
            on.rollback();
        });
        measure("`setAutoCommit`, `setReadOnly`, `setTransactionIsolation`", emulator, connection, on -> {
            on.setAutoCommit(true);
            on.setReadOnly(true);
            on.setReadOnly(false);
            on.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        });
    }

    private void measureSubmissions(TestEmulator emulator, Connection connection) throws SQLException {
        var own = connection.unwrap(RedshiftDataConnection.class);
        measure("`submit`", emulator, connection, on -> own.submit("select 42"));
        measure(
                "`submit` of a script of 40 statements",
                emulator,
                connection,
                on -> own.submit("select 42;".repeat(40)));
        var handle = own.submit("select 42");
        emulator.resetCalls();
        measure("`status()` of a submitted statement", emulator, connection, on -> handle.status());
        assertThat(handle.await(Duration.ofMinutes(1))).isTrue();
        emulator.resetCalls();
        measure("`status()` and `statistics()` once its end is known", emulator, connection, on -> {
            handle.status();
            handle.statistics();
        });
        measure("`results()` of a submitted statement, one page", emulator, connection, on -> {
            try (var results = handle.results();
                    var rows = results.getResultSet()) {
                count(rows);
            }
        });
        measure("`history` of less than 100 statements", emulator, connection, on -> own.history("absent", null, null));
    }

    private void measureTheRest(TestEmulator emulator, Connection connection) throws SQLException {
        measure("`isValid` within 30 s of an answer", emulator, connection, on -> assertThat(on.isValid(5))
                .isTrue());
        measure("`getSchema` or `getMetaData().getUserName()`, the first of all", emulator, connection, on -> {
            on.getSchema();
            on.getMetaData().getUserName();
        });
        measure("`getCatalog`, `getSchema`, `getWarnings`", emulator, connection, on -> {
            on.getCatalog();
            on.getSchema();
            on.getWarnings();
        });
        var schema = emulator.newSchema();
        measure("`setSchema`", emulator, connection, on -> on.setSchema(schema));
        measure("`getSchema`, the first time after `setSchema`", emulator, connection, Connection::getSchema);
    }

    private void measureALongStatement() throws SQLException {
        var slow = TestEmulator.options().withDelays(Duration.ofMillis(1500), Duration.ZERO, Duration.ZERO);
        try (var emulator = TestEmulator.own(slow);
                var connection = emulator.connect()) {
            measure("`executeQuery` that runs for 1 to 31 seconds", emulator, connection, on -> read(on, "select 42"));
        }
    }

    private void measure(String what, TestEmulator emulator, Connection connection, Action action) throws SQLException {
        emulator.resetCalls();
        action.run(connection);
        note(what, emulator);
    }

    private void note(String what, TestEmulator emulator) {
        costs.merge(what, new TreeMap<>(emulator.calls()), (a, b) -> total(a) <= total(b) ? a : b);
        emulator.resetCalls();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return count(rows);
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        var count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private String markdown() {
        return "| JDBC | Requests | Which |\n|---|---|---|\n"
                + costs.entrySet().stream()
                        .map(cost -> "| " + cost.getKey() + " | " + total(cost.getValue()) + " | "
                                + names(cost.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    private static long total(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String names(Map<String, Long> calls) {
        return calls.entrySet().stream()
                .map(call -> call.getValue() == 1 ? call.getKey() : call.getValue() + " × " + call.getKey())
                .collect(Collectors.joining(", "));
    }
}
