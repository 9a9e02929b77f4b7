package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.EndedCall;
import io.github.redshiftdata.tests.support.Gate;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ending a statement early, at every moment and by every way: the call ends within a second and a round trip, the
 * statement is gone from the database, the connection works on.
 */
class CancelIT {

    /** A second, and what a loaded machine takes for a round trip. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final AtomicInteger MARKERS = new AtomicInteger();

    private final Gate gate = new Gate();
    private final String marker = "m" + ProcessHandle.current().pid() + "_" + MARKERS.incrementAndGet() + "_";

    static Stream<Arguments> cells() {
        return Arrays.stream(CancelMoment.values())
                .flatMap(moment -> Arrays.stream(CancelWay.values()).map(way -> Arguments.of(moment, way)));
    }

    @AfterEach
    void letGo() {
        gate.open();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theCallEndsSoonAndTheStatementWithIt(CancelMoment moment, CancelWay way) throws Exception {
        try (var emulator = TestEmulator.own(moment.options());
                var connection = emulator.connect(moment.parameters());
                var statement = connection.createStatement(typeFor(moment), ResultSet.CONCUR_READ_ONLY)) {
            statement.setQueryTimeout(way == CancelWay.TIMEOUT ? (int) TIMEOUT.toSeconds() : 0);
            moment.prepare(emulator.emulator().faults(), gate);
            var run = new EndedCall(() -> moment.run(statement, marker));
            awaitThere(moment, emulator, run);
            var ended = way == CancelWay.TIMEOUT ? run.started() + TIMEOUT.toNanos() : System.nanoTime();
            way.end(connection, statement, run.thread());
            run.join();

            assertThat(run.failure()).isInstanceOf(SQLException.class);
            assertThat(run.sqlState()).as("%s", run.failure()).isEqualTo(way.sqlState());
            assertThat(run.failure() instanceof SQLTimeoutException).isEqualTo(way == CancelWay.TIMEOUT);
            assertThat(run.interrupted()).isEqualTo(way == CancelWay.INTERRUPT);
            assertThat(run.since(ended)).isLessThan(SOON);
            gate.open();
            emulator.awaitEnded(marker);
            assertThat(emulator.emulator().statusesOf(marker)).containsExactly(moment.reads() ? "FINISHED" : "ABORTED");
            TestEmulator.awaitActive(marker, 0);
            emulator.emulator().faults().clear();
            if (!connection.isClosed()) {
                assertWorks(connection);
            }
        }
    }

    @Test
    void anInsertOfATransactionThatIsCancelledOnItsWayNeverComesAfterTheRollback() throws Exception {
        var table = TestEmulator.shared().newSchema() + ".t";
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table " + table + " (a varchar(50))");
            connection.setAutoCommit(false);
            statement.execute("insert into " + table + " values ('first')");
            emulator.emulator().faults().on("ExecuteStatement").times(2).event(gate);
            var run = new EndedCall(() -> statement.execute("insert into " + table + " values ('" + marker + "')"));
            gate.awaitArrival();
            statement.cancel();
            run.join();
            assertThat(run.sqlState()).isEqualTo("57014");
            gate.open();
            assertThatThrownBy(() -> statement.execute("select 1"))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("25P02");
            connection.rollback();
            assertThat(emulator.emulator().statusesOf(marker)).hasSizeLessThanOrEqualTo(1);
            try (var rows = statement.executeQuery("select count(*) from " + table)) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
            connection.rollback();
        }
    }

    @Test
    void aQueryTimeoutOfAnAttachedStatementLeavesItRunning() throws Exception {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect();
                var other = emulator.connect("queryTimeout=1");
                var statement = connection.createStatement()) {
            var run = new EndedCall(() -> statement.execute("select pg_sleep(60), '" + marker + "'"));
            TestEmulator.awaitActive(marker, 1);
            var id = emulator.emulator().runningStatements().get(0);
            assertThatThrownBy(() -> other.unwrap(RedshiftDataConnection.class).attach(id))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("runs on");
            assertThat(emulator.emulator().statusesOf(marker)).containsExactly("STARTED");
            statement.cancel();
            run.join();
            assertThat(run.sqlState()).isEqualTo("57014");
        }
    }

    static Stream<Arguments> works() {
        return Arrays.stream(CancelledWork.values())
                .flatMap(work -> Stream.of(CancelWay.values()).map(way -> Arguments.of(work, way)));
    }

    @ParameterizedTest
    @MethodSource("works")
    void nothingStaysOfWorkThatIsEnded(CancelledWork work, CancelWay way) throws Exception {
        var table = TestEmulator.shared().newSchema() + ".t";
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect();
                var other = emulator.connect();
                var statement = work.open(connection, table, marker)) {
            execute(other, "create table " + table + " (a varchar(50))");
            statement.setQueryTimeout(way == CancelWay.TIMEOUT ? (int) TIMEOUT.toSeconds() : 0);
            var run = new EndedCall(() -> work.run(statement, table, marker));
            // A query timeout may be over before the statement runs that takes long.
            TestEmulator.awaitActive(marker, 1, run::isRunning);
            var ended = way == CancelWay.TIMEOUT ? run.started() + TIMEOUT.toNanos() : System.nanoTime();
            way.end(connection, statement, run.thread());
            run.join();

            assertThat(run.sqlState()).as("%s", run.failure()).isEqualTo(way.sqlState());
            assertThat(run.since(ended)).isLessThan(SOON);
            TestEmulator.awaitActive(marker, 0);
            assertThat(rowsOf(table, other)).isZero();
            if (!connection.isClosed()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertWorks(connection);
            }
        }
    }

    @Test
    void aCancelBetweenPagesLeavesTheRowsAtHandAndEndsTheReading() throws Exception {
        try (var emulator = TestEmulator.own(TestEmulator.options().withPageBytes(400));
                var connection = emulator.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select n from generate_series(1, 2000) as n")) {
            assertThat(rows.next()).isTrue();
            statement.cancel();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThatThrownBy(() -> readOn(rows))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            assertThat(rows.isClosed()).isFalse();
            assertWorks(connection);
        }
    }

    @Test
    void cancelWithNothingRunningDoesNothing() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.cancel();
            assertThat(statement.execute("select 1")).isTrue();
            statement.cancel();
            assertThat(statement.executeQuery("select 2").next()).isTrue();
            assertThat(emulator.calls()).doesNotContainKey("CancelStatement");
        }
    }

    private static void readOn(ResultSet rows) throws SQLException {
        while (rows.next()) {
            // to the end
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int rowsOf(String table, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static int typeFor(CancelMoment moment) {
        return moment == CancelMoment.LATER_PAGE_TO_SCROLL
                ? ResultSet.TYPE_SCROLL_INSENSITIVE
                : ResultSet.TYPE_FORWARD_ONLY;
    }

    private void awaitThere(CancelMoment moment, TestEmulator emulator, EndedCall run) throws Exception {
        if (moment.runs()) {
            // On a busy machine its timeout may be over before anybody has seen it run.
            TestEmulator.awaitActive(marker, 1, () -> run.thread().isAlive());
        } else {
            gate.awaitArrival();
        }
        if (moment == CancelMoment.WAITING || moment == CancelMoment.WAITING_IN_VAIN) {
            emulator.awaitCall("DescribeStatement");
        }
    }

    private static void assertWorks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 5")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(5);
        }
    }
}
