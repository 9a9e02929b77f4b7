package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedBatchTest {

    private static final String INSERT = "insert into t values (?)";
    /** A limit that the user has set: one byte less than the default, from which batches grow by themselves. */
    private static final int LIMIT = 99_999;

    private PlayedConnection played;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection("&maxStatementBytes=" + LIMIT);
    }

    private static void add(PreparedStatement statement, String... values) throws SQLException {
        for (var value : values) {
            statement.setString(1, value);
            statement.addBatch();
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void rowsOfAnInsertBecomeOneStatement() throws SQLException {
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "a", "b", "c");
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }
        assertThat(played.api.sqls()).containsExactly("insert into t values ('a'),('b'),('c')");
    }

    /** Twenty columns, with texts of about a hundred bytes that need escapes here and there. */
    private static PreparedStatement wide(Connection connection, int rows, String text) throws SQLException {
        var statement = connection.prepareStatement(
                "insert into wide values (" + String.join(", ", Collections.nCopies(20, "?")) + ")");
        for (var row = 0; row < rows; row++) {
            for (var column = 1; column <= 20; column++) {
                statement.setString(column, text);
            }
            statement.addBatch();
        }
        return statement;
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters=bind", "parameters=literal"})
    void nearlyAllOfTheLimitIsUsed(String parameters) throws SQLException {
        played = new PlayedConnection("&maxStatementBytes=" + LIMIT + "&" + parameters);
        try (var statement = wide(played.connection, 300, "it's \u00fc \\" + "x".repeat(90))) {
            assertThat(statement.executeBatch()).hasSize(300).containsOnly(1);
        }
        var sizes = played.api.sqls().stream().map(PreparedBatchTest::bytes).toList();
        assertThat(sizes).hasSizeGreaterThan(5).allSatisfy(size -> assertThat(size)
                .isLessThanOrEqualTo(LIMIT));
        assertThat(sizes.subList(0, sizes.size() - 1))
                .allSatisfy(size -> assertThat(size).isGreaterThanOrEqualTo(LIMIT * 95 / 100));
    }

    /** The service that is played copies each text, too. */
    @Test
    void theTextsOfABatchAreWrittenWithoutCopiesOfEachValue() throws SQLException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var thread = Thread.currentThread().getId();
        try (var warmUp = wide(played.connection, 10, "x")) {
            assertThat(warmUp.executeBatch()).hasSize(10);
        }
        try (var statement = wide(played.connection, 1000, "it's " + "x".repeat(95))) {
            var before = threads.getThreadAllocatedBytes(thread);
            assertThat(statement.executeBatch()).hasSize(1000);
            var allocated = threads.getThreadAllocatedBytes(thread) - before;
            var sent = played.api.sqls().stream().mapToLong(String::length).sum();
            assertThat(allocated)
                    .as("%.2f times the text", (double) allocated / sent)
                    .isLessThan(3 * sent);
        }
    }

    @Test
    void oneRowIsRunAsItIs() throws SQLException {
        played.api.courses.put("insert into t values ('a')", Course.gives(false, 1));
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "a");
            assertThat(statement.executeLargeBatch()).containsExactly(1L);
        }
        assertThat(played.api.batches.get(0).sqls()).endsWith("insert into t values ('a')");
    }

    @Test
    void anEmptyBatchSendsNothing() throws SQLException {
        try (var statement = played.connection.prepareStatement(INSERT)) {
            assertThat(statement.executeBatch()).isEmpty();
            add(statement, "a");
            statement.clearBatch();
            assertThat(statement.executeBatch()).isEmpty();
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aBatchRunsOnce() throws SQLException {
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "a", "b");
            assertThat(statement.executeBatch()).hasSize(2);
            assertThat(statement.executeBatch()).isEmpty();
        }
    }

    @Test
    void anElementHasTheValuesOfItsMoment() throws SQLException {
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "a", "b");
            statement.setString(1, "later");
            assertThat(statement.executeBatch()).hasSize(2);
        }
        assertThat(played.api.sqls()).containsExactly("insert into t values ('a'),('b')");
    }

    @Test
    void anythingElseGoesElementByElementInABatchOfTheService() throws SQLException {
        played.api.courses.put("delete from t where a = 'x'", Course.gives(false, 2));
        played.api.courses.put("delete from t where a = 'y'", Course.gives(false, 5));
        try (var statement = played.connection.prepareStatement("delete from t where a = ?")) {
            add(statement, "x", "y");
            assertThat(statement.executeBatch()).containsExactly(2, 5);
        }
        assertThat(played.api.batches.get(0).sqls())
                .endsWith("delete from t where a = 'x'", "delete from t where a = 'y'");
    }

    @Test
    void aQueryHasNoPlaceInABatch() throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?")) {
            add(statement, "x");
            var error = catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());
            assertThat(error.getSQLState()).isEqualTo("0100E");
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aStatementIsAsLongAsTheServiceTakes() throws SQLException {
        var wide = "ä".repeat(20_000); // 40,000 bytes, so two rows fit and three do not
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, wide, wide, wide, wide, "last");
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1, 1);
        }
        assertThat(played.api.sqls())
                .extracting(PreparedBatchTest::bytes)
                .allMatch(size -> size <= LIMIT)
                .first()
                .isEqualTo(80_000 + bytes("insert into t values (''),('')"));
        assertThat(played.api.sqls()).hasSize(2);
        assertThat(played.api.sqls().get(1))
                .startsWith("insert into t values ('ä")
                .endsWith("),('last')");
    }

    @Test
    void rowsThatFillAStatementToItsLastByteAreOneStatement() throws SQLException {
        var frame = bytes("insert into t values (''),('')");
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "a".repeat(50_000), "b".repeat(LIMIT - frame - 50_000));
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            add(statement, "a".repeat(50_000), "b".repeat(LIMIT - frame - 50_000 + 1));
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        assertThat(played.api.sqls()).extracting(PreparedBatchTest::bytes).startsWith(LIMIT);
        assertThat(played.api.sqls()).hasSize(3);
    }

    /** Three statements of two, two and one row. */
    private BatchUpdateException failureOf(String failing) throws SQLException {
        var wide = "w".repeat(40_000);
        played.connection.setAutoCommit(false);
        for (var first : List.of("1", "3", "5")) {
            played.api.courses.put(
                    sqlOf(first, wide),
                    first.equals(failing) ? Course.fails("ERROR: value too long for type") : Course.gives(false, 2));
        }
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "1" + wide, "2" + wide, "3" + wide, "4" + wide, "5" + wide);
            return catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());
        }
    }

    private static String sqlOf(String first, String wide) {
        var second = Integer.parseInt(first) + 1;
        return "insert into t values ('" + first + wide + "')" + (second == 6 ? "" : ",('" + second + wide + "')");
    }

    @Test
    void aFailureSaysWhichRowsWereCarriedOut() throws SQLException {
        var error = failureOf("3");
        assertThat((Throwable) error)
                .hasMessageStartingWith("Rows 3 to 4 of the batch were not carried out; the first 2 were")
                .hasMessageContaining("value too long");
        assertThat(error.getUpdateCounts())
                .containsExactly(1, 1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
        assertThat((Throwable) error.getNextException()).isSameAs(error.getCause());
        assertThat(error.getSQLState()).isEqualTo(((SQLException) error.getCause()).getSQLState());
    }

    @Test
    void inDoubtTheCountsEndWithTheRowsOfWhichNothingIsKnown() throws SQLException {
        played.api.deniesLists = true;
        var wide = "w".repeat(40_000);
        try (var statement = played.connection.prepareStatement(INSERT)) {
            add(statement, "1" + wide, "2" + wide, "3" + wide, "4" + wide, "5" + wide);
            for (var i = 0; i < 200; i++) {
                played.api.loseAnswer("Execute");
            }
            var error = catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());
            assertThat((Throwable) error)
                    .hasMessageStartingWith("Rows 1 to 2 of the batch: it is unknown whether they were carried out");
            assertThat(error.getErrorCode()).isEqualTo(1);
            assertThat(error.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
        }
    }

    @Test
    void rowsOfAnInsertThatWishForKeysWarnOnce() throws SQLException {
        try (var statement = played.connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            add(statement, "a", "b");
            assertThat(statement.executeBatch()).hasSize(2);
            assertThat(statement.getWarnings().getMessage()).isEqualTo(GeneratedKeys.NONE);
            assertThat((Throwable) statement.getWarnings().getNextWarning()).isNull();
        }
    }

    @Test
    void aMarkerMayStandTwice() throws SQLException {
        try (var statement = played.connection.prepareStatement("insert into t values (?, ?)")) {
            for (var values : List.of("ab", "cd")) {
                statement.setString(1, values.substring(0, 1));
                statement.setString(2, values.substring(1));
                statement.addBatch();
            }
            assertThat(Arrays.stream(statement.executeLargeBatch()).sum()).isEqualTo(2);
        }
        assertThat(played.api.sqls()).containsExactly("insert into t values ('a', 'b'),('c', 'd')");
    }
}
