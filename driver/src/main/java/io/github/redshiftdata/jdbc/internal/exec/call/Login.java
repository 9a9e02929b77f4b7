package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection: how long it may take, and how long failures that may pass are repeated meanwhile. Its
 * time begins with the call of {@code connect}, so that all the driver does before its first request counts.
 */
public final class Login {

    /** How long failed requests are repeated if no login timeout is set. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** When all sessions are in use, one may become free for a moment only, so the driver asks often. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final DriverClock clock;
    private final Deadline deadline;
    private final CallerSignal signal = new CallerSignal();
    private int failures;
    private long firstFailure;
    private volatile @Nullable ServiceFailure last;

    /**
     * The terms of a connection.
     *
     * @param limit zero for none
     * @param startNanos when it began, on the clock of {@code clock}
     */
    public Login(Duration limit, long startNanos, DriverClock clock) {
        this.clock = clock;
        this.deadline = new Deadline(limit, startNanos);
    }

    public Deadline deadline() {
        return deadline;
    }

    /** How long failed requests are repeated, from the first failure on. */
    Duration patience() {
        return deadline.exists() ? deadline.timeout() : PATIENCE;
    }

    /** The limit that was set; zero for none. */
    public Duration limit() {
        return deadline.timeout();
    }

    /** The time left; very long where there is no limit. */
    public Duration left() {
        return deadline.left(clock);
    }

    /** Whether the limit is over. */
    public boolean isOver() {
        return deadline.passed(clock);
    }

    /** Whether the thread was interrupted during {@link #pauseBeforeRetry()}; its status is set. */
    public boolean isInterrupted() {
        return signal.isCancelled();
    }

    /** A request failed; it may be tried again all the same. */
    void failed(ServiceFailure failure) {
        last = failure;
    }

    /** A request was answered well: what failed before has passed. */
    void succeeded() {
        last = null;
    }

    /** The last failure of a request, or null where nothing failed lately. */
    public @Nullable ServiceFailure lastFailure() {
        return last;
    }

    /** Pauses before the connecting statement is tried once more; returns false if it must not be tried again. */
    public boolean pauseBeforeRetry() {
        if (failures == 0) {
            firstFailure = clock.now();
        }
        failures++;
        if (isOver() || clock.since(firstFailure).compareTo(patience()) >= 0) {
            return false;
        }
        clock.pause(clock.spread(Durations.min(LONGEST_PAUSE, Retries.pauseOf(failures))), deadline, signal);
        signal.restoreInterrupt();
        return !signal.isCancelled() && !isOver();
    }
}
