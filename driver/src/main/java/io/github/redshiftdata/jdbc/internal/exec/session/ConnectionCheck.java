package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Finds out whether the connection works, by the smallest request that proves it, and keeps a session alive that has
 * been idle for long. Sends no SQL into an open transaction, since an SQL error would fail the transaction.
 */
final class ConnectionCheck {

    /** An answer that is younger than this proves that the connection works. */
    private static final Duration PROOF = Duration.ofSeconds(30);

    /**
     * The time limit of the SELECT if the caller sets none. A SELECT that has not ended by then has at least been taken
     * by the service.
     */
    private static final Duration WITHOUT_LIMIT = Duration.ofSeconds(30);

    /** Time kept for leaving a SELECT whose time is over. */
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final SessionState state;
    private final SessionProbe health;
    private final SessionRunner sessions;
    private final KeepAlive idle;
    private final Transaction transaction;
    private final SessionLock lock;
    private final ConnectionTrust trust;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;

    ConnectionCheck(
            SessionState state,
            SessionProbe health,
            SessionRunner sessions,
            KeepAlive idle,
            Transaction transaction,
            SessionLock lock,
            ConnectionTrust trust,
            DriverClock clock,
            RequestTimeouts timeouts) {
        this.state = state;
        this.health = health;
        this.sessions = sessions;
        this.idle = idle;
        this.transaction = transaction;
        this.lock = lock;
        this.trust = trust;
        this.clock = clock;
        this.timeouts = timeouts;
    }

    /**
     * Whether the connection works. Asks the service only if no recent success proves it, or the session holds something
     * and has been idle for half of its time.
     *
     * @param timeout for all requests together; zero means none
     * @param select proves the connection by a SELECT within the given time
     */
    boolean isValid(Duration timeout, Predicate<Duration> select) {
        var lastSuccess = trust.lastSuccess();
        var doubted = trust.isDoubted();
        var sessionId = state.id();
        var isProven = lastSuccess != null && clock.since(lastSuccess).compareTo(PROOF) < 0;
        if (sessionId == null) {
            return isProven || selects(clock.deadline(timeout), select);
        }
        // A thread that holds the lock runs a statement, and this check must not wait for it.
        if (lock.isHeld() || (isProven && !idle.isHalfOver())) {
            return true;
        }
        var deadline = clock.deadline(timeout);
        if ((idle.isHalfOver() || doubted) && !idle.mayBeBusy() && !transaction.isOpen()) {
            return selects(deadline, select);
        }
        // ListSessions gets half of the time, so that some is left for a SELECT.
        var half = clock.deadline(timeout.dividedBy(2));
        var finding = finding(sessionId, half);
        return transaction.isOpen() ? isValidInside(finding) : isValid(finding, deadline, select);
    }

    private SessionProbe.Finding finding(String sessionId, Deadline deadline) {
        var signal = new CallerSignal();
        try {
            return health.of(sessionId, timeouts.request(), deadline, signal);
        } finally {
            // An interrupt ends only this question, so the caller's status is set again.
            signal.restoreInterrupt();
        }
    }

    private boolean isValidInside(SessionProbe.Finding finding) {
        return switch (finding) {
            case AVAILABLE, BUSY, UNTOLD, NOT_NOW -> true;
            case GONE -> {
                // Its transaction went with it.
                sessions.markDead();
                yield false;
            }
            case UNREACHED -> false;
        };
    }

    private boolean isValid(SessionProbe.Finding finding, Deadline deadline, Predicate<Duration> select) {
        return switch (finding) {
            case BUSY -> true;
            case AVAILABLE -> (!idle.isHalfOver() && !trust.isDoubted()) || selects(deadline, select);
            // The service answers, and the next statement opens a new session in the place of one that held nothing.
            case GONE -> endedByBeingIdle() || selects(deadline, select);
            case UNTOLD, NOT_NOW, UNREACHED -> selects(deadline, select);
        };
    }

    private boolean endedByBeingIdle() {
        return idle.isOver() && state.isRestorable() && !trust.isDoubted();
    }

    private boolean selects(Deadline deadline, Predicate<Duration> select) {
        if (!deadline.exists()) {
            return select.test(WITHOUT_LIMIT);
        }
        var left = deadline.left(clock);
        return !left.isZero()
                && select.test(
                        Durations.max(left.minus(LEAVING), left.multipliedBy(3).dividedBy(4)));
    }
}
