package io.github.redshiftdata.jdbc.internal.matrix;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.sdk.RecordedAnswers;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What all cells share. */
final class Surroundings implements AutoCloseable {

    private static final String URL = "jdbc:redshift-data://127.0.0.1:9/dev?lazyConnect=true&maxStatementBytes=120"
            + "&requestTimeout=20&accessKeyId=AKIDEXAMPLE&region=eu-west-1&workgroupName=wg";

    private final RecordedAnswers answers = RecordedAnswers.record();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "matrix");
        thread.setDaemon(true);
        return thread;
    });
    private final Watch watch = new Watch();
    private final Map<Cell.Setting, DriverConfig> configs = new EnumMap<>(Cell.Setting.class);
    private final ClientLease kept;
    private final ClientLease lease;

    Surroundings() throws ConfigurationException, DataApiException {
        for (var setting : Cell.Setting.values()) {
            configs.put(setting, read(setting == Cell.Setting.WITHOUT_SESSION ? URL + "&session=auto" : URL));
        }
        kept = ClientPool.shared().lease(config(Cell.Setting.USUAL));
        lease = ClientPool.shared().lease(config(Cell.Setting.USUAL));
    }

    private static DriverConfig read(String url) throws ConfigurationException {
        var properties = new Properties();
        properties.setProperty("secretAccessKey", "secret");
        return ConfigReader.read(url, properties, 0, () -> {
            throw new ConfigurationException("not embedded");
        });
    }

    RecordedAnswers answers() {
        return answers;
    }

    /** For what the driver does in threads of its own. */
    ExecutorService threads() {
        return threads;
    }

    Watch watch() {
        return watch;
    }

    DriverConfig config(Cell.Setting setting) {
        var config = configs.get(setting);
        if (config == null) {
            throw new IllegalArgumentException(setting.toString());
        }
        return config;
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
