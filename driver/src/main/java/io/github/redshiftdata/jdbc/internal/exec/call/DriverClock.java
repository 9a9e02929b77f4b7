package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the driver: it tells the time and lets time pass. Tests replace it.
 *
 * @param nanoTime a clock like {@link RealTime#nanos()}
 * @param timeOfDay in milliseconds; unlike the first it goes on while the machine sleeps
 * @param sleeper lets time pass
 * @param random makes the pauses of many connections differ
 */
public record DriverClock(LongSupplier nanoTime, LongSupplier timeOfDay, Sleeper sleeper, RandomGenerator random) {

    /** How often a pause checks whether the signal was cancelled. */
    private static final Duration SLICE = Duration.ofMillis(200);

    private static final Duration LOOK_AT_THE_PACE = Duration.ofSeconds(1);
    /** Hardly anybody waits for a turn that comes within this time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Real time. */
    public static DriverClock system() {
        return new DriverClock(
                RealTime::nanos, () -> RealTime.now().toEpochMilli(), new ThreadSleeper(), new SharedRandom());
    }

    /** Of a machine that never sleeps. */
    public DriverClock(LongSupplier nanoTime, Sleeper sleeper, RandomGenerator random) {
        this(nanoTime, () -> TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong()), sleeper, random);
    }

    public long now() {
        return nanoTime.getAsLong();
    }

    public Duration since(long start) {
        return Duration.ofNanos(now() - start);
    }

    /** A deadline from now on; zero means none. */
    public Deadline deadline(Duration timeout) {
        return timeout.isZero() ? Deadline.NONE : new Deadline(timeout, now());
    }

    /** Between 75 and 125 percent of a duration. */
    public Duration spread(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * (0.75 + random.nextDouble() / 2)));
    }

    /** Pauses, but not past the deadline and not past a cancel. An interrupt counts as one of the execution's owner. */
    public void pause(Duration duration, Deadline deadline, CallerSignal signal) {
        var end = now() + Durations.min(duration, deadline.left(this)).toNanos();
        for (var left = end - now(); left > 0 && !signal.isCancelled(); left = end - now()) {
            try {
                sleeper.sleep(Durations.min(SLICE, Duration.ofNanos(left)));
            } catch (InterruptedException interrupt) {
                signal.ownerInterrupted();
            }
            signal.noticeSilence();
        }
    }

    /**
     * Waits for the turn of a request, but not past the deadline and not past a cancel.
     *
     * @return false where one of these came first: then nothing is to be sent
     */
    public boolean awaitTurn(AdaptiveRate rate, Deadline deadline, CallerSignal signal) {
        return awaitOrLeave(rate.reserve(), deadline, signal);
    }

    /**
     * Waits for the turn of a request that the service may have refused before.
     *
     * @param last why the service refused the request, or null for the first try; a request that was refused as one too
     *     many goes before those that have not had a turn yet
     */
    public boolean awaitTurn(AdaptiveRate rate, @Nullable ServiceFailure last, Deadline deadline, CallerSignal signal) {
        var wasRefused = last != null && last.kind() == Kind.THROTTLED;
        return awaitOrLeave(wasRefused ? rate.reserveAgain() : rate.reserve(), deadline, signal);
    }

    /**
     * A turn that comes soon, for a request that lets those pass for which a program waits: it takes no place in the queue
     * while others wait there.
     *
     * @return empty if the deadline or a cancel came first
     */
    public Optional<AdaptiveRate.Turn> turnBehindOthers(AdaptiveRate rate, Deadline deadline, CallerSignal signal) {
        while (!signal.isCancelled() && !deadline.passed(this)) {
            var turn = rate.reserveWithin(SOON);
            if (turn.isPresent()) {
                return turn;
            }
            pause(spread(SOON), deadline, signal);
        }
        return Optional.empty();
    }

    /** Waits for a turn that the caller has reserved; gives the place in the queue back if nothing is to be sent. */
    public boolean awaitOrLeave(AdaptiveRate.Turn turn, Deadline deadline, CallerSignal signal) {
        var comes = awaitTurn(turn, deadline, signal);
        if (!comes) {
            turn.leave();
        }
        return comes;
    }

    /**
     * Waits for a turn that the caller has reserved; the place in the queue is kept if the wait ends early. The rate
     * may change meanwhile, so the time left is computed again every second.
     */
    public boolean awaitTurn(AdaptiveRate.Turn turn, Deadline deadline, CallerSignal signal) {
        if (turn.left() > 0 && !signal.isCancelled() && !deadline.passed(this)) {
            var wait = Call.waitFor("the turn");
            untilTurn(turn, deadline, signal);
            wait.end();
        }
        return !signal.isCancelled() && !deadline.passed(this);
    }

    private void untilTurn(AdaptiveRate.Turn turn, Deadline deadline, CallerSignal signal) {
        for (var left = turn.left(); left > 0 && !signal.isCancelled() && !deadline.passed(this); left = turn.left()) {
            pause(Durations.min(LOOK_AT_THE_PACE, Duration.ofNanos(left)), deadline, signal);
        }
    }

    /** Gives access to the random generator of the calling thread through one object. */
    private static final class SharedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
