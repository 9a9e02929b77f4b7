package io.github.redshiftdata.jdbc.internal.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The pace of every operation that many connections may send at once, at one address. Shared by its connections. */
public final class OperationRates {

    /** The operations, which the service counts apart, with the requests a second that it allows at least. */
    public enum Operation {
        EXECUTE_STATEMENT(30),
        BATCH_EXECUTE_STATEMENT(20),
        GET_STATEMENT_RESULT(20),
        CANCEL_STATEMENT(3),
        /** Not documented; like the other operations that list. */
        LIST_SESSIONS(3),
        LIST_STATEMENTS(3);

        private final int perSecond;

        Operation(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    private final Map<Operation, AdaptiveRate> rates = new EnumMap<>(Operation.class);

    /**
     * Holds nothing back at first. Always draws the same, for worlds that are to repeat themselves.
     *
     * @param nanoTime a clock like {@link RealTime#nanos()}
     */
    public OperationRates(LongSupplier nanoTime) {
        this(nanoTime, new SplittableRandom(0));
    }

    /**
     * Holds nothing back at first.
     *
     * @param nanoTime a clock like {@link RealTime#nanos()}
     * @param random differs from JVM to JVM, so that they do not keep step; used by this constructor only
     */
    public OperationRates(LongSupplier nanoTime, RandomGenerator random) {
        for (var operation : Operation.values()) {
            rates.put(
                    operation,
                    new AdaptiveRate(operation.perSecond, nanoTime, new SplittableRandom(random.nextLong())));
        }
    }

    @SuppressWarnings("NullAway") // every operation has one
    public AdaptiveRate of(Operation operation) {
        return rates.get(operation);
    }
}
