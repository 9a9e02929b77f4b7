package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed request is tried again, and paces the tries. Made anew for each request. */
final class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Counters counters;
    private final Pacing pacing;
    private final Map<Kind, Duration> patience;
    private final @Nullable Login login;
    private int failures;
    private long firstFailure;

    /**
     * A count from zero.
     *
     * @param counters learns of every repetition
     * @param patience how long to go on after the first failure; a kind that is missing is not tried again
     */
    Retries(Counters counters, Pacing pacing, Map<Kind, Duration> patience) {
        this(counters, pacing, patience, null);
    }

    /**
     * The same for a request of a connection that is being made.
     *
     * @param login bears what is borne for long as long as itself; null for none
     */
    Retries(Counters counters, Pacing pacing, Map<Kind, Duration> patience, @Nullable Login login) {
        this.counters = counters;
        this.pacing = pacing;
        this.patience = patience;
        this.login = login;
    }

    /** Forgets the failures so far. */
    void succeeded() {
        failures = 0;
        if (login != null) {
            login.succeeded();
        }
    }

    /** Pauses before the next try; false, without a pause, where there is to be none. */
    boolean again(ServiceFailure failure, Deadline deadline, Canceller canceller) {
        if (failures == 0) {
            firstFailure = pacing.now();
        }
        failures++;
        if (login != null) {
            login.failed(failure);
        }
        var limit = limit(failure.kind());
        if (pacing.since(firstFailure).compareTo(limit) >= 0 || deadline.passed(pacing)) {
            return false;
        }
        var pause = pacing.spread(pauseOf(failures));
        Logs.CALLS.debug("Asking again in {} ms: {}", pause.toMillis(), failure.kind());
        pacing.pause(pause, deadline, canceller);
        counters.retried();
        return true;
    }

    private Duration limit(Kind kind) {
        var limit = patience.getOrDefault(kind, Duration.ZERO);
        if (login == null || (kind == Kind.THROTTLED && login.limit().isZero())) {
            return limit;
        }
        return limit.compareTo(Login.PATIENCE) < 0 ? Durations.min(limit, login.patience()) : login.patience();
    }

    /** Doubles from try to try. */
    static Duration pauseOf(int failures) {
        return Durations.min(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10)));
    }
}
