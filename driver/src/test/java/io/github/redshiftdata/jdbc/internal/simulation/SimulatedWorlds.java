package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.sdk.RecordedAnswers;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What all histories share. */
final class SimulatedWorlds implements AutoCloseable {

    private static final String URL = "jdbc:redshift-data://127.0.0.1:9/dev?lazyConnect=true&requestTimeout=20"
            + "&accessKeyId=AKIDEXAMPLE&region=eu-west-1&workgroupName=wg";

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
        kept = ClientPool.shared().lease(config(true, true));
        lease = ClientPool.shared().lease(config(true, true));
    }

    DriverConfig config(boolean sessionAlways, boolean literals) {
        var url = URL + (sessionAlways ? "" : "&session=auto") + (literals ? "&parameters=literal" : "");
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
        return new DataSession(
                service,
                longPolling,
                config,
                new DriverClock(time::nanos, new SimulatedSleeper(time), new Random(seed)),
                work -> time.spawn("driver", work));
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
