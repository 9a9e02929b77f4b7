package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The simulated service of the driver's own tests answers random requests as the emulator does: it must not be kinder than
 * what is known of the service.
 */
class SimulationConformanceIT {

    private static final long FIRST = Long.getLong("conformance.seed", 1);
    private static final int HISTORIES = Integer.getInteger("conformance.histories", 40);

    /** Goes on as fast as the machine's, and further when it is told. */
    private static final class LeapingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void leap(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void theSimulatedServiceAnswersAsTheEmulator() throws ReflectiveOperationException, SQLException {
        var schema = TestEmulator.shared().newSchema();
        try (var connection = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".t (k int)");
            statement.execute("create table " + schema + ".strict (k int not null)");
            statement.execute("create table " + schema + ".c as select id, 0 as n from generate_series(1, 3) id");
        }
        var clock = new LeapingClock();
        try (var emulator = TestEmulator.own(TestEmulator.options().withClock(clock))) {
            assertThat(differences(emulator.url(), schema, clock::leap)).isEmpty();
        }
    }

    /** The simulation is in no jar: its classes are beside those of this test only while it runs. */
    private static List<?> differences(String url, String schema, Consumer<Duration> pass)
            throws ReflectiveOperationException {
        var conformance = Class.forName("io.github.redshiftdata.jdbc.internal.simulation.Conformance");
        var method =
                conformance.getMethod("differences", String.class, String.class, long.class, int.class, Consumer.class);
        return (List<?>) method.invoke(null, url, schema, FIRST, HISTORIES, pass);
    }
}
