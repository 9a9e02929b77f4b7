package io.github.redshiftdata.jdbc.internal.exec.call;

import java.time.Duration;

/** The smaller and the larger of two durations, and one that does not end. */
public final class Durations {

    /** Stands for "no limit" where a duration is needed. */
    public static final Duration FOREVER = Duration.ofDays(365);

    private Durations() {}

    public static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    public static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
