package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What connections take they give back, however they end. */
class LeakIT {

    /** 10,000 by -Dleak.connections=10000; each costs some calls of the emulator and a session of PostgreSQL. */
    private static final int CONNECTIONS = Integer.getInteger("leak.connections", 600);

    private static final int AT_ONCE = 6;

    @Test
    void nothingIsLeftOfManyConnections() throws Exception {
        try (var emulator = TestEmulator.own(300)) {
            useAndDrop(emulator, AT_ONCE * 10);
            awaitNothingOpen(emulator);
            var threads = driverThreads();
            useAndDrop(emulator, CONNECTIONS);
            awaitNothingOpen(emulator);
            assertThat(driverThreads()).isLessThanOrEqualTo(threads);
        }
    }

    private static void useAndDrop(TestEmulator emulator, int count) throws Exception {
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                tasks.add(() -> {
                    use(emulator, number);
                    return true;
                });
            }
            for (var done : pool.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void use(TestEmulator emulator, int number) throws SQLException {
        var connection = emulator.connect(number % 3 == 0 ? "session=auto" : "sessionKeepAliveSeconds=2");
        switch (number % 5) {
            case 0 -> read(connection, 1000);
            case 1 -> read(connection, 3);
            case 2 -> connection.setAutoCommit(false);
            case 3 -> readNothing(connection);
            default -> {}
        }
        if (number % 10 == 9) {
            connection.abort(Runnable::run);
        } else {
            connection.close();
        }
    }

    private static void read(Connection connection, int most) throws SQLException {
        // The connection closes what this leaves open.
        var rows = connection.createStatement().executeQuery("select n from generate_series(1, 100) as n");
        for (var i = 0; i < most && rows.next(); i++) {
            assertThat(rows.getInt(1)).isPositive();
        }
    }

    private static void readNothing(Connection connection) throws SQLException {
        connection.createStatement().execute("select 1");
    }

    /** An aborted connection's session ends with its idle time. */
    private static void awaitNothingOpen(TestEmulator emulator) {
        while (emulator.emulator().openSessions() > 0
                || !emulator.emulator().runningStatements().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("redshift-data") && !name.contains("emulator"))
                .count();
    }
}
