package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.api.BatchModes;
import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.emulator.api.ServiceSettings;
import io.github.redshiftdata.emulator.engine.Keeping;
import io.github.redshiftdata.emulator.http.HttpRules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an emulator is set up. Start from {@link #defaults()} and change with the {@code with…} methods.
 *
 * @param host the address to listen on; the loopback address by default
 * @param port 0 takes a free one
 * @param pageBytes a page of a result is cut after the row that reaches this size, in bytes; 1 MiB by default
 * @param submitted how long a statement stays SUBMITTED
 * @param picked how long it stays PICKED
 * @param started how long it stays STARTED before its text runs
 * @param sampleData whether the sample tables are loaded
 * @param postgresUrl JDBC URL of a PostgreSQL that runs already; null starts an embedded one
 * @param enforceQuotas whether the documented calls per second hold
 * @param maxActiveStatements 500 by default
 * @param maxSessions 500 by default
 * @param keptResultBytes how many bytes the results that are kept may take in all; 2 GiB by default
 * @param keeping whether statements, sessions and client tokens outlive the emulator, in the PostgreSQL behind it
 * @param longPolling what becomes of WaitTimeSeconds
 * @param batchModes what becomes of ExecutionMode
 * @param clock for expiry and timestamps
 * @param allowedHosts names that clients may call the emulator by, besides {@code localhost}, IP addresses, names in
 *     {@code .internal} and the host that it listens on
 * @param requestTime within which a request must have come whole; 30 seconds by default
 * @param postgresFeatures whether the SQL may use what PostgreSQL offers beyond Redshift; false by default
 * @param enforcedKeys whether primary keys, unique and foreign keys are enforced; false by default, as in Redshift
 * @param compressed whether answers are compressed by gzip for clients that take that; false by default
 */
public record EmulatorOptions(
        String host,
        int port,
        int pageBytes,
        Duration submitted,
        Duration picked,
        Duration started,
        boolean sampleData,
        @Nullable String postgresUrl,
        boolean enforceQuotas,
        int maxActiveStatements,
        int maxSessions,
        long keptResultBytes,
        Keeping keeping,
        LongPolling longPolling,
        BatchModes batchModes,
        Clock clock,
        List<String> allowedHosts,
        Duration requestTime,
        boolean postgresFeatures,
        boolean enforcedKeys,
        boolean compressed) {

    public EmulatorOptions {
        allowedHosts = List.copyOf(allowedHosts);
        if (requestTime.isZero() || requestTime.isNegative()) {
            throw new IllegalArgumentException(
                    "The time for a request is " + requestTime + ". It must be more than zero.");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port is " + port + ". It must be from 0 to 65535.");
        }
        if (pageBytes < 1) {
            throw new IllegalArgumentException("The page size is " + pageBytes + ". It must be at least 1 byte.");
        }
        if (keptResultBytes < 1) {
            throw new IllegalArgumentException(
                    "The space for results is " + keptResultBytes + " bytes. It must be at least 1 byte.");
        }
    }

    /** A free port on the loopback address, embedded PostgreSQL with sample data, no delays, no quotas. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(
                "127.0.0.1",
                0,
                1 << 20,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                true,
                null,
                false,
                500,
                500,
                2L << 30,
                Keeping.IF_ALONE,
                LongPolling.SUPPORTED,
                BatchModes.SUPPORTED,
                Clock.systemUTC(),
                List.of(),
                Duration.ofSeconds(30),
                false,
                false,
                false);
    }

    public EmulatorOptions withHost(String value) {
        return with(changed -> changed.host = value);
    }

    public EmulatorOptions withPort(int value) {
        return with(changed -> changed.port = value);
    }

    public EmulatorOptions withPageBytes(int value) {
        return with(changed -> changed.pageBytes = value);
    }

    /** How long a statement stays in each status. */
    public EmulatorOptions withDelays(Duration inSubmitted, Duration inPicked, Duration inStarted) {
        return with(changed -> {
            changed.submitted = inSubmitted;
            changed.picked = inPicked;
            changed.started = inStarted;
        });
    }

    public EmulatorOptions withSampleData(boolean value) {
        return with(changed -> changed.sampleData = value);
    }

    public EmulatorOptions withPostgresUrl(@Nullable String value) {
        return with(changed -> changed.postgresUrl = value);
    }

    public EmulatorOptions withEnforceQuotas(boolean value) {
        return with(changed -> changed.enforceQuotas = value);
    }

    /** How many statements may be active and how many sessions open. */
    public EmulatorOptions withMost(int activeStatements, int sessions) {
        return with(changed -> {
            changed.maxActiveStatements = activeStatements;
            changed.maxSessions = sessions;
        });
    }

    /** How many bytes the results that are kept may take; beyond that the eldest expire. */
    public EmulatorOptions withKeptResultBytes(long value) {
        return with(changed -> changed.keptResultBytes = value);
    }

    /** Whether statements, sessions and client tokens are kept in the PostgreSQL for the next emulator on it. */
    public EmulatorOptions withKeeping(Keeping value) {
        return with(changed -> changed.keeping = value);
    }

    public EmulatorOptions withLongPolling(LongPolling value) {
        return with(changed -> changed.longPolling = value);
    }

    /** Whether a batch may commit each of its statements by itself. */
    public EmulatorOptions withBatchModes(BatchModes value) {
        return with(changed -> changed.batchModes = value);
    }

    public EmulatorOptions withClock(Clock value) {
        return with(changed -> changed.clock = value);
    }

    /** Names that clients may call the emulator by; a request to another name is refused, as it may be a web page's. */
    public EmulatorOptions withAllowedHosts(List<String> value) {
        return with(changed -> changed.allowedHosts = value);
    }

    /** How long a request may take to come whole before its connection is closed. */
    public EmulatorOptions withRequestTime(Duration value) {
        return with(changed -> changed.requestTime = value);
    }

    /** Whether the SQL may use what PostgreSQL offers beyond Redshift, such as its types, indexes and FOR UPDATE. */
    public EmulatorOptions withPostgresFeatures(boolean value) {
        return with(changed -> changed.postgresFeatures = value);
    }

    /** Whether primary keys, unique and foreign keys are enforced. Redshift only notes them. */
    public EmulatorOptions withEnforcedKeys(boolean value) {
        return with(changed -> changed.enforcedKeys = value);
    }

    /** Whether answers are compressed by gzip for clients that take that. */
    public EmulatorOptions withCompressed(boolean value) {
        return with(changed -> changed.compressed = value);
    }

    private EmulatorOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while they are changed. */
    private static final class Draft {

        private String host;
        private int port;
        private int pageBytes;
        private Duration submitted;
        private Duration picked;
        private Duration started;
        private boolean sampleData;
        private @Nullable String postgresUrl;
        private boolean enforceQuotas;
        private int maxActiveStatements;
        private int maxSessions;
        private long keptResultBytes;
        private Keeping keeping;
        private LongPolling longPolling;
        private BatchModes batchModes;
        private Clock clock;
        private List<String> allowedHosts;
        private Duration requestTime;
        private boolean postgresFeatures;
        private boolean enforcedKeys;
        private boolean compressed;

        Draft(EmulatorOptions from) {
            host = from.host;
            port = from.port;
            pageBytes = from.pageBytes;
            submitted = from.submitted;
            picked = from.picked;
            started = from.started;
            sampleData = from.sampleData;
            postgresUrl = from.postgresUrl;
            enforceQuotas = from.enforceQuotas;
            maxActiveStatements = from.maxActiveStatements;
            maxSessions = from.maxSessions;
            keptResultBytes = from.keptResultBytes;
            keeping = from.keeping;
            longPolling = from.longPolling;
            batchModes = from.batchModes;
            clock = from.clock;
            allowedHosts = from.allowedHosts;
            requestTime = from.requestTime;
            postgresFeatures = from.postgresFeatures;
            enforcedKeys = from.enforcedKeys;
            compressed = from.compressed;
        }

        EmulatorOptions options() {
            return new EmulatorOptions(
                    host,
                    port,
                    pageBytes,
                    submitted,
                    picked,
                    started,
                    sampleData,
                    postgresUrl,
                    enforceQuotas,
                    maxActiveStatements,
                    maxSessions,
                    keptResultBytes,
                    keeping,
                    longPolling,
                    batchModes,
                    clock,
                    allowedHosts,
                    requestTime,
                    postgresFeatures,
                    enforcedKeys,
                    compressed);
        }
    }

    HttpRules httpRules() {
        return new HttpRules(host, allowedHosts, requestTime, compressed);
    }

    ServiceSettings settings() {
        return new ServiceSettings(
                pageBytes,
                submitted,
                picked,
                started,
                maxActiveStatements,
                maxSessions,
                keptResultBytes,
                longPolling,
                batchModes);
    }
}
