package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Shows tests of other rooms how one JVM's questions to the catalog take turns. */
public final class CatalogTurns {

    private static final CatalogRates.Operation ANY = CatalogRates.Operation.DESCRIBE_TABLE;

    private final FixedRate limiter;
    private final AdaptiveRate rate;

    public CatalogTurns(LongSupplier nanoTime, RandomGenerator random) {
        var limits = new CatalogRates(nanoTime, random);
        limiter = limits.of(ANY);
        rate = limits.rate(ANY);
    }

    /** The turn of one request. */
    public final class Turn {

        private final AdaptiveRate.Turn share;
        private FixedRate.@Nullable Turn turn;

        private Turn(AdaptiveRate.Turn share) {
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
                rate.accepted();
            } else {
                rate.throttled();
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
        return new Turn(rate.reserve());
    }

    /** The same for a request that was refused. */
    public Turn reserveAgain() {
        return new Turn(rate.reserveAgain());
    }
}
