package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.emulator.fault.Faults;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Outages of the network and of the sign-in that last for a while and end: what is told in them is true, limits hold, and
 * nothing is left behind. What was measured is in {@code target/outages.md}.
 */
@Timeout(120)
class OutageIT {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestEmulator emulator;
    private Connection connection;
    private String table;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        table = emulator.newSchema() + ".t";
        run("create table " + table + " (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        HeldSignIn.held = null;
        emulator.emulator().faults().clear();
        connection.close();
        emulator.close();
    }

    private Faults faults() {
        return emulator.emulator().faults();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() throws SQLException {
        try (var postgres = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
                var statement = postgres.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void expired(Faults.What fault) {
        fault.error("ExpiredTokenException", 400, "The security token included in the request is expired");
    }

    private String insert(double seconds) {
        return "insert into " + table + " select 1 from (select pg_sleep(" + seconds + ")) as pause";
    }

    // ---------------------------------------------------------------- L1: an outage longer than the limit

    /** How requests get lost; nothing of them is carried out. */
    enum Loss {
        CUT_AFTER_READING {
            @Override
            void set(Faults.What fault) {
                fault.cutAfterRead();
            }
        },
        CUT_BEFORE_READING {
            @Override
            void set(Faults.What fault) {
                fault.cutBeforeRead();
            }
        },
        STATUS_503 {
            @Override
            void set(Faults.What fault) {
                fault.status(503);
            }
        };

        abstract void set(Faults.What fault);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenAfterACallThatAnOutageOutlasted(Loss loss) throws Exception {
        loss.set(faults().on("ExecuteStatement").always());
        var start = System.nanoTime();
        SQLException error;
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            error = catchThrowableOfType(
                    SQLTimeoutException.class, () -> statement.executeUpdate("insert into " + table + " values (1)"));
        }
        assertThat(error.getErrorCode()).isEqualTo(1);
        assertThat((Throwable) error).hasMessageNotContaining("was cancelled");
        assertThat(Finding.since(start)).isLessThan(Duration.ofSeconds(8));
        emulator.resetCalls();
        faults().clear();
        // The driver looks for it, and ends with that.
        run("select 1");
        connection.close();
        emulator.awaitSessions(0);
        assertThat(emulator.emulator().statusesOf("insert into " + table)).isEmpty();
        assertThat(rows()).isZero();
        Finding.note("L1", "INSERT, query timeout 2 s, " + loss + " for 3 s: rows afterwards " + rows(), start, error);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void norAfterACancelOrAnInterrupt(boolean cancel) throws Exception {
        faults().on("ExecuteStatement").always().cutAfterRead();
        emulator.resetCalls();
        var ended = new CountDownLatch(1);
        try (var statement = connection.createStatement()) {
            var writer = new Thread(() -> {
                try {
                    statement.executeUpdate("insert into " + table + " values (1)");
                } catch (SQLException told) {
                    ended.countDown();
                }
            });
            writer.start();
            emulator.awaitCall("ExecuteStatement");
            var start = System.nanoTime();
            if (cancel) {
                statement.cancel();
            } else {
                writer.interrupt();
            }
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            Finding.note("L1", "the same by " + (cancel ? "cancel()" : "an interrupt"), start, null);
        }
        faults().clear();
        run("select 1");
        connection.close();
        emulator.awaitSessions(0);
        assertThat(emulator.emulator().statusesOf("insert into " + table)).isEmpty();
        assertThat(rows()).isZero();
    }

    // ---------------------------------------------------------------- L2: a slow sign-in

    /** Signs in when it is let. */
    public static final class HeldSignIn implements AwsCredentialsProvider {

        static volatile CountDownLatch held;

        @Override
        public AwsCredentials resolveCredentials() {
            var until = held;
            try {
                if (until != null) {
                    until.await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("The sign-in was interrupted", e);
            }
            return AwsBasicCredentials.create("key", "secret");
        }
    }

    private Connection signingIn() throws SQLException {
        var properties = new Properties();
        properties.setProperty("credentialsProvider", HeldSignIn.class.getName());
        return DriverManager.getConnection(emulator.url(), properties);
    }

    @Test
    void aSlowSignInKeepsToEveryLimitAndInterruptsNobody() throws Exception {
        var slow = signingIn();
        var statement = slow.createStatement();
        statement.setQueryTimeout(2);
        HeldSignIn.held = new CountDownLatch(1);
        var start = System.nanoTime();
        var error = catchThrowableOfType(
                SQLTimeoutException.class, () -> statement.executeUpdate("insert into " + table + " values (1)"));
        Finding.note("L2", "INSERT, query timeout 2 s, the sign-in hangs", start, error);
        assertThat((Throwable) error).isNotNull();
        assertThat(Finding.since(start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        assertThat(Thread.interrupted()).isFalse();

        start = System.nanoTime();
        var valid = slow.isValid(2);
        Finding.note("L2", "isValid(2) = " + valid, start, null);
        assertThat(valid).isFalse();
        assertThat(Finding.since(start)).isLessThan(Duration.ofSeconds(5));

        start = System.nanoTime();
        slow.close();
        Finding.note("L2", "close()", start, null);
        assertThat(Finding.since(start)).isLessThan(Duration.ofSeconds(8));
        HeldSignIn.held.countDown();
        emulator.awaitSessions(1);
        assertThat(rows()).isZero();
    }

    // ---------------------------------------------------------------- L3: the sign-in fails while a statement runs

    /** What refuses a poll, once or for a while. */
    enum Refusal {
        EXPIRED {
            @Override
            void set(Faults.What fault) {
                expired(fault);
            }
        },
        DENIED {
            @Override
            void set(Faults.What fault) {
                fault.error("AccessDeniedException", 400, "not authorized to perform: redshift-data:DescribeStatement");
            }
        },
        UNAUTHENTICATED {
            @Override
            void set(Faults.What fault) {
                fault.status(401);
            }
        },
        FORBIDDEN {
            @Override
            void set(Faults.What fault) {
                fault.status(403);
            }
        },
        PROXY_LOGIN {
            @Override
            void set(Faults.What fault) {
                fault.status(407);
            }
        },
        PORTAL {
            @Override
            void set(Faults.What fault) {
                fault.status(302);
            }
        },
        NO_ENDPOINT {
            @Override
            void set(Faults.What fault) {
                fault.error("ValidationException", 400, "Redshift endpoint doesn't exist in this region.");
            }
        };

        abstract void set(Faults.What fault);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedPollIsNoEndOfAStatement(Refusal refusal) throws SQLException {
        refusal.set(faults().on("DescribeStatement").times(4));
        var start = System.nanoTime();
        try (var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(insert(1.5))).isEqualTo(1);
        }
        Finding.note("L3", "INSERT of 1.5 s, four polls refused: " + refusal, start, null);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aBatchWhosePollsAreRefusedGivesItsCounts() throws SQLException {
        expired(faults().on("DescribeStatement").times(4));
        var start = System.nanoTime();
        try (var statement = connection.createStatement()) {
            statement.addBatch(insert(1.5));
            statement.addBatch("insert into " + table + " values (2)");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        Finding.note("L3", "executeBatch, four polls refused", start, null);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aQueryTimeoutThatCannotCancelSaysSoAndItsStatementIsCancelledOnceThatCanBe() throws Exception {
        expired(faults().on("DescribeStatement").always());
        expired(faults().on("CancelStatement").always());
        var start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            var error = catchThrowableOfType(SQLTimeoutException.class, () -> statement.executeUpdate(insert(60)));
            Finding.note("L3, L5", "INSERT of 60 s, query timeout 2 s, polls and cancels refused", start, error);
            assertThat(error.getErrorCode()).isEqualTo(1);
            assertThat((Throwable) error).hasMessageContaining("asks again").hasMessageNotContaining("right to");
        }
        assertThat(Finding.since(start)).isLessThan(Duration.ofSeconds(8));
        faults().clear();
        emulator.awaitStatements();
        assertThat(emulator.emulator().statusesOf("pg_sleep(60")).containsExactly("ABORTED");
        assertThat(rows()).isZero();
    }

    // ---------------------------------------------------------------- L4, L5: giving up and cancelling in an outage

    @Test
    void noSessionIsLeftOfAnOutageOfTheSignInThatMetTheirClosing() throws Exception {
        var many = new ArrayList<Connection>();
        for (var i = 0; i < 10; i++) {
            many.add(emulator.connect());
        }
        many.get(0).setAutoCommit(false);
        try (var statement = many.get(0).createStatement()) {
            statement.execute("insert into " + table + " values (1)");
        }
        expired(faults().onAny().times(60));
        var start = System.nanoTime();
        for (var one : many) {
            one.close();
        }
        Finding.note("L4", "close() of 10 connections while the sign-in is refused", start, null);
        emulator.awaitSessions(1);
        Finding.note("L4", "their sessions are given up, counted from the closes", start, null);
        run("drop table " + table);
        run("create table " + table + " (a int)");
    }

    @Test
    void aCancelThatMeetsAFailingSignInIsAskedForAgain() throws Exception {
        var statement = connection.createStatement();
        Future<Boolean> running = threads.submit((Callable<Boolean>) () -> statement.execute(insert(60)));
        emulator.awaitRunning(1);
        TestEmulator.awaitActive("pg_sleep(60", 1);
        expired(faults().on("CancelStatement").times(8));
        var start = System.nanoTime();
        statement.cancel();
        var error = catchThrowableOfType(ExecutionException.class, running::get);
        Finding.note("L5", "cancel(), eight CancelStatements refused: the call", start, (Exception) error.getCause());
        assertThat(((SQLException) error.getCause()).getSQLState()).isEqualTo("57014");
        emulator.awaitStatements();
        Finding.note("L5", "the statement is ABORTED", start, null);
        assertThat(rows()).isZero();
    }

    @Test
    void aCommitOutlastsAnOutage() throws SQLException {
        connection.setAutoCommit(false);
        run("insert into " + table + " values (1)");
        faults().on("ExecuteStatement").times(6).cutAfterRead();
        var start = System.nanoTime();
        connection.commit();
        Finding.note("L1", "COMMIT, six requests lost", start, null);
        connection.setAutoCommit(true);
        assertThat(rows()).isEqualTo(1);
    }
}
