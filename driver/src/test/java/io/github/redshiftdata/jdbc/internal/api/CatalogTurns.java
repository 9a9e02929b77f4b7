package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Shows tests of other rooms how one JVM's questions to the catalog take turns. */
public final class CatalogTurns {

    private final RateLimiter limiter;

    public CatalogTurns(LongSupplier nanoTime) {
        limiter = new CatalogLimits(nanoTime).of(CatalogLimits.Operation.DESCRIBE_TABLE);
    }

    /** The turn of one request. */
    public final class Turn {

        private final RateLimiter.Turn turn =
                limiter.reserve(Duration.ofDays(365)).orElseThrow();

        private Turn() {}

        public long left() {
            return turn.left();
        }

        /** It was answered, whatever the answer. */
        public void over() {
            turn.over();
        }
    }

    /** Takes a place. */
    public Turn reserve() {
        return new Turn();
    }
}
