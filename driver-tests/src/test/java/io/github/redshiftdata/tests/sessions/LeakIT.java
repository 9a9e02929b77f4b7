package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What connections take they give back, however they end. */
class LeakIT {

    /** 10,000 by -Dleak.connections=10000; each costs some calls of the emulator and a session of PostgreSQL. */
    private static final int CONNECTIONS = Integer.getInteger("leak.connections", 600);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 6;

    /** What must be as it was, counted when nothing runs. */
    private record Held(long threads, long sockets, long backends) {}

    @Test
    void nothingIsLeftOfManyConnections() throws Exception {
        try (var emulator = TestEmulator.own(300);
                var postgres = DriverManager.getConnection(emulator.postgresUrl());
                var open = emulator.connect()) { // keeps the client that all share
            useAndDrop(emulator, AT_ONCE * 10);
            awaitOpen(emulator, 1);
            var before = held(postgres);
            useAndDrop(emulator, CONNECTIONS);
            awaitOpen(emulator, 1);
            var after = heldInTheEnd(postgres, before.threads() + AT_ONCE);
            System.out.printf("%d connections: before %s, after %s%n", CONNECTIONS, before, after);
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + AT_ONCE);
            assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets() + 2 * AT_ONCE);
            assertThat(after.backends()).isLessThanOrEqualTo(before.backends() + AT_ONCE);
            assertThat(open.isValid(5)).isTrue();
        }
    }

    @Test
    void theLastConnectionTakesThreadsAndSocketsWithIt() throws Exception {
        try (var emulator = TestEmulator.own(300);
                var postgres = DriverManager.getConnection(emulator.postgresUrl())) {
            useAndDrop(emulator, AT_ONCE);
            awaitOpen(emulator, 0);
            var before = held(postgres);
            useAndDrop(emulator, AT_ONCE * 10);
            awaitOpen(emulator, 0);
            var after = heldInTheEnd(postgres, before.threads());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
            assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets() + 2 * AT_ONCE);
        }
    }

    /** Whatever a program forgets to close goes with its connection. */
    @Test
    void aClosedConnectionIsGarbageWithItsStatementsAndResults() throws Exception {
        try (var emulator = TestEmulator.own(300);
                var open = emulator.connect()) {
            var forgotten = new ArrayList<WeakReference<Object>>();
            for (var i = 0; i < 5; i++) {
                var connection = emulator.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select n from generate_series(1, 100) as n");
                assertThat(rows.next()).isTrue();
                forgotten.add(new WeakReference<>(connection));
                forgotten.add(new WeakReference<>(statement));
                forgotten.add(new WeakReference<>(rows));
                connection.close();
            }
            while (forgotten.stream().anyMatch(one -> one.get() != null)) {
                System.gc();
            }
            assertThat(open.isValid(5)).isTrue();
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
    private static void awaitOpen(TestEmulator emulator, int sessions) {
        while (emulator.emulator().openSessions() > sessions
                || !emulator.emulator().runningStatements().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** What stays: threads that have nothing to do any more take a moment to end. */
    private static Held heldInTheEnd(Connection postgres, long mostThreads) throws SQLException, IOException {
        var start = System.nanoTime();
        while (driverThreads() > mostThreads && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
        return held(postgres);
    }

    private static Held held(Connection postgres) throws SQLException, IOException {
        return new Held(driverThreads(), sockets(), backends(postgres));
    }

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("redshift-data") && !name.contains("emulator"))
                .count();
    }

    /** Of this process, the emulator's included; 0 where the system does not tell. */
    private static long sockets() throws IOException {
        var files = Path.of("/proc/self/fd");
        if (!Files.isDirectory(files)) {
            return 0;
        }
        try (var all = Files.list(files)) {
            return all.filter(LeakIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static long backends(Connection postgres) throws SQLException {
        try (var statement = postgres.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
