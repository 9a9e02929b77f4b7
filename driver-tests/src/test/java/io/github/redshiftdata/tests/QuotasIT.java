package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Under the documented rates, which the emulator enforces here, connections wait instead of failing. */
class QuotasIT {

    private static final int CONNECTIONS = 50;
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("quotas.seconds", 10));

    @Test
    void fiftyConnectionsFinishAllTheirQueries() throws Exception {
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try (var emulator = TestEmulator.own(TestEmulator.options().withEnforceQuotas(true))) {
            var tasks = new ArrayList<Callable<Integer>>();
            var end = System.nanoTime() + TIME.toNanos();
            for (var i = 0; i < CONNECTIONS; i++) {
                tasks.add(() -> queries(emulator, end));
            }
            var total = 0;
            for (var done : pool.invokeAll(tasks)) {
                total += done.get();
            }
            assertThat(total).isGreaterThan(CONNECTIONS);
            try (var connection = emulator.connect()) {
                System.out.println("QQ " + total + " "
                        + connection
                                .unwrap(io.github.redshiftdata.jdbc.RedshiftDataConnection.class)
                                .getTotalCounters() + " " + emulator.calls());
            }
        } finally {
            pool.shutdown();
        }
    }

    private static int queries(TestEmulator emulator, long end) throws Exception {
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
        }
        return done;
    }
}
