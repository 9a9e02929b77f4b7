package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that has no answer for the network timeout ends, and the connection with it; no other does. */
class NetworkTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Setup setup = new Setup(SessionMode.ALWAYS, background::add);
    private final FakeDataApi api = setup.api;
    private final DataSession session = setup.session;
    private int closings;

    NetworkTimeoutTest() throws SQLException {
        session.whenSilent(() -> closings++);
        setup.run("INSERT first");
        session.networkTimeout(TIMEOUT);
    }

    // ---------------------------------------------------------------- no answer

    @Test
    void aSubmissionWithoutAnAnswerEndsInThatTimeAndIsUnknown() {
        api.stuck = true;
        var error = endsInTime(() -> setup.run("INSERT a"));
        assertThat(error.getSQLState()).isEqualTo("08003");
        assertThat(Doubt.isIn(error)).isTrue();
        assertThat((Throwable) error).hasMessageContaining("network timeout of 1000 ms");
        // Who has had no answer for so long does not wait for one more.
        assertThat(api.operations()).doesNotContain("FindStatements");
        assertClosed();
    }

    @Test
    void aStatementThatIsNotAnsweredForAnyMoreEndsInThatTimeAndIsUnknown() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringSubmission = () -> api.stuck = true;
        var error = endsInTime(() -> setup.run("INSERT a"));
        assertThat(error.getSQLState()).isEqualTo("08003");
        assertThat(Doubt.isIn(error)).isTrue();
        assertThat((Throwable) error).hasMessageContaining("statement-2");
        assertClosed();
        api.stuck = false;
        workOff();
        assertThat(api.operations()).containsOnlyOnce("Cancel");
    }

    @ParameterizedTest
    @EnumSource(names = {"NETWORK", "UNREACHABLE", "TIMED_OUT"})
    void requestsThatFailOneAfterAnotherForThatTimeAreNoAnswersEither(Kind failure) {
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", failure, "broken");
        }
        endsInTime(() -> setup.run("INSERT a"));
        assertClosed();
    }

    @Test
    void aCommitWithoutAnAnswerIsUnknown() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.stuck = true;
        var error = endsInTime(session::commit);
        assertThat(error.getSQLState()).isEqualTo("08007");
        assertThat(Doubt.isIn(error)).isTrue();
        assertThat((Throwable) error).hasMessageContaining("network timeout of 1000 ms");
        assertClosed();
    }

    @Test
    void aRollbackWithoutAnAnswerEndsToo() throws SQLException {
        session.autoCommit(false);
        setup.run("INSERT a");
        api.stuck = true;
        endsInTime(session::rollback);
        assertClosed();
    }

    @Test
    void aBatchWithoutAnAnswerTellsItsElementsAsUnknown() {
        for (var i = 0; i < 1000; i++) {
            api.fail("Batch", Kind.NETWORK, "broken");
        }
        var error = endsInTime(() -> setup.batch("INSERT a", "INSERT b"));
        assertThat((Throwable) error).isInstanceOf(BatchUpdateException.class);
        assertThat(error.getSQLState()).isEqualTo("08003");
        assertThat(Doubt.isIn(error)).isTrue();
    }

    @Test
    void aSettingWithoutAnAnswerEndsToo() {
        api.stuck = true;
        endsInTime(() -> session.setSearchPath("a"));
        assertClosed();
    }

    @Test
    void aTimeoutThatIsSetDuringAWaitEndsTheWaitThatIsUnderWay() {
        session.networkTimeout(Duration.ZERO);
        api.stuck = true;
        setup.time.atWait(1, () -> session.networkTimeout(TIMEOUT));
        endsInTime(() -> setup.run("INSERT a"));
        assertClosed();
    }

    @Test
    void aTimeoutThatIsSetDuringAWaitEndsTheWaitForAnotherCallOfTheConnectionToo() throws Exception {
        session.networkTimeout(Duration.ZERO);
        api.stuck = true;
        var queued = new CompletableFuture<SQLException>();
        var start = setup.time.nanos();
        setup.time.atWait(1, () -> {
            setup.time.atWait(1, () -> session.networkTimeout(TIMEOUT));
            var thread = new Thread(
                    () -> queued.complete(catchThrowableOfType(SQLException.class, () -> setup.run("INSERT queued"))));
            thread.start();
            queued.join();
        });
        endsInTime(() -> setup.run("INSERT a"));
        assertThat(queued.get().getSQLState()).isEqualTo("08003");
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMillis(1800));
        assertThat(api.sqls()).doesNotContain("INSERT queued");
    }

    @Test
    void aLimitThatIsTakenAwayDuringAWaitDoesNotEndIt() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(20)));
        for (var i = 0; i < 6; i++) {
            api.fail("Execute", Kind.NETWORK, "broken");
        }
        setup.time.atWait(1, () -> session.networkTimeout(Duration.ZERO));
        setup.run("INSERT a");
        assertThat(closings).isZero();
    }

    @Test
    void aPageWithoutAnAnswerEndsTheReading() throws SQLException {
        var outcome = setup.one("SELECT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("GetResult", Kind.NETWORK, "broken");
        }
        var error = endsInTime(() -> outcome.openPages().fetch(null));
        assertThat(error.getSQLState()).isEqualTo("08003");
        assertClosed();
    }

    @Test
    void aPageAheadOfItsReaderClosesNothing() throws SQLException {
        var outcome = setup.one("SELECT a");
        for (var i = 0; i < 1000; i++) {
            api.fail("GetResult", Kind.NETWORK, "broken");
        }
        assertThat((Throwable) catchThrowableOfType(
                        SQLException.class, () -> outcome.openPages().fetchAhead(null)))
                .isNotNull();
        assertThat(closings).isZero();
        assertThat(session.isDead()).isFalse();
    }

    @Test
    void aValidationWithoutAnAnswerClosesTheConnection() {
        setup.time.pass(Duration.ofMinutes(1));
        api.stuck = true;
        var start = setup.time.nanos();
        assertThat(session.isValid(Duration.ofSeconds(60))).isFalse();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofSeconds(3));
        assertClosed();
    }

    @Test
    void whatIsLeftIsGivenUpOnceTheServiceIsBack() {
        api.stuck = true;
        endsInTime(() -> setup.run("INSERT a"));
        api.stuck = false;
        session.giveUp();
        workOff();
        assertThat(api.sqls()).endsWith("ROLLBACK");
    }

    // ---------------------------------------------------------------- answers

    @ParameterizedTest
    @ValueSource(ints = {1, 1999, 2000, 3000, 60_000})
    void aStatementThatIsAnsweredForMayRunForHours(int millis) throws SQLException {
        session.networkTimeout(Duration.ofMillis(millis));
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(3)));
        setup.run("INSERT a");
        assertThat(closings).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVICE", "QUOTA"})
    void refusalsAreAnswers(Kind failure) throws SQLException {
        for (var i = 0; i < 8; i++) {
            api.fail("Execute", failure, "not now");
        }
        var start = setup.time.nanos();
        setup.run("INSERT a");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofSeconds(5));
        assertThat(closings).isZero();
    }

    @Test
    void anAnswerBetweenTwoThatAreMissingBeginsTheTimeAnew() throws SQLException {
        for (var i = 0; i < 5; i++) {
            api.fail("Execute", Kind.NETWORK, "broken");
            api.fail("Execute", Kind.SERVICE, "An internal error");
        }
        var start = setup.time.nanos();
        session.networkTimeout(Duration.ofSeconds(7));
        setup.run("INSERT a");
        assertThat(setup.time.since(start)).isGreaterThan(Duration.ofSeconds(15));
        assertThat(closings).isZero();
    }

    @Test
    void theAnswerToASubmissionIsOneToo() throws SQLException {
        var outcome = setup.one("INSERT a");
        setup.time.pass(Duration.ofMinutes(1));
        api.fail("Describe", Kind.NETWORK, "broken");
        outcome.updateCount();
        assertThat(closings).isZero();
    }

    @Test
    void theAnswerOfAWaitIsOneToo() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(10)));
        var outcome = setup.one("INSERT a");
        setup.time.pass(Duration.ofMinutes(1));
        api.fail("GetResult", Kind.NETWORK, "broken");
        outcome.openPages().fetch(null);
        assertThat(closings).isZero();
    }

    @Test
    void aSessionThatIsBusyIsWaitedFor() throws SQLException {
        for (var i = 0; i < 8; i++) {
            api.fail("Execute", Kind.REJECTED, "Session is not available");
            api.sessionFindings.add(io.github.redshiftdata.jdbc.internal.api.SessionDescription.Status.BUSY);
        }
        setup.run("INSERT a");
        assertThat(closings).isZero();
    }

    @Test
    void withoutANetworkTimeoutAFailureIsBorneAsEver() throws SQLException {
        session.networkTimeout(Duration.ZERO);
        for (var i = 0; i < 5; i++) {
            api.fail("Execute", Kind.NETWORK, "broken");
        }
        setup.run("INSERT a");
        assertThat(closings).isZero();
    }

    private SQLException endsInTime(ThrowingCallable call) {
        var start = setup.time.nanos();
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) error).isNotNull();
        assertThat(setup.time.since(start)).isBetween(TIMEOUT, Duration.ofMillis(1800));
        return error;
    }

    private void assertClosed() {
        assertThat(closings).isPositive();
        assertThat(session.isDead()).isTrue();
        var before = api.calls.size();
        TransactionTest.assertState(() -> setup.run("SELECT 1"), "08003");
        assertThat(api.calls).hasSize(before);
    }

    private void workOff() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
