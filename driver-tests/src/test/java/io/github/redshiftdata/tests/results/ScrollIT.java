package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.SmallJvm;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are read in any order: the same as those of PostgreSQL's own driver, whatever the pages. */
class ScrollIT {

    private static final int STEPS = 400;

    private static TestEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = TestEmulator.own(1 << 10);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static Statement scrollable(Connection connection) throws SQLException {
        return connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
    }

    private static String rows(long count) {
        return "SELECT n, 'a row with the number ' || n FROM generate_series(1, " + count + ") AS t (n) ORDER BY n";
    }

    // ---------------------------------------------------------------- the same as PostgreSQL's driver

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 0, 2", "2, 0, 3", "137, 0, 4", "137, 0, 5", "137, 50, 6", "137, 137, 7", "400, 0, 8"})
    void aRandomWalkGoesWhereItGoesInPostgres(int rowCount, int maxRows, long seed) throws SQLException {
        try (var ours = emulator.connect();
                var theirs = DriverManager.getConnection(emulator.postgresUrl());
                var ourStatement = scrollable(ours);
                var theirStatement = scrollable(theirs)) {
            ourStatement.setMaxRows(maxRows);
            theirStatement.setMaxRows(maxRows);
            try (var actual = ourStatement.executeQuery(rows(rowCount));
                    var expected = theirStatement.executeQuery(rows(rowCount))) {
                var random = new Random(seed);
                var walk = new ArrayList<String>();
                for (var step = 0; step < STEPS; step++) {
                    var move = random.nextInt(8);
                    var number = random.nextInt(2 * rowCount + 6) - rowCount - 3;
                    walk.add(name(move, number));
                    assertThat(move(actual, move, number)).as("%s", walk).isEqualTo(move(expected, move, number));
                    assertThat(place(actual)).as("%s", walk).isEqualTo(place(expected));
                }
            }
        }
    }

    private static String name(int move, int number) {
        return switch (move) {
            case 0 -> "next";
            case 1 -> "previous";
            case 2 -> "absolute(" + number + ")";
            case 3 -> "relative(" + number + ")";
            case 4 -> "first";
            case 5 -> "last";
            case 6 -> "beforeFirst";
            default -> "afterLast";
        };
    }

    private static boolean move(ResultSet rows, int move, int number) throws SQLException {
        return switch (move) {
            case 0 -> rows.next();
            case 1 -> rows.previous();
            case 2 -> rows.absolute(number);
            case 3 -> rows.relative(number);
            case 4 -> rows.first();
            case 5 -> rows.last();
            case 6 -> {
                rows.beforeFirst();
                yield false;
            }
            default -> {
                rows.afterLast();
                yield false;
            }
        };
    }

    private static List<Object> place(ResultSet rows) throws SQLException {
        var row = rows.getRow();
        return List.of(
                row,
                rows.isBeforeFirst(),
                rows.isFirst(),
                rows.isLast(),
                rows.isAfterLast(),
                row == 0 ? "" : rows.getInt(1) + rows.getString(2));
    }

    // ---------------------------------------------------------------- reading again, and what it costs

    @Test
    void readingAgainGivesTheSameRows() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection);
                var rows = statement.executeQuery(rows(300))) {
            var first = readToTheEnd(rows);
            rows.beforeFirst();
            assertThat(readToTheEnd(rows)).isEqualTo(first).hasSize(300);
            var backward = new ArrayList<String>();
            while (rows.previous()) {
                backward.add(0, rows.getString(2));
            }
            assertThat(backward).isEqualTo(first);
        }
    }

    private static List<String> readToTheEnd(ResultSet rows) throws SQLException {
        var read = new ArrayList<String>();
        while (rows.next()) {
            read.add(rows.getString(2));
        }
        return read;
    }

    @Test
    void laterChangesAreNotSeen() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection);
                var other = connection.createStatement()) {
            other.executeUpdate("CREATE TEMP TABLE scrolled AS SELECT n FROM generate_series(1, 300) AS t (n)");
            try (var rows = statement.executeQuery("SELECT n FROM scrolled ORDER BY n")) {
                other.executeUpdate("DELETE FROM scrolled");
                assertThat(rows.last()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(300);
                assertThat(rows.absolute(1)).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void thePagesUsedLastAreNotFetchedAgain() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection);
                var rows = statement.executeQuery(rows(100))) {
            readToTheEnd(rows);
            emulator.resetCalls();
            for (var i = 0; i < 20; i++) {
                assertThat(rows.previous()).isTrue();
            }
            readToTheEnd(rows);
            rows.beforeFirst();
            rows.afterLast();
            assertThat(emulator.calls()).isEmpty();
        }
    }

    @Test
    void theNumberOfRowsIsKnownWithoutReadingThem() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection);
                var rows = statement.executeQuery(rows(1000))) {
            emulator.resetCalls();
            rows.afterLast();
            assertThat(rows.isAfterLast()).isTrue();
            assertThat(rows.absolute(-1000)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(emulator.calls()).isEmpty();
        }
    }

    @Test
    void maxRowsStopsTheFetching() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection)) {
            statement.setMaxRows(3);
            emulator.resetCalls();
            try (var rows = statement.executeQuery(rows(1000))) {
                assertThat(rows.last()).isTrue();
                assertThat(rows.getRow()).isEqualTo(3);
                assertThat(rows.next()).isFalse();
                assertThat(rows.absolute(4)).isFalse();
            }
            assertThat(emulator.calls().get("GetStatementResult")).isEqualTo(1L);
        }
    }

    // ---------------------------------------------------------------- what the driver says of it

    @Test
    void whatIsGivenIsSaid() throws SQLException {
        try (var connection = emulator.connect()) {
            var metadata = connection.getMetaData();
            var type = ResultSet.TYPE_SCROLL_INSENSITIVE;
            assertThat(metadata.supportsResultSetType(type)).isTrue();
            assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE))
                    .isFalse();
            assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_READ_ONLY))
                    .isTrue();
            assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE))
                    .isFalse();
            assertThat(metadata.ownInsertsAreVisible(type)
                            || metadata.ownUpdatesAreVisible(type)
                            || metadata.ownDeletesAreVisible(type)
                            || metadata.othersInsertsAreVisible(type)
                            || metadata.othersUpdatesAreVisible(type)
                            || metadata.othersDeletesAreVisible(type))
                    .isFalse();
            try (var statement = connection.prepareStatement(
                    "SELECT ?::int", type, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
                assertThat(statement.getResultSetType()).isEqualTo(type);
                statement.setInt(1, 42);
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.getType()).isEqualTo(type);
                    assertThat(rows.last()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(42);
                }
            }
            assertThat((Object) connection.getWarnings()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"1005, 1007, 1004, later changes", "1005, 1008, 1004, later changes", "1003, 1008, 1003, changed"})
    void whatCannotBeHadIsReplacedWithAWarning(int type, int concurrency, int given, String warning)
            throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement(type, concurrency)) {
            assertThat(statement.getResultSetType()).isEqualTo(given);
            assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
            assertThat(connection.getWarnings().getMessage()).contains(warning);
            assertThat(connection.getWarnings().getSQLState()).startsWith("01");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN})
    void everyFetchDirectionIsTaken(int direction) throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection)) {
            statement.setFetchDirection(direction);
            try (var rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.getFetchDirection()).isEqualTo(direction);
                rows.setFetchDirection(ResultSet.FETCH_REVERSE);
                assertThat(rows.getFetchDirection()).isEqualTo(ResultSet.FETCH_REVERSE);
                assertThatThrownBy(() -> rows.setFetchDirection(1)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aClosedResultCannotBeMoved() throws SQLException {
        try (var connection = emulator.connect();
                var statement = scrollable(connection)) {
            var rows = statement.executeQuery("SELECT 1");
            rows.close();
            assertThatThrownBy(rows::last).isInstanceOf(SQLException.class).hasMessageContaining("closed");
            assertThatThrownBy(rows::beforeFirst).isInstanceOf(SQLException.class);
            assertThatThrownBy(rows::getType).isInstanceOf(SQLException.class);
        }
    }

    // ---------------------------------------------------------------- far more rows than memory

    @Test
    void aMillionRowsAreScrolledIn64Megabytes() throws IOException, InterruptedException {
        assertThat(SmallJvm.run(Scroller.class, TestEmulator.shared().url())).isEqualTo("reached every row");
    }

    /** What runs in the small JVM. */
    static final class Scroller {

        private static final int ROWS = 1_000_000;

        private Scroller() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = scrollable(connection);
                    var rows = statement.executeQuery(rows(ROWS))) {
                rows.absolute(ROWS / 2);
                requireRow(rows, ROWS / 2);
                rows.last();
                requireRow(rows, ROWS);
                for (var row = ROWS - 1; row > ROWS - 50_000; row--) {
                    rows.previous();
                    requireRow(rows, row);
                }
                rows.absolute(-ROWS);
                requireRow(rows, 1);
                var random = new Random(1);
                for (var jump = 0; jump < 50; jump++) {
                    var row = 1 + random.nextInt(ROWS);
                    rows.absolute(row);
                    requireRow(rows, row);
                }
                rows.beforeFirst();
                for (var row = 1; row <= ROWS; row++) {
                    rows.next();
                    requireRow(rows, row);
                }
                System.out.println(rows.next() ? "more rows than there are" : "reached every row");
            }
        }

        private static void requireRow(ResultSet rows, int row) throws SQLException {
            if (rows.getRow() != row
                    || rows.getInt(1) != row
                    || !rows.getString(2).endsWith(" " + row)) {
                throw new IllegalStateException(
                        "Row " + row + " was wanted, but row " + rows.getRow() + " holds " + rows.getInt(1));
            }
        }
    }
}
