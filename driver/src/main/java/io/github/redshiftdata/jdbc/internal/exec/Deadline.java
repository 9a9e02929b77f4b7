package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;

/**
 * When an execution has to end.
 *
 * @param timeout the time it was given; zero means without end
 * @param startNanos when it started, on the clock of {@link Pacing}
 */
record Deadline(Duration timeout, long startNanos) {

    static final Deadline NONE = new Deadline(Duration.ZERO, 0);

    boolean exists() {
        return !timeout.isZero();
    }

    /** The time left: never negative, very long where there is no deadline. */
    Duration left(Pacing pacing) {
        if (!exists()) {
            return Durations.FOREVER;
        }
        var left = timeout.minus(pacing.since(startNanos));
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean passed(Pacing pacing) {
        return left(pacing).isZero();
    }
}
