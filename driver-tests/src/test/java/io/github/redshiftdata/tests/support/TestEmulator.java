package io.github.redshiftdata.tests.support;

import io.github.redshiftdata.emulator.Emulator;
import io.github.redshiftdata.emulator.EmulatorOptions;
import io.github.redshiftdata.emulator.engine.Keeping;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * An emulator for a test. All share one PostgreSQL, which the first one starts: tests keep apart by schemas of their
 * own.
 */
public final class TestEmulator implements AutoCloseable {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    /** Started on first use, and kept until the JVM ends. */
    private static final class Shared {
        static final TestEmulator INSTANCE = new TestEmulator(Emulator.start(EmulatorOptions.defaults()));
    }

    private final Emulator emulator;

    private TestEmulator(Emulator emulator) {
        this.emulator = emulator;
    }

    /** The emulator that all tests may use which do not count its calls. */
    public static TestEmulator shared() {
        return Shared.INSTANCE;
    }

    /** An emulator for one test alone, on the same PostgreSQL. */
    public static TestEmulator own() {
        return own(options());
    }

    /** An emulator of its own, whose pages have about this size. */
    public static TestEmulator own(int pageBytes) {
        return own(options().withPageBytes(pageBytes));
    }

    public static TestEmulator own(EmulatorOptions options) {
        return new TestEmulator(Emulator.start(options));
    }

    /** Options for an emulator on the PostgreSQL of the shared one. */
    public static EmulatorOptions options() {
        return EmulatorOptions.defaults()
                .withPostgresUrl(shared().postgresUrl())
                .withKeeping(Keeping.NEVER)
                .withSampleData(false);
    }

    public Emulator emulator() {
        return emulator;
    }

    public String postgresUrl() {
        return emulator.postgresUrl();
    }

    /**
     * A connection.
     *
     * @param parameters of the URL: name=value
     */
    public Connection connect(String... parameters) throws SQLException {
        return DriverManager.getConnection(url(parameters));
    }

    public String url(String... parameters) {
        var url = emulator.jdbcUrl();
        if (parameters.length == 0) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + String.join("&", parameters);
    }

    /** A new, empty schema. */
    public String newSchema() throws SQLException {
        var name = "test_" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
        try (var connection = DriverManager.getConnection(postgresUrl());
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        }
        return name;
    }

    public Map<String, Long> calls() {
        return emulator.calls();
    }

    public void resetCalls() {
        emulator.resetCalls();
    }

    /** Waits until so many statements run in the emulator. */
    public void awaitRunning(int count) throws InterruptedException {
        while (emulator.runningStatements().size() < count) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Waits until a statement with this in its text has come and ended. */
    public void awaitEnded(String text) throws InterruptedException {
        var ended = List.of("FINISHED", "FAILED", "ABORTED");
        while (emulator.statusesOf(text).isEmpty() || !ended.containsAll(emulator.statusesOf(text))) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Waits until so many backends of the shared PostgreSQL run a text with this in it. */
    public static void awaitActive(String text, int count) throws SQLException {
        awaitActive(text, count, () -> true);
    }

    /** The same, as long as there is something to wait for. */
    public static void awaitActive(String text, int count, BooleanSupplier wanted) throws SQLException {
        try (var postgres = DriverManager.getConnection(shared().postgresUrl());
                var statement = postgres.prepareStatement("select count(*) from pg_stat_activity"
                        + " where state = 'active' and query like ? and pid <> pg_backend_pid()")) {
            statement.setString(1, "%" + text + "%");
            int active;
            do {
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    active = rows.getInt(1);
                }
            } while (active != count && wanted.getAsBoolean());
        }
    }

    /** Waits until so many sessions are open: the last statement of one ends a moment after its connection is closed. */
    public void awaitSessions(int count) throws InterruptedException {
        while (emulator.openSessions() != count) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Waits until no statement runs: a cancel that its caller did not wait for may take a moment. */
    public void awaitStatements() throws InterruptedException {
        while (!emulator.runningStatements().isEmpty()) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Waits until an operation was called. */
    public void awaitCall(String operation) throws InterruptedException {
        while (!calls().containsKey(operation)) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
