package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;

/** The smaller and the larger of two durations, and one that does not end. */
final class Durations {

    /** The same as none, where a duration is wanted. */
    static final Duration FOREVER = Duration.ofDays(365);

    private Durations() {}

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
