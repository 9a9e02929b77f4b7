package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.api.SqlParameter;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptAndBatchTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    private final List<Runnable> background = new ArrayList<>();

    @Test
    void aScriptIsOneBatchInTheSession() throws SQLException {
        api.courses.put("INSERT a", Course.gives(false, 3));
        api.courses.put("SELECT b", Course.gives(true, 1));
        setup.run("CREATE t");
        var outcomes = setup.run("INSERT a", "SELECT b");
        assertThat(outcomes)
                .extracting(StatementOutcome::statementId)
                .containsExactly("statement-2:1", "statement-2:2");
        assertThat(outcomes).extracting(StatementOutcome::hasResultSet).containsExactly(false, true);
        assertThat(outcomes.get(0).updateCount()).isEqualTo(3);
        assertThat(api.batches.get(0).sessionId()).isEqualTo("session-1");
        assertThat(api.operations()).containsExactly("Execute", "Batch", "Describe");
    }

    @Test
    void theParametersOfAScriptAreOneList() throws SQLException {
        var first = bound("INSERT :p1", new SqlParameter("p1", "x"));
        var second = bound("INSERT :p2", new SqlParameter("p2", "y"));
        session.execute(List.of(first, second), new ExecuteOptions(Duration.ZERO, "name"), new CallerSignal());
        assertThat(api.batches.get(0).parameters())
                .extracting(SqlParameter::name)
                .containsExactly("p1", "p2");
        assertThat(api.batches.get(0).statementName()).startsWith("name ");
    }

    @Test
    void theFailingStatementOfAScriptIsNamed() {
        api.courses.put("INSERT a", Course.failsInPart(2, "ERROR: no such table"));
        assertThatThrownBy(() -> setup.run("INSERT a", "INSERT b", "INSERT c"))
                .hasMessageStartingWith("Statement 2 of 3: ")
                .hasMessageContaining("no such table");
    }

    @Test
    void aScriptInsideATransactionRunsOneByOne() throws SQLException {
        session.autoCommit(false);
        api.courses.put("INSERT b", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> setup.run("INSERT a", "INSERT b", "INSERT c"))
                .hasMessageStartingWith("Statement 2 of 3: ");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "INSERT b");
    }

    @Test
    void aScriptInsideATransactionGivesTheResultOfEachStatement() throws SQLException {
        session.autoCommit(false);
        api.courses.put("INSERT a", Course.gives(false, 3));
        api.courses.put("SELECT b", Course.gives(true, 1));
        var outcomes = setup.run("INSERT a", "SELECT b");
        assertThat(outcomes).extracting(StatementOutcome::hasResultSet).containsExactly(false, true);
        assertThat(outcomes.get(0).updateCount()).isEqualTo(3);
    }

    @Test
    void anElementThatIsTooLongIsNotSentNorAreThoseBeforeIt() {
        assertThatThrownBy(() -> setup.batch("INSERT a", "INSERT " + "b".repeat(100)))
                .hasMessageContaining("107 bytes")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("54000");
        assertThat(api.calls).isEmpty();
    }

    @Test
    void theTimeoutOfAScriptIsOneWhereverItComes() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        for (var sqls : List.of(new String[] {"INSERT a", "INSERT b"}, new String[] {"INSERT a", "CALL p()"})) {
            assertThatThrownBy(() -> setup.run(Duration.ofSeconds(2), new CallerSignal(), sqls))
                    .isInstanceOf(SQLTimeoutException.class);
        }
    }

    @Test
    void theTimeoutOfABatchIsToldByWhatCausedIt() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        var options = new ExecuteOptions(Duration.ofSeconds(2), null);
        for (var sqls : List.of(new String[] {"INSERT a", "INSERT b"}, new String[] {"INSERT a", "CALL p()"})) {
            assertThatThrownBy(() -> session.executeBatch(Setup.bound(sqls), options, new CallerSignal()))
                    .isInstanceOf(BatchUpdateException.class)
                    .hasCauseInstanceOf(SQLTimeoutException.class);
        }
    }

    @Test
    void aScriptThatControlsTransactionsRunsOneByOne() throws SQLException {
        setup.run("BEGIN", "INSERT a", "COMMIT");
        setup.run("INSERT a", "TRUNCATE t");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT", "INSERT a", "TRUNCATE t");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void aCallRunsInNoBatchOfTheService() throws SQLException {
        setup.run("INSERT a", "CALL p()", "INSERT b");
        assertThat(setup.batch("CALL p()", "INSERT c")).hasSize(2);
        assertThat(api.sqls()).containsExactly("INSERT a", "CALL p()", "INSERT b", "CALL p()", "INSERT c");
        assertThat(api.batches).isEmpty();
    }

    @Test
    void aScriptLongerThanABatchIsOneTransaction() throws SQLException {
        assertThat(setup.run(inserts(41))).hasSize(41);
        assertThat(api.sqls()).hasSize(43).startsWith("BEGIN", "INSERT 0").endsWith("INSERT 40", "COMMIT");
    }

    @Test
    void aLongScriptThatFailsIsRolledBack() {
        api.courses.put("INSERT 40", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> setup.run(inserts(41))).hasMessageStartingWith("Statement 41 of 41: ");
        assertThat(api.sqls()).endsWith("INSERT 40", "ROLLBACK");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void aLongScriptThatFailsIsRolledBackBeforeItsCallerIsTold() {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 40", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> later.run(inserts(41))).hasNoSuppressedExceptions();
        assertThat(later.api.sqls()).endsWith("INSERT 40", "ROLLBACK");
    }

    @Test
    void aRollbackOfALongScriptThatFailsTooIsToldBeside() {
        api.courses.put("INSERT 40", Course.fails("ERROR: no"));
        api.courses.put("ROLLBACK", Course.fails("ERROR: not even that"));
        assertThatThrownBy(() -> setup.run(inserts(41)))
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(rollback -> assertThat(rollback)
                        .hasMessageContaining("not even that")));
    }

    @Test
    void fortyStatementsAreNoLongScript() throws SQLException {
        assertThat(setup.run(inserts(40))).hasSize(40);
        assertThat(api.operations()).startsWith("Batch");
        assertThat(api.sqls()).isEmpty();
    }

    @Test
    void aLongScriptThatIsEndedEarlyIsRolledBackBeforeWhatRunsNext() throws SQLException {
        var later = withThreadsLater();
        later.api.courses.put("BEGIN", Course.finishes(Duration.ofHours(1)));
        later.api.obeysCancel = false;
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        assertThat(later.api.sqls()).containsExactly("BEGIN");
        assertThat(later.session.inTransaction()).isFalse();
        later.run("INSERT a");
        later.run("INSERT b");
        assertThat(later.api.sqls()).containsExactly("BEGIN", "ROLLBACK", "INSERT a", "INSERT b");
    }

    @Test
    void aLongScriptThatIsEndedEarlyIsRolledBackByAThreadOfTheDriver() {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 7", Course.finishes(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        assertThat(later.api.sqls()).endsWith("INSERT 7");
        List.copyOf(background).forEach(Runnable::run);
        assertThat(later.api.sqls()).endsWith("INSERT 7", "ROLLBACK");
    }

    @Test
    void theCallerOfALongScriptDoesNotWaitUntilTheCancelledStatementMakesRoomForARollback() {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 7", Course.finishes(Duration.ofMinutes(5)));
        later.api.obeysCancel = false;
        var start = later.time.nanos();
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        assertThat(later.time.since(start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void theCommitOfALongScriptEndsWithTheTimeoutOfTheScriptAndItsEndIsNotKnown() {
        api.courses.put("COMMIT", Course.finishes(Duration.ofMinutes(2)));
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .satisfies(e -> assertThat(Doubt.isIn((SQLException) e)).isTrue())
                .hasMessageContaining("committed")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08007");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCommitAfterALongScriptThatWasEndedEarlyIsOfNothing() throws SQLException {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 7", Course.finishes(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        later.session.autoCommit(false);
        later.session.commit();
        assertThat(later.api.sqls()).endsWith("INSERT 7", "ROLLBACK");
    }

    @Test
    void aSettingAfterALongScriptThatWasEndedEarlyBelongsToNoTransaction() throws SQLException {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 7", Course.finishes(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        later.session.setSearchPath("a");
        assertThat(later.api.sqls()).endsWith("INSERT 7", "ROLLBACK", "SET search_path TO a");
    }

    @Test
    void theStatementOfAScriptInWhichAnErrorIsIsTheOneThatIsShown() {
        api.courses.put("INSERT a", Course.failsInPart(2, "ERROR: column \"bcd\" does not exist\n  Position: 8"));
        assertThatThrownBy(() -> setup.run("INSERT a", "INSERT bcd"))
                .hasMessageContaining("\n  INSERT bcd\n  ")
                .hasMessageNotContaining("INSERT a");
    }

    @Test
    void aFailureOfNoPartIsToldWithoutANumber() {
        api.courses.put("INSERT a", Course.failsInPart(9, "ERROR: no"));
        assertThatThrownBy(() -> setup.run("INSERT a", "INSERT b"))
                .hasMessageStartingWith("ERROR: no")
                .hasMessageNotContaining("Statement");
    }

    @Test
    void whatIsCancelledAfterSuchAScriptFailsTheTransactionThatItBelongsTo() throws SQLException {
        var later = withThreadsLater();
        later.api.courses.put("INSERT 7", Course.finishes(Duration.ofMinutes(5)));
        assertThatThrownBy(() -> later.run(Duration.ofSeconds(3), new CallerSignal(), inserts(41)))
                .isInstanceOf(SQLTimeoutException.class);
        later.session.autoCommit(false);
        var signal = new CallerSignal();
        signal.cancel();
        assertThatThrownBy(() -> later.run(Duration.ZERO, signal, "INSERT a")).hasMessageContaining("cancelled");
        assertThatThrownBy(later.session::commit)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25P02");
    }

    /** What the driver does in threads of its own waits until somebody runs it. */
    private Setup withThreadsLater() {
        return new Setup(SessionMode.ALWAYS, background::add, Duration.ofMinutes(10));
    }

    @Test
    void aBatchGoesFortyAtATime() throws SQLException {
        assertThat(setup.batch(inserts(85))).hasSize(85).containsOnly(1);
        assertThat(api.batches).extracting(batch -> batch.sqls().size()).containsExactly(40, 40, 5);
    }

    @Test
    void aFailingChunkLeavesTheCountsOfTheChunksBefore() {
        api.courses.put("INSERT 40", Course.failsInPart(3, "ERROR: no"));
        var failure = catchThrowableOfType(BatchUpdateException.class, () -> setup.batch(inserts(85)));
        assertThat(failure.getLargeUpdateCounts()).hasSize(40).containsOnly(1);
        assertThat(failure.getMessage()).contains("Statement 43 of 85", "the first 40");
        assertThat(failure.getNextException().getMessage()).contains("ERROR: no");
        assertThat(failure.getSQLState()).isEqualTo(failure.getNextException().getSQLState());
        assertThat(api.batches).hasSize(2);
    }

    @Test
    void aBatchInsideATransactionGoesOneByOne() throws SQLException {
        session.autoCommit(false);
        api.courses.put("INSERT 0", Course.gives(false, 9));
        api.courses.put("INSERT 2", Course.fails("ERROR: no"));
        var failure = catchThrowableOfType(BatchUpdateException.class, () -> setup.batch(inserts(5)));
        assertThat(failure.getLargeUpdateCounts()).containsExactly(9, 0);
        assertThat(failure.getMessage()).contains("Statement 3 of 5");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT 0", "INSERT 1", "INSERT 2");
        assertThat(api.batches).isEmpty();
    }

    @Test
    void anElementThatGivesRowsFailsTheBatch() {
        api.courses.put("INSERT 1", Course.gives(true, 1));
        assertThatThrownBy(() -> setup.batch(inserts(2)))
                .isInstanceOf(BatchUpdateException.class)
                .hasMessageContaining("Statement 2 of 2 gave rows")
                .satisfies(e -> assertThat(((BatchUpdateException) e).getLargeUpdateCounts())
                        .containsExactly(1, Statement.SUCCESS_NO_INFO));
    }

    private static String[] inserts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "INSERT " + i).toArray(String[]::new);
    }

    private static BoundStatement bound(String sql, SqlParameter parameter) {
        return new BoundStatement(
                sql, List.of(parameter), BoundStatement.ofDriver(sql).facts(), sql);
    }
}
