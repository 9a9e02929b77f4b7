package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Spreads the requests of an operation over time once the service has refused some as too many, until no request has to
 * wait any more. Before that nothing is held back: the quota of an account may be far above the documented one. How
 * fast the requests are sent then is this JVM's {@link RateShare} of the quota.
 */
public final class AdaptiveRate {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double QUIET = 5 * SECOND;
    /** A low rate is kept at least for the time that this many requests take at it. */
    private static final int QUIET_REQUESTS = 8;
    /**
     * How much the distance between requests varies: without it, the requests of several JVMs would meet at the service
     * again and again.
     */
    private static final double JITTER = 0.15;

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final RateShare share;

    /** How many requests could have been sent since the beginning, as far as {@code passedAt}. */
    private double passed;

    private long passedAt;
    /** The last place that was given out, counted like {@code passed}. */
    private double last;

    private long queuedAt;
    private long triedAt;
    private long acceptedAt;

    /** Places ahead whose owners have left: each moves those behind it up by one. */
    private final TreeSet<Double> empty = new TreeSet<>();

    /** A place in the queue, for one request. */
    public final class Turn {

        private final double place;

        private Turn(double place) {
            this.place = place;
        }

        /**
         * The time to wait, in nanoseconds; then the caller must ask again, as the rate may change. At zero, the
         * request may be sent.
         */
        public long left() {
            synchronized (AdaptiveRate.this) {
                return AdaptiveRate.this.left(place);
            }
        }

        /** Gives the place up without a request, so that those behind it need not wait for it. */
        public void leave() {
            synchronized (AdaptiveRate.this) {
                pass();
                // A place behind the last one belongs to a queue that was given up meanwhile.
                if (place > passed && place <= last) {
                    empty.add(place);
                }
            }
        }
    }

    /**
     * A rate that holds nothing back at first.
     *
     * @param documented the requests per second that the service allows at least, to all JVMs together
     * @param random differs from JVM to JVM
     */
    public AdaptiveRate(int documented, LongSupplier nanoTime, RandomGenerator random) {
        this.share = new RateShare(documented);
        this.nanoTime = nanoTime;
        this.random = random;
        var now = nanoTime.getAsLong();
        passedAt = now;
        queuedAt = now;
        triedAt = now;
        acceptedAt = now;
    }

    /** Takes the next place in the queue. */
    public synchronized Turn reserve() {
        var now = begin();
        if (share.isFree()) {
            return new Turn(passed);
        }
        last = Math.max(passed, last + 1 + JITTER * (2 * random.nextDouble() - 1));
        if (last > passed) {
            queuedAt = now;
        }
        return new Turn(last);
    }

    /**
     * Takes the next place if its turn comes soon, by the present rate.
     *
     * @return empty if it would come later; then no place is taken
     */
    public synchronized Optional<Turn> reserveWithin(Duration longest) {
        var before = last;
        var turn = reserve();
        if (left(turn.place) <= longest.toNanos()) {
            return Optional.of(turn);
        }
        last = before;
        return Optional.empty();
    }

    /**
     * Takes a place before all that wait, for a request that had its turn and was refused. The others move back by one.
     */
    public synchronized Turn reserveAgain() {
        begin();
        if (share.isFree() || last <= passed) {
            return reserve();
        }
        passed--;
        return new Turn(passed + 0.5);
    }

    private long begin() {
        var now = pass();
        var quiet = share.isFree() ? 0 : Math.max(QUIET, QUIET_REQUESTS * SECOND / share.perSecond());
        var unanswered = triedAt - queuedAt > 0 && acceptedAt - queuedAt <= 0;
        if (!share.isFree() && now - queuedAt > quiet && !unanswered) {
            share.free(now);
        }
        triedAt = now;
        return now;
    }

    private long pass() {
        var now = nanoTime.getAsLong();
        passed += (now - passedAt) / SECOND * share.perSecond();
        passedAt = now;
        while (!empty.isEmpty() && empty.first() <= passed) {
            empty.pollFirst();
            passed++;
        }
        return now;
    }

    private long left(double place) {
        if (share.isFree()) {
            return 0;
        }
        var now = pass();
        var ahead = place - passed - empty.headSet(place).size();
        if (ahead <= 0) {
            return 0;
        }
        queuedAt = now;
        return (long) Math.ceil(ahead * SECOND / share.perSecond());
    }

    /** Called when the service has taken a request. */
    public synchronized void accepted() {
        var now = pass();
        acceptedAt = now;
        share.accepted(now, last > passed || now - queuedAt < 2 * SECOND / share.perSecond());
    }

    /** Called when a request failed: whether it was one too many, was not, or tells nothing of that. */
    public void failed(ServiceFailure failure) {
        if (failure.kind() == ServiceFailure.Kind.THROTTLED) {
            throttled();
        } else if (failure.isAboutWhatWasAsked()) {
            accepted();
        }
    }

    /** Called when the service has refused a request as one too many. */
    public synchronized void throttled() {
        var now = pass();
        var wasFree = share.isFree();
        share.throttled(now);
        if (wasFree) {
            queuedAt = now;
            last = passed - random.nextDouble();
            empty.clear();
        }
    }
}
