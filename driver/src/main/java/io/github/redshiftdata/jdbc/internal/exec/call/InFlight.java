package io.github.redshiftdata.jdbc.internal.exec.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls in flight, in the callers' threads and in the driver's, so that the client is closed only after the
 * last one.
 */
public final class InFlight {

    private final Executor threads;

    // Both guarded by this.
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private int count;

    /**
     * Starts with no call in flight.
     *
     * @param threads the driver's threads, for work that no caller waits for; they refuse work once the client is
     *     closed
     */
    public InFlight(Executor threads) {
        this.threads = threads;
    }

    public synchronized void begin() {
        count++;
    }

    /**
     * Ends a call. An action that waited for this runs in a thread of the driver if there is one, so that the caller
     * need not wait for it.
     */
    public void end() {
        var due = endAndTakeDue();
        if (due == null) {
            return;
        }
        try {
            threads.execute(() -> run(due));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            run(due);
        }
    }

    private void endInBackground() {
        var due = endAndTakeDue();
        if (due != null) {
            run(due);
        }
    }

    /** Runs work in a thread of the driver, counted until its end; returns false if no thread takes it. */
    public boolean inBackground(Runnable work) {
        begin();
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    endInBackground();
                }
            });
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            endInBackground();
            return false;
        }
    }

    /**
     * Runs an action when no call is in flight: now, or after the last one. The actions run one after another: calls
     * that one of them starts must end before the next action runs.
     */
    public void whenIdle(Runnable action) {
        var due = addAndTakeDue(action);
        if (due != null) {
            run(due);
        }
    }

    private void run(Runnable due) {
        try {
            due.run();
        } finally {
            endInBackground();
        }
    }

    private synchronized @Nullable Runnable addAndTakeDue(Runnable action) {
        afterwards.add(action);
        return takeDue();
    }

    private synchronized @Nullable Runnable endAndTakeDue() {
        count--;
        return takeDue();
    }

    /** Takes the next action, counted as a call from now on; null if there is none, or calls are still in flight. */
    private @Nullable Runnable takeDue() {
        var due = count == 0 ? afterwards.poll() : null;
        if (due != null) {
            count++;
        }
        return due;
    }
}
