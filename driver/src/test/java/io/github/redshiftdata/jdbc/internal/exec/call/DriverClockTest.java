package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.OperationRates;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverClockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();
    private final CallerSignal signal = new CallerSignal();

    @AfterEach
    void leaveNoInterrupt() {
        Thread.interrupted();
    }

    // ---------------------------------------------------------------- deadlines

    @Test
    void aDeadlineComesWhenItsTimeIsOver() {
        var deadline = clock.deadline(SECOND);
        assertThat(deadline.exists()).isTrue();
        assertThat(deadline.left(clock)).isEqualTo(SECOND);
        time.pass(Duration.ofMillis(999));
        assertThat(deadline.passed(clock)).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(deadline.passed(clock)).isTrue();
        time.pass(SECOND);
        assertThat(deadline.left(clock)).isZero();
        assertThat(deadline.passed(clock)).isTrue();
    }

    @Test
    void noTimeoutIsNoDeadline() {
        var deadline = clock.deadline(Duration.ZERO);
        assertThat(deadline.exists()).isFalse();
        time.pass(Duration.ofDays(100));
        assertThat(deadline.left(clock)).isEqualTo(Durations.FOREVER);
        assertThat(deadline.passed(clock)).isFalse();
    }

    // ---------------------------------------------------------------- pauses

    @ParameterizedTest
    @CsvSource({"0.0, 750", "0.5, 1000", "0.999999999999, 1249"})
    void thePausesOfManyConnectionsDifferByAQuarterAtMost(double chance, long millis) {
        var chosen = new DriverClock(clock.nanoTime(), clock.sleeper(), new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("not asked for");
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        });
        assertThat(chosen.spread(SECOND).toMillis()).isEqualTo(millis);
    }

    @Test
    void aPauseEndsWithItsTimeOrTheDeadlineOrACancel() {
        assertThat(pause(SECOND, Deadline.NONE)).isEqualTo(SECOND);
        assertThat(pause(SECOND, clock.deadline(Duration.ofMillis(300)))).isEqualTo(Duration.ofMillis(300));
        time.atWait(2, signal::cancel);
        assertThat(pause(SECOND, Deadline.NONE)).isEqualTo(Duration.ofMillis(400));
        assertThat(pause(SECOND, Deadline.NONE)).isZero();
    }

    @Test
    void anInterruptOfAPauseEndsTheExecution() {
        time.interruptsSleep = true;
        assertThat(pause(SECOND, Deadline.NONE)).isLessThan(SECOND);
        assertThat(signal.isOwnerInterrupted()).isTrue();
        signal.restoreInterrupt();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aServiceThatIsSilentEndsAPause() {
        var timeouts = new RequestTimeouts(clock, SECOND);
        timeouts.networkTimeout(Duration.ofMillis(500));
        var silence = new NetworkSilence(clock, timeouts, () -> {});
        silence.asked(signal);
        assertThat(pause(SECOND, Deadline.NONE)).isEqualTo(Duration.ofMillis(600));
        assertThat(signal.isSilenced()).isTrue();
    }

    private Duration pause(Duration length, Deadline deadline) {
        var start = clock.now();
        clock.pause(length, deadline, signal);
        return clock.since(start);
    }

    // ---------------------------------------------------------------- turns

    /** A rate at which some wait already. */
    private AdaptiveRate crowded(int waiting) {
        var rate = new OperationRates(clock.nanoTime()).of(Operation.EXECUTE_STATEMENT);
        rate.throttled();
        IntStream.range(0, waiting).forEach(number -> rate.reserve());
        return rate;
    }

    @Test
    void aTurnIsWaitedFor() {
        var turn = crowded(20).reserve();
        var left = turn.left();
        assertThat(left).isPositive();
        var start = clock.now();
        assertThat(clock.awaitTurn(turn, Deadline.NONE, signal)).isTrue();
        assertThat(clock.since(start)).isGreaterThanOrEqualTo(Duration.ofNanos(left));
    }

    @Test
    void whoeverLeavesBeforeTheTurnGivesThePlaceBack() {
        var rate = crowded(20);
        var others = crowded(22);
        assertThat(clock.awaitTurn(rate, clock.deadline(Duration.ofNanos(1)), signal))
                .isFalse();
        signal.cancel();
        assertThat(clock.awaitTurn(rate, Deadline.NONE, signal)).isFalse();
        assertThat(rate.reserve().left()).isLessThan(others.reserve().left());
    }

    @Test
    void aRequestThatWasRefusedAsOneTooManyGoesBeforeTheOthers() {
        var refused = new ServiceFailure(Kind.THROTTLED, "ThrottlingException", "slow down", 400, null);
        var broken = new ServiceFailure(Kind.NETWORK, "ConnectException", "reset", 0, null);
        assertThat(waitAfter(refused)).isLessThan(waitAfter(broken));
        assertThat(waitAfter(null)).isEqualTo(waitAfter(broken));
    }

    private Duration waitAfter(ServiceFailure last) {
        var rate = crowded(20);
        var start = clock.now();
        assertThat(clock.awaitTurn(rate, last, Deadline.NONE, signal)).isTrue();
        return clock.since(start);
    }
}
