package io.github.redshiftdata.jdbc.internal.exec;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one statement at a time into a session. */
final class SessionLock {

    /** Something that is done with the lock held. */
    @FunctionalInterface
    interface Action<T> {
        T get() throws SQLException;
    }

    /**
     * Held from before a submission in the session to the end of its statement: the service runs one statement at a
     * time in a session and does not queue. Guards the session's id, its settings and the transaction. Fair, so that
     * no thread starves.
     */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Pacing pacing;

    SessionLock(Pacing pacing) {
        this.pacing = pacing;
    }

    /**
     * Does something with the lock held.
     *
     * @throws SQLException also if the run was cancelled or ran out of time in the queue
     */
    <T> T holding(Run run, Action<T> action) throws SQLException {
        acquire(run);
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a statement is submitted or runs. */
    boolean isHeld() {
        return lock.isLocked();
    }

    /** Does something with the lock held, unless somebody else holds it. */
    boolean ifFree(Action<Boolean> action, boolean otherwise) throws SQLException {
        if (!lock.tryLock()) {
            return otherwise;
        }
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void acquire(Run run) throws SQLException {
        try {
            var left = run.deadline().left(pacing).toNanos();
            if (!run.canceller().interruptibly(() -> lock.tryLock(left, TimeUnit.NANOSECONDS))) {
                throw Cancellations.timedOut(null, run.deadline(), null);
            }
        } catch (InterruptedException e) {
            if (run.canceller().ignoresInterrupt()) {
                acquire(run);
                return;
            }
            if (run.canceller().isCancelled()) {
                throw Cancellations.cancelled(null, e);
            }
            Thread.currentThread().interrupt();
            throw Cancellations.interrupted(null, e);
        }
    }
}
