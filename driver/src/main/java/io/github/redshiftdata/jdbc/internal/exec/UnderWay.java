package io.github.redshiftdata.jdbc.internal.exec;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Counts what still needs the service, in the callers' threads and in the driver's, for whoever waits to take it away. */
final class UnderWay {

    private final Executor threads;

    // Both guarded by this.
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private int count;

    /**
     * Nothing is under way yet.
     *
     * @param threads of the driver, for what no caller waits for; gone once the client is closed
     */
    UnderWay(Executor threads) {
        this.threads = threads;
    }

    synchronized void begin() {
        count++;
    }

    void end() {
        synchronized (this) {
            count--;
        }
        runDue();
    }

    /** Runs work in a thread of the driver, under way until its end; false where there is none any more. */
    boolean inBackground(Runnable work) {
        begin();
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    end();
                }
            });
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            end();
            return false;
        }
    }

    /**
     * Runs an action now, or in the thread that ends last. The actions run one after another, each when nothing is under
     * way any more: what one of them begins has to end before the next.
     */
    void whenIdle(Runnable action) {
        synchronized (this) {
            afterwards.add(action);
        }
        runDue();
    }

    private void runDue() {
        var due = takeDue();
        if (due != null) {
            try {
                due.run();
            } finally {
                end();
            }
        }
    }

    /** An action that is under way itself from now on, or null where there is none, or not yet. */
    private synchronized @Nullable Runnable takeDue() {
        var due = count == 0 ? afterwards.poll() : null;
        if (due != null) {
            count++;
        }
        return due;
    }
}
