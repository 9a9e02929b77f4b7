package io.github.redshiftdata.jdbc.internal.api;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads the requests of an operation over time once the service has refused some as too many, and until nobody has to
 * wait any more. Before that nothing is held back: the quota of an account may be far above the documented one.
 */
public final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long QUIET = 5 * SECOND;
    private static final long CALM = 10 * SECOND;
    private static final double GROWTH = 1.1;

    private final int documented;
    private final LongSupplier nanoTime;
    private final Throughput accepted = new Throughput();

    /** Zero while nothing is held back. */
    private double perSecond;

    private long due;
    private long changedAt;
    private long queuedAt;

    /**
     * Holds nothing back at first.
     *
     * @param documented the requests a second that the service allows at least
     */
    Pace(int documented, LongSupplier nanoTime) {
        this.documented = documented;
        this.nanoTime = nanoTime;
    }

    /** Takes the next place in the queue, and tells the nanoseconds to wait for it. */
    public synchronized long reserve() {
        long now = nanoTime.getAsLong();
        if (perSecond > 0 && now - queuedAt > QUIET) {
            perSecond = 0;
        }
        if (perSecond == 0) {
            return 0;
        }
        if (now - changedAt > CALM) {
            change(perSecond * GROWTH, now);
        }
        long wait = Math.max(0, due - now);
        if (wait > 0) {
            queuedAt = now;
        }
        due = now + wait + (long) (SECOND / perSecond);
        return wait;
    }

    /** A request was taken. */
    public synchronized void accepted() {
        accepted.add(nanoTime.getAsLong());
    }

    /** A request was refused as one too many. From now on they go at the rate that was taken lately. */
    public synchronized void throttled() {
        long now = nanoTime.getAsLong();
        if (perSecond > 0 && now - changedAt < SECOND) {
            return;
        }
        if (perSecond == 0) {
            due = now;
            queuedAt = now;
        }
        change(Math.max(documented, accepted.perSecond(now)), now);
    }

    private void change(double rate, long now) {
        perSecond = rate;
        changedAt = now;
    }

    /** Counts by the second. */
    private static final class Throughput {

        private long start;
        private int current;
        private int previous;

        void add(long now) {
            turn(now);
            current++;
        }

        int perSecond(long now) {
            turn(now);
            return Math.max(previous, current);
        }

        private void turn(long now) {
            long seconds = (now - start) / SECOND;
            if (seconds != 0) {
                previous = seconds == 1 ? current : 0;
                current = 0;
                start = seconds == 1 ? start + SECOND : now;
            }
        }
    }
}
