package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed request is tried again, and paces the tries. Made anew for each request. */
public final class Retries {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Counters counters;
    private final DriverClock clock;
    private final Map<Kind, Duration> patience;
    private final @Nullable Login login;
    private final Duration longest;
    /**
     * When each kind of failure came first since the last success. Each kind has its own limit, and may come late in a
     * long outage.
     */
    private final Map<Kind, Long> firsts = new EnumMap<>(Kind.class);

    private @Nullable Kind last;

    private int failures;
    private long firstFailure;

    /**
     * Starts with no failures.
     *
     * @param counters counts every retry
     * @param patience how long to go on after the first failure of a kind; without a login, the longest of these times
     *     also limits all failures together. A kind that is missing is not tried again
     */
    public Retries(Counters counters, DriverClock clock, Map<Kind, Duration> patience) {
        this(counters, clock, patience, null);
    }

    /**
     * Starts with no failures, for a request of a connection that is being made.
     *
     * @param login its patience takes the place of all limits from 30 s on; null for none
     */
    public Retries(Counters counters, DriverClock clock, Map<Kind, Duration> patience, @Nullable Login login) {
        this.counters = counters;
        this.clock = clock;
        this.patience = patience;
        this.login = login;
        this.longest = patience.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Forgets the failures so far. */
    public void succeeded() {
        failures = 0;
        firsts.clear();
        if (login != null) {
            login.succeeded();
        }
    }

    /** Pauses before the next try; returns false, without a pause, if there must be none. */
    public boolean pauseBeforeRetry(ServiceFailure failure, Deadline deadline, CallerSignal signal) {
        if (failures == 0) {
            firstFailure = clock.now();
        }
        failures++;
        if (login != null) {
            login.failed(failure);
        }
        if (login == null && failure.kind() != last) {
            // Other failures came in between, so the time of this kind begins anew. All failures together are limited
            // by the longest time.
            firsts.remove(failure.kind());
        }
        last = failure.kind();
        var first = firsts.computeIfAbsent(failure.kind(), kind -> clock.now());
        var isOver = clock.since(first).compareTo(limit(failure.kind())) >= 0
                || (login == null && clock.since(firstFailure).compareTo(longest) >= 0);
        if (isOver || deadline.passed(clock)) {
            return false;
        }
        var pause = clock.spread(pauseOf(failures));
        Logs.CALLS.debug("Asking again in {} ms: {}", pause.toMillis(), failure.kind());
        var wait = Call.waitFor("the next try");
        clock.pause(pause, deadline, signal);
        wait.end();
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

    /** The pause after a number of failures: it doubles with each, up to {@link #LONGEST_PAUSE}. */
    static Duration pauseOf(int failures) {
        return Durations.min(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10)));
    }
}
