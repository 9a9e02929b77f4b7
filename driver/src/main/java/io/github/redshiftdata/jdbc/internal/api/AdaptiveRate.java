package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Spreads the requests of an operation over time once the service has refused some as too many, and until nobody has to
 * wait any more. Before that nothing is held back: the quota of an account may be far above the documented one. How fast
 * they go then is this JVM's {@link RateShare} of the quota.
 */
public final class AdaptiveRate {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double QUIET = 5 * SECOND;
    /** A slow pace is not given up sooner than so many of its requests take. */
    private static final int QUIET_REQUESTS = 8;
    /** Requests of several JVMs at the same distance would meet at the service again and again. */
    private static final double JITTER = 0.15;

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final RateShare share;

    /** How many requests could have gone since the beginning, as far as {@code passedAt}. */
    private double passed;

    private long passedAt;
    /** The last place that was given away, counted as {@code passed} is. */
    private double last;

    private long queuedAt;
    private long triedAt;
    private long acceptedAt;

    /** Places ahead whose owners have left: those behind move up by one for each. */
    private final TreeSet<Double> empty = new TreeSet<>();

    /** A place in the queue, for one request. */
    public final class Turn {

        private final double place;

        private Turn(double place) {
            this.place = place;
        }

        /** The nanoseconds to wait, after which to ask again, as the pace may change; at zero the request is to be sent. */
        public long left() {
            synchronized (AdaptiveRate.this) {
                return AdaptiveRate.this.left(place);
            }
        }

        /** No request is sent for it, so that those behind it need not wait for it. */
        public void leave() {
            synchronized (AdaptiveRate.this) {
                pass();
                // One behind the last is of a queue that was given up meanwhile.
                if (place > passed && place <= last) {
                    empty.add(place);
                }
            }
        }
    }

    /**
     * Holds nothing back at first.
     *
     * @param documented the requests a second that the service allows at least, to all JVMs together
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
     * Takes the next place if its turn comes soon, as it looks now.
     *
     * @return empty where it would come later; then no place is taken
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

    /** Takes a place before those who wait, for a request that had its turn and was refused. They move back by one. */
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

    /** A request was taken. */
    public synchronized void accepted() {
        var now = pass();
        acceptedAt = now;
        share.accepted(now, last > passed || now - queuedAt < 2 * SECOND / share.perSecond());
    }

    /** A request was refused as one too many. */
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
