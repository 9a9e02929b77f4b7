package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing a connection or statement while others use it: each of them is told so, and nothing stays behind. */
@Timeout(240)
class ClosingIT {

    private static final int ROUNDS = 20;

    /** What a thread does with a connection, again and again until it is told that this is closed. */
    enum Work {
        TABLES {
            @Override
            void run(Connection connection) throws SQLException {
                connection.getMetaData().getTables(null, "public", "%", null).close();
            }
        },
        COLUMNS {
            @Override
            void run(Connection connection) throws SQLException {
                connection.getMetaData().getColumns(null, "public", "%", "%").close();
            }
        },
        KEYS {
            @Override
            void run(Connection connection) throws SQLException {
                connection.getMetaData().getPrimaryKeys(null, "public", "%").close();
            }
        },
        QUERY {
            @Override
            void run(Connection connection) throws SQLException {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select n from generate_series(1, 300) as n")) {
                    readAll(rows);
                }
            }
        },
        SCROLL {
            @Override
            void run(Connection connection) throws SQLException {
                try (var statement = connection.createStatement(
                                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                        var rows = statement.executeQuery("select n from generate_series(1, 300) as n")) {
                    for (var row : List.of(300, 1, 150, 299, 2)) {
                        assertThat(rows.absolute(row)).isTrue();
                        assertThat(rows.getInt(1)).isEqualTo(row);
                    }
                }
            }
        },
        TRANSACTION {
            @Override
            void run(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
                connection.rollback();
            }
        },
        BATCH {
            @Override
            void run(Connection connection) throws SQLException {
                try (var statement = connection.createStatement()) {
                    statement.addBatch("set query_group to 'a'");
                    statement.addBatch("set query_group to 'b'");
                    statement.executeBatch();
                }
            }
        },
        SCHEMA {
            @Override
            void run(Connection connection) throws SQLException {
                // Another one each time: what is set already costs no request.
                connection.setSchema("public");
                connection.setSchema("pg_catalog");
            }
        };

        abstract void run(Connection connection) throws SQLException;
    }

    private static int readAll(ResultSet rows) throws SQLException {
        var count = 0;
        while (rows.next()) {
            assertThat(rows.getInt(1)).isEqualTo(++count);
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void whatAClosingConnectionMeetsIsToldAsThat(Work work) throws Exception {
        var random = new Random(1);
        try (var emulator = TestEmulator.own(TestEmulator.options().withPageBytes(400))) {
            for (var round = 0; round < ROUNDS; round++) {
                // The only connection: with it the client goes.
                var connection = emulator.connect("metadataCacheSeconds=0");
                var failures = new ConcurrentLinkedQueue<Throwable>();
                var started = new CountDownLatch(2);
                var threads = List.of(
                        worker(work, connection, started, failures), worker(work, connection, started, failures));
                started.await();
                var calls = emulator.calls().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        + random.nextInt(4);
                while (emulator.calls().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                < calls
                        && failures.isEmpty()) {
                    Thread.onSpinWait();
                }
                if (round % 3 == 0) {
                    connection.abort(Runnable::run);
                } else {
                    connection.close();
                }
                for (var thread : threads) {
                    thread.join();
                }
                assertThat(failures).hasSize(2).allSatisfy(ClosingIT::assertToldAsClosed);
                emulator.awaitSessions(0);
            }
            emulator.awaitStatements();
        }
    }

    private static Thread worker(
            Work work, Connection connection, CountDownLatch started, ConcurrentLinkedQueue<Throwable> failures) {
        var thread = new Thread(() -> {
            try {
                started.countDown();
                while (true) {
                    work.run(connection);
                }
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void assertToldAsClosed(Throwable failure) {
        assertThat(failure).isInstanceOfAny(SQLNonTransientConnectionException.class, BatchUpdateException.class);
        assertThat(((SQLException) failure).getSQLState()).as("%s", failure).isEqualTo("08003");
    }

    @Test
    void aResultOfAClosedStatementIsClosedUnderAnyInterleaving() throws Exception {
        try (var emulator = TestEmulator.own(TestEmulator.options().withPageBytes(400));
                var connection = emulator.connect()) {
            for (var round = 0; round < ROUNDS; round++) {
                var statement = connection.createStatement(
                        round % 2 == 0 ? ResultSet.TYPE_FORWARD_ONLY : ResultSet.TYPE_SCROLL_INSENSITIVE,
                        ResultSet.CONCUR_READ_ONLY);
                var opened = new ArrayList<ResultSet>();
                var failures = new ConcurrentLinkedQueue<Throwable>();
                var reader = new Thread(() -> {
                    try {
                        opened.add(statement.getGeneratedKeys());
                        var rows = statement.executeQuery("select n from generate_series(1, 300) as n");
                        opened.add(rows);
                        assertThat(readAll(rows)).isEqualTo(300);
                    } catch (SQLException e) {
                        assertThat(e.getSQLState()).isIn("24000", "57014");
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                });
                reader.setDaemon(true);
                reader.start();
                for (var spin = 0; spin < round * 20_000; spin++) {
                    Thread.onSpinWait();
                }
                statement.close();
                reader.join();
                assertThat(failures).isEmpty();
                for (var rows : opened) {
                    assertThat(rows.isClosed()).isTrue();
                }
            }
        }
    }

    private static Stream<Arguments> executors() {
        return Stream.of(
                Arguments.of(true, (Executor) task -> {
                    throw new RejectedExecutionException("full");
                }),
                Arguments.of(true, (Executor) task -> {
                    throw new IllegalStateException("broken");
                }),
                Arguments.of(true, (Executor) task -> {
                    throw new StackOverflowError("deep");
                }),
                Arguments.of(false, (Executor) task -> {
                    // Neither runs it nor says so.
                }));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anAbortGivesTheSessionUpWhateverItsExecutorDoes(boolean tells, Executor executor) throws Exception {
        try (var emulator = TestEmulator.own()) {
            var connection = emulator.connect();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            if (tells) {
                assertThatThrownBy(() -> connection.abort(executor))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("aborted all the same");
            } else {
                connection.abort(executor);
            }
            assertThat(connection.isClosed()).isTrue();
            emulator.awaitSessions(0);
        }
    }

    @Test
    void aStatementThatThreadsShareGivesItsRowsOrSaysThatItIsShared() throws Exception {
        try (var emulator = TestEmulator.own(TestEmulator.options().withPageBytes(400));
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            var whole = new AtomicInteger();
            var refused = new AtomicInteger();
            var failures = new ConcurrentLinkedQueue<Throwable>();
            var threads = new ArrayList<Thread>();
            for (var number = 0; number < 3; number++) {
                var thread = new Thread(() -> {
                    for (var round = 0; round < ROUNDS; round++) {
                        try {
                            var rows = statement.executeQuery("select n from generate_series(1, 100) as n");
                            assertThat(readAll(rows)).isEqualTo(100);
                            whole.incrementAndGet();
                        } catch (SQLException told) {
                            refused.incrementAndGet();
                        } catch (RuntimeException | Error e) {
                            failures.add(e);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(whole.get() + refused.get()).isEqualTo(3 * ROUNDS);
            assertThat(refused.get()).isPositive();
        }
    }

    @Test
    void aLongApplicationNameIsCutAndNoStatementFailsOfIt() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect("applicationName=" + "n".repeat(2000))) {
            connection.setClientInfo("ApplicationName", "\uD834\uDD1E".repeat(600));
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
