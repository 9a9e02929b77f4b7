package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.HikariExceptionOverride;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HikariCP: the newest, and in a second run the one of Spring Boot. */
@Tag("pool")
@Timeout(300)
class HikariIT {

    private static final int POOL = 10;
    private static final int THREADS = 20;

    private TestEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TestEmulator.own();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private HikariConfig config() {
        var config = new HikariConfig();
        config.setJdbcUrl(emulator.url());
        config.setMaximumPoolSize(1);
        config.setExceptionOverrideClassName(HikariExceptionOverride.class.getName());
        return config;
    }

    @Test
    void theVersionIsTheOneOfThisRun() {
        assertThat(HikariDataSource.class.getProtectionDomain().getCodeSource().getLocation())
                .asString()
                .endsWith("HikariCP-" + System.getProperty("hikari.version") + ".jar");
    }

    @Test
    void aPoolOfTenStartsWithTenRequests() throws Exception {
        var config = config();
        config.setMaximumPoolSize(POOL);
        try (var pool = new HikariDataSource(config)) {
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (pool.getHikariPoolMXBean().getIdleConnections() < POOL && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 10L));
        }
    }

    /** What the threads of the storm leave behind. */
    private static final class Storm {
        /** Connection → the session that it is bound to. */
        final Map<RedshiftDataConnection, String> sessions = new ConcurrentHashMap<>();

        final Set<RedshiftDataConnection> dead = ConcurrentHashMap.newKeySet();
        final Set<String> killed = ConcurrentHashMap.newKeySet();
        final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger borrowed = new AtomicInteger();
        final AtomicInteger lost = new AtomicInteger();
        final AtomicInteger hit = new AtomicInteger();
        final AtomicInteger unsupported = new AtomicInteger();
        final AtomicInteger timeouts = new AtomicInteger();
        final Semaphore done = new Semaphore(0);
        volatile boolean over;

        @Override
        public String toString() {
            return "HikariCP " + System.getProperty("hikari.version") + ": " + borrowed + " borrowed, "
                    + sessions.size()
                    + " connections made, " + killed.size() + " sessions killed, " + lost + " connections lost (08), "
                    + hit + " statements hit (57014), " + timeouts + " query timeouts, " + unsupported
                    + " unsupported features";
        }
    }

    /** For -Dhikari.storm.seconds=60 it rages longer. */
    @Test
    void aPoolSurvivesSessionsThatDie() throws Exception {
        var config = config();
        config.setMaximumPoolSize(POOL);
        var storm = new Storm();
        var executor = Executors.newFixedThreadPool(THREADS);
        try (var pool = new HikariDataSource(config)) {
            List<Future<?>> workers = new ArrayList<>();
            for (var i = 0; i < THREADS; i++) {
                var random = new Random(i);
                workers.add(executor.submit(() -> work(pool, random, storm)));
            }
            kill(storm);
            storm.over = true;
            for (var worker : workers) {
                worker.get(30, TimeUnit.SECONDS);
            }
            System.out.println(storm);
            assertThat(storm.wrong).isEmpty();
            assertThat(storm.lost.get()).isPositive().isLessThanOrEqualTo(storm.killed.size());
            assertThat(storm.timeouts.get()).isPositive();
            assertThat(storm.unsupported.get()).isPositive();
            assertThat(storm.sessions)
                    .as("only killed sessions cost a connection")
                    .hasSizeLessThanOrEqualTo(POOL + storm.killed.size());
            assertThat(countAfterTheStorm(pool)).isEqualTo(1);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(POOL);
        } finally {
            executor.shutdownNow();
        }
        emulator.awaitSessions(0);
    }

    private void kill(Storm storm) throws InterruptedException {
        var random = new Random(6);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("hikari.storm.seconds", 5));
        while (System.nanoTime() < end) {
            assertThat(storm.done.tryAcquire(1 + random.nextInt(4 * THREADS), 30, TimeUnit.SECONDS))
                    .as("the pool goes on")
                    .isTrue();
            var alive = storm.sessions.values().stream()
                    .filter(session -> !storm.killed.contains(session))
                    .sorted()
                    .toList();
            if (!alive.isEmpty()) {
                var session = alive.get(random.nextInt(alive.size()));
                storm.killed.add(session);
                emulator.emulator().killSession(session);
            }
        }
    }

    private static void work(HikariDataSource pool, Random random, Storm storm) {
        while (!storm.over) {
            try (var connection = pool.getConnection()) {
                storm.borrowed.incrementAndGet();
                var physical = connection.unwrap(RedshiftDataConnection.class);
                if (storm.dead.contains(physical)) {
                    storm.wrong.add("a dead connection was handed out again");
                }
                use(connection, physical, random, storm);
            } catch (SQLException e) {
                storm.wrong.add("from the pool: " + e);
            }
            storm.done.release();
        }
    }

    private static void use(Connection connection, RedshiftDataConnection physical, Random random, Storm storm) {
        try (var statement = connection.createStatement()) {
            // A temporary table binds the connection to its session: a new one could not take its place.
            statement.execute("create temp table if not exists mine (a int)");
            var session = physical.getSessionId();
            var before = storm.sessions.putIfAbsent(physical, String.valueOf(session));
            if (before != null && !before.equals(session)) {
                storm.wrong.add("session " + before + " was replaced behind the back of its user");
            }
            switch (random.nextInt(60)) {
                case 0 -> meetAQueryTimeout(connection, statement, storm);
                case 1, 2 -> meetAnUnsupportedFeature(connection, storm);
                default -> {}
            }
            try (var rows = statement.executeQuery("select count(*) from mine")) {
                rows.next();
            }
        } catch (SQLException e) {
            var killed = storm.killed.contains(storm.sessions.getOrDefault(physical, ""));
            if (killed && String.valueOf(e.getSQLState()).startsWith("08")) {
                storm.dead.add(physical);
                storm.lost.incrementAndGet();
            } else if (killed && "57014".equals(e.getSQLState())) {
                // What a statement gets that ran when its session ended.
                storm.hit.incrementAndGet();
            } else {
                storm.wrong.add("with state " + e.getSQLState() + ": " + e);
            }
        }
    }

    private static void meetAQueryTimeout(Connection connection, Statement statement, Storm storm) throws SQLException {
        statement.setQueryTimeout(1);
        try {
            statement.executeQuery("select pg_sleep(60)");
            storm.wrong.add("a query outlived its timeout");
        } catch (SQLTimeoutException e) {
            storm.timeouts.incrementAndGet();
            if (connection.isClosed()) {
                storm.wrong.add("a connection was thrown away for a query timeout");
            }
        } finally {
            if (!connection.isClosed()) {
                statement.setQueryTimeout(0);
            }
        }
    }

    private static void meetAnUnsupportedFeature(Connection connection, Storm storm) throws SQLException {
        try {
            connection.createStruct("t", new Object[0]);
            storm.wrong.add("there are structs");
        } catch (SQLFeatureNotSupportedException e) {
            storm.unsupported.incrementAndGet();
            if (connection.isClosed()) {
                storm.wrong.add("a connection was thrown away for an unsupported feature");
            }
        }
    }

    /** The last kills may have hit connections that nobody has used since. */
    private static int countAfterTheStorm(HikariDataSource pool) throws SQLException {
        for (var i = 0; i < POOL; i++) {
            try {
                return count(pool);
            } catch (SQLNonTransientConnectionException e) {
                assertThat(e.getSQLState()).startsWith("08");
            }
        }
        return count(pool);
    }

    private static int count(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void anUnsupportedFeatureDoesNotCostTheConnection() throws SQLException {
        try (var pool = new HikariDataSource(config())) {
            try (var connection = pool.getConnection()) {
                assertThatThrownBy(() -> connection.createStruct("t", new Object[0]))
                        .isInstanceOf(SQLFeatureNotSupportedException.class);
                assertThat(connection.isClosed()).isFalse();
            }
            assertThat(count(pool)).isEqualTo(1);
        }
        assertThat(emulator.calls().getOrDefault("ExecuteStatement", 0L)).isPositive();
    }

    @Test
    void aQueryTimeoutDoesNotCostTheConnection() throws SQLException {
        try (var pool = new HikariDataSource(config())) {
            RedshiftDataConnection before;
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                before = connection.unwrap(RedshiftDataConnection.class);
                statement.setQueryTimeout(1);
                assertThatThrownBy(() -> statement.executeQuery("select pg_sleep(60)"))
                        .isInstanceOf(SQLTimeoutException.class);
            }
            try (var connection = pool.getConnection()) {
                assertThat(connection.unwrap(RedshiftDataConnection.class)).isSameAs(before);
            }
            assertThat(count(pool)).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedBorrowerLeavesNoOpenTransactionToTheNext() throws SQLException {
        var table = emulator.newSchema() + ".t";
        try (var pool = new HikariDataSource(config())) {
            execute(pool, "create table " + table + " (a int)");
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("insert into " + table + " values (30)");
                Thread.currentThread().interrupt();
            }
            assertThat(Thread.interrupted()).isTrue();
            execute(pool, "insert into " + table + " values (31)");
            assertThat(rows(pool, table)).containsExactly(31);
        }
    }

    @Test
    void aRollbackThatIsRefusedCostsTheConnection() throws SQLException {
        var table = emulator.newSchema() + ".t";
        try (var pool = new HikariDataSource(config())) {
            execute(pool, "create table " + table + " (a int)");
            var connection = pool.getConnection();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("insert into " + table + " values (30)");
            }
            emulator.emulator()
                    .faults()
                    .on("ExecuteStatement")
                    .times(2)
                    .error("ExpiredTokenException", 400, "The security token included in the request is expired");
            assertThatThrownBy(connection::close)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08006");
            execute(pool, "insert into " + table + " values (31)");
            assertThat(rows(pool, table)).containsExactly(31);
        }
    }

    private static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            assertThat(connection.getAutoCommit()).isTrue();
            statement.execute(sql);
        }
    }

    private static List<Integer> rows(HikariDataSource pool, String table) throws SQLException {
        var values = new ArrayList<Integer>();
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select a from " + table)) {
            while (rows.next()) {
                values.add(rows.getInt(1));
            }
        }
        return values;
    }

    @Test
    void theDataSourceIsConfiguredAsABean() throws SQLException {
        var config = new HikariConfig();
        config.setDataSourceClassName(RedshiftDataDataSource.class.getName());
        config.addDataSourceProperty("url", emulator.url());
        config.addDataSourceProperty("queryTimeout", 30);
        config.addDataSourceProperty("applicationName", "reports");
        config.addDataSourceProperty("sessionKeepAliveSeconds", "600");
        config.setMaximumPoolSize(1);
        try (var pool = new HikariDataSource(config)) {
            assertThat(count(pool)).isEqualTo(1);
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                assertThat(statement.getQueryTimeout()).isEqualTo(30);
                assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("reports");
            }
        }
    }

    @Test
    void whatTheUserChangedIsSetBackOnReturn() throws SQLException {
        var config = config();
        config.setSchema("public");
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setConnectionInitSql("select 1");
        try (var pool = new HikariDataSource(config)) {
            try (var connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                connection.setSchema(emulator.newSchema());
                connection.setNetworkTimeout(Runnable::run, 12_345);
            }
            try (var connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isReadOnly()).isFalse();
                assertThat(connection.getSchema()).isEqualTo("public");
            }
        }
    }
}
