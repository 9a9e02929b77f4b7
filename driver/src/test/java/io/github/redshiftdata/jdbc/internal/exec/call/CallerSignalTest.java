package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallerSignalTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();
    private final RequestTimeouts timeouts = new RequestTimeouts(clock, Duration.ofMinutes(1));
    private int closings;
    private final NetworkSilence silence = new NetworkSilence(clock, timeouts, () -> closings++);
    private final CallerSignal signal = new CallerSignal();
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    // ---------------------------------------------------------------- cancels

    @Test
    void aCancelThatComesBeforeTheIdIsSentWithIt() {
        signal.cancel();
        assertThat(signal.isAccepted()).isFalse();
        signal.accepted(() -> sent.add("cancel"));
        assertThat(sent).hasSize(1);
        assertThat(signal.isAccepted()).isTrue();
    }

    @Test
    void nothingIsSentBeforeTheCancelAndEachRepetitionIs() {
        signal.accepted(() -> sent.add("cancel"));
        assertThat(sent).isEmpty();
        signal.cancel();
        signal.cancel();
        assertThat(sent).hasSize(2);
    }

    @Test
    void theCancelOfAnExecutionEndsItsReadingButNotTheOtherWayRound() {
        var reading = signal.ofReading();
        reading.cancel();
        assertThat(signal.isCancelled()).isFalse();
        var other = signal.ofReadingAhead();
        assertThat(other.isCancelled()).isFalse();
        signal.cancel();
        assertThat(other.isCancelled()).isTrue();
    }

    // ---------------------------------------------------------------- interrupts

    @Test
    void anInterruptIsTakenOnceAndGivenBackOnce() {
        signal.noticeInterrupt();
        assertThat(signal.isCancelled()).isFalse();
        Thread.currentThread().interrupt();
        signal.noticeInterrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(signal.isCancelled()).isTrue();
        assertThat(signal.isOwnerInterrupted()).isTrue();
        signal.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
        signal.restoreInterrupt();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whoeverIsDeafIsNotEndedByAnInterruptAndGivesItBack() {
        var uninterruptible = CallerSignal.uninterruptible();
        Thread.currentThread().interrupt();
        uninterruptible.noticeInterrupt();
        assertThat(uninterruptible.isCancelled()).isFalse();
        assertThat(uninterruptible.isOwnerInterrupted()).isFalse();
        uninterruptible.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aWaitRegardlessOfACancelEndsWithItsTimeOnly() {
        signal.cancel();
        Thread.currentThread().interrupt();
        var start = time.nanos();
        assertThat(signal.awaitRegardless(new CompletableFuture<>(), LIMIT, clock))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(LIMIT);
        signal.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(signal.awaitRegardless(CompletableFuture.completedFuture(1), Duration.ZERO, clock))
                .isTrue();
    }

    @Test
    void aWaitWithoutAnyTimeOnlyLooks() {
        var waits = time.waits();
        assertThat(signal.await(new CompletableFuture<>(), Duration.ZERO, clock))
                .isFalse();
        assertThat(signal.await(CompletableFuture.completedFuture(1), Duration.ZERO, clock))
                .isTrue();
        assertThat(time.waits()).isEqualTo(waits);
    }

    // ---------------------------------------------------------------- want of answers

    @Test
    void theFirstRequestWithoutAnAnswerCounts() {
        assertThat(signal.unansweredSince()).isNull();
        var first = clock.now();
        signal.asked(silence, first);
        signal.asked(silence, first + 5);
        assertThat(signal.unansweredSince()).isEqualTo(first);
        signal.heard();
        assertThat(signal.unansweredSince()).isNull();
        signal.asked(silence, first + 7);
        assertThat(signal.unansweredSince()).isEqualTo(first + 7);
    }

    @Test
    void whoReadsAheadAsksInTheNameOfTheExecution() {
        var ahead = signal.ofReadingAhead();
        ahead.asked(silence, 5);
        assertThat(signal.unansweredSince()).isEqualTo(5);
        assertThat(ahead.unansweredSince()).isNull();
        ahead.heard();
        assertThat(signal.unansweredSince()).isNull();
    }

    @Test
    void whoReadsAsksInItsOwn() {
        var reading = signal.ofReading();
        reading.asked(silence, 5);
        assertThat(signal.unansweredSince()).isNull();
        assertThat(reading.unansweredSince()).isEqualTo(5);
        signal.asked(silence, 6);
        reading.heard();
        assertThat(reading.unansweredSince()).isNull();
        assertThat(signal.unansweredSince()).isEqualTo(6);
    }

    @Test
    void theWantOfAnswersEndsItToTheNanosecond() {
        timeouts.networkTimeout(LIMIT);
        signal.noticeSilence();
        signal.asked(silence, clock.now());
        time.pass(LIMIT.minusNanos(1));
        signal.noticeSilence();
        assertThat(signal.isCancelled()).isFalse();
        assertThat(signal.isSilenced()).isFalse();
        time.pass(Duration.ofNanos(1));
        signal.noticeSilence();
        assertThat(signal.isCancelled()).isTrue();
        assertThat(signal.isSilenced()).isTrue();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void nothingEndsWhereNobodyWaitsOrAnAnswerCame() {
        timeouts.networkTimeout(LIMIT);
        var unattended = CallerSignal.unattended();
        unattended.asked(silence, clock.now());
        signal.asked(silence, clock.now());
        signal.heard();
        time.pass(LIMIT.plusSeconds(1));
        unattended.noticeSilence();
        signal.noticeSilence();
        assertThat(unattended.isCancelled()).isFalse();
        assertThat(unattended.isSilenced()).isFalse();
        assertThat(signal.isCancelled()).isFalse();
        assertThat(closings).isZero();
    }

    @Test
    void aWaitEndsAsSoonAsItsRequestsHaveHadNoAnswerForLong() {
        timeouts.networkTimeout(LIMIT);
        signal.asked(silence, clock.now());
        time.pass(Duration.ofMillis(400));
        var start = time.nanos();
        assertThat(signal.await(new CompletableFuture<>(), Duration.ofMinutes(1), clock))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofMillis(600));
        assertThat(signal.isSilenced()).isTrue();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void whereNobodyWaitsTheTimeOfTheWaitIsAllThatEndsIt() {
        timeouts.networkTimeout(LIMIT);
        var unattended = CallerSignal.unattended();
        unattended.asked(silence, clock.now());
        var start = time.nanos();
        assertThat(unattended.await(new CompletableFuture<>(), Duration.ofMinutes(1), clock))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofMinutes(1));
        assertThat(closings).isZero();
    }

    @Test
    void whoWaitsForAnotherWaitsAsLongAsThatHasBeenWithoutAnAnswerDuringTheWait() {
        timeouts.networkTimeout(LIMIT);
        var other = CallerSignal.unattended();
        other.asked(silence, clock.now());
        time.pass(Duration.ofMinutes(5));
        var start = time.nanos();
        assertThat(signal.await(new CompletableFuture<>(), other, silence, Duration.ofMinutes(1), clock))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(LIMIT);
        assertThat(signal.isSilenced()).isTrue();
        assertThat(other.isSilenced()).isFalse();
    }

    @Test
    void whoWaitsForOneWhoWaitsForAnotherKnowsSinceWhenThatHasNoAnswer() {
        var other = CallerSignal.unattended();
        other.asked(silence, 5);
        var seen = new ArrayList<Long>();
        time.atWait(1, () -> seen.add(signal.unansweredSince()));
        var start = clock.now();
        signal.await(new CompletableFuture<>(), other, silence, LIMIT, clock);
        assertThat(seen).containsExactly(5L);
        assertThat(signal.unansweredSince()).as("goes on from the wait").isEqualTo(start);
        signal.heard();
        assertThat(signal.unansweredSince()).as("after an answer of its own").isNull();
    }

    @Test
    void itsOwnRequestGoesBeforeThatOfTheOneItWaitsFor() {
        var other = CallerSignal.unattended();
        other.asked(silence, 5);
        signal.asked(silence, 3);
        var seen = new ArrayList<Long>();
        time.atWait(1, () -> seen.add(signal.unansweredSince()));
        signal.await(new CompletableFuture<>(), other, silence, LIMIT, clock);
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void aReaderWaitsForThePageAheadAsLongAsTheExecutionHasHadNoAnswer() {
        timeouts.networkTimeout(LIMIT);
        signal.ofReadingAhead().asked(silence, clock.now());
        var reading = signal.ofReading();
        var start = time.nanos();
        assertThat(reading.await(new CompletableFuture<>(), Duration.ofMinutes(1), clock))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(LIMIT);
        assertThat(reading.isSilenced()).isTrue();
    }

    // ---------------------------------------------------------------- breaking off a thread

    @Test
    void anInterruptOfOursIsTakenBackAtTheEndAndSentNoMoreAfterIt() {
        var interruption = new Interruption(Thread.currentThread());
        interruption.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        interruption.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        interruption.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptOfSomebodyElseIsLeftToTheThread() {
        var interruption = new Interruption(Thread.currentThread());
        Thread.currentThread().interrupt();
        interruption.interrupt();
        interruption.end();
        assertThat(Thread.interrupted()).isTrue();
        var unused = new Interruption(Thread.currentThread());
        Thread.currentThread().interrupt();
        unused.end();
        assertThat(Thread.interrupted()).isTrue();
    }
}
