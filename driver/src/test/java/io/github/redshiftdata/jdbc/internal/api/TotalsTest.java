package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.sdk.TestConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One total for all connections to a warehouse, and whoever listens is told of each warehouse once. */
class TotalsTest {

    private static final Totals.Warehouse WORKGROUP = new Totals.Warehouse("eu-west-1", "wg");
    private static final Totals.Warehouse CLUSTER = new Totals.Warehouse("eu-west-1", "c1");

    private final Totals totals = new Totals();
    private final Map<Totals.Warehouse, Counters> told = new LinkedHashMap<>();

    private static DriverConfig to(DriverConfig.Target target, String endpoint) {
        return TestConfig.of(URI.create(endpoint), target, new DriverConfig.IamIdentity(), TestConfig.KEYS);
    }

    private static DriverConfig workgroup() {
        return to(TestConfig.WORKGROUP, "http://127.0.0.1:1");
    }

    private static DriverConfig cluster() {
        return to(new DriverConfig.Cluster("c1"), "http://127.0.0.1:1");
    }

    @Test
    void allConnectionsToAWarehouseCountTogether() {
        var counters = totals.of(workgroup());
        assertThat(totals.of(to(TestConfig.WORKGROUP, "http://127.0.0.1:2"))).isSameAs(counters);
        assertThat(totals.of(cluster())).isNotSameAs(counters);
    }

    @Test
    void aListenerIsToldOfTheKnownNowAndOfOthersOnce() {
        var first = totals.of(workgroup());
        totals.subscribe(told::put);
        assertThat(told).containsExactly(Map.entry(WORKGROUP, first));
        var second = totals.of(cluster());
        assertThat(told).containsExactly(Map.entry(WORKGROUP, first), Map.entry(CLUSTER, second));
        told.clear();
        totals.of(cluster());
        assertThat(told).isEmpty();
    }

    @Test
    void whoeverUnsubscribesIsToldNothingMore() {
        var end = totals.subscribe(told::put);
        end.run();
        totals.of(cluster());
        assertThat(told).isEmpty();
    }

    @Test
    void leasesCountForTheTotalOfTheirWarehouse() throws DataApiException {
        var pool = new ClientPool();
        try (var lease = pool.lease(workgroup())) {
            lease.counters().retried();
            assertThat(lease.total()).isSameAs(Totals.shared().of(workgroup()));
            assertThat(lease.total().retries()).isPositive();
        }
        assertThat(ClientPool.shared()).isNotNull().isSameAs(ClientPool.shared());
    }
}
