package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SessionDescription.Status;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No session stays behind in the warehouse, whatever the close meets. */
class SessionCloserTest {

    private static final String NOT_AVAILABLE = "Session is not available";

    /** What the driver's threads are to do, when they get to it. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final Setup setup = new Setup(SessionMode.ALWAYS, threads::add);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aSessionIsGivenUpByOneRequestOfTheCaller() throws SQLException {
        setup.run("INSERT a");
        session.close();
        assertGivenUp("session-1");
        assertThat(api.operations()).containsExactly("Execute", "Execute");
        assertThat(threads).isEmpty();
    }

    @Test
    void aServiceThatTakesNoOtherIdleTimeRollsBackAtLeast() throws SQLException {
        setup.run("BEGIN");
        api.failNext("Execute", Kind.REJECTED, "SessionKeepAliveSeconds cannot be specified with SessionId.");
        session.close();
        assertThat(api.sqls()).containsExactly("BEGIN", "ROLLBACK", "ROLLBACK");
        assertThat(api.executed.get(2).sessionKeepAliveSeconds()).isNull();
        assertThat(api.executed.get(2).sessionId()).isEqualTo("session-1");
        assertThat(threads).isEmpty();
    }

    @Test
    void anInterruptedThreadGivesUpTheSessionToo() throws SQLException {
        setup.run("BEGIN");
        Thread.currentThread().interrupt();
        api.duringSubmission =
                () -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
        session.close();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertGivenUp("session-1");
    }

    @Test
    void aThrottledRequestIsRepeatedWithoutTheCaller() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 5; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        session.close();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK");
        workOff();
        assertThat(api.sqls()).hasSize(7);
        assertThat(api.executed.subList(1, 7))
                .extracting(SubmitRequest::clientToken)
                .containsOnly(api.executed.get(1).clientToken());
    }

    @Test
    void theFirstRequestTakesItsTurnOfTheSharedPaceWithoutTheCaller() throws SQLException {
        setup.run("INSERT a");
        setup.crowd(Operation.EXECUTE_STATEMENT, 40);
        var start = setup.time.nanos();
        session.close();
        assertThat(api.sqls()).containsExactly("INSERT a");
        assertThat(setup.time.since(start)).isZero();
        workOff();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aRequestThatIsRefusedInItsTurnIsRepeatedToo() throws SQLException {
        setup.run("INSERT a");
        setup.crowd(Operation.EXECUTE_STATEMENT, 40);
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        session.close();
        workOff();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK", "ROLLBACK");
    }

    @Test
    void lookingForALostSubmissionTakesItsTurnOfTheSharedPace() {
        var signal = new CallerSignal();
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        var rate = setup.crowd(Operation.LIST_STATEMENTS, 40);
        var next = setup.turnOfNext(rate);
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, "INSERT a")).isInstanceOf(SQLException.class);
        assertThat(api.operations()).doesNotContain("FindStatements");
        assertThat(setup.turnOfNext(rate)).as("no place was taken").isLessThan(next + 500_000_000);
        var start = setup.time.nanos();
        threads.remove().run();
        assertThat(api.operations()).contains("FindStatements");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void anInterruptInTheMiddleOfTheRequestLeavesItToTheDriver() throws SQLException {
        setup.run("INSERT a");
        api.interruptAnswer("Execute");
        session.close();
        workOff();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK", "ROLLBACK");
    }

    @Test
    void aBusySessionIsWaitedFor() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 4; i++) {
            api.fail("Execute", Kind.REJECTED, NOT_AVAILABLE);
            api.sessionFindings.add(Status.BUSY);
        }
        session.close();
        workOff();
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK", "ROLLBACK", "ROLLBACK", "ROLLBACK", "ROLLBACK");
    }

    @Test
    void aSessionThatIsGoneIsLeftAlone() throws SQLException {
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        session.close();
        workOff();
        assertThat(api.operations()).containsExactly("Execute", "Execute", "FindSession");
    }

    @Test
    void aSessionThatWasSaidToBeGoneIsRolledBackAllTheSameByOneRequest() throws SQLException {
        setup.run("CREATE TEMP TABLE t (a int)");
        api.closedSessions.add("session-1");
        TransactionTest.assertState(() -> setup.run("SELECT a"), "08006");
        api.calls.clear();
        session.close();
        workOff();
        assertThat(api.operations()).containsExactly("Execute", "FindSession");
        assertThat(api.sqls()).endsWith("ROLLBACK");
    }

    /** After an outage there are many sessions to give up, and statements that programs wait for. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"NETWORK", "THROTTLED", "SERVICE"})
    void aRepetitionIsSentBehindThoseOfWhomAProgramWaits(Kind refusal) throws SQLException {
        setup.run("INSERT a");
        api.fail("Execute", refusal, "no");
        session.close();
        var rate = setup.crowd(Operation.EXECUTE_STATEMENT, 90);
        var later = new ArrayList<AdaptiveRate.Turn>();
        setup.time.atWait(2, () -> later.add(rate.reserve()));
        api.duringSubmission =
                () -> later.forEach(turn -> assertThat(turn.left()).isNotPositive());
        workOff();
        assertThat(later).hasSize(1);
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK", "ROLLBACK");
    }

    @Test
    void aRepetitionDoesNotWaitForEver() throws SQLException {
        setup.run("INSERT a");
        api.fail("Execute", Kind.NETWORK, "no");
        session.close();
        setup.crowd(Operation.EXECUTE_STATEMENT, 10_000);
        var start = setup.time.nanos();
        var waited = new ArrayList<Duration>();
        api.duringSubmission = () -> waited.add(setup.time.since(start));
        workOff();
        assertThat(waited.get(0)).isGreaterThan(Duration.ofMinutes(4));
        assertThat(api.sqls()).containsExactly("INSERT a", "ROLLBACK", "ROLLBACK");
    }

    @Test
    void whileOthersAskForTheirSessionsTheRequestIsNotRepeated() throws SQLException {
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        session.close();
        setup.crowd(Operation.LIST_SESSIONS, 100);
        workOff();
        assertThat(api.operations()).containsExactly("Execute", "Execute", "FindSession");
    }

    /** As when the client is closed: the wait ends, and does not spin. */
    @Test
    void anInterruptEndsTheWaitForThoseWhoAskForTheirSessions() throws SQLException {
        setup.run("INSERT a");
        api.closedSessions.add("session-1");
        session.close();
        setup.crowd(Operation.LIST_SESSIONS, 100);
        setup.time.interruptsSleep = true;
        workOff();
        assertThat(api.operations()).containsExactly("Execute", "Execute", "Execute", "FindSession");
    }

    @Test
    void theRepetitionEndsAfterTenMinutes() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        session.close();
        var start = setup.time.nanos();
        workOff();
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(api.sqls()).hasSizeLessThan(500);
    }

    @Test
    void pagesOfSomethingOnTheWayAreBorneAsAnOutageIs() throws SQLException {
        setup.run("INSERT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.REJECTED, "HTTP 407");
        }
        session.close();
        var start = setup.time.nanos();
        workOff();
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void theClientIsNotTakenAwayBefore() throws SQLException {
        setup.run("INSERT a");
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        session.close();
        session.whenIdle(() -> api.calls.add("client closed"));
        assertThat(api.calls).endsWith("Execute ROLLBACK");
        workOff();
        assertThat(api.calls).endsWith("Execute ROLLBACK", "Execute ROLLBACK", "client closed");
    }

    @Test
    void aSessionWithACommitOfUnknownEndIsGivenUp() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        for (var i = 0; i < 30; i++) {
            api.fail("Execute", Kind.NETWORK, "connection reset");
        }
        TransactionTest.assertState(session::commit, "08007");
        session.close();
        workOff();
        assertGivenUp("session-1");
    }

    @Test
    void aRollbackThatWasRefusedIsMadeUpFor() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.fail("Execute", Kind.UNAUTHORIZED, "The security token included in the request is expired");
        TransactionTest.assertState(session::rollback, "08006");
        session.close();
        assertGivenUp("session-1");
    }

    @Test
    void aSessionThatIsLearntOfAfterTheCloseIsGivenUp() {
        var signal = new CallerSignal();
        api.loseAnswer("Execute");
        api.fail("FindStatements", Kind.NETWORK, "connection reset");
        api.duringSubmission = signal::cancel;
        TransactionTest.assertState(() -> setup.run(Duration.ZERO, signal, "INSERT a"), "57014");
        session.close();
        session.whenIdle(() -> api.calls.add("client closed"));
        assertThat(api.sqls()).doesNotContain("ROLLBACK");
        workOff();
        assertGivenUp("session-1");
        assertThat(api.calls).endsWith("client closed");
    }

    @Test
    void aSessionOpenedByAStatementOfUnknownEndIsKept() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "INSERT a"))
                .isInstanceOf(SQLTimeoutException.class);
        assertThat(session.sessionId()).isEqualTo("session-1");
        setup.run("INSERT b");
        assertThat(api.executed).extracting(SubmitRequest::sessionId).containsExactly(null, "session-1");
    }

    @Test
    void aCloseInTheMiddleOfTheFirstStatementGivesUpTheSessionThatItOpens() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringSubmission = session::close;
        TransactionTest.assertState(() -> setup.run("INSERT a"), "08003");
        // The caller does not wait for it.
        assertThat(api.operations()).containsExactly("Execute", "FindStatements", "Cancel", "Describe");
        workOff();
        assertGivenUp("session-1");
    }

    @Test
    void aCloseInTheMiddleOfACommitLetsItEnd() throws SQLException {
        api.courses.put("COMMIT", Course.finishes(Duration.ofSeconds(20)));
        session.autoCommit(false);
        setup.run("INSERT a");
        var start = setup.time.nanos();
        var clientClosed = new ArrayList<Duration>();
        api.duringWait = () -> {
            session.close();
            session.whenIdle(() -> clientClosed.add(setup.time.since(start)));
        };
        session.commit();
        workOff();
        assertGivenUp("session-1");
        assertThat(api.operations()).doesNotContain("Cancel");
        assertThat(clientClosed).singleElement().isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aSessionThatCannotTakeTheSettingsIsGivenUp() throws SQLException {
        setup.run("SET a TO b");
        api.courses.put("SET a TO b", Course.fails("ERROR: unrecognized configuration parameter"));
        api.closedSessions.add("session-1");
        assertThatThrownBy(() -> setup.run("INSERT a")).hasMessageContaining("unrecognized");
        workOff();
        assertGivenUp("session-2");
    }

    @Test
    void anAbortLeavesTheSessionUntilItIsGivenUp() throws SQLException {
        setup.run("BEGIN");
        session.abort();
        assertThat(api.sqls()).containsExactly("BEGIN");
        session.giveUp();
        assertGivenUp("session-1");
    }

    @Test
    void aSessionIsGivenUpOnceWhoeverClosesAtTheSameTime() throws SQLException {
        setup.run("BEGIN");
        session.close();
        session.giveUp();
        assertThat(api.sqls()).containsExactly("BEGIN", "ROLLBACK");
    }

    private void workOff() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private void assertGivenUp(String sessionId) {
        var last = api.executed.get(api.executed.size() - 1);
        assertThat(List.of(last.sql(), String.valueOf(last.sessionId()))).containsExactly("ROLLBACK", sessionId);
        assertThat(last.sessionKeepAliveSeconds()).isZero();
    }
}
