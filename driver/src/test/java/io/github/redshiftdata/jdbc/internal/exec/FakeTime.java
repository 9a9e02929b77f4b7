package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;
import java.util.Random;

/** A clock that only moves when somebody sleeps or waits. */
final class FakeTime {

    private long nanos = 1_000_000_000L;

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
        return new Pacing(this::nanos, this::pass, new Random(1));
    }
}
