package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Under the documented rates, which the emulator enforces here, connections wait instead of failing. */
class QuotasIT {

    private static final int CONNECTIONS = 50;
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("quotas.seconds", 10));

    private record Done(int queries, long refused) {}

    @Test
    void fiftyConnectionsFinishAllTheirQueries() throws Exception {
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try (var emulator = TestEmulator.own(TestEmulator.options().withEnforceQuotas(true))) {
            var tasks = new ArrayList<Callable<Done>>();
            var end = System.nanoTime() + TIME.toNanos();
            for (var i = 0; i < CONNECTIONS; i++) {
                tasks.add(() -> queries(emulator, end));
            }
            var total = 0;
            var refused = 0L;
            for (var done : pool.invokeAll(tasks)) {
                total += done.get().queries();
                refused += done.get().refused();
            }
            System.out.printf("%d queries in %d s, %d requests refused%n", total, TIME.toSeconds(), refused);
            assertThat(total).isGreaterThan(CONNECTIONS);
            // Each connection may run into the limit that nobody knows of at first; then requests keep apart.
            assertThat(refused).isLessThan(3 * CONNECTIONS + total / 10);
        } finally {
            pool.shutdown();
        }
    }

    /** The catalog's operations are counted for all together, and held to their rate from the first call on. */
    @Test
    void whatIsAskedOfTheCatalogKeepsWithinTheRate() throws Exception {
        var readers = 8;
        var pool = Executors.newFixedThreadPool(readers);
        try (var emulator = TestEmulator.own(TestEmulator.options().withEnforceQuotas(true))) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < readers; i++) {
                tasks.add(() -> {
                    try (var connection = emulator.connect("metadataSource=api", "metadataCacheSeconds=0");
                            var schemas = connection.getMetaData().getSchemas()) {
                        return schemas.next();
                    }
                });
            }
            for (var done : pool.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(emulator.calls().get("ListSchemas"))
                    .as("none was refused and repeated")
                    .isEqualTo(readers);
        } finally {
            pool.shutdown();
        }
    }

    private static Done queries(TestEmulator emulator, long end) throws Exception {
        var done = 0;
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            do {
                try (var rows = statement.executeQuery("select " + done)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(done);
                }
                done++;
            } while (System.nanoTime() < end);
            var counters = connection.unwrap(RedshiftDataConnection.class).getCounters();
            return new Done(done, counters.throttled());
        }
    }
}
