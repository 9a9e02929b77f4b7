package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/**
 * When an execution has to end.
 *
 * @param timeout how long the execution may take; zero means there is no deadline
 * @param startNanos when it started, on the clock of {@link DriverClock}
 */
public record Deadline(Duration timeout, long startNanos) {

    public static final Deadline NONE = new Deadline(Duration.ZERO, 0);

    public boolean exists() {
        return !timeout.isZero();
    }

    /** The time left: never negative, very long where there is no deadline. */
    public Duration left(DriverClock clock) {
        if (!exists()) {
            return Durations.FOREVER;
        }
        var left = timeout.minus(clock.since(startNanos));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The one of the two that is over first. */
    public Deadline earlier(Deadline other, DriverClock clock) {
        return other.left(clock).compareTo(left(clock)) < 0 ? other : this;
    }

    public boolean passed(DriverClock clock) {
        return left(clock).isZero();
    }
}
