package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.SQLException;

/** The calls of a connection that give nothing back, as traces tell them: those that ask the service. */
final class TransactionCalls {

    private TransactionCalls() {}

    /** What such a call does. */
    @FunctionalInterface
    interface Ending {
        void run() throws SQLException;
    }

    /**
     * Runs a call.
     *
     * @param asks whether it asks the service, so that it is worth a span
     */
    static void during(ConnectionTrace trace, boolean asks, String method, Ending ending) throws SQLException {
        if (asks) {
            trace.during(method, () -> done(ending));
        } else {
            trace.unseen(() -> done(ending));
        }
    }

    private static boolean done(Ending ending) throws SQLException {
        ending.run();
        return true;
    }
}
