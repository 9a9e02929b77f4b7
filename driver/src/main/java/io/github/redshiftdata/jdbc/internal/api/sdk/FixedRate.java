package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads requests so that at most a fixed number per second reach the service, after a burst at first. Callers take a
 * place in the queue and wait for it themselves. The driver learns only from the answer when the service has counted a
 * request, so when an answer is slow, queued requests are delayed by the same time.
 */
final class FixedRate {

    private final long intervalNanos;
    private final long burstNanos;
    private final LongSupplier nanoTime;
    private long due;
    /** The time by which the queue was moved back since the beginning, in nanoseconds. */
    private long moved;

    private int queued;
    private int inFlight;

    /** A place in the queue, for one request. */
    final class Turn {

        private final long place;

        private Turn(long place) {
            this.place = place;
        }

        /** The time to wait, in nanoseconds; then the caller must ask again. At zero, the request must be sent. */
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

        /** Called when the request will not be sent. Its place stays empty. */
        void leave() {
            synchronized (FixedRate.this) {
                queued--;
            }
        }

        /** Called when the request was answered or given up: the service may have counted it only now. */
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
     * A rate with all its burst unused.
     *
     * @param burst how many requests may be sent at once after a pause
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
     * @return empty if it is farther away than {@code longest}; then no place is taken
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
