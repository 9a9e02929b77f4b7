package io.github.redshiftdata.emulator;

import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.emulator.api.ServiceSettings;
import java.time.Clock;
import java.time.Duration;
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
 * @param longPolling what becomes of WaitTimeSeconds
 * @param clock for expiry and timestamps
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
        LongPolling longPolling,
        Clock clock) {

    public EmulatorOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The port is " + port + ". It must be from 0 to 65535.");
        }
        if (pageBytes < 1) {
            throw new IllegalArgumentException("The page size is " + pageBytes + ". It must be at least 1 byte.");
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
                LongPolling.SUPPORTED,
                Clock.systemUTC());
    }

    public EmulatorOptions withHost(String value) {
        return new EmulatorOptions(
                value,
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
                longPolling,
                clock);
    }

    public EmulatorOptions withPort(int value) {
        return new EmulatorOptions(
                host,
                value,
                pageBytes,
                submitted,
                picked,
                started,
                sampleData,
                postgresUrl,
                enforceQuotas,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    public EmulatorOptions withPageBytes(int value) {
        return new EmulatorOptions(
                host,
                port,
                value,
                submitted,
                picked,
                started,
                sampleData,
                postgresUrl,
                enforceQuotas,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    /** How long a statement stays in each status. */
    public EmulatorOptions withDelays(Duration inSubmitted, Duration inPicked, Duration inStarted) {
        return new EmulatorOptions(
                host,
                port,
                pageBytes,
                inSubmitted,
                inPicked,
                inStarted,
                sampleData,
                postgresUrl,
                enforceQuotas,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    public EmulatorOptions withSampleData(boolean value) {
        return new EmulatorOptions(
                host,
                port,
                pageBytes,
                submitted,
                picked,
                started,
                value,
                postgresUrl,
                enforceQuotas,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    public EmulatorOptions withPostgresUrl(@Nullable String value) {
        return new EmulatorOptions(
                host,
                port,
                pageBytes,
                submitted,
                picked,
                started,
                sampleData,
                value,
                enforceQuotas,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    public EmulatorOptions withEnforceQuotas(boolean value) {
        return new EmulatorOptions(
                host,
                port,
                pageBytes,
                submitted,
                picked,
                started,
                sampleData,
                postgresUrl,
                value,
                maxActiveStatements,
                maxSessions,
                longPolling,
                clock);
    }

    /** How many statements may be active and how many sessions open. */
    public EmulatorOptions withMost(int activeStatements, int sessions) {
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
                activeStatements,
                sessions,
                longPolling,
                clock);
    }

    public EmulatorOptions withLongPolling(LongPolling value) {
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
                value,
                clock);
    }

    public EmulatorOptions withClock(Clock value) {
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
                longPolling,
                value);
    }

    ServiceSettings settings() {
        return new ServiceSettings(
                pageBytes, submitted, picked, started, maxActiveStatements, maxSessions, longPolling);
    }
}
