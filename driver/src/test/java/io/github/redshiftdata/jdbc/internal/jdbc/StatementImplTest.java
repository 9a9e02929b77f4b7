package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataProgress;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementImplTest {

    private PlayedConnection played;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
        statement = played.connection.createStatement();
        played.givesNumbers("select 1", 1);
        played.givesNumbers("select 2", 21, 22);
        played.api.courses.put("delete from t", Course.gives(false, 3));
        played.api.courses.put("insert into t values (1)", Course.gives(false, 1));
    }

    @AfterEach
    void close() throws SQLException {
        statement.close();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    // ---------------------------------------------------------------- running

    @Test
    void aQueryGivesItsRowsAndNoCount() throws SQLException {
        assertThat(statement.execute("select 1")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
        var rows = statement.getResultSet();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(statement.getResultSet() == rows).as("the same result again").isTrue();
        assertThat(rows.getStatement() == statement).isTrue();
    }

    @Test
    void aChangeGivesItsCountAndNoRows() throws SQLException {
        assertThat(statement.execute("delete from t")).isFalse();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(3);
        assertThat(statement.getLargeUpdateCount()).isEqualTo(3);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void executeUpdateGivesTheCount() throws SQLException {
        assertThat(statement.executeUpdate("delete from t")).isEqualTo(3);
        assertThat(statement.executeLargeUpdate("delete from t")).isEqualTo(3);
        assertThat(statement.executeUpdate("create table t (a int)")).isZero();
    }

    @Test
    void executeQueryGivesTheRows() throws SQLException {
        var rows = statement.executeQuery("select 2");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong("n")).isEqualTo(21);
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
    }

    @Test
    void whileItRunsItTellsWhatTheServiceToldLastWithoutARequest() throws SQLException {
        played.api.courses.put("insert into slow values (1)", Course.finishes(Duration.ofSeconds(50)));
        var own = statement.unwrap(RedshiftDataStatement.class);
        var seen = new ArrayList<Optional<RedshiftDataProgress>>();
        seen.add(own.getProgress());
        played.api.duringSubmission = () -> seen.add(own.getProgress());
        played.api.duringWait = () -> seen.add(own.getProgress());
        statement.execute("insert into slow values (1)");
        seen.add(own.getProgress());
        var id = own.getStatementId();
        assertThat(seen)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new RedshiftDataProgress(id, RedshiftDataStatus.STARTED)),
                        Optional.of(new RedshiftDataProgress(id, RedshiftDataStatus.FINISHED)));
        assertThat(played.api.operations()).containsExactly("Execute", "Describe", "Describe");
    }

    @Test
    void aServiceThatTellsNoStatusWithTheSubmissionHasAtLeastTakenIt() throws SQLException {
        played.api.knowsLongPolling = false;
        played.api.courses.put("insert into slow values (1)", Course.finishes(Duration.ofSeconds(50)));
        var own = statement.unwrap(RedshiftDataStatement.class);
        var seen = new ArrayList<Optional<RedshiftDataProgress>>();
        played.api.duringWait = () -> seen.add(own.getProgress());
        statement.execute("insert into slow values (1)");
        assertThat(seen.get(0).orElseThrow().status()).isEqualTo(RedshiftDataStatus.SUBMITTED);
    }

    @Test
    void executeQueryOfWhatNeverGivesRowsSendsNothing() {
        assertThat(stateOf(() -> statement.executeQuery("delete from t"))).isEqualTo("02000");
        assertThat(stateOf(() -> statement.executeQuery("-- nothing"))).isEqualTo("02000");
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void executeUpdateOfAQuerySendsNothing() {
        assertThat(stateOf(() -> statement.executeUpdate("select 1"))).isEqualTo("0100E");
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aCallThatGivesNoRowsIsNoQuery() throws SQLException {
        played.api.courses.put("call p()", Course.gives(false, 0));
        assertThatThrownBy(() -> statement.executeQuery("call p()"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("gave no rows");
        assertThat(statement.isClosed()).isFalse();
    }

    @Test
    void aCallThatGivesRowsIsNoUpdate() throws SQLException {
        played.givesNumbers("call p()", 1);
        assertThat(stateOf(() -> statement.executeUpdate("call p()"))).isEqualTo("0100E");
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void nothingHasTheCountZeroAndIsNotSent() throws SQLException {
        assertThat(statement.execute(" /* nothing */ ")).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.executeUpdate("")).isZero();
        assertThat(((RedshiftDataStatement) statement).getStatementId()).isNull();
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aNewExecutionClosesTheResultsOfTheLast() throws SQLException {
        var rows = statement.executeQuery("select 1");
        var other = statement.executeQuery("select 2");
        assertThat(rows.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
        assertThat(statement.execute("delete from t")).isFalse();
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void escapesAreTranslatedUnlessTheyAreTurnedOff() throws SQLException {
        assertThat(statement.execute("select {d '2024-01-31'}")).isFalse();
        statement.setEscapeProcessing(false);
        assertThat(statement.execute("select {d '2024-01-31'}")).isFalse();
        assertThat(played.api.sqls()).containsExactly("select DATE '2024-01-31'", "select {d '2024-01-31'}");
    }

    @Test
    void aTextThatIsTooLongFailsTheOpenTransaction() throws SQLException {
        played.connection.setAutoCommit(false);
        assertThat(statement.executeUpdate("delete from t")).isEqualTo(3);
        assertThat(stateOf(() -> statement.execute("select '" + "x".repeat(200_000) + "'")))
                .isEqualTo("54000");
        assertThat(stateOf(() -> statement.execute("select 1"))).isEqualTo("25P02");
    }

    @Test
    void aTextThatCannotBeReadLeavesTheTransactionOpen() throws SQLException {
        played.connection.setAutoCommit(false);
        assertThat(statement.executeUpdate("delete from t")).isEqualTo(3);
        assertThat(stateOf(() -> statement.execute("select 'a"))).isEqualTo("42601");
        assertThat(statement.execute("select 1")).isTrue();
    }

    @Test
    void rowsThatCannotBeOpenedFailTheOpenTransaction() throws SQLException {
        played.connection.setAutoCommit(false);
        assertThat(statement.executeUpdate("delete from t")).isEqualTo(3);
        for (var i = 0; i < 20; i++) {
            played.api.fail("GetResult", Kind.REJECTED, "No such result");
        }
        assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
        played.api.faultsAreOver();
        assertThat(stateOf(() -> statement.execute("select 1"))).isEqualTo("25P02");
    }

    /** A program that takes it for not done calls the procedure again. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REJECTED", "NOT_FOUND", "UNAUTHORIZED", "THROTTLED", "SERVICE", "NETWORK"})
    void whatWasCarriedOutIsNotToldAsNotDoneWhereItsRowsCannotBeRead(Kind refusal) throws SQLException {
        played.givesNumbers("call p()", 1);
        for (var i = 0; i < 1000; i++) {
            played.api.fail("GetResult", refusal, "no");
        }
        assertThatItWasCarriedOut(() -> statement.executeQuery("call p()"));
        assertThat(statement.execute("call p()")).isTrue();
        assertThatItWasCarriedOut(() -> statement.getResultSet());
        assertThatItWasCarriedOut(() -> statement.executeQuery("select 1; insert into t values (1)"));
        assertThat(catchThrowableOfType(SQLException.class, () -> statement.executeQuery("select 1"))
                        .getErrorCode())
                .as("of a query")
                .isZero();
    }

    @Test
    void whatWasCarriedOutIsNotToldAsNotDoneWhereACancelEndsTheReading() throws SQLException {
        played.givesNumbers("call p()", 1);
        played.api.duringPage = () -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        played.api.fail("GetResult", Kind.NETWORK, "no");
        var error = assertThatItWasCarriedOut(() -> statement.executeQuery("call p()"));
        assertThat(error.getSQLState()).isEqualTo("57014");
    }

    @Test
    void whatWasCarriedOutAndIsOfTheOtherKindIsNotToldAsNotDone() throws SQLException {
        played.api.courses.put("call p()", Course.gives(false, 0));
        assertThatItWasCarriedOut(() -> statement.executeQuery("call p()"));
        played.givesNumbers("call q()", 1);
        assertThatItWasCarriedOut(() -> statement.executeUpdate("call q()"));
        assertThatItWasCarriedOut(() -> statement.executeQuery("insert into t values (1); select 1"));
    }

    private static SQLException assertThatItWasCarriedOut(ThrowingCallable call) {
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat(error.getErrorCode()).isEqualTo(Doubt.VENDOR_CODE);
        assertThat((Throwable) error).isNotInstanceOf(SQLTransientConnectionException.class);
        assertThat((Throwable) error).hasMessageStartingWith("What was sent was carried out all the same.");
        return error;
    }

    @Test
    void theQueryTimeoutEndsAStatement() throws SQLException {
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        statement.setQueryTimeout(5);
        assertThatThrownBy(() -> statement.execute("select pause")).isInstanceOf(SQLTimeoutException.class);
        assertThat(played.api.operations()).contains("Cancel");
    }

    @Test
    void maxRowsCutsTheResultOfTheExecutionsAfterIt() throws SQLException {
        statement.setMaxRows(1);
        assertThat(statement.execute("select 2")).isTrue();
        statement.setMaxRows(0);
        var rows = statement.getResultSet();
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
        var all = statement.executeQuery("select 2");
        assertThat(all.next()).isTrue();
        assertThat(all.next()).isTrue();
    }

    // ---------------------------------------------------------------- ids

    @Test
    void theIdsAreThoseOfTheLastExecution() throws SQLException {
        var known = (RedshiftDataStatement) statement;
        assertThat(known.getStatementId()).isNull();
        assertThat(known.getRedshiftQueryId()).isZero();
        assertThat(known.getRedshiftQueryUuid()).isNull();
        assertThat(statement.execute("select 1")).isTrue();
        assertThat(known.getStatementId()).isEqualTo("statement-1");
        assertThat(known.getRedshiftQueryId()).isEqualTo(7);
        assertThat(known.getRedshiftQueryUuid()).isNull();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(known.getStatementId()).as("of the last execution").isEqualTo("statement-1");
        assertThat(known.getRedshiftQueryId()).isZero();
    }

    // ---------------------------------------------------------------- cancel

    @Test
    void aCancelEndsWhatRuns() throws SQLException {
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        played.api.duringWait = () -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        assertThat(stateOf(() -> statement.execute("select pause"))).isEqualTo("57014");
        assertThat(statement.execute("select 1")).as("the next one runs").isTrue();
    }

    @Test
    void aCloseEndsWhatRuns() throws SQLException {
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        played.api.duringWait = () -> {
            try {
                statement.close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        };
        assertThatThrownBy(() -> statement.execute("select pause")).isInstanceOf(SQLException.class);
        assertThat(played.api.running()).isEmpty();
    }

    @Test
    void aCancelOfNothingDoesNothing() throws SQLException {
        statement.cancel();
        assertThat(played.api.calls).isEmpty();
        statement.close();
        assertThat(stateOf(() -> statement.cancel())).isEqualTo("24000");
    }

    @Test
    void ofTwoThreadsTheSecondIsRefused() throws SQLException, InterruptedException {
        var other = new Thread[1];
        var state = new String[1];
        played.api.courses.put("select pause", Course.finishes(Duration.ofMinutes(10)));
        played.api.duringWait = () -> {
            other[0] = new Thread(() -> state[0] = stateOf(() -> statement.execute("select 1")));
            other[0].start();
            try {
                other[0].join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        assertThat(statement.execute("select pause")).isFalse();
        assertThat(state[0]).isEqualTo("55006");
    }

    // ---------------------------------------------------------------- life

    @Test
    void aClosedStatementSaysSo() throws SQLException {
        var rows = statement.executeQuery("select 1");
        statement.close();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        for (var call : new ThrowingCallable[] {
            () -> statement.execute("select 1"),
            () -> statement.executeQuery("select 1"),
            () -> statement.executeUpdate("delete from t"),
            () -> statement.addBatch("delete from t"),
            () -> statement.clearBatch(),
            () -> statement.executeBatch(),
            () -> statement.getResultSet(),
            () -> statement.getUpdateCount(),
            () -> statement.getMoreResults(),
            () -> statement.getGeneratedKeys(),
            () -> statement.getConnection(),
            () -> statement.getWarnings(),
            () -> statement.clearWarnings(),
            () -> statement.closeOnCompletion(),
            () -> statement.isCloseOnCompletion(),
            () -> ((RedshiftDataStatement) statement).getRedshiftQueryId(),
            () -> ((RedshiftDataStatement) statement).getRedshiftQueryUuid(),
        }) {
            assertThatThrownBy(call)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("The statement is closed")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("24000");
        }
    }

    @Test
    void aConnectionTakesItsStatementsWithIt() throws SQLException {
        var rows = statement.executeQuery("select 1");
        played.connection.close();
        assertThat(statement.isClosed()).isTrue();
        assertThat(stateOf(() -> statement.execute("select 1"))).isEqualTo("08003");
        assertThat(stateOf(() -> statement.cancel())).isEqualTo("08003");
        assertThat(stateOf(rows::next)).isEqualTo("08003");
    }

    @Test
    void aStatementKnowsItsConnection() throws SQLException {
        assertThat(statement.getConnection() == played.connection).isTrue();
        assertThat(statement.unwrap(RedshiftDataStatement.class) == statement).isTrue();
    }

    @Test
    void closeOnCompletionClosesWithTheLastResult() throws SQLException {
        assertThat(statement.isCloseOnCompletion()).isFalse();
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        statement.executeQuery("select 1").close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void withoutItAStatementOutlivesItsResults() throws SQLException {
        statement.executeQuery("select 1").close();
        assertThat(statement.isClosed()).isFalse();
    }

    @Test
    void itDoesNotCloseBetweenTwoExecutions() throws SQLException {
        statement.closeOnCompletion();
        assertThat(statement.executeQuery("select 1").next()).isTrue();
        var rows = statement.executeQuery("select 2");
        assertThat(statement.isClosed()).isFalse();
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS})
    void thereAreNoMoreResultsThanThereAre(int what) throws SQLException {
        var rows = statement.executeQuery("select 1");
        assertThat(statement.getMoreResults(what)).isFalse();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(rows.isClosed()).isEqualTo(what != Statement.KEEP_CURRENT_RESULT);
    }

    // ---------------------------------------------------------------- keys

    @Test
    void thereAreNoGeneratedKeys() throws SQLException {
        try (var keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isFalse();
            assertThat(keys.getStatement() == statement).isTrue();
        }
    }

    @Test
    void theResultsOfAScriptAreWalkedOneAfterAnother() throws SQLException {
        var known = (RedshiftDataStatement) statement;
        assertThat(statement.execute("select 1; delete from t; select 2")).isTrue();
        assertThat(known.getStatementId()).isEqualTo("statement-1:1");
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(3);
        assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
        assertThat(known.getStatementId()).isEqualTo("statement-1:3");
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(stateOf(() -> statement.getMoreResults(9))).isEqualTo("22023");
    }
}
