package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.HikariExceptionOverride;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.Test;

/** HikariCP. */
class HikariIT {

    private static final int KILLS = 30;
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

    /** What the threads of the storm leave behind. */
    private static final class Storm {
        final Set<String> sessions = ConcurrentHashMap.newKeySet();
        final Set<Connection> dead = ConcurrentHashMap.newKeySet();
        final List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger lost = new AtomicInteger();
        final Semaphore done = new Semaphore(0);
        volatile boolean over;
    }

    @Test
    void aPoolSurvivesSessionsThatDie() throws Exception {
        var config = config();
        config.setMaximumPoolSize(10);
        var storm = new Storm();
        var executor = Executors.newFixedThreadPool(THREADS);
        try (var pool = new HikariDataSource(config)) {
            List<Future<?>> workers = new ArrayList<>();
            for (var i = 0; i < THREADS; i++) {
                workers.add(executor.submit(() -> work(pool, storm)));
            }
            kill(storm);
            storm.over = true;
            for (var worker : workers) {
                worker.get(30, TimeUnit.SECONDS);
            }
            assertThat(storm.wrong).isEmpty();
            assertThat(storm.lost.get()).isPositive().isLessThanOrEqualTo(KILLS);
            assertThat(count(pool)).isEqualTo(1);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(10);
        } finally {
            executor.shutdownNow();
        }
        assertThat(emulator.emulator().openSessions()).isZero();
    }

    private void kill(Storm storm) throws InterruptedException {
        var random = new Random(6);
        for (var kills = 0; kills < KILLS; ) {
            assertThat(storm.done.tryAcquire(THREADS, 30, TimeUnit.SECONDS))
                    .as("the pool goes on")
                    .isTrue();
            var sessions = new ArrayList<>(storm.sessions);
            if (!sessions.isEmpty()) {
                var session = sessions.get(random.nextInt(sessions.size()));
                storm.sessions.remove(session);
                emulator.emulator().killSession(session);
                kills++;
            }
        }
    }

    private static void work(HikariDataSource pool, Storm storm) {
        while (!storm.over) {
            try (var connection = pool.getConnection()) {
                var physical = connection.unwrap(RedshiftDataConnection.class);
                if (storm.dead.contains(physical)) {
                    storm.wrong.add("a dead connection was handed out");
                }
                query(connection, physical, storm);
            } catch (SQLException e) {
                storm.wrong.add("from the pool: " + e);
            }
            storm.done.release();
        }
    }

    private static void query(Connection connection, RedshiftDataConnection physical, Storm storm) {
        try (var statement = connection.createStatement()) {
            // A temporary table binds the connection to its session: a new one could not take its place.
            statement.execute("create temp table if not exists mine (a int)");
            var session = physical.getSessionId();
            storm.sessions.add(session);
            try (var rows = statement.executeQuery("select count(*) from mine")) {
                rows.next();
            }
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
                storm.dead.add(physical);
                storm.lost.incrementAndGet();
            } else if (!"57014".equals(e.getSQLState())) {
                // 57014 is what a statement gets that ran when its session ended.
                storm.wrong.add("with state " + e.getSQLState() + ": " + e);
            }
        }
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
