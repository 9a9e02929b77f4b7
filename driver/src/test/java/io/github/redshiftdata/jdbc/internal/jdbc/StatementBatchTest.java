package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches of plain statements, warnings, and the wish for generated keys. */
class StatementBatchTest {

    private static final String INSERT = "insert into t values (1)";

    private PlayedConnection played;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
        statement = played.connection.createStatement();
        played.api.courses.put("delete from t", Course.gives(false, 3));
        played.api.courses.put(INSERT, Course.gives(false, 1));
    }

    @AfterEach
    void close() throws SQLException {
        statement.close();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    @Test
    void aBatchHasACountForEachElementInTheirOrder() throws SQLException {
        statement.addBatch("delete from t");
        statement.addBatch(INSERT);
        assertThat(statement.executeBatch()).containsExactly(3, 1);
        assertThat(played.api.batches.get(0).sqls()).endsWith("delete from t", INSERT);
    }

    @Test
    void theLargeCountsAreTheSame() throws SQLException {
        statement.addBatch("delete from t");
        assertThat(statement.executeLargeBatch()).containsExactly(3L);
    }

    @Test
    void aBatchRunsOnce() throws SQLException {
        statement.addBatch("delete from t");
        assertThat(statement.executeBatch()).hasSize(1);
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(statement.executeLargeBatch()).isEmpty();
    }

    @Test
    void aBatchThatIsClearedIsEmpty() throws SQLException {
        statement.addBatch("delete from t");
        statement.clearBatch();
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aBatchClosesTheResultsOfTheLastExecution() throws SQLException {
        played.givesNumbers("select 1", 1);
        var rows = statement.executeQuery("select 1");
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void anElementIsOneStatement() {
        assertThat(stateOf(() -> statement.addBatch("delete from t; delete from u")))
                .isEqualTo("42601");
        assertThat(stateOf(() -> statement.addBatch(" -- nothing"))).isEqualTo("42601");
    }

    @Test
    void aQueryHasNoPlaceInABatchAndNothingIsSent() throws SQLException {
        statement.addBatch("delete from t");
        statement.addBatch("select 1");
        var error = catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());
        assertThat((Throwable) error).hasMessageStartingWith("Element 2 of the batch gives rows");
        assertThat(error.getSQLState()).isEqualTo("0100E");
        assertThat(error.getUpdateCounts()).isEmpty();
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aFailedBatchTellsWhy() throws SQLException {
        played.api.courses.put("delete from t", Course.failsInPart(2, "ERROR: relation \"u\" does not exist"));
        statement.addBatch("delete from t");
        statement.addBatch("delete from u");
        var error = catchThrowableOfType(BatchUpdateException.class, () -> statement.executeBatch());
        assertThat((Throwable) error).hasMessageContaining("relation \"u\" does not exist");
        assertThat(statement.executeBatch()).as("it is empty after it").isEmpty();
    }

    // ---------------------------------------------------------------- keys

    @Test
    void whoWishesForKeysIsToldThatThereAreNone() throws SQLException {
        assertThat(statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(1);
        assertThat((Throwable) statement.getWarnings()).hasMessage(GeneratedKeys.NONE);
        assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
        statement.clearWarnings();
        assertThat((Throwable) statement.getWarnings()).isNull();
    }

    @Test
    void theWarningIsOfOneExecution() throws SQLException {
        assertThat(statement.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(1);
        assertThat(statement.executeUpdate(INSERT)).isEqualTo(1);
        assertThat((Throwable) statement.getWarnings()).isNull();
    }

    @Test
    void everyWayToWishForKeysRunsTheText() throws SQLException {
        assertThat(statement.executeUpdate(INSERT, new int[] {1})).isEqualTo(1);
        assertWished(true);
        assertThat(statement.executeUpdate(INSERT, new String[] {"id"})).isEqualTo(1);
        assertWished(true);
        assertThat(statement.executeLargeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS))
                .isEqualTo(1);
        assertWished(true);
        assertThat(statement.executeLargeUpdate(INSERT, new int[] {1})).isEqualTo(1);
        assertWished(true);
        assertThat(statement.executeLargeUpdate(INSERT, new String[] {"id"})).isEqualTo(1);
        assertWished(true);
        assertThat(statement.execute(INSERT, Statement.RETURN_GENERATED_KEYS)).isFalse();
        assertWished(true);
        assertThat(statement.execute(INSERT, new int[] {1})).isFalse();
        assertWished(true);
        assertThat(statement.execute(INSERT, new String[] {"id"})).isFalse();
        assertWished(true);
    }

    @Test
    void noColumnsAreNoWish() throws SQLException {
        assertThat(statement.executeUpdate(INSERT, Statement.NO_GENERATED_KEYS)).isEqualTo(1);
        assertWished(false);
        assertThat(statement.executeUpdate(INSERT, new int[0])).isEqualTo(1);
        assertWished(false);
        assertThat(statement.executeUpdate(INSERT, new String[0])).isEqualTo(1);
        assertWished(false);
        assertThat(statement.executeUpdate(INSERT, (int[]) null)).isEqualTo(1);
        assertWished(false);
        assertThat(statement.executeUpdate(INSERT, (String[]) null)).isEqualTo(1);
        assertWished(false);
    }

    private void assertWished(boolean wished) throws SQLException {
        assertThat(statement.getWarnings() != null).isEqualTo(wished);
    }

    @Test
    void aQueryThatIsAskedForKeysGivesItsRows() throws SQLException {
        played.givesNumbers("select 1", 1);
        assertThat(statement.execute("select 1", Statement.RETURN_GENERATED_KEYS))
                .isTrue();
        assertThat(statement.execute("select 1", new int[] {1})).isTrue();
        assertThat(statement.execute("select 1", new String[] {"id"})).isTrue();
        assertWished(false);
    }

    @Test
    void whatIsNoWishIsRefused() {
        assertThat(stateOf(() -> statement.execute(INSERT, 3))).isEqualTo("22023");
        assertThat(played.api.calls).isEmpty();
    }

    // ---------------------------------------------------------------- counts that nobody knows

    @Test
    void aCountThatTheServiceDoesNotTellIsWarnedOf() throws SQLException {
        played.api.courses.put("delete from t", Course.gives(false, -1));
        assertThat(statement.executeUpdate("delete from t")).isEqualTo(Statement.SUCCESS_NO_INFO);
        assertThat(statement.getWarnings().getMessage()).contains("statement-1");
    }

    @Test
    void soIsOneOfABatch() throws SQLException {
        played.api.courses.put("delete from u", Course.gives(false, -1));
        statement.addBatch("delete from t");
        statement.addBatch("delete from u");
        assertThat(statement.executeBatch()).containsExactly(3, Statement.SUCCESS_NO_INFO);
        assertThat(statement.getWarnings().getMessage()).startsWith("The batch was carried out, but how many rows");
    }

    @Test
    void aBatchWhoseCountsAreKnownHasNoWarning() throws SQLException {
        statement.addBatch("delete from t");
        statement.addBatch(INSERT);
        assertThat(statement.executeBatch()).hasSize(2);
        assertThat((Throwable) statement.getWarnings()).isNull();
    }
}
