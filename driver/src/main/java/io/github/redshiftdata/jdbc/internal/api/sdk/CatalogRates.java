package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The rates of the catalog operations at one address. The service allows three requests per second of each, to all JVMs
 * of an account together. This JVM never sends more, and sends less once some are refused, since then other JVMs ask
 * too.
 */
final class CatalogRates {

    private static final int PER_SECOND = 3;
    /**
     * Slightly less than the quota: a JVM that took all of it would never be refused, and so never learn that all
     * others are.
     */
    private static final double OWN_MOST = 0.95 * PER_SECOND;

    private static final int BURST = 3;

    /** The operations that the service counts separately. */
    enum Operation {
        LIST_DATABASES,
        LIST_SCHEMAS,
        LIST_TABLES,
        DESCRIBE_TABLE
    }

    private final Map<Operation, FixedRate> limiters = new EnumMap<>(Operation.class);
    private final Map<Operation, AdaptiveRate> rates = new EnumMap<>(Operation.class);
    private final LongSupplier nanoTime;

    /**
     * Rates that hold nothing back at first.
     *
     * @param random differs from JVM to JVM; used by this constructor only
     */
    CatalogRates(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        for (var operation : Operation.values()) {
            limiters.put(operation, new FixedRate(OWN_MOST, BURST, nanoTime));
            rates.put(operation, new AdaptiveRate(PER_SECOND, nanoTime, new SplittableRandom(random.nextLong())));
        }
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    @SuppressWarnings("NullAway") // every operation has one
    FixedRate of(Operation operation) {
        return limiters.get(operation);
    }

    /** The share of this JVM in the rate, once it was refused a request. */
    @SuppressWarnings("NullAway") // every operation has one
    AdaptiveRate rate(Operation operation) {
        return rates.get(operation);
    }
}
