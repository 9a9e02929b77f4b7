package io.github.redshiftdata.jdbc.internal.exec;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cancels one execution, from any thread and at any time. A cancel that comes before the statement has an id is
 * remembered and sent as soon as the id is known; one that comes after the end does nothing; one that is repeated is
 * sent again.
 */
public final class Canceller {

    /** Something that blocks. */
    @FunctionalInterface
    interface Wait<T, X extends Exception> {
        T get() throws X;
    }

    /** For what has to be done whether its thread is interrupted or not. */
    private final boolean deaf;

    private boolean cancelled;
    private @Nullable Runnable request;
    /** The reader of a result and the look-ahead may both wait. */
    private final Set<Thread> waiters = new HashSet<>();
    /** The waiters whose interrupt is ours. */
    private final Set<Thread> interrupted = new HashSet<>();

    private boolean ownerInterrupted;

    /** Of an execution that an interrupt cancels. */
    public Canceller() {
        this(false);
    }

    private Canceller(boolean deaf) {
        this.deaf = deaf;
    }

    /** Of an execution that an interrupt does not end, as that of a ROLLBACK. */
    static Canceller deaf() {
        return new Canceller(true);
    }

    /**
     * The thread that runs the statement was interrupted before the statement had an id. Its interrupt status is cleared,
     * so that the id can still be asked for and cancelled, until {@link #restoreInterrupt()}.
     */
    void ownerInterrupted() {
        // Clears the status.
        Thread.interrupted();
        synchronized (this) {
            ownerInterrupted = true;
            cancelled |= !deaf;
        }
    }

    /** Puts an interrupt aside until {@link #restoreInterrupt()}, if it is not to end this; false if it is. */
    boolean ignoresInterrupt() {
        if (deaf) {
            ownerInterrupted();
        }
        return deaf;
    }

    /** Whether the thread's own interrupt, and nobody's cancel, ends this. */
    synchronized boolean isOwnerInterrupted() {
        return ownerInterrupted && cancelled;
    }

    /** Sets the interrupt status again that was put aside. */
    synchronized void restoreInterrupt() {
        if (ownerInterrupted) {
            ownerInterrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels. Sends CancelStatement in the calling thread if the statement runs. */
    public void cancel() {
        Runnable toSend;
        synchronized (this) {
            cancelled = true;
            toSend = request;
            // A long poll may last 30 s and knows nothing of us: the waiting thread asks again, briefly.
            waiters.forEach(this::interrupt);
        }
        if (toSend != null) {
            toSend.run();
        }
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** The statement has an id now: this is how to cancel it. Sent at once if it is late. */
    void running(Runnable cancelRequest) {
        synchronized (this) {
            request = cancelRequest;
            if (!cancelled) {
                return;
            }
        }
        cancelRequest.run();
    }

    /** The statement is known to have ended. */
    synchronized void ended() {
        request = null;
    }

    /**
     * Does something that {@link #cancel()} may break off by an interrupt, at once if it was called before; the interrupt
     * is not left to the thread.
     */
    <T, X extends Exception> T interruptibly(Wait<T, X> wait) throws X {
        var thread = Thread.currentThread();
        synchronized (this) {
            if (cancelled) {
                interrupt(thread);
            } else {
                waiters.add(thread);
            }
        }
        try {
            return wait.get();
        } finally {
            synchronized (this) {
                waiters.remove(thread);
                if (interrupted.remove(thread)) {
                    // It was ours: nobody else is to see it.
                    Thread.interrupted();
                }
            }
        }
    }

    /** Takes no interrupt for ours that somebody else sent before. */
    private void interrupt(Thread waiter) {
        if (!waiter.isInterrupted() && interrupted.add(waiter)) {
            waiter.interrupt();
        }
    }
}
