package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that holds nothing is kept for a minute, a transaction for half of one, everything else for ten. */
class KeepAliveTest {

    private static final SessionTimes TIMES =
            new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(600));

    private final Setup setup = new Setup(TIMES);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    /** The idle time that each statement has brought, null for those that left it as it was. */
    private List<@Nullable Integer> sent() {
        return api.executed.stream().map(SubmitRequest::sessionKeepAliveSeconds).toList();
    }

    @Test
    void aSessionThatHoldsNothingIsOpenedForAShortTimeAndToldOnce() throws SQLException {
        setup.run("INSERT a");
        setup.run("SELECT 1");
        setup.run("SET a TO 1");
        assertThat(sent()).containsExactly(60, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP TABLE t (a int)",
                "PREPARE p AS SELECT 1",
                "CALL p()",
                "DECLARE c CURSOR FOR SELECT 1"
            })
    void theStatementThatLeavesSomethingBringsTheLongTimeAndNoLaterOneDoes(String sql) throws SQLException {
        setup.run("INSERT a");
        setup.run(sql);
        setup.run("SELECT 1");
        assertThat(sent()).containsExactly(60, 600, null);
    }

    @Test
    void itOpensTheSessionForTheLongTime() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        assertThat(sent()).containsExactly(600);
    }

    @Test
    void aBatchThatLeavesSomethingBringsTheLongTime() throws SQLException {
        setup.run("INSERT a", "CREATE TEMP TABLE t (a int)");
        assertThat(api.batches.get(0).sessionKeepAliveSeconds()).isEqualTo(600);
    }

    @Test
    void moreSettingsThanTheDriverRemembersAreSomethingToLose() throws SQLException {
        for (var number = 0; number <= 101; number++) {
            setup.run("SET a" + number + " TO 1");
        }
        assertThat(sent().get(99)).isNull();
        assertThat(sent().get(100)).isEqualTo(600);
        assertThat(sent().get(101)).isNull();
    }

    @Test
    void aTransactionHasItsOwnTimeAndItsEndSetsTheShortOneAgain() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        setup.run("INSERT b");
        session.commit();
        setup.run("INSERT c");
        session.rollback();
        assertThat(api.sqls())
                .containsExactly("BEGIN", "INSERT a", "INSERT b", "COMMIT", "BEGIN", "INSERT c", "ROLLBACK");
        assertThat(sent()).containsExactly(30, null, null, 60, 30, null, 60);
    }

    @Test
    void aTransactionOfASessionThatHoldsMoreHasItsOwnTimeAndItsEndSetsTheLongOneAgain() throws SQLException {
        setup.run("BEGIN");
        setup.run("CREATE TEMP TABLE t (a int)");
        setup.run("COMMIT");
        setup.run("BEGIN");
        setup.run("ROLLBACK");
        assertThat(sent()).containsExactly(30, null, 600, 30, 600);
    }

    @Test
    void aStatementThatFailedAndLeftNothingIsFollowedByTheShortTime() throws SQLException {
        api.courses.put("CREATE TEMP TABLE t (a int)", Course.fails("ERROR: no"));
        setup.run("INSERT a");
        assertThatThrownBy(() -> setup.run("CREATE TEMP TABLE t (a int)")).isInstanceOf(SQLException.class);
        setup.run("INSERT b");
        assertThat(sent()).containsExactly(60, 600, 60);
    }

    @Test
    void aStatementWhoseEndIsUnknownMayHaveLeftSomething() throws SQLException {
        setup.run("INSERT a");
        api.courses.put("CREATE TEMP TABLE t (a int)", Course.finishes(Duration.ofMinutes(10)));
        api.obeysCancel = false;
        var briefly = Duration.ofSeconds(5);
        assertThatThrownBy(() -> setup.run(briefly, new CallerSignal(), "CREATE TEMP TABLE t (a int)"))
                .isInstanceOf(SQLException.class);
        var before = api.executed.size();
        // Whether the change of the time has arrived is not known either, so it is sent again.
        setup.run("INSERT b");
        setup.run("INSERT c");
        assertThat(sent().subList(before, api.executed.size())).containsExactly(600, null);
    }

    // ---------------------------------------------------------------- a service that refuses another time

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SessionKeepAliveSeconds cannot be specified with SessionId.",
                "1 validation error detected: Value '600' at 'sessionKeepAliveSeconds' failed to satisfy constraint: no",
                "The parameter SessionKeepAliveSeconds is not allowed for an existing session"
            })
    void aServiceThatRefusesAnotherTimeIsNotAskedAgain(String refusal) throws SQLException {
        setup.run("INSERT a");
        api.failNext("Execute", Kind.REJECTED, refusal);
        setup.run("CREATE TEMP TABLE t (a int)");
        setup.run("BEGIN");
        setup.run("COMMIT");
        assertThat(sent()).containsExactly(60, 600, null, null, null);
        assertThat(setup.keepAliveChanges.supported()).isFalse();
        assertThat(api.executed.get(1).clientToken())
                .isEqualTo(api.executed.get(2).clientToken());
    }

    @Test
    void fromThenOnSessionsAreOpenedForTheLongTimeAtOnce() throws SQLException {
        setup.keepAliveChanges.noticedUnsupported();
        setup.run("INSERT a");
        setup.run("BEGIN");
        assertThat(sent()).containsExactly(600, null);
    }

    @Test
    void theSessionThatWasOpenedForAShortTimeIsRenewedWhileItHoldsSomething() throws SQLException {
        setup.run("INSERT a");
        api.failNext("Execute", Kind.REJECTED, "SessionKeepAliveSeconds cannot be specified with SessionId.");
        setup.run("CREATE TEMP TABLE t (a int)");
        assertThat(setup.pauses).containsExactly(Duration.ofSeconds(40));
    }

    // ---------------------------------------------------------------- statements that commit each by itself

    @Test
    void aSeriesThatMakesATemporaryTableBringsTheLongTime() throws SQLException {
        var series = new Setup(TIMES, ScriptMode.INDEPENDENT);
        series.modes.noticedObeyed();
        series.run("INSERT a", "INSERT b");
        series.run("INSERT a", "CREATE TEMP TABLE t (a int)");
        series.run("INSERT a", "INSERT b");
        assertThat(series.api.batches)
                .extracting(SubmitRequest::sessionKeepAliveSeconds)
                .containsExactly(60, 600, null);
    }

    @Test
    void aTemporaryTableOfWhichASeriesTellsNoEndKeepsTheLongTime() throws SQLException {
        var series = new Setup(TIMES, ScriptMode.INDEPENDENT);
        series.modes.noticedObeyed();
        series.api.untoldParts.add(2);
        assertThatThrownBy(() -> series.run("INSERT a", "CREATE TEMP TABLE t (a int)"))
                .hasMessageContaining("is not known");
        series.run("INSERT a");
        assertThat(series.api.batches.get(0).sessionKeepAliveSeconds()).isEqualTo(600);
        assertThat(series.api.executed)
                .extracting(SubmitRequest::sessionKeepAliveSeconds)
                .containsExactly((Integer) null);
    }

    // ---------------------------------------------------------------- a session that was idle for too long

    @Test
    void aSessionThatHeldNothingIsRenewedWithoutAQuestion() throws SQLException {
        setup.run("SET a TO 1");
        setup.time.pass(Duration.ofSeconds(60));
        api.closedSessions.add("session-1");
        setup.run("INSERT a");
        assertThat(api.operations()).containsExactly("Execute", "Batch");
        assertThat(api.submitted).containsExactly("SET a TO 1", "SET a TO 1", "INSERT a");
        assertThat(sent()).containsExactly(60);
        assertThat(api.batches.get(0).sessionKeepAliveSeconds()).isEqualTo(60);
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void aSessionThatHoldsSomethingIsNeverReplaced() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        setup.time.pass(Duration.ofSeconds(700));
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-1");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("INSERT b"), "08006");
    }

    @Test
    void aTransactionIsNeverReplaced() throws SQLException {
        setup.run("BEGIN");
        setup.time.pass(Duration.ofSeconds(700));
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("INSERT b"), "08006");
    }

    @Test
    void noTimeIsLongerThanTheLongest() {
        var times = new SessionTimes(Duration.ofSeconds(300), Duration.ofSeconds(301), Duration.ofSeconds(60));
        assertThat(times.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(times.transaction()).isEqualTo(Duration.ofSeconds(60));
    }

    // ---------------------------------------------------------------- what is known of the time

    private final SessionState state = new SessionState();
    private final KeepAlive keepAlive = new KeepAlive(TIMES, state, setup.keepAliveChanges, setup.time.clock());

    private SessionUse use(String sql, boolean inTransaction) {
        return keepAlive.use(command(sql), inTransaction);
    }

    private static Command command(String sql) {
        return new Command.Single(BoundStatement.ofDriver(sql));
    }

    private void used(String sql, boolean inTransaction) {
        var use = use(sql, inTransaction);
        state.opened("session-1");
        keepAlive.used(use, command(sql), inTransaction);
    }

    private void left(String sql, boolean inTransaction) {
        keepAlive.leftRunning(use(sql, inTransaction), command(sql), inTransaction);
    }

    private void pass(int seconds) {
        setup.time.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void aSessionThatHoldsNothingNeedsNoRenewalAndEndsWithItsTime() {
        used("INSERT a", false);
        pass(59);
        assertThat(keepAlive.needsRenewal()).isFalse();
        assertThat(keepAlive.isHalfOver()).isFalse();
        assertThat(keepAlive.isOver()).isFalse();
        pass(1);
        assertThat(keepAlive.isOver()).isTrue();
    }

    @Test
    void aTransactionIsRenewedWhenTwoThirdsOfItsTimeAreOver() {
        used("BEGIN", false);
        assertThat(keepAlive.needsRenewal()).isTrue();
        assertThat(keepAlive.pause()).isEqualTo(Duration.ofSeconds(20));
        assertThat(keepAlive.untilRenewal()).isEqualTo(Duration.ofSeconds(20));
        pass(14);
        assertThat(keepAlive.isHalfOver()).isFalse();
        pass(1);
        assertThat(keepAlive.isHalfOver()).isTrue();
        assertThat(keepAlive.untilRenewal()).isEqualTo(Duration.ofSeconds(5));
        pass(30);
        assertThat(keepAlive.untilRenewal()).isZero();
        keepAlive.renewed(true);
        assertThat(keepAlive.untilRenewal()).isEqualTo(Duration.ofSeconds(20));
        assertThat(keepAlive.mayBeBusy()).isFalse();
    }

    @Test
    void aSessionThatWasNotUsedForTwiceItsTimeIsGivenUpForLost() {
        used("BEGIN", false);
        pass(59);
        assertThat(keepAlive.needsRenewal()).isTrue();
        pass(1);
        assertThat(keepAlive.needsRenewal()).isFalse();
    }

    @Test
    void aProgramThatIsIdleForTheLongestTimeIsLeftAlone() {
        used("BEGIN", false);
        for (var seconds = 0; seconds < 580; seconds += 20) {
            pass(20);
            keepAlive.renewed(true);
            assertThat(keepAlive.needsRenewal()).isEqualTo(seconds + 20 + 10 < 600);
        }
        pass(10);
        assertThat(keepAlive.needsRenewal()).isFalse();
    }

    @Test
    void whatRunsInTheSessionKeepsItFromBeingOver() {
        used("INSERT a", false);
        left("INSERT b", false);
        assertThat(keepAlive.mayBeBusy()).isTrue();
        pass(1000);
        assertThat(keepAlive.isOver()).isFalse();
        assertThat(keepAlive.needsRenewal()).isFalse();
        keepAlive.renewed(true);
        assertThat(keepAlive.isOver()).isFalse();
        pass(60);
        assertThat(keepAlive.isOver()).isTrue();
    }

    @Test
    void aStatementThatWasLeftInATransactionHoldsThat() {
        used("INSERT a", false);
        left("BEGIN", false);
        assertThat(keepAlive.needsRenewal()).isTrue();
        // It is not known whether the shorter time has arrived: the shorter one counts for the renewal.
        assertThat(keepAlive.pause()).isEqualTo(Duration.ofSeconds(20));
        assertThat(keepAlive.untilNextTry()).isEqualTo(Duration.ofSeconds(10));
        keepAlive.renewed(false);
        assertThat(keepAlive.mayBeBusy()).isTrue();
        keepAlive.renewed(true);
        assertThat(keepAlive.untilNextTry()).isEqualTo(Duration.ofMillis(2500));
        keepAlive.renewalLost();
        assertThat(keepAlive.mayBeBusy()).isTrue();
    }

    @Test
    void theTransactionOfWhatWasLeftStillHoldsSomething() {
        used("BEGIN", false);
        left("INSERT a", true);
        assertThat(keepAlive.needsRenewal()).isTrue();
        used("ROLLBACK", true);
        assertThat(keepAlive.needsRenewal()).isFalse();
    }

    @Test
    void whatMayHaveBeenLeftIsHeldForTheLongTimeUntilAnotherSession() {
        used("INSERT a", false);
        left("CREATE TEMP TABLE t (a int)", false);
        assertThat(use("INSERT b", false).keepAliveSeconds()).isEqualTo(600);
        used("INSERT b", false);
        pass(299);
        assertThat(keepAlive.isHalfOver()).isFalse();
        pass(1);
        assertThat(keepAlive.isHalfOver()).isTrue();
        state.lost();
        assertThat(use("INSERT c", false).keepAliveSeconds()).isEqualTo(60);
        used("INSERT c", false);
        pass(60);
        assertThat(keepAlive.isHalfOver()).isFalse();
        assertThat(use("INSERT d", false).keepAliveSeconds()).isNull();
    }

    @Test
    void whatATransactionLeavesInDoubtIsHeldToo() {
        used("INSERT a", false);
        keepAlive.leftInDoubt(BoundStatement.ofDriver("INSERT b"));
        assertThat(use("INSERT c", false).keepAliveSeconds()).isNull();
        keepAlive.leftInDoubt(BoundStatement.ofDriver("CREATE TEMP TABLE t (a int)"));
        assertThat(use("INSERT c", false).keepAliveSeconds()).isEqualTo(600);
    }

    @Test
    void aSessionThatNothingHasRunInIsDoubted() {
        assertThat(keepAlive.isHalfOver()).isTrue();
        assertThat(keepAlive.isOver()).isFalse();
        left("BEGIN", false);
        pass(5);
        assertThat(keepAlive.untilRenewal()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whoeverKeepsTheSessionIsToldOfEachStatement() {
        var told = new int[1];
        keepAlive.whenUsed(() -> told[0]++);
        used("INSERT a", false);
        left("INSERT b", false);
        keepAlive.renewed(true);
        assertThat(told[0]).isEqualTo(2);
    }
}
