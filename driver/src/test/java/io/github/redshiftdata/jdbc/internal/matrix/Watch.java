package io.github.redshiftdata.jdbc.internal.matrix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after threads that wait for something that is not on the clock of their cell, as for another thread of the driver:
 * the others go on meanwhile. Who waits for good is interrupted.
 */
final class Watch implements AutoCloseable {

    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long FOR_GOOD = TimeUnit.SECONDS.toNanos(20);

    /** Where a clock was seen last, and since when it has stood there. */
    private record Seen(long steps, long since) {}

    private final Map<VirtualTime, Seen> clocks = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::look, "matrix-watch");
    private volatile boolean closed;

    Watch() {
        thread.setDaemon(true);
        thread.start();
    }

    void begin(VirtualTime clock) {
        clocks.put(clock, new Seen(-1, System.nanoTime()));
    }

    void end(VirtualTime clock) {
        clocks.remove(clock);
    }

    private void look() {
        while (!closed) {
            LockSupport.parkNanos(LOOK);
            clocks.forEach(this::look);
        }
    }

    private void look(VirtualTime clock, Seen seen) {
        var steps = clock.steps();
        if (steps != seen.steps() || !clock.isHeldUp()) {
            clocks.replace(clock, seen, new Seen(steps, System.nanoTime()));
        } else if (!clock.passTurn(steps) && System.nanoTime() - seen.since() > FOR_GOOD) {
            clock.breakUp();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
