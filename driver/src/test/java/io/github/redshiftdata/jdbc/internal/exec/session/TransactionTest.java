package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ReadOnly;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @Test
    void beginIsSentBeforeTheFirstStatementOnly() throws SQLException {
        session.autoCommit(false);
        assertThat(api.calls).isEmpty();
        setup.run("INSERT a");
        setup.run("INSERT b");
        assertThat(session.inTransaction()).isTrue();
        session.commit();
        assertThat(session.inTransaction()).isFalse();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "INSERT b", "COMMIT");
        assertThat(api.executed)
                .extracting(SubmitRequest::sessionId)
                .containsExactly(null, "session-1", "session-1", "session-1");
    }

    @Test
    void nothingOpenMeansNoRequest() throws SQLException {
        session.autoCommit(false);
        session.commit();
        session.rollback();
        assertThat(api.calls).isEmpty();
    }

    @Test
    void withAutocommitThereIsNothingToCommit() {
        assertState(session::commit, "25000");
        assertState(session::rollback, "25000");
    }

    @Test
    void aReadOnlyTransactionBeginsAsSuch() throws SQLException {
        session.readOnly(true);
        session.autoCommit(false);
        setup.run("SELECT a");
        assertThat(api.sqls()).containsExactly("BEGIN READ ONLY", "SELECT a");
    }

    @Test
    void aReadOnlySessionIsSetOnceAndOnlyBeforeWhatMayWrite() throws SQLException {
        session.readOnly(true);
        setup.run("SELECT a");
        assertThat(api.sqls()).containsExactly("SELECT a");
        setup.run("INSERT a");
        setup.run("INSERT b");
        assertThat(api.sqls()).containsExactly("SELECT a", "SET readonly TO 1", "INSERT a", "INSERT b");
        session.readOnly(false);
        setup.run("SELECT b");
        assertThat(api.sqls()).endsWith("INSERT b", "SET readonly TO 0", "SELECT b");
        setup.run("INSERT c");
        assertThat(api.sqls()).endsWith("SELECT b", "INSERT c");
    }

    @Test
    void aReadOnlySessionIsSetBackBeforeATransactionThatMayWrite() throws SQLException {
        session.readOnly(true);
        setup.run("SELECT a INTO b");
        session.readOnly(false);
        session.autoCommit(false);
        setup.run("INSERT a");
        assertThat(api.sqls())
                .containsExactly("SET readonly TO 1", "SELECT a INTO b", "SET readonly TO 0", "BEGIN", "INSERT a");
    }

    @Test
    void aReadOnlySettingThatNobodyKnowsTheEndOfIsSetBackToo() throws SQLException {
        api.courses.put("SET readonly TO 1", Course.finishes(Duration.ofSeconds(5)));
        api.obeysCancel = false;
        session.readOnly(true);
        assertState(() -> setup.run(Duration.ofSeconds(2), new CallerSignal(), "INSERT a"), "57014");
        session.readOnly(false);
        setup.run("INSERT b");
        assertThat(api.sqls()).endsWith("SET readonly TO 0", "INSERT b");
    }

    @Test
    void aReadOnlySettingThatNobodyKnowsTheEndOfIsMadeAgain() throws SQLException {
        api.courses.put("SET readonly TO 1", Course.finishes(Duration.ofSeconds(5)));
        api.obeysCancel = false;
        session.readOnly(true);
        assertState(() -> setup.run(Duration.ofSeconds(2), new CallerSignal(), "INSERT a"), "57014");
        setup.run("INSERT b");
        assertThat(api.sqls()).endsWith("SET readonly TO 1", "INSERT b");
    }

    @Test
    void aFirstStatementIsMissingInItsTransactionWhereTheSettingBeforeItFails() throws SQLException {
        session.readOnly(true);
        setup.run("INSERT a");
        session.readOnly(false);
        session.autoCommit(false);
        api.courses.put("SET readonly TO 0", Course.finishes(Duration.ofSeconds(5)));
        assertState(() -> setup.run(Duration.ofSeconds(1), new CallerSignal(), "INSERT b"), "57014");
        assertState(() -> setup.run("INSERT c"), "25P02");
        assertState(session::commit, "25P02");
        assertThat(api.sqls()).doesNotContain("INSERT c", "COMMIT");
    }

    /** Before patch 204 Redshift reads external tables only where the session may write. */
    @Test
    void aWriteThatWasRefusedLeavesNoSessionReadOnlyForTheQueriesBehindIt() throws SQLException {
        session.readOnly(true);
        api.courses.put("INSERT a", Course.fails("ERROR: transaction is read-only"));
        assertState(() -> setup.run("INSERT a"), "25006");
        setup.run("SELECT a");
        setup.run("SELECT b");
        assertThat(api.sqls())
                .containsExactly("SET readonly TO 1", "INSERT a", "SET readonly TO 0", "SELECT a", "SELECT b");
    }

    @Test
    void inReadOnlyModeTransactionOnlyTransactionsAreReadOnly() throws SQLException {
        var some = new Setup(SessionMode.ALWAYS, ReadOnly.TRANSACTION);
        some.session.readOnly(true);
        some.run("INSERT a");
        some.session.autoCommit(false);
        some.run("INSERT b");
        assertThat(some.api.sqls()).containsExactly("INSERT a", "BEGIN READ ONLY", "INSERT b");
    }

    @Test
    void inReadOnlyModeIgnoreNothingIsReadOnly() throws SQLException {
        var none = new Setup(SessionMode.ALWAYS, ReadOnly.IGNORE);
        none.session.readOnly(true);
        none.run("INSERT a");
        none.session.autoCommit(false);
        none.run("INSERT b");
        assertThat(none.api.sqls()).containsExactly("INSERT a", "BEGIN", "INSERT b");
    }

    @Test
    void inModeAutoAReadOnlyModeThatGuardsNothingNeedsNoSession() throws SQLException {
        var auto = new Setup(SessionMode.AUTO, ReadOnly.TRANSACTION);
        auto.session.readOnly(true);
        auto.run("INSERT a");
        assertThat(auto.session.sessionId()).isNull();
    }

    @Test
    void aBatchThatStandsAloneIsGuardedToo() throws SQLException {
        session.readOnly(true);
        setup.batch("INSERT a", "INSERT b");
        assertThat(api.calls.subList(0, 2)).containsExactly("Execute SET readonly TO 1", "Batch [INSERT a, INSERT b]");
    }

    @Test
    void inModeAutoAReadOnlyConnectionNeedsASessionOnlyForWhatMayWrite() throws SQLException {
        var auto = new Setup(SessionMode.AUTO);
        auto.session.readOnly(true);
        auto.run("SELECT 1");
        assertThat(auto.session.sessionId()).isNull();
        auto.run("INSERT a");
        assertThat(auto.api.sqls()).containsExactly("SELECT 1", "SET readonly TO 1", "INSERT a");
    }

    @Test
    void afterTruncateWhichCommitsANewTransactionBegins() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        setup.run("TRUNCATE t");
        setup.run("INSERT b");
        setup.run("INSERT c");
        session.rollback();
        assertThat(api.sqls())
                .containsExactly("BEGIN", "INSERT a", "TRUNCATE t", "BEGIN", "INSERT b", "INSERT c", "ROLLBACK");
    }

    @Test
    void whatEndsTheTransactionAfterTruncateIsSentAllTheSame() throws SQLException {
        session.autoCommit(false);
        setup.run("TRUNCATE t");
        session.commit();
        setup.run("INSERT a");
        assertThat(api.sqls()).containsExactly("BEGIN", "TRUNCATE t", "COMMIT", "BEGIN", "INSERT a");
    }

    @Test
    void aTruncateThatFailsCommitsNothing() throws SQLException {
        api.courses.put("TRUNCATE t", Course.fails("ERROR: permission denied"));
        session.autoCommit(false);
        setup.run("INSERT a");
        assertThatThrownBy(() -> setup.run("TRUNCATE t")).hasMessageContaining("permission denied");
        session.rollback();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "TRUNCATE t", "ROLLBACK");
    }

    @Test
    void autocommitSwitchedOnCommits() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        session.autoCommit(true);
        assertThat(api.sqls()).endsWith("COMMIT");
        assertThat(session.autoCommit()).isTrue();
    }

    @Test
    void commitAfterAFailedStatementRollsBackAndThrows() throws SQLException {
        api.courses.put("INSERT b", Course.fails("ERROR: division by zero"));
        session.autoCommit(false);
        setup.run("INSERT a");
        assertThatThrownBy(() -> setup.run("INSERT b")).hasMessageContaining("division by zero");
        assertThatThrownBy(session::commit)
                .hasMessageContaining("division by zero")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25P02");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "INSERT b", "ROLLBACK");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void aStatementThatWasRefusedBeforeItRanFailsTheTransactionWhichLacksIt() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.fail("Execute", Kind.REJECTED, "Parameters are not used");
        assertThatThrownBy(() -> setup.run("INSERT b")).hasMessageContaining("Parameters");
        assertState(() -> setup.run("INSERT c"), "25P02");
        assertState(session::commit, "25P02");
        assertThat(api.sqls()).endsWith("ROLLBACK");
    }

    @Test
    void aCommitThatTheDatabaseRefusesIsAnErrorAndEndsTheTransaction() throws SQLException {
        api.courses.put("COMMIT", Course.fails("ERROR: 1023 Serializable isolation violation"));
        session.autoCommit(false);
        setup.run("INSERT a");
        assertThatThrownBy(session::commit).hasMessageContaining("1023");
        assertThat(session.inTransaction()).isFalse();
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void aLostAnswerToACommitIsAskedForAgain() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.loseAnswer("Execute");
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT", "COMMIT");
        assertThat(api.executed.get(2).clientToken())
                .isEqualTo(api.executed.get(3).clientToken());
    }

    @Test
    void aCommitOfUnknownEndSaysSo() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        for (var i = 0; i < 1000; i++) {
            api.loseAnswer("Execute");
        }
        api.deniesLists = true;
        assertState(session::commit, "08007");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void transactionsBegunBySqlAreTracked() throws SQLException {
        setup.run("BEGIN");
        assertThat(session.inTransaction()).isTrue();
        setup.run("INSERT a");
        setup.run("COMMIT");
        assertThat(session.inTransaction()).isFalse();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT");
    }

    @Test
    void aCommitBySqlOfAFailedTransactionIsNotReportedAsOne() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: no"));
        setup.run("BEGIN");
        assertThatThrownBy(() -> setup.run("INSERT a")).hasMessageContaining("ERROR: no");
        assertState(() -> setup.run("COMMIT"), "25P02");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void theSearchPathOpensNoTransaction() throws SQLException {
        session.autoCommit(false);
        session.setSearchPath("\"a\"");
        assertThat(api.sqls()).containsExactly("SET search_path TO \"a\"");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void closingRollsBackByOneRequestAndGivesUpTheSession() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        session.close();
        session.close();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "ROLLBACK");
        assertThat(api.executed.get(2).sessionKeepAliveSeconds()).isZero();
        assertThat(api.executed.get(2).waitSeconds()).isZero();
    }

    @Test
    void anInterruptedThreadRollsBackAllTheSame() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        Thread.currentThread().interrupt();
        session.rollback();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "ROLLBACK");
        assertThat(session.inTransaction()).isFalse();
    }

    @Test
    void anInterruptedThreadCommitsAllTheSame() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        Thread.currentThread().interrupt();
        session.autoCommit(true);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT");
    }

    @Test
    void anInterruptInTheMiddleDoesNotEndACommit() throws SQLException {
        api.courses.put("COMMIT", Course.finishes(Duration.ofSeconds(10)));
        session.autoCommit(false);
        setup.run("INSERT a");
        api.interruptAnswer("Execute");
        api.duringSubmission = () -> Thread.currentThread().interrupt();
        api.duringWait = () -> Thread.currentThread().interrupt();
        session.commit();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(session.inTransaction()).isFalse();
        assertThat(api.operations()).doesNotContain("Cancel");
    }

    @Test
    void anInterruptDoesNotEndASettingAndIsKept() throws SQLException {
        api.interruptAnswer("Execute");
        api.duringSubmission = () -> Thread.currentThread().interrupt();
        api.courses.put("SET search_path TO a", Course.finishes(Duration.ofMinutes(1)));
        session.setSearchPath("a");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(api.operations()).doesNotContain("Cancel");
    }

    @Test
    void aSettingThatCouldNotBeMadeLeavesADeadConnection() {
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        assertState(() -> session.setSearchPath("a"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aSettingThatTheServiceRefusesLeavesADeadConnection() {
        api.fail("Execute", Kind.REJECTED, "The request is not valid");
        assertState(() -> session.setSearchPath("a"), "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void switchingAutocommitOnAfterAFailedStatementRollsBackSaysSoAndSwitchesItOn() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: no"));
        session.autoCommit(false);
        assertThatThrownBy(() -> setup.run("INSERT a")).hasMessageContaining("ERROR: no");
        assertState(() -> session.autoCommit(true), "25P02");
        assertThat(session.autoCommit()).isTrue();
        assertThat(session.inTransaction()).isFalse();
        assertThat(session.isDead()).isFalse();
        setup.run("INSERT b");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "ROLLBACK", "INSERT b");
    }

    @Test
    void switchingAutocommitOnOverACommitThatIsNotTakenLeavesADeadConnection() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.fail("Execute", Kind.UNAUTHORIZED, "The security token included in the request is expired");
        assertThatThrownBy(() -> session.autoCommit(true))
                .hasMessageContaining("was not committed")
                .hasMessageContaining("is expired")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aSettingInAFailedTransactionIsRefusedAndLeavesTheConnectionAsItWas() throws SQLException {
        session.autoCommit(false);
        api.courses.put("INSERT a", Course.fails("ERROR: no"));
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        assertState(() -> session.setSearchPath("a"), "25P02");
        assertThat(session.isDead()).isFalse();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a");
    }

    @Test
    void aSettingThatTheDatabaseRefusesLeavesTheConnectionAsItWas() {
        api.courses.put("SET search_path TO a", Course.fails("ERROR: schema \"a\" does not exist"));
        assertState(() -> session.setSearchPath("a"), "3F000");
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void anAbortEndsTheWaitForACommitWhoseEndIsThenUnknown() throws SQLException {
        api.courses.put("COMMIT", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        session.autoCommit(false);
        setup.run("INSERT a");
        api.duringWait = session::abort;
        var start = setup.time.nanos();
        assertState(session::commit, "08007");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAbortEndsTheWaitForARollbackAndIsToldAsTheEndOfTheConnection() throws SQLException {
        api.courses.put("ROLLBACK", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        session.autoCommit(false);
        setup.run("INSERT a");
        api.duringWait = session::abort;
        var start = setup.time.nanos();
        assertThatThrownBy(session::rollback)
                .hasMessageNotContaining("could not be rolled back")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSettingThatAnAbortCutsShortIsToldAsTheEndOfTheConnection() {
        api.courses.put("SET search_path TO a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = session::abort;
        var start = setup.time.nanos();
        assertThatThrownBy(() -> session.setSearchPath("a"))
                .hasMessageNotContaining("could not be made")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void anAbortEndsACommitWhoseSubmissionIsNotAnswered() throws SQLException {
        var other = new Setup(SessionMode.ALWAYS, leftForLater -> {});
        other.session.autoCommit(false);
        other.run("INSERT a");
        other.api.duringSubmission = other.session::abort;
        other.api.loseAnswer("Execute");
        other.api.deniesLists = true;
        var start = other.time.nanos();
        assertState(other.session::commit, "08007");
        assertThat(other.time.since(start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aCommitThatAnAbortKeepsFromBeingSentIsToldAsTheEndOfTheConnection() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        setup.crowd(Operation.EXECUTE_STATEMENT, 30);
        setup.time.atWait(1, session::abort);
        assertThatThrownBy(() -> session.autoCommit(true))
                .hasMessageNotContaining("could not be switched on")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a");
    }

    @Test
    void aTransactionThatIsOpenAlreadyIsNotSetReadOnly() throws SQLException {
        setup.run("BEGIN");
        session.readOnly(true);
        setup.run("INSERT a");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a");
    }

    @Test
    void aReadOnlySessionIsNotSetBackBeforeATransactionThatOnlyReads() throws SQLException {
        session.readOnly(true);
        setup.run("INSERT a");
        session.autoCommit(false);
        setup.run("SELECT b");
        assertThat(api.sqls()).containsExactly("SET readonly TO 1", "INSERT a", "BEGIN READ ONLY", "SELECT b");
    }

    @Test
    void aStatementThatEndsInTheQueueFailsTheTransaction() throws SQLException {
        api.courses.put("INSERT first", Course.finishes(Duration.ofSeconds(20)));
        session.autoCommit(false);
        var signal = new CallerSignal();
        signal.cancel();
        api.duringWait = () -> {
            var other = new Thread(() -> assertState(() -> setup.run(Duration.ZERO, signal, "INSERT second"), "57014"));
            other.start();
            joined(other);
        };
        setup.run("INSERT first");
        assertState(() -> setup.run("INSERT third"), "25P02");
        assertState(session::commit, "25P02");
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT first", "ROLLBACK");
    }

    @Test
    void aFirstStatementThatIsCancelledBeforeItIsSentFailsTheTransactionThatItWouldHaveBegun() throws SQLException {
        session.autoCommit(false);
        var signal = new CallerSignal();
        signal.cancel();
        assertState(() -> setup.run(Duration.ZERO, signal, "INSERT a"), "57014");
        assertState(() -> setup.run("INSERT b"), "25P02");
        session.rollback();
        setup.run("INSERT b");
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT b", "COMMIT");
    }

    @Test
    void aCommitThatSomebodyElseCancelsMayHaveComeFirst() throws SQLException {
        api.courses.put("COMMIT", new Course(Duration.ZERO, StatementStatus.ABORTED, null, false, 0, 0));
        session.autoCommit(false);
        setup.run("INSERT a");
        assertState(session::commit, "08007");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aTransactionWhoseBeginFailsBeginsAndFailsWithIt() throws SQLException {
        api.courses.put("BEGIN", Course.fails("ERROR: no"));
        session.autoCommit(false);
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        assertState(() -> setup.run("INSERT b"), "25P02");
        session.rollback();
        assertThat(api.sqls()).containsExactly("BEGIN");
    }

    @Test
    void ofAStatementThatStandsAloneAndLosesItsConnectionNobodyKnowsWhetherItIsIn() throws SQLException {
        api.courses.put("INSERT a", Course.fails("FATAL: terminating connection due to administrator command"));
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .satisfies(e -> assertThat(Doubt.isIn((SQLException) e)).isTrue())
                .hasMessageContaining("not known")
                .hasMessageNotContaining("rolled back");
    }

    @Test
    void aRollbackForgetsWhatWasMissed() throws SQLException {
        session.autoCommit(false);
        missOne();
        session.rollback();
        setup.run("INSERT b");
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT b", "COMMIT");
    }

    @Test
    void whatWasMissedWithAutocommitIsMissingInNoTransaction() throws SQLException {
        missOne();
        session.autoCommit(false);
        setup.run("INSERT b");
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT b", "COMMIT");
    }

    @Test
    void whatIsMissedInATransactionBegunBySqlIsMissingInIt() throws SQLException {
        setup.run("BEGIN");
        missOne();
        assertState(() -> setup.run("INSERT b"), "25P02");
        assertState(() -> setup.run("COMMIT"), "25P02");
        assertThat(api.sqls()).containsExactly("BEGIN", "ROLLBACK");
    }

    @Test
    void aBeginByTheUserIsTheOnlyOne() throws SQLException {
        session.autoCommit(false);
        setup.run("BEGIN");
        setup.run("INSERT a");
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT");
    }

    /** A statement that is too long has no turn. */
    private void missOne() {
        assertState(() -> setup.run("INSERT " + "a".repeat(1_000_000)), "54000");
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRollbackThatIsRefusedLeavesADeadConnection() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.fail("Execute", Kind.UNAUTHORIZED, "The security token included in the request is expired");
        assertThatThrownBy(session::rollback)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("could not be rolled back")
                .hasMessageContaining("is expired")
                .hasCauseInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08006");
        assertThat(session.isValid(Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void aRollbackThatTheDatabaseRefusesLeavesADeadConnection() throws SQLException {
        api.courses.put("ROLLBACK", Course.fails("ERROR: no"));
        session.autoCommit(false);
        setup.run("INSERT a");
        assertState(session::rollback, "08006");
        assertThat(session.isDead()).isTrue();
    }

    @Test
    void aScriptThatAnInterruptEndsIsRolledBack() {
        var script = new String[41];
        Arrays.fill(script, "INSERT a");
        script[2] = "INSERT slow";
        api.courses.put("INSERT slow", Course.finishes(Duration.ofHours(1)));
        api.duringWait = () -> Thread.currentThread().interrupt();
        assertState(() -> setup.run(script), "57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.sqls()).endsWith("INSERT slow", "ROLLBACK");
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void closingWithoutASessionSendsNothing() {
        session.close();
        assertThat(api.calls).isEmpty();
    }

    static void assertState(ThrowingCallable call, String state) {
        assertThatThrownBy(call)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(state);
    }
}
