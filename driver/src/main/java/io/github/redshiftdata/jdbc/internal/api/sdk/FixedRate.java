package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads requests so that no more than so many a second reach the service, in a burst at first. Callers take a place in
 * the queue and wait for it themselves. When the service counts a request is not known before its answer, so everything
 * that is queued moves back by what an answer took.
 */
final class FixedRate {

    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    private long due;
    /** By how much the queue was moved back since the beginning. */
    private long moved;

    private int queued;
    private int inFlight;

    /** A place in the queue, for one request. */
    final class Turn {

        private final long place;

        private Turn(long place) {
            this.place = place;
        }

        /** The nanoseconds to wait, after which to ask again; at zero the request is to be sent. */
        long left() {
            synchronized (FixedRate.this) {
                long left = place + moved - nanoTime.getAsLong();
                if (left > 0) {
                    return left;
                }
                queued--;
                inFlight++;
                return 0;
            }
        }

        /** The request will not be sent. Its place stays empty. */
        void leave() {
            synchronized (FixedRate.this) {
                queued--;
            }
        }

        /** The request was answered, or given up: the service may have counted it only now. */
        void over() {
            synchronized (FixedRate.this) {
                long earliest = nanoTime.getAsLong() - burstNanos + (queued + inFlight) * intervalNanos;
                inFlight--;
                if (earliest - due > 0) {
                    moved += earliest - due;
                    due = earliest;
                }
            }
        }
    }

    /**
     * A limiter with all its burst unused.
     *
     * @param burst how many may go at once after a pause
     */
    FixedRate(double perSecond, int burst, LongSupplier nanoTime) {
        this.intervalNanos = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.burstNanos = intervalNanos * (burst - 1);
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong() - burstNanos;
    }

    /**
     * Takes the next place.
     *
     * @return empty, and no place taken, when it is farther away than {@code longest}
     */
    synchronized Optional<Turn> reserve(Duration longest) {
        long now = nanoTime.getAsLong();
        long earliest = now - burstNanos;
        long place = due - earliest > 0 ? due : earliest;
        if (place - now > longest.toNanos()) {
            return Optional.empty();
        }
        due = place + intervalNanos;
        queued++;
        return Optional.of(new Turn(place - moved));
    }
}
