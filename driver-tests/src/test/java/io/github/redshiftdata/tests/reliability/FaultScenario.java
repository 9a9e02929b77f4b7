package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is done while a fault is met. Writers insert the rows (cell, 1) to (cell, n) into a table without keys, so that
 * a row that is in twice shows.
 */
enum FaultScenario {
    SELECT("SELECT of three pages", 0) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            var sql = "select n, repeat('x', 20) || n from generate_series(1, 20) as n order by n";
            var read = new ArrayList<String>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    read.add(rows.getInt(1) + rows.getString(2));
                }
            }
            var expected = IntStream.rangeClosed(1, 20)
                    .mapToObj(n -> n + "x".repeat(20) + n)
                    .toList();
            assertThat(read).isEqualTo(expected);
        }
    },
    INSERT("INSERT", 2) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            try (var statement = connection.createStatement()) {
                var sql = "insert into " + table + " values (" + cell + ", 1), (" + cell + ", 2)";
                checkCounts(statement, new int[] {statement.executeUpdate(sql)}, 2);
            }
        }
    },
    LONG_INSERT("INSERT that runs for more than a second", 1) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            try (var statement = connection.createStatement()) {
                var sql = "insert into " + table + " select " + cell + ", 1 from (select pg_sleep(1.2)) as pause";
                checkCounts(statement, new int[] {statement.executeUpdate(sql)}, 1);
            }
        }
    },
    PREPARED_BATCH("Prepared batch of 100 rows", 100) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            try (var statement = connection.prepareStatement("insert into " + table + " values (?, ?)")) {
                for (var n = 1; n <= 100; n++) {
                    statement.setInt(1, cell);
                    statement.setInt(2, n);
                    statement.addBatch();
                }
                var counts = new int[100];
                Arrays.fill(counts, 1);
                checkCounts(statement, statement.executeBatch(), counts);
            }
        }
    },
    BATCH("Batch of plain statements", 3) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.addBatch("insert into " + table + " values (" + cell + ", 1), (" + cell + ", 2)");
                statement.addBatch("insert into " + table + " values (" + cell + ", 3)");
                statement.addBatch("delete from " + table + " where cell = -1");
                checkCounts(statement, statement.executeBatch(), 2, 1, 0);
            }
        }
    },
    TRANSACTION("Transaction of three statements", 2) {
        @Override
        void run(Connection connection, String table, int cell) throws SQLException {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("insert into " + table + " values (" + cell + ", 1)");
                statement.execute("delete from " + table + " where cell = -1");
                var sql = "insert into " + table + " values (" + cell + ", 2)";
                checkCounts(statement, new int[] {statement.executeUpdate(sql)}, 1);
            }
            connection.commit();
        }
    };

    private final String title;
    private final int rows;

    FaultScenario(String title, int rows) {
        this.title = title;
        this.rows = rows;
    }

    String title() {
        return title;
    }

    /** How many rows are in the table if it went well. All or none may be in, never some. */
    int rows() {
        return rows;
    }

    /** A count is right, or it is missing and a warning says so. */
    private static void checkCounts(Statement statement, int[] counts, int... right) throws SQLException {
        assertThat(counts).hasSameSizeAs(right);
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] != Statement.SUCCESS_NO_INFO || statement.getWarnings() == null) {
                assertThat(counts[i]).as("count " + (i + 1)).isEqualTo(right[i]);
            }
        }
    }

    /** Does it, and checks rows and counts. */
    abstract void run(Connection connection, String table, int cell) throws SQLException;
}
