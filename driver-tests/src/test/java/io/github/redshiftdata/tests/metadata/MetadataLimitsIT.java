package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.tests.reliability.Finding;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata by the operations of the service, which does not answer: they end as statements would. */
@Timeout(120)
class MetadataLimitsIT {

    private static final Duration SILENT = Duration.ofMinutes(5);

    private final TestEmulator emulator = TestEmulator.own();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        emulator.emulator().faults().clear();
        emulator.close();
    }

    private static void tables(Connection connection) throws SQLException {
        connection.getMetaData().getTables(null, "public", "%", null).close();
    }

    private Future<?> tablesElsewhere(Connection connection) throws InterruptedException {
        emulator.emulator().faults().on("ListTables").always().delay(SILENT);
        emulator.resetCalls();
        var running = threads.submit((Callable<Boolean>) () -> {
            tables(connection);
            return true;
        });
        emulator.awaitCall("ListTables");
        return running;
    }

    @Test
    void aRequestEndsWithItsTimeout() throws SQLException {
        try (var connection = emulator.connect("requestTimeout=1")) {
            emulator.emulator().faults().on("ListTables").always().delay(SILENT);
            var start = System.nanoTime();
            var error = catchThrowableOfType(SQLTimeoutException.class, () -> tables(connection));
            Finding.note("16.12", "getTables, requestTimeout=1, silent service", start, error);
            assertThat((Throwable) error).isNotNull();
            assertThat(Finding.since(start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
            assertThat(connection.isClosed()).isFalse();
            emulator.emulator().faults().clear();
            tables(connection);
        }
    }

    @Test
    void anInterruptEndsIt() throws SQLException {
        try (var connection = emulator.connect()) {
            emulator.emulator().faults().on("ListTables").always().delay(SILENT);
            var caller = Thread.currentThread();
            emulator.resetCalls();
            threads.execute(() -> {
                try {
                    emulator.awaitCall("ListTables");
                    caller.interrupt();
                } catch (InterruptedException over) {
                    // The test has ended.
                }
            });
            var error = catchThrowableOfType(SQLException.class, () -> tables(connection));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(error.getSQLState()).isEqualTo("57014");
            emulator.emulator().faults().clear();
            tables(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingAndAbortingTheConnectionEndIt(boolean abort) throws Exception {
        var connection = emulator.connect();
        var running = tablesElsewhere(connection);
        var start = System.nanoTime();
        if (abort) {
            connection.abort(threads);
        } else {
            connection.close();
        }
        var error = catchThrowableOfType(ExecutionException.class, running::get);
        Finding.note("16.12", abort ? "abort() under getTables" : "close() under getTables", start, (Exception)
                error.getCause());
        assertThat(((SQLException) error.getCause()).getSQLState()).isEqualTo("08003");
        assertThat(Finding.since(start)).isLessThan(Duration.ofSeconds(8));
        emulator.awaitSessions(0);
    }

    @Test
    void whoAsksSomethingElseMeanwhileWaitsForNobody() throws Exception {
        try (var connection = emulator.connect()) {
            connection.getMetaData().getCatalogs().close();
            var running = tablesElsewhere(connection);
            var start = System.nanoTime();
            connection.getMetaData().getCatalogs().close();
            connection.getMetaData().getSchemas().close();
            assertThat(connection.getMetaData().getUserName()).isNotEmpty();
            connection.getMetaData().getPrimaryKeys(null, "public", "sales").close();
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            Finding.note("16.12", "other metadata and statements while getTables hangs", start, null);
            assertThat(running.isDone()).isFalse();
            running.cancel(true);
        }
    }
}
