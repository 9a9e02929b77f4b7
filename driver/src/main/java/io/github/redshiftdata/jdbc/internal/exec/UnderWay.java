package io.github.redshiftdata.jdbc.internal.exec;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Counts what still needs the service, for whoever waits to take it away. */
final class UnderWay {

    // Both guarded by this.
    private final Queue<Runnable> afterwards = new ArrayDeque<>();
    private int count;

    synchronized void begin() {
        count++;
    }

    void end() {
        synchronized (this) {
            count--;
        }
        runDue();
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
