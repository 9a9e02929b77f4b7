package io.github.redshiftdata.jdbc.internal.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Cancels one execution, from any thread and at any time. A cancel that comes before the statement has an id is
 * remembered and sent as soon as the id is known; one that comes after the end does nothing; one that is repeated is
 * sent again. It wakes those who wait without interrupting their threads, so an interrupt is always somebody else's.
 */
public final class Canceller {

    /** For what has to be done whether its thread is interrupted or not. */
    private final boolean deaf;

    /** The execution whose result is read; null for an execution itself. */
    private final @Nullable Canceller parent;

    /** Complete once the execution is to end. */
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    // Both guarded by this.
    private @Nullable Runnable request;
    private boolean ownerInterrupted;

    /** Of an execution that an interrupt cancels. */
    public Canceller() {
        this(false, null);
    }

    private Canceller(boolean deaf, @Nullable Canceller parent) {
        this.deaf = deaf;
        this.parent = parent;
    }

    /**
     * For one request of the reading of a result. What cancels the execution ends it, but an interrupt of the reader ends
     * this request only: the reading may go on later.
     */
    Canceller ofReading() {
        return new Canceller(false, this);
    }

    /** Of an execution that an interrupt does not end, as that of a ROLLBACK. */
    static Canceller deaf() {
        return new Canceller(true, null);
    }

    /**
     * Takes an interrupt of the thread that runs the statement, which is to end it unless this is deaf. The thread's status
     * is cleared, so that what is owed to the statement can still be done, until {@link #restoreInterrupt()}.
     */
    void ownerInterrupted() {
        putInterruptAside();
        if (!deaf) {
            cancelled.complete(null);
        }
    }

    private void putInterruptAside() {
        // Clears the status.
        Thread.interrupted();
        synchronized (this) {
            ownerInterrupted = true;
        }
    }

    /** Looks whether the calling thread is interrupted, and takes the interrupt. */
    void noticeInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            ownerInterrupted();
        }
    }

    /** Whether the thread's own interrupt ended this, with or without somebody's cancel. */
    synchronized boolean isOwnerInterrupted() {
        return ownerInterrupted && !deaf;
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
        cancelled.complete(null);
        Runnable toSend;
        synchronized (this) {
            toSend = request;
        }
        if (toSend != null) {
            toSend.run();
        }
    }

    /** Whether the execution is to end. */
    public boolean isCancelled() {
        return cancelled.isDone() || (parent != null && parent.isCancelled());
    }

    /** The statement has an id now: this is how to cancel it. Sent at once if it is late. */
    void running(Runnable cancelRequest) {
        synchronized (this) {
            request = cancelRequest;
        }
        if (isCancelled()) {
            cancelRequest.run();
        }
    }

    /** The statement is known to have ended. */
    synchronized void ended() {
        request = null;
    }

    /**
     * Waits for something. An interrupt is taken for one of the execution's owner.
     *
     * @return whether it has happened; false where the time is over or the execution is to end
     */
    boolean await(CompletableFuture<?> happening, Duration longest, Pacing pacing) {
        var ends = new ArrayList<CompletableFuture<?>>(List.of(happening, cancelled));
        if (parent != null) {
            ends.add(parent.cancelled);
        }
        return await(ends, longest, pacing, this::ownerInterrupted);
    }

    /** The same, not ended by a cancel: an interrupt is put aside. */
    boolean awaitRegardless(CompletableFuture<?> happening, Duration longest, Pacing pacing) {
        return await(List.of(happening), longest, pacing, this::putInterruptAside);
    }

    /** Lets time pass, cancelled or not. */
    void pauseRegardless(Duration duration, Pacing pacing) {
        awaitRegardless(new CompletableFuture<>(), duration, pacing);
    }

    /** Waits until one has happened; tells whether the first has. */
    private static boolean await(
            List<CompletableFuture<?>> happenings, Duration longest, Pacing pacing, Runnable onInterrupt) {
        var start = pacing.now();
        var left = longest;
        while (happenings.stream().noneMatch(CompletableFuture::isDone) && left.compareTo(Duration.ZERO) > 0) {
            try {
                pacing.sleeper().await(happenings, left);
            } catch (InterruptedException interrupt) {
                onInterrupt.run();
            }
            left = longest.minus(pacing.since(start));
        }
        return happenings.get(0).isDone();
    }
}
