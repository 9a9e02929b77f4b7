package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The rates of the catalog operations at one address. The service allows three requests a second of each, to all JVMs of an
 * account together. This JVM never sends more, and less once some are refused: then others ask too.
 */
final class CatalogRates {

    private static final int PER_SECOND = 3;
    /** A JVM that took all there is would be refused nothing itself, and never learn of the others, who are refused everything. */
    private static final double OWN_MOST = 0.95 * PER_SECOND;

    private static final int BURST = 3;

    /** The operations that are counted apart. */
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
     * Holds nothing back at first.
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

    /** The part of the rate that is this JVM's, once it was refused a request. */
    @SuppressWarnings("NullAway") // every operation has one
    AdaptiveRate rate(Operation operation) {
        return rates.get(operation);
    }
}
