package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads requests so that no more than so many a second are sent, in a burst at first. Callers take a place in the
 * queue and wait for it themselves.
 */
final class RateLimiter {

    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    private long due;

    /**
     * A limiter with all its burst unused.
     *
     * @param burst how many may go at once after a pause
     */
    RateLimiter(int perSecond, int burst, LongSupplier nanoTime) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = intervalNanos * (burst - 1);
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong() - burstNanos;
    }

    /**
     * Takes the next place.
     *
     * @return the nanoseconds to wait for it; empty, and no place taken, when that is longer than {@code longest}
     */
    synchronized OptionalLong reserve(Duration longest) {
        long now = nanoTime.getAsLong();
        long earliest = now - burstNanos;
        long place = due - earliest > 0 ? due : earliest;
        long wait = Math.max(0, place - now);
        if (wait > longest.toNanos()) {
            return OptionalLong.empty();
        }
        due = place + intervalNanos;
        return OptionalLong.of(wait);
    }

    /**
     * A request was answered. The service counted it at some time before now, perhaps only now: it must not see the
     * next ones sooner after that than it allows, though this one was long under way.
     */
    synchronized void answered() {
        due = Math.max(due, nanoTime.getAsLong() - burstNanos + intervalNanos);
    }
}
