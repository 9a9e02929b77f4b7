package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.call.AwaitedCaller;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.NetworkSilence;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets one statement at a time into a session. */
final class SessionLock {

    /** Work that is done with the lock held. */
    @FunctionalInterface
    interface Action<T> {
        T get() throws SQLException;
    }

    /**
     * The holder of the lock, whose ticket is complete, and behind it the waiting threads in order. Guarded by this.
     * The lock is held from before a submission in the session to the end of its statement: the service runs one
     * statement at a time in a session and does not queue. It guards the session's id, its settings and the
     * transaction.
     */
    private final Deque<Place> queue = new ArrayDeque<>();

    private final DriverClock clock;
    /** Waiting threads are bound by the answers that the holder of the lock gets. */
    private final AwaitedCaller others;

    /** Completes when a thread begins to wait for what a {@link #ifFreeUntilWanted yielding} holder does. */
    private @Nullable CompletableFuture<Void> wanted;

    /** A place in the queue. */
    private record Place(CompletableFuture<Void> ticket, @Nullable CallerSignal signal, long since) {}

    SessionLock(DriverClock clock, NetworkSilence silence) {
        this.clock = clock;
        this.others = new AwaitedCaller(silence, this::holder);
    }

    private synchronized @Nullable CallerSignal holder() {
        var first = queue.peekFirst();
        return first == null ? null : first.signal();
    }

    /** Waits for the lock; returns false if the execution was cancelled or ran out of time in the queue. */
    boolean acquire(Execution execution) {
        var place = enqueue(execution.signal());
        if (place.ticket().isDone() ? await(place, execution) : awaitTold(place, execution)) {
            return true;
        }
        leave(place);
        return false;
    }

    private boolean awaitTold(Place place, Execution execution) {
        var wait = Call.waitFor("the session");
        try {
            return await(place, execution);
        } finally {
            wait.end();
        }
    }

    private boolean await(Place place, Execution execution) {
        return execution
                .signal()
                .await(place.ticket(), others, execution.deadline().left(clock), clock);
    }

    /** Passes the lock to the next waiting thread; called by the holder. */
    void release() {
        Place next;
        synchronized (this) {
            var holder = queue.removeFirst();
            next = queue.peekFirst();
            if (next != null && next.signal() != null) {
                next.signal().goOnAfter(holder.signal(), others.silence(), next.since());
            }
        }
        if (next != null) {
            next.ticket().complete(null);
        }
    }

    private Place enqueue(CallerSignal signal) {
        var place = new Place(new CompletableFuture<>(), signal, clock.now());
        CompletableFuture<Void> yielding;
        synchronized (this) {
            queue.addLast(place);
            if (queue.size() == 1) {
                place.ticket().complete(null);
                return place;
            }
            yielding = wanted;
        }
        if (yielding != null) {
            yielding.complete(null);
        }
        return place;
    }

    /** Leaves the queue. If the turn has come just now, the next thread gets it. */
    private void leave(Place place) {
        boolean held;
        synchronized (this) {
            held = place.equals(queue.peekFirst());
            if (!held) {
                queue.remove(place);
            }
        }
        if (held) {
            release();
        }
    }

    /** Work that gives way: it ends soon once the given future is complete. */
    @FunctionalInterface
    interface YieldingAction {
        boolean until(CompletableFuture<Void> wanted);
    }

    /** Does something with the lock held, unless another thread holds it, and tells it when one wants the lock. */
    boolean ifFreeUntilWanted(YieldingAction action) {
        var told = new CompletableFuture<Void>();
        synchronized (this) {
            if (!queue.isEmpty()) {
                return false;
            }
            queue.addLast(new Place(CompletableFuture.completedFuture(null), null, clock.now()));
            wanted = told;
        }
        try {
            return action.until(told);
        } finally {
            synchronized (this) {
                wanted = null;
            }
            release();
        }
    }

    /** Whether a statement is submitted or runs. */
    synchronized boolean isHeld() {
        return !queue.isEmpty();
    }

    /** Runs an action with the lock held, unless another thread holds it. */
    boolean ifFree(Action<Boolean> action, boolean otherwise) throws SQLException {
        synchronized (this) {
            if (!queue.isEmpty()) {
                return otherwise;
            }
            queue.addLast(new Place(CompletableFuture.completedFuture(null), null, clock.now()));
        }
        try {
            return action.get();
        } finally {
            release();
        }
    }
}
