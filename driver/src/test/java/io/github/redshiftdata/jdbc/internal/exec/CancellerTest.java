package io.github.redshiftdata.jdbc.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellerTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final Pacing pacing = time.pacing();
    private final Timeouts timeouts = new Timeouts(pacing, Duration.ofMinutes(1));
    private int closings;
    private final Silence silence = new Silence(pacing, timeouts, () -> closings++);
    private final Canceller canceller = new Canceller();
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    // ---------------------------------------------------------------- cancels

    @Test
    void aCancelThatComesBeforeTheIdIsSentWithIt() {
        canceller.cancel();
        assertThat(canceller.isAccepted()).isFalse();
        canceller.running(() -> sent.add("cancel"));
        assertThat(sent).hasSize(1);
        assertThat(canceller.isAccepted()).isTrue();
    }

    @Test
    void nothingIsSentBeforeTheCancelAndEachRepetitionIs() {
        canceller.running(() -> sent.add("cancel"));
        assertThat(sent).isEmpty();
        canceller.cancel();
        canceller.cancel();
        assertThat(sent).hasSize(2);
    }

    @Test
    void theCancelOfAnExecutionEndsItsReadingButNotTheOtherWayRound() {
        var reading = canceller.ofReading();
        reading.cancel();
        assertThat(canceller.isCancelled()).isFalse();
        var other = canceller.ofReadingAhead();
        assertThat(other.isCancelled()).isFalse();
        canceller.cancel();
        assertThat(other.isCancelled()).isTrue();
    }

    // ---------------------------------------------------------------- interrupts

    @Test
    void anInterruptIsTakenOnceAndGivenBackOnce() {
        canceller.noticeInterrupt();
        assertThat(canceller.isCancelled()).isFalse();
        Thread.currentThread().interrupt();
        canceller.noticeInterrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(canceller.isCancelled()).isTrue();
        assertThat(canceller.isOwnerInterrupted()).isTrue();
        canceller.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
        canceller.restoreInterrupt();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whoeverIsDeafIsNotEndedByAnInterruptAndGivesItBack() {
        var deaf = Canceller.deaf();
        Thread.currentThread().interrupt();
        deaf.noticeInterrupt();
        assertThat(deaf.isCancelled()).isFalse();
        assertThat(deaf.isOwnerInterrupted()).isFalse();
        deaf.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aWaitRegardlessOfACancelEndsWithItsTimeOnly() {
        canceller.cancel();
        Thread.currentThread().interrupt();
        var start = time.nanos();
        assertThat(canceller.awaitRegardless(new CompletableFuture<>(), LIMIT, pacing))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(LIMIT);
        canceller.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(canceller.awaitRegardless(CompletableFuture.completedFuture(1), Duration.ZERO, pacing))
                .isTrue();
    }

    @Test
    void aWaitWithoutAnyTimeOnlyLooks() {
        var waits = time.waits();
        assertThat(canceller.await(new CompletableFuture<>(), Duration.ZERO, pacing))
                .isFalse();
        assertThat(canceller.await(CompletableFuture.completedFuture(1), Duration.ZERO, pacing))
                .isTrue();
        assertThat(time.waits()).isEqualTo(waits);
    }

    // ---------------------------------------------------------------- want of answers

    @Test
    void theFirstRequestWithoutAnAnswerCounts() {
        assertThat(canceller.unansweredSince()).isNull();
        var first = pacing.now();
        canceller.asked(silence, first);
        canceller.asked(silence, first + 5);
        assertThat(canceller.unansweredSince()).isEqualTo(first);
        canceller.heard();
        assertThat(canceller.unansweredSince()).isNull();
        canceller.asked(silence, first + 7);
        assertThat(canceller.unansweredSince()).isEqualTo(first + 7);
    }

    @Test
    void whoReadsAheadAsksInTheNameOfTheExecution() {
        var ahead = canceller.ofReadingAhead();
        ahead.asked(silence, 5);
        assertThat(canceller.unansweredSince()).isEqualTo(5);
        assertThat(ahead.unansweredSince()).isNull();
        ahead.heard();
        assertThat(canceller.unansweredSince()).isNull();
    }

    @Test
    void whoReadsAsksInItsOwn() {
        var reading = canceller.ofReading();
        reading.asked(silence, 5);
        assertThat(canceller.unansweredSince()).isNull();
        assertThat(reading.unansweredSince()).isEqualTo(5);
        canceller.asked(silence, 6);
        reading.heard();
        assertThat(reading.unansweredSince()).isNull();
        assertThat(canceller.unansweredSince()).isEqualTo(6);
    }

    @Test
    void theWantOfAnswersEndsItToTheNanosecond() {
        timeouts.networkTimeout(LIMIT);
        canceller.noticeSilence();
        canceller.asked(silence, pacing.now());
        time.pass(LIMIT.minusNanos(1));
        canceller.noticeSilence();
        assertThat(canceller.isCancelled()).isFalse();
        assertThat(canceller.isSilenced()).isFalse();
        time.pass(Duration.ofNanos(1));
        canceller.noticeSilence();
        assertThat(canceller.isCancelled()).isTrue();
        assertThat(canceller.isSilenced()).isTrue();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void nothingEndsWhereNobodyWaitsOrAnAnswerCame() {
        timeouts.networkTimeout(LIMIT);
        var unattended = Canceller.unattended();
        unattended.asked(silence, pacing.now());
        canceller.asked(silence, pacing.now());
        canceller.heard();
        time.pass(LIMIT.plusSeconds(1));
        unattended.noticeSilence();
        canceller.noticeSilence();
        assertThat(unattended.isCancelled()).isFalse();
        assertThat(unattended.isSilenced()).isFalse();
        assertThat(canceller.isCancelled()).isFalse();
        assertThat(closings).isZero();
    }

    @Test
    void aWaitEndsAsSoonAsItsRequestsHaveHadNoAnswerForLong() {
        timeouts.networkTimeout(LIMIT);
        canceller.asked(silence, pacing.now());
        time.pass(Duration.ofMillis(400));
        var start = time.nanos();
        assertThat(canceller.await(new CompletableFuture<>(), Duration.ofMinutes(1), pacing))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofMillis(600));
        assertThat(canceller.isSilenced()).isTrue();
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void whereNobodyWaitsTheTimeOfTheWaitIsAllThatEndsIt() {
        timeouts.networkTimeout(LIMIT);
        var unattended = Canceller.unattended();
        unattended.asked(silence, pacing.now());
        var start = time.nanos();
        assertThat(unattended.await(new CompletableFuture<>(), Duration.ofMinutes(1), pacing))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(Duration.ofMinutes(1));
        assertThat(closings).isZero();
    }

    @Test
    void whoWaitsForAnotherWaitsAsLongAsThatHasBeenWithoutAnAnswerDuringTheWait() {
        timeouts.networkTimeout(LIMIT);
        var other = Canceller.unattended();
        other.asked(silence, pacing.now());
        time.pass(Duration.ofMinutes(5));
        var start = time.nanos();
        assertThat(canceller.await(new CompletableFuture<>(), other, silence, Duration.ofMinutes(1), pacing))
                .isFalse();
        assertThat(time.since(start)).isEqualTo(LIMIT);
        assertThat(canceller.isSilenced()).isTrue();
        assertThat(other.isSilenced()).isFalse();
    }

    @Test
    void whoWaitsForOneWhoWaitsForAnotherKnowsSinceWhenThatHasNoAnswer() {
        var other = Canceller.unattended();
        other.asked(silence, 5);
        var seen = new ArrayList<Long>();
        time.atWait(1, () -> seen.add(canceller.unansweredSince()));
        var start = pacing.now();
        canceller.await(new CompletableFuture<>(), other, silence, LIMIT, pacing);
        assertThat(seen).containsExactly(5L);
        assertThat(canceller.unansweredSince()).as("goes on from the wait").isEqualTo(start);
        canceller.heard();
        assertThat(canceller.unansweredSince()).as("after an answer of its own").isNull();
    }

    @Test
    void itsOwnRequestGoesBeforeThatOfTheOneItWaitsFor() {
        var other = Canceller.unattended();
        other.asked(silence, 5);
        canceller.asked(silence, 3);
        var seen = new ArrayList<Long>();
        time.atWait(1, () -> seen.add(canceller.unansweredSince()));
        canceller.await(new CompletableFuture<>(), other, silence, LIMIT, pacing);
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void aReaderWaitsForThePageAheadAsLongAsTheExecutionHasHadNoAnswer() {
        timeouts.networkTimeout(LIMIT);
        canceller.ofReadingAhead().asked(silence, pacing.now());
        var reading = canceller.ofReading();
        var start = time.nanos();
        assertThat(reading.await(new CompletableFuture<>(), Duration.ofMinutes(1), pacing))
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
