package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.ApplicationNames;
import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.sdk.RecordedAnswers;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** What all histories share. */
final class SimulatedWorlds implements AutoCloseable {

    /** The simulated database has no catalog that SQL could read. */
    private static final String URL = "jdbc:redshift-data://127.0.0.1:9/dev?lazyConnect=true&requestTimeout=20"
            + "&metadataSource=api&accessKeyId=AKIDEXAMPLE&region=eu-west-1&workgroupName=wg";
    /** The group that the settings of a connection put its queries into. */
    static final String GROUP = "g0";

    private static final String SETTINGS = "&applicationName=simulation&timeZone=Europe/Berlin&queryGroup=" + GROUP;

    private final Answers answers = new Answers(RecordedAnswers.record());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "simulated");
        thread.setDaemon(true);
        return thread;
    });
    private final TurnWatch watch = new TurnWatch();
    private final Map<String, DriverConfig> configs = new ConcurrentHashMap<>();
    private final ClientLease kept;
    private final ClientLease lease;

    SimulatedWorlds() throws DataApiException {
        kept = ClientPool.shared().lease(config(true, true, false));
        lease = ClientPool.shared().lease(config(true, true, false));
    }

    DriverConfig config(Dials dials) {
        return config(
                dials.sessionAlways(),
                dials.literals(),
                "&transactionIdleSeconds=" + dials.transactionIdle()
                        + "&scriptMode=" + dials.series().scriptMode().name().toLowerCase(Locale.ROOT)
                        + (dials.settings() ? SETTINGS : ""));
    }

    DriverConfig config(boolean sessionAlways, boolean literals, boolean settings) {
        return config(sessionAlways, literals, settings ? SETTINGS : "");
    }

    private DriverConfig config(boolean sessionAlways, boolean literals, String more) {
        var url = URL + (sessionAlways ? "" : "&session=auto") + (literals ? "&parameters=literal" : "") + more;
        return configs.computeIfAbsent(url, SimulatedWorlds::read);
    }

    private static DriverConfig read(String url) {
        var properties = new Properties();
        properties.setProperty("secretAccessKey", "secret");
        try {
            return ConfigReader.read(url, properties, 0, () -> {
                throw new ConfigurationException("not embedded");
            });
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The driver's end of a connection to a service, all of whose waits and threads are on its clock. */
    static DataSession session(
            DataApi service, SimulatedTime time, DriverConfig config, LongPolling longPolling, long seed) {
        return session(service, time, config, longPolling, new KeepAliveChanges(), new ExecutionModes(), seed);
    }

    /** The same, with what the connections of a client have learnt of changes of the idle time and of modes of batches. */
    static DataSession session(
            DataApi service,
            SimulatedTime time,
            DriverConfig config,
            LongPolling longPolling,
            KeepAliveChanges keepAliveChanges,
            ExecutionModes modes,
            long seed) {
        var share = new ClientShare(
                longPolling,
                keepAliveChanges,
                new ApplicationNames(),
                modes,
                new StatementLengths(),
                work -> time.spawn("driver", work),
                (pause, work) -> later(time, pause, work));
        return new DataSession(
                service, share, config, new DriverClock(time::nanos, new SimulatedSleeper(time), new Random(seed)));
    }

    private static Runnable later(SimulatedTime time, Duration pause, Runnable work) {
        var due = new AtomicReference<>(work);
        time.at(time.nanos() + pause.toNanos(), () -> {
            var still = due.get();
            if (still != null) {
                time.spawn("driver, later", still);
            }
        });
        return () -> due.set(null);
    }

    Answers answers() {
        return answers;
    }

    ExecutorService threads() {
        return threads;
    }

    TurnWatch watch() {
        return watch;
    }

    /** Of a client that is never asked. */
    ClientLease lease() {
        return lease;
    }

    @Override
    public void close() {
        watch.close();
        threads.shutdownNow();
        lease.close();
        kept.close();
    }
}
