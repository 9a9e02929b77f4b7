package io.github.redshiftdata.jdbc.internal.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The rates of the operations that many connections may send at once, at one address. Shared by its connections. */
public final class OperationRates {

    /** The operations, which the service counts separately, with the requests per second that it allows at least. */
    public enum Operation {
        EXECUTE_STATEMENT(30),
        BATCH_EXECUTE_STATEMENT(20),
        GET_STATEMENT_RESULT(20),
        CANCEL_STATEMENT(3),
        /** The limit is not documented; this is that of the other list operations. */
        LIST_SESSIONS(3),
        LIST_STATEMENTS(3);

        private final int perSecond;

        Operation(int perSecond) {
            this.perSecond = perSecond;
        }
    }

    private final Map<Operation, AdaptiveRate> rates = new EnumMap<>(Operation.class);

    /**
     * Rates that hold nothing back at first. They always draw the same random numbers, for simulations that must
     * repeat.
     *
     * @param nanoTime a clock like {@link RealTime#nanos()}
     */
    public OperationRates(LongSupplier nanoTime) {
        this(nanoTime, new SplittableRandom(0));
    }

    /**
     * Rates that hold nothing back at first.
     *
     * @param nanoTime a clock like {@link RealTime#nanos()}
     * @param random differs from JVM to JVM, so that JVMs do not send in step; used by this constructor only
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
