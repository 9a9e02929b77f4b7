package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionTimes;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who looks when after a session whose transaction is idle. The times are played by hand. */
class SessionRenewalTest {

    private static final String USE = "SHOW search_path";
    private static final SessionTimes TIMES =
            new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(600));

    private final Setup setup = new Setup(TIMES);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;

    /** Lets the pause of the timer pass, and what it waits with begin. */
    private void nextLook() {
        setup.time.pass(setup.pauses.get(setup.pauses.size() - 1));
        setup.later.remove(0).run();
    }

    private long uses() {
        return api.sqls().stream().filter(USE::equals).count();
    }

    @Test
    void nobodyLooksAfterASessionWithoutATransaction() throws SQLException {
        setup.run("INSERT a");
        setup.run("CREATE TEMP TABLE t (a int)");
        assertThat(setup.pauses).isEmpty();
    }

    @Test
    void anIdleTransactionIsRenewedWhenTwoThirdsOfItsTimeAreOver() throws SQLException {
        setup.run("BEGIN");
        assertThat(setup.pauses).containsExactly(Duration.ofSeconds(20));
        nextLook();
        var use = api.executed.get(1);
        assertThat(use.sql()).isEqualTo(USE);
        assertThat(use.sessionId()).isEqualTo("session-1");
        assertThat(use.sessionKeepAliveSeconds()).isNull();
        assertThat(setup.pauses).hasSize(2);
        assertThat(setup.pauses.get(1)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aTransactionInUseIsNotRenewedAndCostsOneLookForManyStatements() throws SQLException {
        setup.run("BEGIN");
        for (var number = 0; number < 15; number++) {
            setup.time.pass(Duration.ofSeconds(1));
            setup.run("INSERT a");
        }
        assertThat(setup.later).hasSize(1);
        setup.time.pass(Duration.ofSeconds(5));
        setup.later.remove(0).run();
        assertThat(uses()).isZero();
        assertThat(setup.pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(15));
    }

    @Test
    void theEndOfTheTransactionEndsTheLooks() throws SQLException {
        setup.run("BEGIN");
        setup.run("COMMIT");
        nextLook();
        assertThat(uses()).isZero();
        assertThat(setup.later).isEmpty();
        setup.run("BEGIN");
        assertThat(setup.later).hasSize(1);
    }

    @Test
    void closingTakesTheNextLookBack() throws SQLException {
        setup.run("BEGIN");
        session.close();
        assertThat(setup.later).isEmpty();
    }

    @Test
    void aLookThatHasBegunWhenTheConnectionIsClosedSendsNothing() throws SQLException {
        setup.run("BEGIN");
        var look = setup.later.get(0);
        session.close();
        setup.time.pass(Duration.ofSeconds(25));
        look.run();
        assertThat(uses()).isZero();
        assertThat(setup.later).isEmpty();
    }

    @Test
    void aFailedTransactionIsKeptTooAndStaysFailed() throws SQLException {
        api.courses.put("INSERT a", Course.fails("ERROR: no"));
        api.courses.put(USE, Course.fails("ERROR: current transaction is aborted"));
        session.autoCommit(false);
        assertThatThrownBy(() -> setup.run("INSERT a")).isInstanceOf(SQLException.class);
        nextLook();
        assertThat(uses()).isEqualTo(1);
        TransactionTest.assertState(() -> setup.run("INSERT b"), "25P02");
        session.rollback();
    }

    @Test
    void noFailureOfARenewalIsAFailureOfTheTransaction() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        for (var kind : Kind.values()) {
            api.failNext("Execute", kind, "no");
            nextLook();
        }
        assertThat(session.isDead()).isFalse();
        setup.run("INSERT b");
        session.commit();
        assertThat(api.sqls()).endsWith("INSERT b", "COMMIT");
    }

    @Test
    void aRenewalThatFailedIsTriedAgainBeforeTheTimeIsOver() throws SQLException {
        setup.run("BEGIN");
        api.failNext("Execute", Kind.UNREACHABLE, "no");
        nextLook();
        assertThat(setup.pauses.get(1)).isEqualTo(Duration.ofMillis(2500));
        nextLook();
        assertThat(uses()).isEqualTo(2);
        assertThat(setup.pauses.get(2)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aRenewalWithoutAnAnswerMayStillRunSoTheSessionIsWaitedFor() throws SQLException {
        setup.run("BEGIN");
        api.submissionTime = Duration.ofMinutes(5);
        nextLook();
        api.submissionTime = Duration.ZERO;
        for (var i = 0; i < 8; i++) {
            api.failNext("Execute", Kind.REJECTED, "Session is not available");
            api.failNext("FindSession", Kind.UNAUTHORIZED, "no");
        }
        setup.run("INSERT b");
        assertThat(session.isDead()).isFalse();
        assertThat(uses()).isEqualTo(1);
    }

    @Test
    void aSessionThatIsGoneIsNotAskedForEver() throws SQLException {
        setup.run("BEGIN");
        api.closedSessions.add("session-1");
        while (!setup.later.isEmpty()) {
            nextLook();
        }
        assertThat(uses()).isBetween(2L, 20L);
        TransactionTest.assertState(() -> setup.run("INSERT b"), "08006");
    }

    @Test
    void whoeverIsIdleForTheLongestTimeIsRenewedNoMore() throws SQLException {
        setup.run("BEGIN");
        var start = setup.time.nanos();
        while (!setup.later.isEmpty()) {
            nextLook();
        }
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(580), Duration.ofSeconds(620));
    }

    @Test
    void noRenewalIsSentWhileAStatementRuns() throws SQLException {
        setup.run("BEGIN");
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(50)));
        api.duringWait = () -> {
            setup.time.pass(Duration.ofSeconds(25));
            setup.later.remove(0).run();
        };
        setup.run("INSERT a");
        assertThat(uses()).isZero();
        assertThat(setup.later).hasSize(1);
    }

    @Test
    void aTransactionWhoseOwnTimeIsTheLongestNeedsNoRenewal() throws SQLException {
        var same =
                new Setup(new SessionTimes(Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(600)));
        same.run("BEGIN");
        assertThat(same.pauses).isEmpty();
    }

    @Test
    void aClientThatIsClosedRenewsNothing() throws SQLException {
        setup.refusesLater = new RejectedExecutionException();
        setup.run("BEGIN");
        setup.run("INSERT a");
        assertThat(setup.later).isEmpty();
    }

    @Test
    void aStatementIsCarriedOutWhereThereIsNoThreadForTheTimerAndTheNextOnePlansAnew() throws SQLException {
        setup.refusesLater = new OutOfMemoryError("unable to create native thread");
        setup.run("BEGIN");
        setup.run("INSERT a");
        setup.refusesLater = null;
        setup.run("INSERT b");
        assertThat(setup.later).hasSize(1);
    }

    @Test
    void aConnectionThatItsProgramHasLostIsHeldByNobody() throws SQLException {
        var timer = new ArrayList<Runnable>();
        var lost = new WeakReference<>(open(timer));
        for (var tries = 0; lost.get() != null && tries < 100; tries++) {
            System.gc();
        }
        assertThat(lost.get()).isNull();
        assertThat(timer).hasSize(1);
        timer.get(0).run();
    }

    private static Setup open(List<Runnable> timer) throws SQLException {
        var forgotten = new Setup(TIMES);
        forgotten.run("BEGIN");
        timer.addAll(forgotten.later);
        return forgotten;
    }

    // ---------------------------------------------------------------- what is known after a renewal

    /** The next statement meets a session that is refused, and nobody tells why. */
    private boolean isWaitedFor() {
        for (var i = 0; i < 8; i++) {
            api.failNext("Execute", Kind.REJECTED, "Session is not available");
            api.failNext("FindSession", Kind.UNAUTHORIZED, "no");
        }
        try {
            setup.run("INSERT b");
            return true;
        } catch (SQLException dead) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, true"})
    void aRenewalThatMayStillRunExplainsARefusedSessionAndOneThatHasEndedDoesNot(int seconds, boolean waitedFor)
            throws SQLException {
        api.courses.put(USE, Course.finishes(Duration.ofSeconds(seconds)));
        setup.run("BEGIN");
        nextLook();
        assertThat(isWaitedFor()).isEqualTo(waitedFor);
    }

    @Test
    void whereTheServiceDoesNotSayHowFarItIsItMayStillRun() throws SQLException {
        setup.run("BEGIN");
        api.knowsLongPolling = false;
        nextLook();
        assertThat(isWaitedFor()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, false", "NETWORK, true"})
    void onlyARenewalThatMayHaveArrivedMayStillRun(Kind failure, boolean waitedFor) throws SQLException {
        setup.run("BEGIN");
        api.failNext("Execute", failure, "no");
        nextLook();
        assertThat(isWaitedFor()).isEqualTo(waitedFor);
    }

    @Test
    void anEndpointThatRefusesTheWaitIsAskedWithoutItNextTime() throws SQLException {
        setup.run("BEGIN");
        api.failNext("Execute", Kind.REJECTED, "WaitTimeSeconds is not supported by this endpoint");
        nextLook();
        assertThat(setup.longPolling.supported()).isFalse();
        nextLook();
        assertThat(api.executed).extracting(request -> request.waitSeconds()).endsWith(1, 0);
    }

    @Test
    void anyOtherRefusalSaysNothingAboutTheWait() throws SQLException {
        setup.run("BEGIN");
        api.failNext("Execute", Kind.REJECTED, "no");
        nextLook();
        assertThat(setup.longPolling.supported()).isTrue();
    }

    @Test
    void aRenewalWhoseTurnDoesNotComeSoonIsTriedAgainLater() throws SQLException {
        setup.run("BEGIN");
        setup.time.pass(Duration.ofSeconds(20));
        setup.crowd(Operation.EXECUTE_STATEMENT, 1000);
        setup.later.remove(0).run();
        assertThat(uses()).isZero();
        assertThat(setup.pauses.get(1)).isEqualTo(Duration.ofMillis(2500));
    }

    // ---------------------------------------------------------------- statements of the program meanwhile

    /** Somebody wants the session in the middle of a renewal whose answer takes so long; returns how long that waits. */
    private Duration waitOfAnotherWhileTheAnswerTakes(Duration answer) throws SQLException {
        setup.run("BEGIN");
        api.submissionTime = answer;
        setup.time.pass(Duration.ofSeconds(20));
        var start = setup.time.nanos();
        setup.time.atWait(1, () -> OwnThread.run(() -> {
                    var cancelled = new CallerSignal();
                    cancelled.cancel();
                    assertThatThrownBy(() -> setup.run(Duration.ZERO, cancelled, "INSERT a"))
                            .isInstanceOf(SQLException.class);
                })
                .join());
        setup.later.remove(0).run();
        return setup.time.since(start);
    }

    @Test
    void aRenewalGivesWayToAStatement() throws SQLException {
        assertThat(waitOfAnotherWhileTheAnswerTakes(Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(400));
        assertThat(setup.pauses.get(1)).as("it is tried again").isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void anAnswerThatIsNearIsWaitedForAllTheSame() throws SQLException {
        assertThat(waitOfAnotherWhileTheAnswerTakes(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(300));
        assertThat(setup.pauses.get(1)).isEqualTo(Duration.ofSeconds(20));
    }
}
