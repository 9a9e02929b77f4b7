package io.github.redshiftdata.jdbc.internal.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The pace of every operation that many connections may send at once, at one address. Shared by its connections. */
public final class Paces {

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

    private final Map<Operation, Pace> paces = new EnumMap<>(Operation.class);

    /**
     * Holds nothing back at first.
     *
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public Paces(LongSupplier nanoTime) {
        for (var operation : Operation.values()) {
            paces.put(operation, new Pace(operation.perSecond, nanoTime));
        }
    }

    @SuppressWarnings("NullAway") // every operation has one
    public Pace of(Operation operation) {
        return paces.get(operation);
    }
}
