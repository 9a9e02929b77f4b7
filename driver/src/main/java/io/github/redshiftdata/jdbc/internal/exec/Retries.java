package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;

/** Decides whether a failed request is tried again, and paces the tries. Made anew for each request. */
final class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Counters counters;
    private final Pacing pacing;
    private final Map<Kind, Duration> patience;
    private int failures;
    private long firstFailure;

    /**
     * A count from zero.
     *
     * @param counters learns of every repetition
     * @param patience how long to go on after the first failure; a kind that is missing is not tried again
     */
    Retries(Counters counters, Pacing pacing, Map<Kind, Duration> patience) {
        this.counters = counters;
        this.pacing = pacing;
        this.patience = patience;
    }

    /** Forgets the failures so far. */
    void succeeded() {
        failures = 0;
    }

    /** Pauses before the next try; false, without a pause, where there is to be none. */
    boolean again(ServiceFailure failure, Deadline deadline, Canceller canceller) {
        if (failures == 0) {
            firstFailure = pacing.now();
        }
        failures++;
        var limit = patience.getOrDefault(failure.kind(), Duration.ZERO);
        if (pacing.since(firstFailure).compareTo(limit) >= 0 || deadline.passed(pacing)) {
            return false;
        }
        var pause = pacing.spread(pauseOf(failures));
        Logs.CALLS.debug("Asking again in {} ms: {}", pause.toMillis(), failure.kind());
        pacing.pause(pause, deadline, canceller);
        counters.retried();
        return true;
    }

    /** Doubles from try to try. */
    static Duration pauseOf(int failures) {
        return Durations.min(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10)));
    }
}
