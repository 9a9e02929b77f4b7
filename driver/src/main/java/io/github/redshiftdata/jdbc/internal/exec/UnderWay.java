package io.github.redshiftdata.jdbc.internal.exec;

import java.util.ArrayList;
import java.util.List;

/** Counts what still needs the service, for whoever waits to take it away. */
final class UnderWay {

    private final List<Runnable> afterwards = new ArrayList<>();
    private int count;

    synchronized void begin() {
        count++;
    }

    void end() {
        List<Runnable> due;
        synchronized (this) {
            count--;
            if (count > 0) {
                return;
            }
            due = List.copyOf(afterwards);
            afterwards.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs an action now, or in the thread that ends last. */
    void whenIdle(Runnable action) {
        synchronized (this) {
            if (count > 0) {
                afterwards.add(action);
                return;
            }
        }
        action.run();
    }
}
