package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;
import java.util.Random;

/** A clock that only moves when somebody sleeps or waits. */
final class FakeTime {

    private long nanos = 1_000_000_000L;

    /** The thread that sleeps next is interrupted. */
    boolean interruptsSleep;

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    long nanos() {
        return nanos;
    }

    Duration since(long start) {
        return Duration.ofNanos(nanos - start);
    }

    Pacing pacing() {
        return new Pacing(this::nanos, this::sleep, new Random(1));
    }

    private void sleep(Duration duration) throws InterruptedException {
        if (interruptsSleep) {
            interruptsSleep = false;
            throw new InterruptedException();
        }
        pass(duration);
    }
}
