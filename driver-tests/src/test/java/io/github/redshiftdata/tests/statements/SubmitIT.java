package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.redshiftdata.emulator.StatementEvent;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataHistoryEntry;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that are submitted without waiting, against the emulator. */
class SubmitIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final RedshiftDataSubmitOptions DEFAULTS = RedshiftDataSubmitOptions.defaults();

    private TestEmulator emulator;
    private String schema;

    @BeforeEach
    void start() throws SQLException {
        emulator = TestEmulator.own();
        schema = emulator.newSchema();
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".t (a int, b varchar(20))");
        }
        emulator.resetCalls();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private RedshiftDataConnection connect(String... parameters) throws SQLException {
        var connection = emulator.connect(parameters);
        emulator.resetCalls();
        return connection.unwrap(RedshiftDataConnection.class);
    }

    private long rows() throws SQLException {
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + schema + ".t")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aStatementRunsOnWithoutItsConnectionAndAnotherOneHasItsRows() throws SQLException {
        RedshiftDataHandle first;
        try (var connection = connect()) {
            first = connection.submit("select pg_sleep(1), a from generate_series(1, 3) as a");
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
            assertThat(first.status().isFinal()).isFalse();
            assertThat(first.await(Duration.ofMillis(100))).isFalse();
        }
        try (var connection = connect()) {
            var handle = connection.handle(first.getStatementId());
            assertThat(handle.await(LONG)).isTrue();
            try (var results = handle.results();
                    var rows = results.getResultSet()) {
                for (var n = 1; n <= 3; n++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(2)).isEqualTo(n);
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void inTheSessionItSeesTemporaryTablesAndTheNextStatementWaitsForIt() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            var own = connection.unwrap(RedshiftDataConnection.class);
            statement.execute("create temp table mine (a int)");
            emulator.resetCalls();
            var handle = own.submit(
                    DEFAULTS.inSession(true), "insert into mine select a from pg_sleep(1), generate_series(1, 3) as a");
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
            try (var rows = statement.executeQuery("select count(*) from mine")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(3);
            }
            assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FINISHED);
        }
    }

    @Test
    void aScriptIsOneTransactionWithItsResultsInOrder() throws SQLException {
        try (var connection = connect("currentSchema=" + schema)) {
            var handle = connection.submit(
                    "insert into t values (1, 'x'), (2, 'y'); create table made (a int); select count(*) from t; delete"
                            + " from t where b = ?",
                    "x");
            try (var results = handle.results()) {
                assertThat(results.getUpdateCount()).isEqualTo(2);
                assertThat(results.getMoreResults()).isFalse();
                assertThat(results.getUpdateCount()).isZero();
                assertThat(results.getMoreResults()).isTrue();
                try (var rows = results.getResultSet()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(2);
                }
                assertThat(results.getMoreResults()).isFalse();
                assertThat(results.getUpdateCount()).isEqualTo(1);
                assertThat(results.getMoreResults()).isFalse();
                assertThat(results.getUpdateCount()).isEqualTo(-1);
            }
            assertThat(handle.statistics().parts())
                    .extracting(part -> part.rows().orElse(-1))
                    .containsExactly(2L, 0L, 1L, 1L);
            assertThat(rows()).isEqualTo(1);

            var failing = connection.submit("insert into t values (3, 'z'); select * from absent");
            assertThat(failing.await(LONG)).isTrue();
            assertThat(failing.status()).isEqualTo(RedshiftDataStatus.FAILED);
            assertThatThrownBy(failing::results)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
            assertThat(rows()).isEqualTo(1);
        }
    }

    @Test
    void theSameTokenRunsOnceAndTheHistoryFindsIt() throws SQLException {
        var options = DEFAULTS.withStatementName("load " + schema).withClientToken("token of " + schema);
        var sql = "insert into " + schema + ".t values (1, 'x')";
        String id;
        try (var connection = connect()) {
            id = connection.submit(options, sql).getStatementId();
        }
        try (var connection = connect()) {
            var again = connection.submit(options, sql);
            assertThat(again.getStatementId()).isEqualTo(id);
            assertThat(again.await(LONG)).isTrue();
            assertThat(again.results().getUpdateCount()).isEqualTo(1);
            for (var status : new RedshiftDataStatus[] {null, RedshiftDataStatus.FINISHED}) {
                assertThat(connection.history("load " + schema, status, null))
                        .singleElement()
                        .satisfies(entry -> {
                            assertThat(entry.statementId()).isEqualTo(id);
                            assertThat(entry.isOfClientToken("token of " + schema))
                                    .isTrue();
                            assertThat(entry.texts()).containsExactly(sql);
                            assertThat(entry.createdAt()).isPresent();
                        });
            }
            assertThat(connection.history("load " + schema, RedshiftDataStatus.FAILED, null))
                    .isEmpty();
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aHistoryOfManyPagesIsWhole() throws SQLException {
        try (var connection = connect()) {
            for (var number = 0; number < 120; number++) {
                connection.submit(DEFAULTS.withStatementName("many"), "select " + number);
            }
            emulator.resetCalls();
            assertThat(connection.history("many ", null, null))
                    .extracting(RedshiftDataHistoryEntry::statementId)
                    .hasSize(120)
                    .doesNotHaveDuplicates();
            assertThat(emulator.calls()).isEqualTo(Map.of("ListStatements", 2L));
        }
    }

    @Test
    void aLostAnswerOfASubmissionRunsNothingTwice() throws SQLException {
        try (var connection = connect()) {
            emulator.emulator().faults().on("ExecuteStatement").once().cutAfterRun();
            var handle = connection.submit("insert into " + schema + ".t values (?, ?)", 1, "x");
            assertThat(handle.await(LONG)).isTrue();
            assertThat(emulator.calls().get("ExecuteStatement")).isEqualTo(2);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void cancelEndsAStatementOfAnotherConnection() throws SQLException {
        try (var connection = connect();
                var other = connect()) {
            var handle = connection.submit("select pg_sleep(60)");
            emulatorRuns();
            other.handle(handle.getStatementId()).cancel();
            assertThat(handle.await(LONG)).isTrue();
            assertThat(handle.status()).isEqualTo(RedshiftDataStatus.ABORTED);
            assertThatThrownBy(handle::results)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    private void emulatorRuns() {
        while (!emulator.emulator().statusesOf("pg_sleep(60)").contains("STARTED")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsNotKeptAnyMoreIsToldSo() throws SQLException {
        try (var connection = connect()) {
            var handle = connection.submit("select 1");
            assertThat(handle.await(LONG)).isTrue();
            emulator.emulator().expireResults();
            for (var expired : List.of(connection.handle(handle.getStatementId()))) {
                assertThatThrownBy(expired::status)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42704"))
                        .hasMessageContaining("24 hours");
            }
            assertThatThrownBy(() -> connection.handle("nonsense").status())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
        }
    }

    @Test
    void statisticsAreThoseOfTheService() throws SQLException {
        try (var connection = connect()) {
            var statistics = ended(connection.submit("select a from generate_series(1, 50) as a"));
            assertThat(statistics.rows()).hasValue(50);
            assertThat(statistics.bytes().orElseThrow()).isPositive();
            assertThat(statistics.duration().orElseThrow()).isPositive();
            assertThat(statistics.queueTime()).isPresent();
            assertThat(statistics.redshiftQueryId().orElseThrow()).isPositive();
            assertThat(statistics.redshiftQueryUuid()).isPresent();
            assertThat(statistics.processId().orElseThrow()).isPositive();

            var failed = ended(connection.submit("select * from absent"));
            assertThat(failed.status()).isEqualTo(RedshiftDataStatus.FAILED);
            assertThat(failed.rows()).isEmpty();
            assertThat(failed.bytes()).isEmpty();
        }
    }

    private static RedshiftDataStatistics ended(RedshiftDataHandle handle) throws SQLException {
        assertThat(handle.await(LONG)).isTrue();
        return handle.statistics();
    }

    @Test
    void eventsAreSentForWhatTheProgramRunsAndNothingElse() throws SQLException {
        try (Connection connection = connect("withEvent=true");
                var statement = connection.createStatement()) {
            statement.execute("insert into " + schema + ".t values (1, 'x'), (2, 'y')");
            connection.getSchema();
            statement.execute("delete from " + schema + ".t; select 1");
            statement.unwrap(RedshiftDataStatement.class).setWithEvent(false);
            statement.execute("select 2");
        }
        assertThat(emulator.emulator().events())
                .extracting(StatementEvent::state, StatementEvent::rows)
                .containsExactly(tuple("FINISHED", 2L), tuple("FINISHED", -1L));
    }
}
