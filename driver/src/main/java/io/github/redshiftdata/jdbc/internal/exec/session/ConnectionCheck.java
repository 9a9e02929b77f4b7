package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Finds out whether the connection works, by as little as proves it, and keeps a session alive that has been idle for
 * long. Sends no SQL into an open transaction, which it might spoil.
 */
final class ConnectionCheck {

    /** An answer that is younger than this proves the connection. */
    private static final Duration PROOF = Duration.ofSeconds(30);

    /** For a SELECT where the caller sets no time: what has not ended by then is at least known to have been taken. */
    private static final Duration WITHOUT_LIMIT = Duration.ofSeconds(30);

    /** What it takes to leave a SELECT whose time is over. */
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final SessionState state;
    private final SessionProbe health;
    private final SessionRunner sessions;
    private final SessionIdleTime idle;
    private final Transaction transaction;
    private final SessionLock lock;
    private final ConnectionTrust trust;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;

    ConnectionCheck(
            SessionState state,
            SessionProbe health,
            SessionRunner sessions,
            Transaction transaction,
            SessionLock lock,
            ConnectionTrust trust,
            DriverClock clock,
            RequestTimeouts timeouts) {
        this.state = state;
        this.health = health;
        this.sessions = sessions;
        this.idle = sessions.idle();
        this.transaction = transaction;
        this.lock = lock;
        this.trust = trust;
        this.clock = clock;
        this.timeouts = timeouts;
    }

    /**
     * Asks the service if it must.
     *
     * @param timeout for all requests together; zero means none
     * @param select proves the connection by a SELECT within a time
     */
    boolean isValid(Duration timeout, Predicate<Duration> select) {
        var lastSuccess = trust.lastSuccess();
        var doubted = trust.isDoubted();
        var sessionId = state.id();
        var isProven = lastSuccess != null && clock.since(lastSuccess).compareTo(PROOF) < 0;
        if (sessionId == null) {
            return isProven || selects(clock.deadline(timeout), select);
        }
        // Who holds the lock runs a statement, which nothing here is to wait for.
        if (lock.isHeld() || (isProven && !idle.isLong())) {
            return true;
        }
        var deadline = clock.deadline(timeout);
        if ((idle.isLong() || doubted) && !idle.mayBeBusy() && !transaction.isOpen()) {
            return selects(deadline, select);
        }
        // Half of the time, so that there is some left for a SELECT.
        var half = clock.deadline(timeout.dividedBy(2));
        var finding = finding(sessionId, half);
        return transaction.isOpen() ? isValidInside(finding) : isValid(finding, deadline, select);
    }

    private SessionProbe.Finding finding(String sessionId, Deadline deadline) {
        var signal = new CallerSignal();
        try {
            return health.of(sessionId, timeouts.request(), deadline, signal);
        } finally {
            // An interrupt ended the question only.
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
            case AVAILABLE -> (!idle.isLong() && !trust.isDoubted()) || selects(deadline, select);
            case GONE, UNTOLD, NOT_NOW, UNREACHED -> selects(deadline, select);
        };
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
