package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks after threads that wait for a monitor whose owner waits on the clock: the others go on meanwhile. */
final class TurnWatch implements AutoCloseable {

    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(300);
    private static final long FOR_GOOD = TimeUnit.SECONDS.toNanos(5);

    /** Where a clock was seen last, and since when it has stood there. */
    private record Seen(long steps, long since) {}

    private final Map<SimulatedTime, Seen> seen = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::look, "turn-watch");
    private volatile boolean closed;

    TurnWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    void begin(SimulatedTime time) {
        seen.put(time, new Seen(-1, System.nanoTime()));
    }

    void end(SimulatedTime time) {
        seen.remove(time);
    }

    private void look() {
        while (!closed) {
            LockSupport.parkNanos(LOOK);
            seen.forEach(this::look);
        }
    }

    private void look(SimulatedTime time, Seen last) {
        var steps = time.steps();
        if (steps != last.steps()) {
            seen.replace(time, last, new Seen(steps, System.nanoTime()));
        } else if (time.isHeldUp()) {
            time.passTurn(steps, false);
        } else if (System.nanoTime() - last.since() > FOR_GOOD && time.isElsewhere()) {
            time.passTurn(steps, true);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
