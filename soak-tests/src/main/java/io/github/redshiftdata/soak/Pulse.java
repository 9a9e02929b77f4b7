package io.github.redshiftdata.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Notes when this process did not get to run: a call that ends late because the whole process stood still is not late by
 * the doing of the driver.
 */
public final class Pulse implements AutoCloseable {

    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long NOTED = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long KEPT = TimeUnit.MINUTES.toNanos(15);

    private record Gap(long from, long to) {}

    private final Deque<Gap> gaps = new ArrayDeque<>();
    private volatile boolean closed;

    /** Begins to beat. */
    public static Pulse start() {
        var pulse = new Pulse();
        var thread = new Thread(pulse::beat, "soak-pulse");
        thread.setDaemon(true);
        thread.start();
        return pulse;
    }

    private void beat() {
        var last = System.nanoTime();
        while (!closed) {
            Pause.millis(TimeUnit.NANOSECONDS.toMillis(BEAT));
            var now = System.nanoTime();
            noted(last, now);
            last = now;
        }
    }

    /** A beat came, and the one before it was then. */
    synchronized void noted(long last, long now) {
        if (now - last > NOTED) {
            gaps.addLast(new Gap(last, now));
        }
        while (!gaps.isEmpty() && now - gaps.peekFirst().to() > KEPT) {
            gaps.removeFirst();
        }
    }

    /** For how long this process stood still between two moments of {@link System#nanoTime()}. */
    public synchronized Duration stoodStill(long from, long to) {
        var sum = 0L;
        for (var gap : gaps) {
            sum += Math.max(0, Math.min(gap.to(), to) - Math.max(gap.from(), from));
        }
        return Duration.ofNanos(sum);
    }

    @Override
    public void close() {
        closed = true;
    }
}
