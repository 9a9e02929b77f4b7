package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are submitted, without waiting, into the session of the connection. */
class SubmitInSessionTest {

    private static final RedshiftDataSubmitOptions IN_SESSION =
            RedshiftDataSubmitOptions.defaults().inSession(true);
    private static final Duration LONG = Duration.ofMinutes(10);

    private PlayedConnection played;
    private RedshiftDataConnection connection;

    @BeforeEach
    void connect() throws SQLException {
        connect("");
    }

    private void connect(String parameters) throws SQLException {
        played = new PlayedConnection(parameters);
        connection = played.connection;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = played.connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void goes(String sql, Duration duration) {
        played.api.courses.put(sql, Course.finishes(duration));
    }

    @Test
    void itIsOneRequestInTheSessionThatIsThere() throws SQLException {
        execute("create temp table mine (n int)");
        goes("insert into mine values (1)", LONG);
        var handle = connection.submit(IN_SESSION.withClientToken("mine"), "insert into mine values (1)");
        var request = played.api.executed.get(1);
        assertThat(played.api.operations()).containsExactly("Execute", "Execute");
        assertThat(request.sessionId()).isNotNull().isEqualTo(connection.getSessionId());
        assertThat(request.waitSeconds()).isZero();
        assertThat(request.clientToken()).isEqualTo("mine");
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.STARTED);
    }

    @Test
    void withoutASessionOneIsOpenedFirstByARequestOfTheDriver() throws SQLException {
        connect("&currentSchema=sales");
        goes("insert into t values (1)", LONG);
        connection.submit(IN_SESSION.withClientToken("mine").withEvent(true), "insert into t values (1)");
        assertThat(played.api.batches.get(0).sqls()).containsExactly("SET search_path TO \"sales\"", "SELECT 1");
        assertThat(played.api.batches.get(0).clientToken()).isNotEqualTo("mine");
        assertThat(played.api.executed).hasSize(1);
        assertThat(played.api.executed.get(0).sessionId()).isEqualTo(connection.getSessionId());
        assertThat(played.api.executed.get(0).withEvent()).isTrue();
    }

    @Test
    void severalStatementsAreOneBatchInTheSession() throws SQLException {
        execute("create temp table mine (n int)");
        connection.submit(IN_SESSION, "insert into mine values (1); insert into mine values (2)");
        assertThat(played.api.batches.get(0).sessionId()).isEqualTo(connection.getSessionId());
        assertThat(played.api.batches.get(0).sqls()).hasSize(2);
    }

    @Test
    void theNextStatementWaitsForItsEndHoweverLong() throws SQLException {
        execute("create temp table mine (n int)");
        goes("insert into mine values (1)", LONG);
        var handle = connection.submit(IN_SESSION, "insert into mine values (1)");
        execute("delete from mine");
        assertThat(played.api.sqls()).last().isEqualTo("delete from mine");
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FINISHED);
    }

    @Test
    void aTimeoutOrCancelOfTheStatementThatWaitsLeavesBothRight() throws SQLException {
        execute("create temp table mine (n int)");
        goes("insert into mine values (1)", LONG);
        var handle = connection.submit(IN_SESSION, "insert into mine values (1)");
        try (var statement = played.connection.createStatement()) {
            statement.setQueryTimeout(5);
            assertThatThrownBy(() -> statement.execute("delete from mine"))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("before the service gave it an id");
        }
        assertThat(played.api.sqls()).doesNotContain("delete from mine");
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.STARTED);
        execute("delete from mine");
        assertThat(handle.status()).isEqualTo(RedshiftDataStatus.FINISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "commit", "insert into t values (1); vacuum", "call p()"})
    void whatWouldChangeTheTransactionOfTheConnectionIsRefused(String sql) throws SQLException {
        execute("create temp table mine (n int)");
        var before = played.api.calls.size();
        if (sql.equals("call p()")) {
            assertThat(connection.submit(IN_SESSION, sql).getStatementId()).isNotEmpty();
            return;
        }
        assertThatThrownBy(() -> connection.submit(IN_SESSION, sql))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25001"));
        assertThat(played.api.calls).hasSize(before);
    }

    @Test
    void insideATransactionItIsRefused() throws SQLException {
        played.connection.setAutoCommit(false);
        execute("insert into t values (1)");
        assertThatThrownBy(() -> connection.submit(IN_SESSION, "select 1"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25001"));
    }

    @Test
    void theNameOfTheQueryGroupIsSetBefore() throws SQLException {
        execute("create temp table mine (n int)");
        played.connection.setClientInfo("QueryGroup", "nightly");
        connection.submit(IN_SESSION.withClientToken("mine"), "insert into mine values (1)");
        assertThat(played.api.sqls())
                .containsExactly(
                        "create temp table mine (n int)",
                        "SET query_group TO 'nightly'",
                        "insert into mine values (1)");
        assertThat(played.api.executed.get(1).clientToken()).isNotEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set statement_timeout to 5", "create temp table more (n int)"})
    void aSessionIsNotSilentlyRenewedOnceMoreMayBeInItThanTheDriverSaw(String sql) throws SQLException {
        execute("insert into t values (1)");
        goes(sql, Duration.ofSeconds(1));
        connection.submit(IN_SESSION, sql);
        played.api.closedSessions.add(connection.getSessionId());
        assertThatThrownBy(() -> execute("insert into t values (2)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
    }

    @Test
    void aSubmittedStatementThatLostItsBackendTookWhatTheSessionHeldWithIt() throws SQLException {
        execute("create temp table mine (n int)");
        played.api.courses.put(
                "insert into mine values (1)",
                Course.fails("FATAL: terminating connection due to administrator command"));
        connection.submit(IN_SESSION, "insert into mine values (1)");
        assertThatThrownBy(() -> execute("select * from mine"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
        assertThat(played.api.sqls()).doesNotContain("select * from mine");
    }

    @Test
    void aSubmittedStatementThatLostItsBackendHarmsNoSessionThatHeldNothing() throws SQLException {
        execute("insert into t values (1)");
        var old = connection.getSessionId();
        played.api.courses.put(
                "insert into t values (2)", Course.fails("FATAL: terminating connection due to administrator command"));
        connection.submit(IN_SESSION, "insert into t values (2)");
        execute("insert into t values (3)");
        assertThat(connection.getSessionId()).isNotEqualTo(old);
    }

    /** The service refuses the session and does not say why, so many times that a caller who takes it for gone has given up. */
    private void refusesTheSession(int times) {
        for (int i = 0; i < times; i++) {
            played.api.failNext("Execute", Kind.REJECTED, "Session is not available");
            played.api.failNext("FindSession", Kind.UNAUTHORIZED, "no");
        }
    }

    @Test
    void whereItsEndIsNotToldTheSessionIsTakenForBusyAndWaitedFor() throws SQLException {
        execute("create temp table mine (n int)");
        connection.submit(IN_SESSION, "insert into mine values (1)");
        for (int i = 0; i < 100; i++) {
            played.api.failNext("Describe", Kind.NOT_FOUND, "no");
        }
        refusesTheSession(8);
        execute("delete from mine");
        assertThat(played.api.sqls()).last().isEqualTo("delete from mine");
    }

    @Test
    void onceItHasEndedARefusedSessionIsNotTakenForBusy() throws SQLException {
        execute("create temp table mine (n int)");
        connection.submit(IN_SESSION, "insert into mine values (1)");
        refusesTheSession(100);
        var start = played.time.nanos();
        assertThatThrownBy(() -> execute("delete from mine"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
        assertThat(played.time.since(start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSessionThatIsGoneAndHeldNothingIsRenewedForIt() throws SQLException {
        execute("insert into t values (1)");
        var old = connection.getSessionId();
        played.api.closedSessions.add(old);
        connection.submit(IN_SESSION, "insert into t values (2)");
        assertThat(played.api.sqls()).endsWith("SELECT 1", "insert into t values (2)");
        assertThat(connection.getSessionId()).isNotEqualTo(old);
    }

    @Test
    void aLostAnswerIsADoubtThatNamesTheToken() throws SQLException {
        execute("create temp table mine (n int)");
        for (int i = 0; i < 100; i++) {
            played.api.loseAnswer("Execute");
        }
        played.api.deniesLists = true;
        assertThatThrownBy(() -> connection.submit(IN_SESSION.withClientToken("mine"), "insert into mine values (1)"))
                .hasMessageContaining("client token mine")
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN));
    }

    @Test
    void aRefusalIsNoDoubt() throws SQLException {
        execute("create temp table mine (n int)");
        played.api.failNext("Execute", Kind.REJECTED, "no such thing");
        assertThatThrownBy(() -> connection.submit(IN_SESSION, "insert into mine values (1)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isZero());
        execute("insert into mine values (2)");
        assertThat(played.api.sqls()).last().isEqualTo("insert into mine values (2)");
    }
}
