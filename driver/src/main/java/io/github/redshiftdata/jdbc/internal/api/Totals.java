package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The counters of all connections to a warehouse together, closed connections included. */
public final class Totals {

    private static final Totals SHARED = new Totals();

    private final Map<Warehouse, Counters> totals = new LinkedHashMap<>();
    private final List<BiConsumer<Warehouse, Counters>> listeners = new ArrayList<>();

    /**
     * A cluster or a workgroup that connections are made to.
     *
     * @param name of the cluster or the workgroup
     */
    public record Warehouse(String region, String name) {
        /** Written out, like {@link #equals}: Java makes those of a record at run time, which the first connection would wait for. */
        @Override
        public int hashCode() {
            return 31 * region.hashCode() + name.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Warehouse warehouse
                    && region.equals(warehouse.region)
                    && name.equals(warehouse.name);
        }

        static Warehouse of(DriverConfig config) {
            return new Warehouse(config.region(), config.target().name());
        }
    }

    /** The totals of this virtual machine. */
    public static Totals shared() {
        return SHARED;
    }

    /** The total for the warehouse of a configuration. */
    public synchronized Counters of(DriverConfig config) {
        var warehouse = Warehouse.of(config);
        var known = totals.get(warehouse);
        if (known != null) {
            return known;
        }
        var counters = new Counters();
        totals.put(warehouse, counters);
        listeners.forEach(listener -> listener.accept(warehouse, counters));
        return counters;
    }

    /**
     * Tells a listener of every warehouse: of the known ones now, of others when the first connection is made.
     *
     * @return an action that ends the subscription
     */
    public synchronized Runnable subscribe(BiConsumer<Warehouse, Counters> listener) {
        listeners.add(listener);
        totals.forEach(listener);
        return () -> unsubscribe(listener);
    }

    private synchronized void unsubscribe(BiConsumer<Warehouse, Counters> listener) {
        listeners.remove(listener);
    }
}
