package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ending a running statement: by cancel, by timeout, by interrupt, by close. */
class CancelIT {

    /** Far longer than any of these tests may take. */
    private static final String LONG = "select pg_sleep(60)";

    private TestEmulator emulator;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    @Test
    void cancelFromAnotherThreadEndsTheStatementOnTheServer() throws Exception {
        try (var statement = connection.createStatement()) {
            var executor = Executors.newSingleThreadExecutor();
            var run = executor.submit(() -> statement.executeQuery(LONG));
            emulator.awaitRunning(1);
            var start = System.nanoTime();
            statement.cancel();
            assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            executor.shutdown();
            emulator.awaitRunning(0);
            statementStillWorks(statement);
        }
    }

    @Test
    void theQueryTimeoutEndsTheStatement() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            var start = System.nanoTime();
            assertThatThrownBy(() -> statement.executeQuery(LONG))
                    .isInstanceOf(SQLTimeoutException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
            emulator.awaitRunning(0);
            assertThat(emulator.calls()).containsKey("CancelStatement");
            statement.setQueryTimeout(0);
            statementStillWorks(statement);
        }
    }

    @Test
    void anInterruptEndsTheStatementAndStaysSet() throws Exception {
        try (var statement = connection.createStatement()) {
            var stateAndInterrupted = new String[2];
            var thread = new Thread(() -> {
                try {
                    statement.executeQuery(LONG);
                } catch (SQLException e) {
                    stateAndInterrupted[0] = e.getSQLState();
                }
                stateAndInterrupted[1] = String.valueOf(Thread.currentThread().isInterrupted());
            });
            thread.start();
            emulator.awaitRunning(1);
            thread.interrupt();
            thread.join(10_000);
            assertThat(stateAndInterrupted).containsExactly("57014", "true");
            emulator.awaitRunning(0);
            statementStillWorks(statement);
        }
    }

    @Test
    void closingARunningStatementEndsIt() throws Exception {
        var statement = connection.createStatement();
        var executor = Executors.newSingleThreadExecutor();
        var run = executor.submit(() -> statement.executeQuery(LONG));
        emulator.awaitRunning(1);
        statement.close();
        assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(SQLException.class);
        executor.shutdown();
        emulator.awaitRunning(0);
        try (var next = connection.createStatement()) {
            statementStillWorks(next);
        }
    }

    @Test
    void cancelWithNothingRunningDoesNothing() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.cancel();
            statementStillWorks(statement);
        }
    }

    private static void statementStillWorks(java.sql.Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select 5")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(5);
        }
    }
}
