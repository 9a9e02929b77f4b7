package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingEarlyTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;
    private final CallerSignal signal = new CallerSignal();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aCancelBeforeTheSubmissionSendsNothing() {
        signal.cancel();
        assertCancelled();
        assertThat(api.calls).isEmpty();
    }

    @Test
    void aCancelDuringTheSubmissionIsSentWhenTheIdIsKnown() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringSubmission = signal::cancel;
        assertCancelled();
        assertThat(api.operations()).containsExactly("Execute", "FindStatements", "Cancel", "Describe");
    }

    @Test
    void aCancelDuringASubmissionWithoutAnAnswerLearnsTheIdFirst() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.loseAnswer("Execute");
        api.duringSubmission = signal::cancel;
        assertCancelled();
        assertThat(api.operations()).containsExactly("Execute", "FindStatements", "Cancel", "Describe");
    }

    @Test
    void aCancelReachesAStatementThatWaitsForItsTurn() throws Exception {
        api.courses.put("INSERT first", Course.finishes(Duration.ofSeconds(20)));
        var queued = new CompletableFuture<SQLException>();
        api.duringWait = () -> {
            var thread = new Thread(() -> {
                try {
                    setup.run(Duration.ZERO, signal, "INSERT second");
                    queued.complete(new SQLException("was not cancelled"));
                } catch (SQLException e) {
                    queued.complete(e);
                }
            });
            setup.time.duringAwait = signal::cancel;
            thread.start();
            queued.join();
        };
        setup.run("INSERT first");
        assertThat(queued.get().getSQLState()).isEqualTo("57014");
        assertThat(api.sqls()).containsExactly("INSERT first");
    }

    @Test
    void aCancelBreaksOffALongPoll() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = signal::cancel;
        var start = setup.time.nanos();
        assertCancelled();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMillis(2100));
        assertThat(api.calls).contains("Cancel statement-1");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCancelThatTheServiceIgnoresEndsTheWaitAllTheSame() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        api.duringWait = signal::cancel;
        var start = setup.time.nanos();
        assertCancelled();
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMillis(3100));
    }

    @Test
    void aCancelWhoseAnswerIsLostIsSentAgain() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.fail("Cancel", Kind.THROTTLED, "Rate exceeded");
        api.duringWait = signal::cancel;
        assertCancelled();
        assertThat(api.operations().stream().filter("Cancel"::equals)).hasSize(2);
    }

    @Test
    void aStatementThatFinishedBeforeTheCancelIsNoError() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofMillis(1100)));
        api.fail("Cancel", Kind.REJECTED, "Could not cancel a query that is already in FINISHED state");
        api.duringWait = signal::cancel;
        setup.run(Duration.ZERO, signal, "INSERT a");
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @Test
    void aCancelAfterTheEndSendsNothing() throws SQLException {
        setup.run(Duration.ZERO, signal, "INSERT a");
        signal.cancel();
        assertThat(api.operations()).containsExactly("Execute");
    }

    @Test
    void theQueryTimeoutCancelsOnTheServer() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        var start = setup.time.nanos();
        assertTimesOut(Duration.ofSeconds(5));
        assertThat(setup.time.since(start)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5500));
        assertThat(api.calls).containsOnlyOnce("Cancel statement-1");
    }

    @Test
    void aTimeoutOfOneSecondLearnsTheIdFirst() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        assertTimesOut(Duration.ofSeconds(1));
        assertThat(api.executed.get(0).waitSeconds()).isZero();
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @ParameterizedTest
    @CsvSource({"1499, 0", "1500, 1"})
    void withLittleTimeTheIdIsNeededSoonerThanTheEnd(int millis, int waitSeconds) throws SQLException {
        setup.run(Duration.ofMillis(millis), signal, "INSERT a");
        assertThat(api.executed.get(0).waitSeconds()).isEqualTo(waitSeconds);
    }

    @Test
    void aStatementThatIsNotToBeStoppedTimesOutAllTheSame() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.obeysCancel = false;
        var start = setup.time.nanos();
        assertTimesOut(Duration.ofSeconds(5));
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMillis(6500));
    }

    @Test
    void aTimeoutAppliesWithoutLongPollsToo() {
        setup.longPolling.noticedUnsupported();
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        var start = setup.time.nanos();
        assertTimesOut(Duration.ofSeconds(5));
        assertThat(setup.time.since(start)).isLessThan(Duration.ofMillis(5500));
    }

    @Test
    void anInterruptCancelsAndIsKept() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = () -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .hasMessageContaining("interrupted")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.calls).contains("Cancel statement-1");
    }

    @Test
    void anInterruptDuringTheSubmissionLearnsTheIdAndCancels() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.interruptAnswer("Execute");
        api.duringSubmission = () -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.operations()).containsExactly("Execute", "FindStatements", "Cancel", "Describe");
    }

    @Test
    void anInterruptBetweenTwoTriesOfASubmissionLearnsTheIdAndCancels() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.loseAnswer("Execute");
        setup.time.interruptsSleep = true;
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.operations()).containsExactly("Execute", "FindStatements", "Cancel", "Describe");
    }

    @Test
    void anInterruptBetweenTwoTriesEndsARefusedSubmission() {
        api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        setup.time.interruptsSleep = true;
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .hasMessageContaining("interrupted")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.operations()).containsExactly("Execute");
    }

    @Test
    void anInterruptedThreadSubmitsNothing() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(api.operations()).isEmpty();
    }

    @Test
    void anInterruptThatComesTogetherWithAPageIsKept() throws SQLException {
        api.courses.put("SELECT a", Course.gives(true, 1));
        var outcome = setup.one("SELECT a");
        api.pageTime = Duration.ofMillis(5);
        setup.time.interruptsWithEnd = true;
        assertThat(outcome.openPages().fetch(null).rowCount()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anInterruptThatComesTogetherWithThePageAheadIsKept() throws Exception {
        api.courses.put("SELECT a", Course.gives(true, 1));
        var outcome = setup.one("SELECT a");
        var ahead = new CompletableFuture<ResultPage>();
        var end = setup.time.<Object>later(() -> {
            setup.time.pass(Duration.ofMillis(5));
            return CompletableFuture.completedFuture("arrived");
        });
        ahead.complete(outcome.openPages().fetchAhead(null));
        setup.time.interruptsWithEnd = true;
        assertThat(outcome.openPages().await(ahead, end).rowCount()).isZero();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anAbortCancelsWhatRuns() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = setup.session::abort;
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, "INSERT a"))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("cancelled (statement statement-1)")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThat(api.calls).contains("Cancel statement-1");
        assertThat(setup.session.isDead()).isTrue();
        assertThatThrownBy(() -> setup.run("SELECT 1")).hasMessageContaining("closed");
    }

    @Test
    void closingDoesNotWaitForAStuckServiceAsLongAsAPoolsNetworkTimeoutAllows() throws SQLException {
        setup.one("SELECT 1");
        // HikariCP sets this before it closes.
        setup.session.networkTimeout(Duration.ofSeconds(15));
        setup.session.close();
        assertThat(api.sqls()).endsWith("ROLLBACK");
        assertThat(api.timeouts.get(api.timeouts.size() - 1)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aCancelThatTheServiceConfirmsIsToldAsOneOfOurs() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = signal::cancel;
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, "INSERT a"))
                .hasMessage("The statement was cancelled (statement statement-1).");
    }

    @Test
    void aCancelByWhomeverElseIsToldInTheWordsOfTheService() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        api.duringWait = () -> {
            try {
                api.cancelStatement("statement-1", Duration.ofSeconds(1));
            } catch (DataApiException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, "INSERT a"))
                .hasMessageContaining("the service says no more")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
    }

    @Test
    void eachWaitIsCountedWithItsTime() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(11)));
        setup.run("INSERT a");
        assertThat(api.counters().waits()).isEqualTo(1);
        // The first second is that of the submission.
        assertThat(api.counters().waitTime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void withoutLongPollsTheFirstQuestionComesAfterAPauseToo() throws SQLException {
        setup.longPolling.noticedUnsupported();
        var waits = setup.time.waits();
        setup.run("INSERT b");
        assertThat(api.operations()).containsExactly("Execute", "Describe");
        assertThat(setup.time.waits()).isEqualTo(waits + 1);
    }

    @Test
    void anEndpointThatRejectsTheWaitOfAQuestionIsAskedWithoutIt() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(3)));
        api.fail("Describe", Kind.REJECTED, "Unknown parameter in input: \"WaitTimeSeconds\"");
        setup.run("INSERT a");
        assertThat(setup.longPolling.supported()).isFalse();
        assertThat(api.calls.stream().filter(call -> call.endsWith(" 30"))).hasSize(1);
    }

    @Test
    void withoutLongPollsALongStatementIsAskedForRarely() throws SQLException {
        setup.longPolling.noticedUnsupported();
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        setup.run("INSERT a");
        assertThat(api.operations().stream().filter("Describe"::equals).count()).isBetween(300L, 800L);
    }

    @Test
    void aFailingServiceIsBorneForAsLongAsTheQueryTimeoutAllows() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(3)));
        for (var i = 0; i < 5000; i++) {
            api.fail("Describe", Kind.SERVICE, "An internal error");
        }
        var timeout = Duration.ofMinutes(30);
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.run(timeout, signal, "INSERT a")).isInstanceOf(SQLTimeoutException.class);
        assertThat(setup.time.since(start)).isBetween(timeout, timeout.plusSeconds(2));
    }

    @Test
    void withoutAQueryTimeoutAServiceThatOnlyFailsIsGivenUp() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(3)));
        for (var i = 0; i < 5000; i++) {
            api.fail("Describe", Kind.SERVICE, "An internal error");
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.run("INSERT a"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("58000");
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    private void assertCancelled() {
        assertThatThrownBy(() -> setup.run(Duration.ZERO, signal, "INSERT a"))
                .hasMessageContaining("cancelled")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
    }

    private void assertTimesOut(Duration timeout) {
        assertThatThrownBy(() -> setup.run(timeout, signal, "INSERT a"))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining(timeout.toMillis() + " ms")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("57014");
    }

    @Test
    void aTimeoutThatTheServiceCausedTellsWhatTheServiceSaid() {
        for (var attempt = 0; attempt < 40; attempt++) {
            api.failNext("Execute", Kind.SERVICE, "An internal error");
        }
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), signal, "INSERT a"))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("The last try failed: An internal error (")
                .hasMessageNotContaining("Raise the timeout");
    }

    @Test
    void aTimeoutWithoutAFailureAsksForMoreTime() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), signal, "INSERT a"))
                .hasMessageContaining("Raise the timeout if it needs longer.")
                .hasMessageNotContaining("The last try failed");
    }

    /** Who comes later would wait for it all the same. */
    @Test
    void aStatementThatLeavesTheQueueGivesItsPlaceBack() {
        var rate = setup.crowd(Operation.EXECUTE_STATEMENT, 40);
        var next = setup.turnOfNext(rate);
        for (var number = 0; number < 20; number++) {
            assertThatThrownBy(() -> setup.run(Duration.ofMillis(100), new CallerSignal(), "INSERT a"))
                    .hasMessageContaining("before the service gave it an id");
        }
        assertThat(setup.turnOfNext(rate)).isLessThan(next + 1_000_000_000);
    }
}
