package io.github.redshiftdata.jdbc.internal.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The rate limits of the catalog operations at one address: the service allows 3 a second of each, to everyone. */
final class CatalogLimits {

    private static final int PER_SECOND = 3;
    private static final int BURST = 3;

    /** The operations that are counted apart. */
    enum Operation {
        LIST_DATABASES,
        LIST_SCHEMAS,
        LIST_TABLES,
        DESCRIBE_TABLE
    }

    private final Map<Operation, RateLimiter> limiters = new EnumMap<>(Operation.class);
    private final LongSupplier nanoTime;

    CatalogLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (var operation : Operation.values()) {
            limiters.put(operation, new RateLimiter(PER_SECOND, BURST, nanoTime));
        }
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    @SuppressWarnings("NullAway") // every operation has one
    RateLimiter of(Operation operation) {
        return limiters.get(operation);
    }
}
