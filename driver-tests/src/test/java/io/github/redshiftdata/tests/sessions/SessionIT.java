package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.RedshiftDataClient;
import software.amazon.awssdk.services.redshiftdata.model.StatementData;

/** What lives across statements: the session, its transactions, and what becomes of them when it dies. */
@Timeout(300)
class SessionIT {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestEmulator emulator;
    private Connection connection;
    private String table;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        table = emulator.newSchema() + ".t";
        run(connection, "create table " + table + " (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        connection.close();
        emulator.close();
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private String countOutside() throws SQLException {
        try (var other = emulator.connect()) {
            return read(other, "select count(*) from " + table);
        }
    }

    private static String sessionOf(Connection connection) throws SQLException {
        return String.valueOf(connection.unwrap(RedshiftDataConnection.class).getSessionId());
    }

    private void killSession() throws SQLException {
        emulator.emulator().killSession(sessionOf(connection));
    }

    private static void assertState(String state, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(state);
    }

    private static SQLException failureOf(Future<?> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException e) {
            return (SQLException) e.getCause();
        }
    }

    private static RedshiftDataClient client(TestEmulator emulator) {
        var credentials = AwsBasicCredentials.create("key", "secret");
        return RedshiftDataClient.builder()
                .endpointOverride(emulator.emulator().endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    // ---------------------------------------------------------------- state of the session

    @Test
    void readOnlyRefusesToWriteAndEndsWithTheTransaction() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        assertState("25006", () -> run(connection, "insert into " + table + " values (1)"));
        assertState("25001", () -> connection.setReadOnly(false));
        connection.rollback();
        connection.setReadOnly(false);
        run(connection, "insert into " + table + " values (1)");
        connection.commit();
        assertThat(countOutside()).isEqualTo("1");
    }

    /** Also after a session that was lost while idle. */
    @Test
    void theReadOnlyPropertyGuardsTransactionsAndWhatStandsAlone() throws SQLException {
        var insert = "insert into " + table + " values (1)";
        try (var guarded = emulator.connect("readOnly=true");
                var statement = guarded.createStatement()) {
            assertThat(guarded.isReadOnly()).isTrue();
            assertState("25006", () -> run(guarded, insert));
            emulator.emulator().killSession(sessionOf(guarded));
            assertState("25006", () -> run(guarded, insert));
            assertState("25006", () -> run(guarded, insert + "; " + insert));
            statement.addBatch(insert);
            statement.addBatch(insert);
            assertState("25006", statement::executeBatch);
            guarded.setAutoCommit(false);
            assertState("25006", () -> run(guarded, insert));
            guarded.rollback();
            guarded.setReadOnly(false);
            run(guarded, insert);
            guarded.commit();
            guarded.setAutoCommit(true);
            run(guarded, insert);
        }
        assertThat(countOutside()).isEqualTo("2");
    }

    @Test
    void theSchemaOfTheUrlCountsFromTheFirstStatementOnAlsoLazily() throws SQLException {
        var schema = emulator.newSchema();
        for (var lazy : new boolean[] {false, true}) {
            try (var there = emulator.connect("currentSchema=" + schema, "lazyConnect=" + lazy)) {
                assertThat(there.getSchema()).isEqualTo(schema);
                assertThat(read(there, "select current_schema()")).isEqualTo(schema);
                emulator.emulator().killSession(sessionOf(there));
                assertThat(read(there, "select current_schema()")).isEqualTo(schema);
            }
        }
    }

    @Test
    void theApplicationNameBecomesTheNameOfTheStatements() throws SQLException {
        connection.setClientInfo("ApplicationName", "reports");
        run(connection, "select 1 as named");
        try (var client = client(emulator)) {
            var found = client.listStatements(list -> list.statementName("reports"));
            assertThat(found.statements())
                    .extracting(StatementData::queryString)
                    .containsExactlyInAnyOrder("SET application_name TO 'reports'", "select 1 as named");
            assertThat(found.statements())
                    .allMatch(statement -> statement.statementName().startsWith("reports "));
        }
    }

    @Test
    void theSearchPathFindsUnqualifiedTables() throws SQLException {
        var schema = table.substring(0, table.indexOf('.'));
        run(connection, "set search_path to " + schema);
        assertThat(read(connection, "select count(*) from t")).isEqualTo("0");
        assertThat(connection.getSchema()).isEqualTo(schema);
    }

    @Test
    void twoThreadsOnOneConnectionTakeTurns() throws Exception {
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < 20; i++) {
            var number = i;
            tasks.add(() -> number + "=" + read(connection, "select " + number));
        }
        for (var done : threads.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
            var sides = done.get().split("=", 2);
            assertThat(sides[0]).isEqualTo(sides[1]);
        }
        assertThat(emulator.emulator().openSessions()).isEqualTo(1);
    }

    @Test
    void resultsOfSeveralPagesAreReadInTurn() throws SQLException {
        try (var small = TestEmulator.own(300);
                var paged = small.connect();
                var one = paged.createStatement();
                var other = paged.createStatement()) {
            var up = one.executeQuery("select n from generate_series(1, 200) as n order by n");
            var down = other.executeQuery("select n from generate_series(1, 200) as n order by n desc");
            for (var i = 1; i <= 200; i++) {
                assertThat(up.next()).isTrue();
                assertThat(down.next()).isTrue();
                assertThat(up.getInt(1)).isEqualTo(i);
                assertThat(down.getInt(1)).isEqualTo(201 - i);
            }
            assertThat(up.next()).isFalse();
            assertThat(down.next()).isFalse();
        }
    }

    @Test
    void modeAutoOpensASessionOnlyForWhatNeedsOne() throws SQLException {
        var before = emulator.emulator().openSessions();
        try (var auto = emulator.connect("session=auto")) {
            assertThat(read(auto, "select 1")).isEqualTo("1");
            run(auto, "insert into " + table + " values (1)");
            assertThat(emulator.emulator().openSessions()).isEqualTo(before);
            run(auto, "create temp table kept (a int)");
            run(auto, "insert into kept values (7)");
            assertThat(read(auto, "select a from kept")).isEqualTo("7");
            assertThat(emulator.emulator().openSessions()).isEqualTo(before + 1);
        }
        assertThat(countOutside()).isEqualTo("1");
    }

    @Test
    void modeAutoRunsTransactions() throws SQLException {
        try (var auto = emulator.connect("session=auto")) {
            auto.setAutoCommit(false);
            run(auto, "insert into " + table + " values (1)");
            assertThat(countOutside()).isEqualTo("0");
            auto.rollback();
            run(auto, "insert into " + table + " values (2)");
            auto.commit();
            assertThat(read(auto, "select a from " + table)).isEqualTo("2");
        }
    }

    // ---------------------------------------------------------------- transactions

    @Test
    void aRollbackTakesBackDdl() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "create table " + table + "2 (a int)");
        connection.rollback();
        assertState("42P01", () -> read(connection, "select count(*) from " + table + "2"));
        connection.rollback();
        run(connection, "create table " + table + "2 (a int)");
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(read(connection, "select count(*) from " + table + "2")).isEqualTo("0");
    }

    @Test
    void aCommitAfterAFailedStatementRollsBackAndSaysSo() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        assertState("42P01", () -> run(connection, "select * from never_made"));
        assertState("25P02", () -> run(connection, "select 1"));
        assertState("25P02", connection::commit);
        assertThat(countOutside()).isEqualTo("0");
        run(connection, "insert into " + table + " values (2)");
        connection.commit();
        assertThat(countOutside()).isEqualTo("1");
    }

    @Test
    void switchingAutocommitOnCommits() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        connection.setAutoCommit(true);
        assertThat(countOutside()).isEqualTo("1");
    }

    @Test
    void whatCannotRunInATransactionSaysSo() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        assertState("25001", () -> run(connection, "vacuum " + table));
        connection.rollback();
        connection.setAutoCommit(true);
        run(connection, "vacuum " + table);
    }

    @Test
    void aTransactionWithoutStatementsCostsNothing() throws SQLException {
        emulator.resetCalls();
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(emulator.calls()).isEmpty();
    }

    // ---------------------------------------------------------------- death

    @Test
    void aSessionThatHeldOnlySettingsIsRenewed() throws SQLException {
        var schema = table.substring(0, table.indexOf('.'));
        connection.setSchema(schema);
        run(connection, "set query_group to 'mine'");
        var lost = sessionOf(connection);
        killSession();
        assertThat(read(connection, "select current_schema()")).isEqualTo(schema);
        assertThat(read(connection, "select count(*) from t")).isEqualTo("0");
        assertThat(sessionOf(connection)).isNotEqualTo(lost);
        assertThat(connection.isValid(5)).isTrue();
    }

    @Test
    void aSessionWithATemporaryTableIsNotRenewed() throws SQLException {
        run(connection, "create temp table kept (a int)");
        killSession();
        assertState("08006", () -> run(connection, "insert into " + table + " values (1)"));
        assertThat(connection.isValid(5)).isFalse();
        assertState("08006", () -> run(connection, "insert into " + table + " values (1)"));
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void nothingIsReplayedInsideATransaction() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        killSession();
        assertState("08006", () -> run(connection, "insert into " + table + " values (2)"));
        assertThat(connection.isValid(5)).isFalse();
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void aSessionThatDiesUnderAStatementFailsItAndIsRenewed() throws Exception {
        var run = threads.submit(() -> {
            run(connection, "select pg_sleep(30)");
            return true;
        });
        emulator.awaitRunning(1);
        killSession();
        assertThat(failureOf(run).getSQLState()).isNotNull();
        assertThat(read(connection, "select 5")).isEqualTo("5");
    }

    @Test
    void aCommitInASessionThatIsGoneHasNotHappened() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        killSession();
        assertState("08006", connection::commit);
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void aCommitThatSomebodyElseCancelsIsUnresolved() throws Exception {
        var half = Duration.ofMillis(500);
        try (var slow = TestEmulator.own(TestEmulator.options().withDelays(Duration.ZERO, Duration.ZERO, half));
                var client = client(slow);
                var doomed = slow.connect()) {
            doomed.setAutoCommit(false);
            run(doomed, "insert into " + table + " values (1)");
            var commit = threads.submit(() -> {
                doomed.commit();
                return true;
            });
            slow.awaitRunning(1);
            var commitId = slow.emulator().runningStatements().get(0);
            client.cancelStatement(cancel -> cancel.id(commitId));
            assertThat(failureOf(commit).getSQLState()).isEqualTo("08007");
            assertThat(doomed.isValid(5)).isFalse();
        }
    }

    @Test
    void aCommitWhoseSessionDiesUnderItIsUnresolved() throws Exception {
        var second = Duration.ofSeconds(1);
        try (var slow = TestEmulator.own(TestEmulator.options().withDelays(Duration.ZERO, Duration.ZERO, second));
                var doomed = slow.connect()) {
            doomed.setAutoCommit(false);
            run(doomed, "insert into " + table + " values (1)");
            var session = sessionOf(doomed);
            var commit = threads.submit(() -> {
                doomed.commit();
                return true;
            });
            slow.awaitRunning(1);
            slow.emulator().killSession(session);
            assertThat(failureOf(commit).getSQLState()).isEqualTo("08007");
            assertThat(doomed.isValid(5)).isFalse();
            assertThat(countOutside())
                    .as("the emulator ends a statement that only waits")
                    .isEqualTo("0");
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsResolvedByItsToken() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        emulator.emulator().faults().on("ExecuteStatement").times(2).cutAfterRun();
        connection.commit();
        assertThat(countOutside()).isEqualTo("1");
        run(connection, "insert into " + table + " values (2)");
        connection.rollback();
        assertThat(countOutside()).isEqualTo("1");
    }

    @Test
    void aBusySessionIsWaitedFor() throws Exception {
        try (var client = client(emulator)) {
            var session = sessionOf(connection);
            client.executeStatement(execute ->
                    execute.sql("select pg_sleep(1)").sessionId(session).clientToken("busy"));
            run(connection, "create temp table held (a int)");
            assertThat(read(connection, "select count(*) from held")).isEqualTo("0");
            assertThat(sessionOf(connection)).isEqualTo(session);
        }
    }

    // ---------------------------------------------------------------- ends

    @Test
    void closeRollsBackAndGivesUpTheSession() throws SQLException, InterruptedException {
        var other = emulator.connect();
        other.setAutoCommit(false);
        run(other, "insert into " + table + " values (1)");
        assertThat(emulator.emulator().openSessions()).isEqualTo(2);
        other.close();
        emulator.awaitSessions(1);
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void closeEndsWhatRuns() throws Exception {
        var other = emulator.connect();
        var run = threads.submit(() -> {
            run(other, "select pg_sleep(30)");
            return true;
        });
        emulator.awaitRunning(1);
        other.close();
        assertThat(failureOf(run).getSQLState()).isNotNull();
        emulator.awaitRunning(0);
        emulator.awaitSessions(1);
    }

    @Test
    void abortEndsWhatRunsAndClosesAtOnce() throws Exception {
        var other = emulator.connect();
        var run = threads.submit(() -> {
            run(other, "select pg_sleep(30)");
            return true;
        });
        emulator.awaitRunning(1);
        other.abort(threads);
        assertThat(other.isClosed()).isTrue();
        assertThat(failureOf(run).getSQLState()).isNotNull();
        emulator.awaitRunning(0);
        emulator.awaitSessions(1);
    }

    @Test
    void abortRollsBackWhatIsOpen() throws SQLException, InterruptedException {
        var other = emulator.connect();
        other.setAutoCommit(false);
        run(other, "insert into " + table + " values (1)");
        other.abort(threads);
        emulator.awaitSessions(1);
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void anInterruptedThreadClosesAllTheSame() throws SQLException, InterruptedException {
        var other = emulator.connect();
        other.setAutoCommit(false);
        run(other, "insert into " + table + " values (1)");
        Thread.currentThread().interrupt();
        other.close();
        assertThat(Thread.interrupted()).isTrue();
        emulator.awaitSessions(1);
        assertThat(countOutside()).isEqualTo("0");
    }

    @Test
    void manyClosesAtOnceLeaveNoSession() throws SQLException, InterruptedException {
        var others = new ArrayList<Connection>();
        for (var i = 0; i < 10; i++) {
            others.add(emulator.connect());
        }
        emulator.emulator().faults().on("ExecuteStatement").times(15).throttle();
        for (var other : others) {
            other.close();
        }
        emulator.awaitSessions(1);
    }

    @Test
    void aConnectionThatIsNotMadeInTimeLeavesNoSession() throws InterruptedException {
        emulator.emulator().faults().on("ExecuteStatement").times(1).delay(Duration.ofSeconds(3));
        emulator.emulator().faults().on("ListStatements").always().status(503);
        assertThatThrownBy(() -> emulator.connect("loginTimeout=1"))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("not made within loginTimeout, 1 s")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
        // Two of the set-up, one whose answer came too late, one that gives up the session of that answer.
        awaitCalls("ExecuteStatement", 4);
        emulator.awaitSessions(1);
    }

    @Test
    void afterTruncateWhichCommitsANewTransactionBegins() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into " + table + " values (1)");
        run(connection, "truncate " + table);
        run(connection, "insert into " + table + " values (2)");
        connection.rollback();
        assertThat(countOutside()).isEqualTo("0");
        run(connection, "truncate " + table);
        connection.commit();
        run(connection, "insert into " + table + " values (3)");
        connection.commit();
        assertThat(countOutside()).isEqualTo("1");
    }

    @Test
    void aNetworkTimeoutBoundsTheRequestNotTheStatement() throws SQLException {
        connection.setNetworkTimeout(threads, 1000);
        assertThat(connection.getNetworkTimeout()).isEqualTo(1000);
        assertThat(read(connection, "select 1 from (select pg_sleep(2.2)) as pause"))
                .isEqualTo("1");
        assertThatThrownBy(() -> connection.setNetworkTimeout(threads, -1)).isInstanceOf(SQLException.class);
    }

    @Test
    void isValidNeverThrowsButForANegativeTime() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertThat(connection.isValid(10_000)).isTrue();
        assertThatThrownBy(() -> connection.isValid(-1)).isInstanceOf(SQLException.class);
        connection.close();
        assertThat(connection.isValid(0)).isFalse();
    }

    private void awaitCalls(String operation, long count) {
        while (emulator.calls().getOrDefault(operation, 0L) < count) {
            Thread.onSpinWait();
        }
    }
}
