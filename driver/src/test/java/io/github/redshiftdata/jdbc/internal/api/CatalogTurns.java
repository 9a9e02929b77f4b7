package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Shows tests of other rooms how one JVM's questions to the catalog take turns. */
public final class CatalogTurns {

    private static final CatalogLimits.Operation ANY = CatalogLimits.Operation.DESCRIBE_TABLE;

    private final RateLimiter limiter;
    private final Pace pace;

    public CatalogTurns(LongSupplier nanoTime, RandomGenerator random) {
        var limits = new CatalogLimits(nanoTime, random);
        limiter = limits.of(ANY);
        pace = limits.pace(ANY);
    }

    /** The turn of one request. */
    public final class Turn {

        private final Pace.Turn share;
        private RateLimiter.@Nullable Turn turn;

        private Turn(Pace.Turn share) {
            this.share = share;
        }

        public long left() {
            if (turn == null) {
                var left = share.left();
                if (left > 0) {
                    return left;
                }
                turn = limiter.reserve(Duration.ofDays(365)).orElseThrow();
            }
            return turn.left();
        }

        /** It was answered. */
        public void over(boolean wasTaken) {
            if (wasTaken) {
                pace.accepted();
            } else {
                pace.throttled();
            }
            failed();
        }

        /** It was not answered as the service does. */
        public void failed() {
            if (turn != null) {
                turn.over();
            }
        }
    }

    /** Takes a place. */
    public Turn reserve() {
        return new Turn(pace.reserve());
    }

    /** The same for a request that was refused. */
    public Turn reserveAgain() {
        return new Turn(pace.reserveAgain());
    }
}
