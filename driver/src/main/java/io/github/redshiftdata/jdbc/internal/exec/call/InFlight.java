package io.github.redshiftdata.jdbc.internal.exec.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Counts what still needs the service, in the callers' threads and in the driver's, for whoever waits to take it away. */
public final class InFlight {

    private final Executor threads;

    // Both guarded by this.
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private int count;

    /**
     * Nothing is under way yet.
     *
     * @param threads of the driver, for what no caller waits for; gone once the client is closed
     */
    public InFlight(Executor threads) {
        this.threads = threads;
    }

    public synchronized void begin() {
        count++;
    }

    /** Called by whoever wants to go on: what is due now is done in a thread of the driver, if there is one. */
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

    /** Runs work in a thread of the driver, under way until its end; false where there is none any more. */
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
     * Runs an action now, or when the last has ended. The actions run one after another, each when nothing is under way
     * any more: what one of them begins has to end before the next.
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

    /** An action that is under way itself from now on, or null where there is none, or not yet. */
    private @Nullable Runnable takeDue() {
        var due = count == 0 ? afterwards.poll() : null;
        if (due != null) {
            count++;
        }
        return due;
    }
}
