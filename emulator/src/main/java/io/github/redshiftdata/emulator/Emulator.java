package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.api.Service;
import io.github.redshiftdata.emulator.engine.Engine;
import io.github.redshiftdata.emulator.engine.EngineException;
import io.github.redshiftdata.emulator.engine.EngineOptions;
import io.github.redshiftdata.emulator.engine.PostgresEngine;
import io.github.redshiftdata.emulator.fault.Faults;
import io.github.redshiftdata.emulator.http.DataApiServer;
import io.github.redshiftdata.emulator.limits.RateLimits;
import io.github.redshiftdata.emulator.state.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redshift Data API on a PostgreSQL of its own, reached over HTTP on this machine.
 *
 * <p>All threads are daemons. {@link #close()} stops the server, ends all sessions, deletes the kept results and stops
 * the engine.
 */
public final class Emulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Emulator.class);

    private final EmulatorOptions options;
    private final Service service;
    private final @Nullable String postgresUrl;
    private final Faults faults = new Faults();
    private final ExecutorService workers = Executors.newCachedThreadPool(daemons("worker"));
    private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor(daemons("reaper"));
    private final DataApiServer server;
    private volatile List<String> notices = List.of();

    private Emulator(EmulatorOptions options, Engine engine, @Nullable String postgresUrl)
            throws IOException, EngineException {
        this.options = options;
        this.postgresUrl = postgresUrl;
        this.service = Service.start(engine, options.settings(), options.clock());
        var limits = options.enforceQuotas() ? new RateLimits(options.clock()) : null;
        var operations = new Operations(service, workers, limits);
        this.server = DataApiServer.start(options.httpRules(), options.port(), operations, faults, workers);
    }

    /** An emulator with the default options. */
    public static Emulator start() {
        return start(EmulatorOptions.defaults());
    }

    /**
     * Starts PostgreSQL, or joins the one that the options name, and listens.
     *
     * @throws UncheckedIOException where the port is taken
     * @throws IllegalStateException where PostgreSQL does not start or cannot be reached
     */
    public static Emulator start(EmulatorOptions options) {
        PostgresEngine engine;
        try {
            engine = PostgresEngine.start(new EngineOptions(
                    options.postgresUrl(),
                    options.sampleData(),
                    options.keeping(),
                    options.maxSessions() + options.maxActiveStatements(),
                    options.postgresFeatures(),
                    options.enforcedKeys()));
        } catch (EngineException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        engine.notices().forEach(LOG::warn);
        var emulator = start(options, engine, engine.postgresUrl());
        emulator.notices = engine.notices();
        return emulator;
    }

    /**
     * Listens on top of an engine that was made elsewhere. The emulator closes it.
     *
     * @param postgresUrl null where there is no PostgreSQL behind
     */
    public static Emulator start(EmulatorOptions options, Engine engine, @Nullable String postgresUrl) {
        try {
            var emulator = new Emulator(options, engine, postgresUrl);
            emulator.startReaper();
            return emulator;
        } catch (EngineException e) {
            engine.close();
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            engine.close();
            throw new UncheckedIOException(
                    "Cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
        }
    }

    /** The endpoint of an emulator that all of this JVM shares, with sample data. Starts it at the first call. */
    public static URI embeddedEndpoint() {
        return Embedded.EMULATOR.endpoint();
    }

    /** The address of the Data API. */
    public URI endpoint() {
        return URI.create("http://" + hostInUrl() + ":" + server.port());
    }

    /** The URL for the driver, with the database {@code dev}. */
    public String jdbcUrl() {
        return "jdbc:redshift-data://" + hostInUrl() + ":" + server.port() + "/dev";
    }

    /**
     * The URL of the PostgreSQL behind, for pgjdbc; null where there is none. It holds the password of its superuser, so it
     * belongs in no log.
     */
    public @Nullable String postgresUrl() {
        return postgresUrl;
    }

    public EmulatorOptions options() {
        return options;
    }

    /** What whoever started it should know about its PostgreSQL, such as what it cannot do: a sentence each, mostly none. */
    public List<String> notices() {
        return notices;
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** How often each operation was called since the start or the last reset; calls that met a fault count. */
    public Map<String, Long> calls() {
        return server.calls();
    }

    public void resetCalls() {
        server.resetCalls();
    }

    /** Ids of the statements that have not ended. */
    public List<String> runningStatements() {
        return service.statements().active();
    }

    /**
     * How the statements stand whose text contains this: FINISHED, ABORTED and so on, the newest first. A submission that
     * was repeated with its ClientToken is one statement.
     */
    public List<String> statusesOf(String text) {
        return service.statements()
                .newestFirst()
                .filter(statement -> statement.submission().texts().stream()
                        .anyMatch(part -> part.sql().contains(text)))
                .map(statement -> statement.snapshot().status().name())
                .toList();
    }

    /**
     * The events that the service would have sent to Amazon EventBridge: of the statements that were submitted with
     * {@code WithEvent} and have ended, the first submitted first.
     */
    public List<StatementEvent> events() {
        var events = new ArrayList<StatementEvent>();
        service.statements()
                .newestFirst()
                .filter(statement -> statement.submission().withEvent())
                .map(Statement::snapshot)
                .filter(statement -> statement.status().terminal())
                .forEach(statement -> events.add(0, event(statement)));
        return List.copyOf(events);
    }

    private static StatementEvent event(Statement.Snapshot statement) {
        var submission = statement.submission();
        var only = submission.batch() ? null : statement.parts().get(0);
        return new StatementEvent(
                submission.id(),
                submission.name(),
                statement.status().name(),
                only == null ? -1 : only.resultRows(),
                only == null ? 0 : only.queryId());
    }

    /** How many sessions are not closed. */
    public int openSessions() {
        return service.sessions().openCountNow();
    }

    /** How many statements are remembered, running ones included. */
    public int keptStatements() {
        return service.statements().size();
    }

    /**
     * Ends a session as if the service had lost it.
     *
     * @throws IllegalArgumentException where there is no such session
     */
    public void killSession(String id) {
        var session = service.sessions().find(id);
        if (session == null) {
            throw new IllegalArgumentException("There is no session " + id);
        }
        session.close();
        var current = session.snapshot(service.clock().instant()).currentStatement();
        var statement = current == null ? null : service.statements().find(current);
        if (statement != null) {
            statement.cancel();
        }
    }

    /** Forgets every statement that has ended, with its result, as if 24 hours were over. */
    public void expireResults() {
        service.statements().expireNow();
    }

    @Override
    public void close() {
        server.close();
        reaper.shutdownNow();
        service.statements().close();
        service.sessions().closeAll();
        awaitWorkers();
        service.engine().close();
    }

    private void startReaper() {
        repeat(service.sessions()::reap, 1000);
        repeat(service.statements()::removeExpired, 1000);
        repeat(service.statements()::repeatCancels, 50);
    }

    private void repeat(Runnable task, long millis) {
        var unused = reaper.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // An exception would end the schedule.
                        LOG.warn("Could not clean up", e);
                    } catch (Error e) {
                        // The schedule would keep it to itself.
                        var thread = Thread.currentThread();
                        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void awaitWorkers() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Some statements did not end in time; the engine closes under them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String hostInUrl() {
        boolean loopback = options.host().equals("127.0.0.1") || options.host().equals("0.0.0.0");
        return loopback ? "localhost" : options.host();
    }

    private static ThreadFactory daemons(String name) {
        var number = new AtomicLong();
        return task -> {
            var thread = new Thread(task, "redshift-data-emulator-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Made at the first use. */
    private static final class Embedded {

        static final Emulator EMULATOR = startForThisJvm();

        private static Emulator startForThisJvm() {
            var emulator = start();
            Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "redshift-data-emulator-shutdown"));
            return emulator;
        }
    }
}
