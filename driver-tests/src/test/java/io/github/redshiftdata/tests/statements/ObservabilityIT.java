package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.emulator.api.LongPolling;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataCounters;
import io.github.redshiftdata.jdbc.RedshiftDataMetrics;
import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of the driver at work: counters, meters, log lines and ids. */
class ObservabilityIT {

    private static final int ROWS = 1000;
    private static final AtomicInteger WAREHOUSES = new AtomicInteger();

    private final String warehouse = "watched-" + WAREHOUSES.incrementAndGet();
    private TestEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TestEmulator.own(2000);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    /** A connection to a warehouse that no other test connects to. */
    private Connection connect() throws SQLException {
        return emulator.connect("clusterIdentifier=" + warehouse, "region=eu-west-1");
    }

    private static RedshiftDataCounters counters(Connection connection) throws SQLException {
        return connection.unwrap(RedshiftDataConnection.class).getCounters();
    }

    private static void readAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select generate_series(1, " + ROWS + ") as n")) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(ROWS);
        }
    }

    private static void writeAll(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var prepared = connection.prepareStatement("insert into watched values (?)")) {
            statement.execute("create temp table watched (a int)");
            for (var i = 0; i < 50; i++) {
                prepared.setInt(1, i);
                prepared.addBatch();
            }
            prepared.executeBatch();
            statement.addBatch("delete from watched where a = 1");
            statement.addBatch("delete from watched where a = 2");
            statement.executeBatch();
            connection.commit();
        }
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("insert into watched values (1); update watched set a = 2");
        }
    }

    @Test
    void everyRequestOfASelectOfSeveralPagesIsCounted() throws SQLException {
        try (var connection = connect()) {
            var before = counters(connection);
            readAll(connection);
            var after = counters(connection);
            assertThat(after.calls()).isEqualTo(emulator.calls());
            assertThat(after.calls().get("GetStatementResult")).isGreaterThan(3);
            assertThat(after.totalCalls())
                    .isEqualTo(emulator.calls().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            assertThat(after.rows() - before.rows()).isEqualTo(ROWS);
            assertThat(after.bytes() - before.bytes()).isGreaterThan(ROWS);
            assertThat(after.retries()).isZero();
            assertThat(after.throttled()).isZero();
        }
    }

    @Test
    void everyRequestOfBatchesAndTransactionsIsCounted() throws SQLException {
        Connection connection;
        RedshiftDataCounters first;
        try (var one = connect()) {
            connection = one;
            writeAll(one);
            first = counters(one);
            assertThat(first.calls()).isEqualTo(emulator.calls()).containsKey("BatchExecuteStatement");
        }
        // Giving up the session is a request too.
        assertThat(((RedshiftDataConnection) connection).getCounters().calls()).isEqualTo(emulator.calls());
    }

    @Test
    void theTotalIsThatOfAllConnectionsClosedOnesIncluded() throws SQLException {
        for (var i = 0; i < 2; i++) {
            try (var connection = connect()) {
                readAll(connection);
            }
        }
        try (var connection = connect()) {
            var total = connection.unwrap(RedshiftDataConnection.class).getTotalCounters();
            assertThat(total.calls()).isEqualTo(emulator.calls());
            assertThat(total.rows()).isGreaterThanOrEqualTo(2 * ROWS);
            assertThat(counters(connection).totalCalls()).isLessThan(total.totalCalls());
        }
    }

    @Test
    void aRepeatedRequestIsARetryAndAThrottledOneIsThatToo() throws SQLException {
        try (var connection = connect()) {
            emulator.emulator().faults().on("ExecuteStatement").once().status(500);
            readAll(connection);
            assertThat(counters(connection).retries()).isEqualTo(1);
            assertThat(counters(connection).throttled()).isZero();

            emulator.emulator().faults().on("GetStatementResult").once().throttle();
            readAll(connection);
            assertThat(counters(connection).retries()).isEqualTo(2);
            assertThat(counters(connection).throttled()).isEqualTo(1);
            assertThat(counters(connection).calls()).isEqualTo(emulator.calls());
        }
    }

    @Test
    void aStatementThatTakesLongIsAWait() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var before = counters(connection);
            statement.execute("select pg_sleep(1.3)");
            var after = counters(connection);
            assertThat(after.waits() - before.waits()).isEqualTo(1);
            assertThat(after.waitTime().minus(before.waitTime())).isPositive();
            assertThat(before.waits()).isZero();
        }
    }

    @Test
    void theCountersAreMeters() throws SQLException {
        var registry = new SimpleMeterRegistry();
        try (var metrics = new RedshiftDataMetrics()) {
            metrics.bindTo(registry);
            RedshiftDataCounters total;
            try (var connection = connect()) {
                readAll(connection);
                connection.createStatement().execute("select pg_sleep(1.3)");
                total = connection.unwrap(RedshiftDataConnection.class).getTotalCounters();
            }
            total.calls().forEach((operation, count) -> {
                var expected = operation.equals("ExecuteStatement") ? count + 1 : count; // the end of the session
                assertThat(registry.get("redshift.data.calls")
                                .tags("warehouse", warehouse, "region", "eu-west-1", "operation", operation)
                                .functionCounter()
                                .count())
                        .isEqualTo((double) expected);
            });
            assertThat(counted(registry, "rows")).isEqualTo((double) total.rows());
            assertThat(counted(registry, "bytes")).isEqualTo((double) total.bytes());
            assertThat(counted(registry, "retries")).isZero();
            assertThat(counted(registry, "throttled")).isZero();
            var waits = registry.get("redshift.data.waits")
                    .tag("warehouse", warehouse)
                    .functionTimer();
            assertThat(waits.count()).isEqualTo((double) total.waits());
            assertThat(waits.totalTime(TimeUnit.NANOSECONDS))
                    .isEqualTo((double) total.waitTime().toNanos());
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private double counted(SimpleMeterRegistry registry, String name) {
        return registry.get("redshift.data." + name)
                .tag("warehouse", warehouse)
                .functionCounter()
                .count();
    }

    @Test
    void withoutMicrometerEverythingElseWorks() throws Exception {
        try (var loader = new URLClassLoader(classPathWithout("micrometer"), ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.getResource("io/micrometer/core/instrument/MeterRegistry.class"))
                    .isNull();
            var driver = (Driver) loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataDriver")
                    .getConstructor()
                    .newInstance();
            var type = loader.loadClass("io.github.redshiftdata.jdbc.RedshiftDataConnection");
            try (var connection = driver.connect(emulator.url(), new Properties())) {
                readAll(connection);
                assertThat(type.getMethod("getCounters").invoke(connection)).isNotNull();
            }
        }
    }

    private static URL[] classPathWithout(String part) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(part))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalArgumentException(entry, e);
                    }
                })
                .toArray(URL[]::new);
    }

    /**
     * No query here is cancelled, and nothing fails: threads of the driver still ask for what earlier tests left, whose
     * emulators are gone.
     */
    private static final Pattern OF_AN_EARLIER_TEST = Pattern.compile(
            "CancelStatement|is not cancelled yet|Asking again in \\d+ ms: UNREACHABLE|failed after|was not given up yet|cannot connect");

    private List<String> logOf(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            CapturedLogs.listen();
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
            return CapturedLogs.stop()
                    .lines()
                    .filter(line -> !OF_AN_EARLIER_TEST.matcher(line).find())
                    .toList();
        }
    }

    @Test
    void nothingIsLoggedPerRowOrPageOrPoll() throws SQLException {
        var one = logOf("select 1");
        assertThat(logOf("select generate_series(1, 3000)")).hasSameSizeAs(one);
        emulator.close();
        emulator = TestEmulator.own(TestEmulator.options().withLongPolling(LongPolling.IGNORED));
        assertThat(logOf("select pg_sleep(2)")).hasSizeLessThanOrEqualTo(one.size() + 1);
        assertThat(emulator.calls().get("DescribeStatement")).isGreaterThan(4);
    }

    @Test
    void theLoggersAreNamedByTheirConcern() throws SQLException {
        CapturedLogs.listen();
        String log;
        try (var connection = connect();
                var prepared = connection.prepareStatement("select ? as chosen")) {
            emulator.emulator().faults().on("ExecuteStatement").once().throttle();
            prepared.setString(1, "a value of mine");
            prepared.executeQuery().close();
            connection.close();
            CapturedLogs.await("is given up");
        } finally {
            log = CapturedLogs.stop();
        }
        assertThat(log)
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.sql Running: select .* as chosen")
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.sql Statement [-0-9a-f]+ finished after [0-9]+ ms")
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.session Session [-0-9a-f]+ is open")
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.session Session [-0-9a-f]+ is given up")
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.calls ExecuteStatement took [0-9]+ ms")
                .containsPattern("DEBUG io.github.redshiftdata.jdbc.calls ExecuteStatement failed after .*Throttling")
                .doesNotContain("a value of mine");
        assertThat(log.lines()).allMatch(line -> line.startsWith("DEBUG "));
    }

    @Test
    void theIdsOfTheServiceAreReadByUnwrap() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            var ofStatement = statement.unwrap(RedshiftDataStatement.class);
            var ofRows = rows.unwrap(RedshiftDataResultSet.class);
            var session = connection.unwrap(RedshiftDataConnection.class).getSessionId();
            assertThat(session).isNotEmpty();
            assertThat(ofRows.getSessionId()).isEqualTo(session);
            assertThat(ofRows.getStatementId())
                    .isEqualTo(ofStatement.getStatementId())
                    .isNotEmpty();
            assertThat(ofStatement.getRedshiftQueryId()).isPositive().isEqualTo(ofRows.getRedshiftQueryId());
        }
    }
}
