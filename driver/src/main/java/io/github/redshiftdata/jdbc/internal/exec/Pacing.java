package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.Pace;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time as the driver sees it.
 *
 * @param nanoTime a clock like {@link System#nanoTime()}
 * @param sleeper lets time pass
 * @param random spreads the waits of many connections
 */
public record Pacing(LongSupplier nanoTime, Sleeper sleeper, RandomGenerator random) {

    /** No pause is longer without a look at the canceller. */
    private static final Duration SLICE = Duration.ofMillis(200);

    /** Real time. */
    public static Pacing system() {
        return new Pacing(System::nanoTime, new ThreadSleeper(), new SharedRandom());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    Duration since(long start) {
        return Duration.ofNanos(now() - start);
    }

    /** A deadline from now on; zero means none. */
    Deadline deadline(Duration timeout) {
        return timeout.isZero() ? Deadline.NONE : new Deadline(timeout, now());
    }

    /** Between 75 and 125 percent of a duration. */
    Duration spread(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * (0.75 + random.nextDouble() / 2)));
    }

    /** Pauses, but not past the deadline and not past a cancel. An interrupt is taken for one of the execution's owner. */
    void pause(Duration duration, Deadline deadline, Canceller canceller) {
        var end = now() + Durations.min(duration, deadline.left(this)).toNanos();
        for (var left = end - now(); left > 0 && !canceller.isCancelled(); left = end - now()) {
            try {
                sleeper.sleep(Durations.min(SLICE, Duration.ofNanos(left)));
            } catch (InterruptedException interrupt) {
                canceller.ownerInterrupted();
            }
            canceller.noticeSilence();
        }
    }

    /** Waits for the turn of a request, but not past the deadline and not past a cancel. */
    void awaitTurn(Pace pace, Deadline deadline, Canceller canceller) {
        var nanos = pace.reserve();
        if (nanos > 0) {
            pause(Duration.ofNanos(nanos), deadline, canceller);
        }
    }

    /** Each thread's own generator, as one object. */
    private static final class SharedRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
