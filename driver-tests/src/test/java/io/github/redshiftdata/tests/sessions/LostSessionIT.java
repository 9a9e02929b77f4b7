package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.reliability.Finding;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that the database has ended: what is told of it, and what the connection says of itself. */
@Timeout(120)
class LostSessionIT {

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

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int backend() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void terminate(int pid) throws SQLException {
        try (var postgres = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ", 10000)");
        }
    }

    private SQLException failureOf(String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(sql));
    }

    @Test
    void aQueryUnderWhichTheBackendIsTerminatedIsALostConnectionInTheWordsOfTheDatabase() throws Exception {
        run("create temp table kept (a int)");
        var pid = backend();
        var threads = Executors.newCachedThreadPool();
        try {
            var running = threads.submit((Callable<Boolean>) () -> {
                run("select pg_sleep(60)");
                return true;
            });
            emulator.awaitRunning(1);
            TestEmulator.awaitActive("pg_sleep(60)", 1);
            terminate(pid);
            var error = (SQLException)
                    catchThrowableOfType(ExecutionException.class, running::get).getCause();
            assertThat(error.getSQLState()).isEqualTo("08006");
            assertThat((Throwable) error).hasMessageContaining("FATAL: terminating connection");
        } finally {
            threads.shutdownNow();
        }
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(5)).isFalse();
        assertThat(failureOf("select 1").getSQLState()).isEqualTo("08006");
        assertThatCode(connection::close).doesNotThrowAnyException();
        emulator.awaitSessions(0);
    }

    @Test
    void afterABackendThatWasTerminatedWhileIdleAStatementIsTheProof() throws SQLException {
        var pid = backend();
        terminate(pid);
        var error = failureOf("select 1");
        // Either the service noticed before, and the session was renewed, or the statement met it.
        if (error != null) {
            assertThat(error.getSQLState()).isEqualTo("08006");
            emulator.resetCalls();
            assertThat(connection.isValid(5)).isTrue();
            assertThat(emulator.calls()).containsKey("ExecuteStatement");
        }
        run("select 1");
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void aConnectionThatLostWhatOnlyItsSessionHeldIsClosedAndClosesWell() throws Exception {
        connection.setAutoCommit(false);
        run("create temp table kept (a int)");
        emulator.emulator()
                .killSession(connection.unwrap(RedshiftDataConnection.class).getSessionId());
        assertThat(connection.isClosed()).isFalse();
        assertThat(failureOf("insert into kept values (1)").getSQLState()).isEqualTo("08006");
        assertThat(connection.isClosed()).isTrue();
        assertThatCode(connection::close).doesNotThrowAnyException();
        emulator.awaitSessions(0);
    }

    @Test
    void theRowsOfALostSessionCanBeReadOn() throws SQLException {
        run("create temp table kept (a int)");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select n from generate_series(1, 3) as n")) {
            emulator.emulator()
                    .killSession(connection.unwrap(RedshiftDataConnection.class).getSessionId());
            assertThat(failureOf("select 1").getSQLState()).isEqualTo("08006");
            assertThat(connection.isClosed()).isTrue();
            for (var n = 1; n <= 3; n++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(n);
            }
            assertThat(rows.isClosed()).isFalse();
        }
    }

    @Test
    void aWarehouseThatIsSlowToStartIsNoReasonToThrowAConnectionAway() throws SQLException, InterruptedException {
        var minute = java.time.Duration.ofMinutes(1);
        try (var cold = TestEmulator.own(
                        TestEmulator.options().withDelays(minute, java.time.Duration.ZERO, java.time.Duration.ZERO));
                var waiting = cold.connect("lazyConnect=true", "sessionKeepAliveSeconds=2")) {
            var start = System.nanoTime();
            assertThat(waiting.isValid(2)).isTrue();
            Finding.note("2", "isValid(2) while statements stay SUBMITTED", start, null);
            assertThat(cold.calls()).containsEntry("CancelStatement", 1L);
            cold.awaitStatements();
        }
    }
}
