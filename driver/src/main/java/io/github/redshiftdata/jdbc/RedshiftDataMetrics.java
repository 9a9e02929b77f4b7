package io.github.redshiftdata.jdbc;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.Totals;
import io.github.redshiftdata.jdbc.internal.api.Totals.Warehouse;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The counters of all connections of this virtual machine as Micrometer's meters, tagged with {@code region} and
 * {@code warehouse} (the name of the cluster or workgroup). Nothing else of the driver needs Micrometer. In a Spring Boot
 * application a bean of this class is all it takes.
 */
public final class RedshiftDataMetrics implements MeterBinder, AutoCloseable {

    private static final String PREFIX = "redshift.data.";

    private static final List<String> OPERATIONS = List.of(
            "ExecuteStatement",
            "BatchExecuteStatement",
            "DescribeStatement",
            "GetStatementResult",
            "GetStatementResultV2",
            "CancelStatement",
            "ListSessions",
            "ListStatements",
            "ListDatabases",
            "ListSchemas",
            "ListTables",
            "DescribeTable");

    private final Queue<Runnable> undo = new ConcurrentLinkedQueue<>();

    /** Makes metrics that are not bound to a registry yet. */
    public RedshiftDataMetrics() {}

    /** Registers the meters of every warehouse that is or will be connected to. */
    @Override
    public void bindTo(MeterRegistry registry) {
        undo.add(Totals.shared().subscribe((warehouse, counters) -> register(warehouse, counters, registry)));
    }

    private void register(Warehouse warehouse, Counters counters, MeterRegistry registry) {
        var tags = Tags.of("region", warehouse.region(), "warehouse", warehouse.name());
        for (var operation : OPERATIONS) {
            added(
                    FunctionCounter.builder(PREFIX + "calls", counters, counted -> counted.calls(operation))
                            .description("Requests to the Redshift Data API")
                            .tags(tags.and("operation", operation))
                            .register(registry),
                    registry);
        }
        added(
                FunctionCounter.builder(PREFIX + "retries", counters, Counters::retries)
                        .description("Requests that were repeated")
                        .tags(tags)
                        .register(registry),
                registry);
        added(
                FunctionCounter.builder(PREFIX + "throttled", counters, Counters::throttledCalls)
                        .description("Requests that were refused because there were too many")
                        .tags(tags)
                        .register(registry),
                registry);
        added(
                FunctionTimer.builder(
                                PREFIX + "waits",
                                counters,
                                Counters::waits,
                                counted -> counted.waitTime().toNanos(),
                                TimeUnit.NANOSECONDS)
                        .description("Statements that were waited for, and how long")
                        .tags(tags)
                        .register(registry),
                registry);
        added(
                FunctionCounter.builder(PREFIX + "bytes", counters, Counters::bytes)
                        .description("The size of the pages of results")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry),
                registry);
        added(
                FunctionCounter.builder(PREFIX + "rows", counters, Counters::rows)
                        .description("The rows on the pages of results")
                        .tags(tags)
                        .register(registry),
                registry);
    }

    private void added(Meter meter, MeterRegistry registry) {
        undo.add(() -> registry.remove(meter));
    }

    /** Removes the meters from their registries. */
    @Override
    public void close() {
        for (var next = undo.poll(); next != null; next = undo.poll()) {
            next.run();
        }
    }
}
