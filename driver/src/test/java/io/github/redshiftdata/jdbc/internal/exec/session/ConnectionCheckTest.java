package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.SessionDescription.Status;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionCheckTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<Runnable> background = new ArrayList<>();
    private final Setup setup = new Setup(SessionMode.ALWAYS, background::add, Duration.ofSeconds(60));
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @Test
    void aSessionThatWasIdleForHalfOfItsTimeIsUsed() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        pass(30);
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).containsExactly("CREATE TEMP TABLE t (a int)", "SELECT 1");
        assertThat(api.executed.get(1).sessionId()).isEqualTo("session-1");
        assertThat(api.operations()).doesNotContain("FindSession");
    }

    @Test
    void aSessionThatHoldsNothingIsNotKeptAliveByTheCheck() throws SQLException {
        setup.run("INSERT a");
        for (var minute = 0; minute < 30; minute++) {
            pass(59);
            assertThat(session.isValid(TIMEOUT)).isTrue();
        }
        assertThat(api.sqls()).containsExactly("INSERT a");
    }

    @Test
    void aSessionThatEndedByBeingIdleAndHeldNothingCostsNoMoreThanOneQuestion() throws SQLException {
        setup.run("INSERT a");
        pass(61);
        api.closedSessions.add("session-1");
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.operations()).containsExactly("Execute", "FindSession");
        setup.run("INSERT b");
        assertThat(api.operations()).containsExactly("Execute", "FindSession", "Execute");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void aSessionThatEndedBeforeItsTimeIsDoubted() throws SQLException {
        setup.run("INSERT a");
        pass(40);
        api.closedSessions.add("session-1");
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).endsWith("SELECT 1");
    }

    @Test
    void whoeverValidatesOftenerThanInHalfOfTheTimeKeepsTheSession() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        var used = setup.time.nanos();
        for (var i = 0; i < 50; i++) {
            pass(29);
            var before = api.executed.size();
            assertThat(session.isValid(TIMEOUT)).isTrue();
            if (api.executed.size() > before) {
                assertThat(setup.time.since(used)).isLessThan(Duration.ofSeconds(60));
                used = setup.time.nanos();
            }
        }
        assertThat(setup.time.since(used)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void anAnswerProvesLittleWhereASessionMayIdleForSecondsOnly() throws SQLException {
        var brief = new Setup(SessionMode.ALWAYS, Runnable::run, Duration.ofSeconds(4));
        brief.run("CREATE TEMP TABLE t (a int)");
        brief.time.pass(Duration.ofSeconds(9));
        brief.api.closedSessions.add("session-1");
        assertThat(brief.session.isValid(TIMEOUT)).isFalse();
    }

    @Test
    void whatRunsBesideTheSessionIsNoUseOfIt() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        pass(30);
        session.executeOutside(
                Setup.bound("SELECT 2").get(0), new ExecuteOptions(Duration.ZERO, null), new CallerSignal());
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).containsExactly("CREATE TEMP TABLE t (a int)", "SELECT 2", "SELECT 1");
    }

    @Test
    void anInterruptEndsTheQuestionAndIsKept() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        pass(40);
        api.stuck = true;
        var start = setup.time.nanos();
        Thread.currentThread().interrupt();
        assertThat(session.isValid(TIMEOUT)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAUTHORIZED", "REJECTED", "THROTTLED", "SERVICE"})
    void insideATransactionNoAnswerIsTakenForValidAndNoSqlIsSent(Kind kind) throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        pass(40);
        api.fail("FindSession", kind, "no");
        assertThat(session.isValid(TIMEOUT)).isTrue();
        session.commit();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a", "COMMIT");
    }

    @Test
    void aFailedTransactionIsNoReasonToThrowTheConnectionAway() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: no"));
        session.autoCommit(false);
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        pass(40);
        api.fail("FindSession", Kind.UNAUTHORIZED, "no");
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).containsExactly("BEGIN", "INSERT a");
    }

    @Test
    void aTransactionWhoseSessionIsGoneIsNotValid() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        pass(40);
        api.closedSessions.add("session-1");
        assertThat(session.isValid(TIMEOUT)).isFalse();
    }

    @Test
    void aServiceThatIsNotReachedIsNotValidInsideATransactionEither() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        pass(40);
        api.fail("FindSession", Kind.UNREACHABLE, "no");
        assertThat(session.isValid(TIMEOUT)).isFalse();
    }

    @Test
    void aStatementThatRunsIsProofEnough() throws SQLException {
        var valid = new ArrayList<Boolean>();
        setup.run("INSERT a");
        pass(40);
        api.courses.put("INSERT b", Course.finishes(Duration.ofSeconds(20)));
        api.duringWait = () -> valid.add(session.isValid(Duration.ZERO));
        setup.run("INSERT b");
        assertThat(valid).containsExactly(true);
        assertThat(api.operations()).containsExactly("Execute", "Execute", "Describe");
    }

    @Test
    void aSessionThatStillRunsWhatWasCancelledIsValid() throws SQLException {
        leaveRunning();
        api.sessionFindings.add(Status.BUSY);
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).doesNotContain("SELECT 1");
    }

    @Test
    void aSessionThatHasEndedWhatWasCancelledIsUsed() throws SQLException {
        leaveRunning();
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls()).endsWith("SELECT 1");
    }

    private void leaveRunning() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.courses.put("INSERT b", Course.finishes(Duration.ofMinutes(10)));
        api.obeysCancel = false;
        assertThatThrownBy(() -> setup.run(TIMEOUT, new CallerSignal(), "INSERT b"))
                .isInstanceOf(SQLException.class);
        pass(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void allRequestsTogetherKeepToTheTimeAsked(int seconds) throws SQLException {
        var calm = new Setup(SessionMode.ALWAYS, background::add);
        calm.run("INSERT a");
        calm.time.pass(Duration.ofSeconds(40));
        calm.api.stuck = true;
        var start = calm.time.nanos();
        assertThat(calm.session.isValid(Duration.ofSeconds(seconds))).isFalse();
        assertThat(calm.api.operations()).contains("FindSession");
        assertThat(calm.time.since(start)).isLessThan(Duration.ofSeconds(seconds + 1));
    }

    @Test
    void aQuestionForSessionsThatIsNotAnsweredLeavesTimeForASelect() throws SQLException {
        var calm = new Setup(SessionMode.ALWAYS, background::add);
        calm.run("INSERT a");
        calm.time.pass(Duration.ofSeconds(40));
        calm.api.fail("FindSession", Kind.TIMED_OUT, "no");
        assertThat(calm.session.isValid(TIMEOUT)).isTrue();
        assertThat(calm.api.sqls()).endsWith("SELECT 1");
    }

    private void pass(int seconds) {
        setup.time.pass(Duration.ofSeconds(seconds));
    }

    // ---------------------------------------------------------------- a warehouse that is slow to start

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void aSelectThatTheServiceHasTakenProvesTheConnectionAlthoughItDoesNotEnd(int seconds) throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        pass(40);
        api.courses.put("SELECT 1", Course.finishes(Duration.ofMinutes(10)));
        var start = setup.time.nanos();
        assertThat(session.isValid(Duration.ofSeconds(seconds))).isTrue();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(seconds == 0 ? 32 : seconds + 1));
        assertThat(api.operations()).contains("Cancel");
        assertThat(session.isDead()).isFalse();
        setup.run("INSERT a");
        assertThat(session.sessionId()).isEqualTo("session-1");
    }

    @Test
    void aSelectThatTheServiceHasNotTakenProvesNothing() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        pass(40);
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        assertThat(session.isValid(TIMEOUT)).isFalse();
    }

    // ---------------------------------------------------------------- what speaks against a connection

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL: terminating connection due to administrator command",
                "terminating connection because of crash of another server process",
                "This connection has been closed.",
                "could not connect to the database server"
            })
    void afterALostConnectionAStatementIsTheProof(String text) throws SQLException {
        api.courses.put("SELECT a", Course.fails(text));
        setup.run("INSERT a");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        var before = api.executed.size();
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.sqls().subList(before, api.executed.size())).containsExactly("SELECT 1");
        assertThat(session.sessionId()).isEqualTo("session-2");
    }

    @Test
    void afterAnUnknownEndNeitherTheLastAnswerNorASessionThatIsAvailableIsBelieved() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.SERVICE, "An internal error");
        }
        api.deniesLists = true;
        TransactionTest.assertState(() -> setup.run("INSERT b"), "58000");
        api.faultsAreOver();
        background.clear();
        api.courses.put("SELECT 1", Course.fails("ERROR: no"));
        assertThat(session.isValid(TIMEOUT)).isFalse();
    }

    @Test
    void afterATimeoutWithoutAnyAnswerAStatementIsTheProof() throws SQLException {
        setup.run("INSERT a");
        api.stuck = true;
        assertThatThrownBy(() -> setup.run(TIMEOUT, new CallerSignal(), "INSERT b"))
                .isInstanceOf(SQLException.class);
        assertThat(session.isValid(TIMEOUT)).isFalse();
    }

    @Test
    void aStatementThatFailsOfItselfSpeaksNeitherForNorAgainstTheConnection() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: null value in column"));
        pass(40);
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.calls).hasSizeGreaterThan(1);
        setup.run("INSERT b");
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        var before = api.calls.size();
        assertThat(session.isValid(TIMEOUT)).isTrue();
        assertThat(api.calls).hasSize(before);
    }

    @Test
    void aTransactionWhoseSessionIsFoundGoneIsDead() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        pass(40);
        api.closedSessions.add("session-1");
        assertThat(session.isValid(TIMEOUT)).isFalse();
        assertThat(session.isDead()).isTrue();
    }
}
