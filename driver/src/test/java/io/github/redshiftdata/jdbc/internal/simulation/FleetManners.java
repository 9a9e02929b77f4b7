package io.github.redshiftdata.jdbc.internal.simulation;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** How one JVM sends its requests. */
interface FleetManners {

    /** One request, until it is taken or given up. */
    interface Attempts {

        /** The nanoseconds to wait, after which to ask again; at zero it is sent. */
        long left();

        void accepted();

        /** The pause before it is asked for again; empty where it is given up. */
        OptionalLong throttled();

        /** The same where the service is away. */
        OptionalLong unanswered();
    }

    /** Makes those of one JVM. */
    @FunctionalInterface
    interface Maker {

        /**
         * Makes them.
         *
         * @param clock of the world
         * @param nanoTime the JVM's own
         */
        FleetManners make(FleetClock clock, LongSupplier nanoTime, SplittableRandom dice);
    }

    Attempts begin(FleetQuota.Operation operation);
}
