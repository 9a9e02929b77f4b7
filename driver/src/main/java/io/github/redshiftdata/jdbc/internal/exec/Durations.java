package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;

/** The smaller and the larger of two durations. */
final class Durations {

    private Durations() {}

    static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
