package io.github.redshiftdata.jdbc.internal.exec;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Lets one statement at a time into a session. */
final class SessionLock {

    /** Something that is done with the lock held. */
    @FunctionalInterface
    interface Action<T> {
        T get() throws SQLException;
    }

    /**
     * Who holds the lock and who waits for it, in order: the first is the holder, whose ticket is complete. Guarded by this.
     * The lock is held from before a submission in the session to the end of its statement: the service runs one statement
     * at a time in a session and does not queue. It guards the session's id, its settings and the transaction.
     */
    private final Deque<CompletableFuture<Void>> queue = new ArrayDeque<>();

    private final Pacing pacing;

    SessionLock(Pacing pacing) {
        this.pacing = pacing;
    }

    /** Waits for the lock; false where the run was cancelled or ran out of time in the queue. */
    boolean acquire(Run run) {
        var ticket = enqueue();
        if (run.canceller().await(ticket, run.deadline().left(pacing), pacing)) {
            return true;
        }
        leave(ticket);
        return false;
    }

    /** Lets the next one in; called by the holder. */
    void release() {
        CompletableFuture<Void> next;
        synchronized (this) {
            queue.removeFirst();
            next = queue.peekFirst();
        }
        if (next != null) {
            next.complete(null);
        }
    }

    private CompletableFuture<Void> enqueue() {
        var ticket = new CompletableFuture<Void>();
        synchronized (this) {
            queue.addLast(ticket);
            if (queue.size() == 1) {
                ticket.complete(null);
            }
        }
        return ticket;
    }

    /** The turn may have come just now: then it is the next one's. */
    private void leave(CompletableFuture<Void> ticket) {
        boolean held;
        synchronized (this) {
            held = queue.peekFirst() == ticket;
            if (!held) {
                queue.removeIf(other -> other == ticket);
            }
        }
        if (held) {
            release();
        }
    }

    /** Whether a statement is submitted or runs. */
    synchronized boolean isHeld() {
        return !queue.isEmpty();
    }

    /** Does something with the lock held, unless somebody else holds it. */
    boolean ifFree(Action<Boolean> action, boolean otherwise) throws SQLException {
        synchronized (this) {
            if (!queue.isEmpty()) {
                return otherwise;
            }
            queue.addLast(CompletableFuture.completedFuture(null));
        }
        try {
            return action.get();
        } finally {
            release();
        }
    }
}
