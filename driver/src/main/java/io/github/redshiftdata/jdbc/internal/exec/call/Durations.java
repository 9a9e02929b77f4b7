package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/** The smaller and the larger of two durations, and one that does not end. */
public final class Durations {

    /** The same as none, where a duration is wanted. */
    public static final Duration FOREVER = Duration.ofDays(365);

    private Durations() {}

    public static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    public static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
