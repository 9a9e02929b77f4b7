package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionImplTest {

    private PlayedConnection played;
    private Connection connection;
    private RedshiftDataConnection known;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
        connection = played.connection;
        known = connection.unwrap(RedshiftDataConnection.class);
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    private int update(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    // ---------------------------------------------------------------- settings

    @Test
    void aNewConnectionIsAsTheJavadocSays() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.isReadOnly()).isFalse();
        assertThat(connection.isClosed()).isFalse();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThat(connection.getCatalog()).isEqualTo("dev");
        assertThat(connection.getTypeMap()).isEmpty();
        assertThat(connection.getNetworkTimeout()).isZero();
        assertThat((Throwable) connection.getWarnings()).isNull();
        assertThat(connection.getClientInfo()).isEmpty();
        assertThat(known.getSessionId()).isNull();
        assertThat(known.getUnknownSubmissions()).isEmpty();
        assertThat(connection)
                .hasToString(
                        "RedshiftDataConnection[" + connection.getMetaData().getURL() + "]");
        assertThat(played.api.calls).as("none of it costs a request").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void aWeakerLevelIsAcceptedAsTheStrongest(int level) throws SQLException {
        connection.setTransactionIsolation(level);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    }

    @Test
    void aLevelThatIsNoneIsRefused() {
        assertThat(stateOf(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE)))
                .isEqualTo("22023");
        assertThat(stateOf(() -> connection.setTransactionIsolation(99))).isEqualTo("22023");
    }

    @Test
    void resultsStayOpenOverACommitWhateverIsAskedFor() throws SQLException {
        connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThat((Throwable) connection.getWarnings()).isNull();
        connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
        assertThat(connection.getWarnings().getMessage()).contains("Results stay open over a commit");
        assertThat(connection.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThat(stateOf(() -> connection.setHoldability(9))).isEqualTo("22023");
        connection.clearWarnings();
        assertThat((Throwable) connection.getWarnings()).isNull();
    }

    @Test
    void aConnectionStaysInItsDatabase() throws SQLException {
        connection.setCatalog("dev");
        connection.setCatalog(null);
        assertThat((Throwable) connection.getWarnings()).isNull();
        connection.setCatalog("other");
        assertThat(connection.getWarnings().getMessage())
                .contains("cannot change its database")
                .contains("\"other\"");
        assertThat(connection.getCatalog()).isEqualTo("dev");
    }

    @Test
    void thereAreNoTypesOfUsers() throws SQLException {
        connection.setTypeMap(null);
        connection.setTypeMap(Map.of());
        assertThat(stateOf(() -> connection.setTypeMap(Map.of("t", String.class))))
                .isEqualTo("0AR00");
    }

    @Test
    void theNetworkTimeoutIsInMilliseconds() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 1500);
        assertThat(connection.getNetworkTimeout()).isEqualTo(1500);
        connection.setNetworkTimeout(null, 0);
        assertThat(connection.getNetworkTimeout()).isZero();
        assertThat(stateOf(() -> connection.setNetworkTimeout(Runnable::run, -1)))
                .isEqualTo("22023");
    }

    @Test
    void aTextIsTranslatedWithoutBeingRun() throws SQLException {
        assertThat(connection.nativeSQL("select {d '2024-01-31'}, ?")).isEqualTo("select DATE '2024-01-31', ?");
        assertThat(stateOf(() -> connection.nativeSQL("select {"))).isEqualTo("42601");
        assertThat(stateOf(() -> connection.nativeSQL(null))).isEqualTo("22023");
    }

    // ---------------------------------------------------------------- transactions

    @Test
    void aTransactionIsCommittedOrRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(update("delete from t")).isZero();
        connection.commit();
        assertThat(update("delete from t")).isZero();
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
        var sent = String.join(";", played.api.calls);
        assertThat(sent).contains("COMMIT").contains("ROLLBACK");
    }

    @Test
    void switchingToAutoCommitCommits() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(update("delete from t")).isZero();
        connection.setAutoCommit(true);
        assertThat(String.join(";", played.api.calls)).contains("COMMIT");
    }

    @Test
    void theReadOnlyModeDoesNotChangeInsideATransaction() throws SQLException {
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.getMetaData().isReadOnly()).isTrue();
        connection.setReadOnly(false);
        connection.setAutoCommit(false);
        assertThat(update("delete from t")).isZero();
        assertThat(stateOf(() -> connection.setReadOnly(true))).isEqualTo("25001");
        assertThat(connection.isReadOnly()).isFalse();
        connection.setReadOnly(false);
        connection.commit();
        connection.setReadOnly(true);
        assertThat(connection.isReadOnly()).isTrue();
    }

    @Test
    void aReadOnlyConnectionTellsTheServer() throws SQLException {
        connection.setReadOnly(true);
        assertThat(update("delete from t")).isZero();
        assertThat(String.join(";", played.api.calls).toUpperCase(Locale.ROOT)).contains("SET READONLY TO 1");
        try (var other = new PlayedConnection("&readOnly=true").connection) {
            assertThat(other.isReadOnly()).isTrue();
        }
    }

    // ---------------------------------------------------------------- of the service

    @Test
    void whatTheConnectionAskedOfTheServiceIsCounted() throws SQLException {
        played.counters().called("ExecuteStatement");
        played.counters().received(100, 7);
        assertThat(known.getCounters().calls()).containsEntry("ExecuteStatement", 1L);
        assertThat(known.getCounters().bytes()).isEqualTo(100);
        assertThat(known.getCounters().rows()).isEqualTo(7);
        played.total().received(1, 1);
        assertThat(known.getTotalCounters().bytes()).isEqualTo(101);
        assertThat(known.getTotalCounters().rows()).isEqualTo(8);
        assertThat(known.getCounters().rows()).isEqualTo(7);
    }

    @Test
    void theSessionIsKnownFromTheFirstStatementOn() throws SQLException {
        assertThat(update("delete from t")).isZero();
        assertThat(known.getSessionId()).isEqualTo("session-1");
    }

    @Test
    void aStatementOfSomebodyElseIsAttached() throws SQLException {
        played.givesNumbers("select other", 5);
        played.api.executeStatementQuietly("select other");
        try (RedshiftDataStatement attached = known.attach("statement-1");
                var rows = attached.getResultSet()) {
            assertThat(attached.getStatementId()).isEqualTo("statement-1");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(5);
        }
    }

    @Test
    void whatFailedIsNotAttached() {
        played.api.courses.put("select other", Course.fails("ERROR: relation \"t\" does not exist"));
        played.api.executeStatementQuietly("select other");
        assertThat(stateOf(() -> known.attach("statement-1"))).isEqualTo("42P01");
    }

    // ---------------------------------------------------------------- life

    @Test
    void aConnectionClosesOnceAndGivesItsClientBack() throws SQLException {
        assertThat(update("delete from t")).isZero();
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(played.closes).isEqualTo(1);
    }

    @Test
    void aClosedConnectionSaysSo() throws SQLException {
        connection.close();
        for (var call : new ThrowingCallable[] {
            () -> connection.createStatement(),
            () -> connection.prepareStatement("select 1"),
            () -> connection.prepareStatement("select 1", 1),
            () -> connection.prepareStatement("select 1", new int[] {1}),
            () -> connection.prepareStatement("select 1", new String[] {"id"}),
            () -> connection.prepareCall("{call p()}"),
            () -> connection.nativeSQL("select 1"),
            () -> connection.getAutoCommit(),
            () -> connection.setAutoCommit(false),
            () -> connection.commit(),
            () -> connection.rollback(),
            () -> connection.getTransactionIsolation(),
            () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
            () -> connection.isReadOnly(),
            () -> connection.setReadOnly(true),
            () -> connection.getHoldability(),
            () -> connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT),
            () -> connection.getCatalog(),
            () -> connection.setCatalog("dev"),
            () -> connection.getSchema(),
            () -> connection.setSchema("s"),
            () -> connection.getMetaData(),
            () -> connection.getTypeMap(),
            () -> connection.setTypeMap(null),
            () -> connection.getWarnings(),
            () -> connection.clearWarnings(),
            () -> connection.getNetworkTimeout(),
            () -> connection.setNetworkTimeout(Runnable::run, 1),
            () -> connection.getClientInfo(),
            () -> known.attach("statement-1"),
        }) {
            var error = catchThrowableOfType(SQLException.class, call);
            assertThat(error.getSQLState()).isEqualTo("08003");
            assertThat((Throwable) error).hasMessageContaining("connection is closed");
        }
        assertThat(connection.isValid(1)).isFalse();
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void anOpenConnectionIsValid() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertThat(connection.isValid(5)).isTrue();
        assertThat(stateOf(() -> connection.isValid(-1))).isEqualTo("22023");
    }

    @Test
    void aConnectionWhoseSessionIsGoneForGoodIsClosed() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(update("delete from t")).isZero();
        played.api.closedSessions.add("session-1");
        assertThat(stateOf(() -> update("delete from t"))).startsWith("08");
        assertThat(connection.isClosed()).isTrue();
        var error = catchThrowableOfType(SQLException.class, () -> connection.getAutoCommit());
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat((Throwable) error).hasMessageContaining("has ended");
        assertThat(connection.isValid(1)).isFalse();
        connection.close();
        assertThat(played.closes).isEqualTo(1);
    }

    /** A program that rolls back after any failure, or cleans up in a finally block, sees the last exception only. */
    @Test
    void whateverFollowsACommitInDoubtSaysTheDoubtAgain() throws SQLException {
        var open = connection.createStatement();
        commitInDoubt();
        List<ThrowingCallable> later = List.of(
                () -> open.executeUpdate("delete from t"),
                () -> connection.rollback(),
                () -> connection.commit(),
                () -> connection.setAutoCommit(true),
                () -> connection.setReadOnly(false),
                () -> update("delete from t"));
        for (var call : later) {
            assertThatTheDoubtIsTold(call);
        }
        connection.close();
        assertThatTheDoubtIsTold(() -> connection.rollback());
    }

    @Test
    void anAbortAfterACommitInDoubtDoesNotEndTheDoubt() throws SQLException {
        commitInDoubt();
        connection.abort(Runnable::run);
        assertThatTheDoubtIsTold(() -> connection.setAutoCommit(true));
    }

    /** The end of the statement is not seen, and the network timeout closes the connection. */
    @Test
    void whateverFollowsAStatementInDoubtSaysSoOnAConnectionThatEndedWithIt() throws SQLException {
        played.api.courses.put("delete from t", Course.finishes(Duration.ofHours(1)));
        played.api.obeysCancel = false;
        played.api.duringWait = () -> abort();
        var first = catchThrowableOfType(SQLException.class, () -> update("delete from t"));
        assertThat(first.getSQLState()).isEqualTo("08003");
        assertThat(first.getErrorCode()).isEqualTo(1);
        var second = catchThrowableOfType(SQLException.class, () -> connection.setAutoCommit(true));
        assertThat(second.getSQLState()).isEqualTo("08003");
        assertThat(second.getErrorCode()).isEqualTo(1);
        assertThat((Throwable) second)
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining(first.getMessage())
                .hasCause(first);
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theEndOfAConnectionUndoesTheDoubtOfAStatementInATransaction() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(update("delete from t")).isZero();
        loseAnswers();
        assertThat(catchThrowableOfType(SQLException.class, () -> update("delete from u"))
                        .getErrorCode())
                .isEqualTo(1);
        assertThat(stateOf(() -> connection.rollback())).isEqualTo("08006");
        var error = catchThrowableOfType(SQLException.class, () -> connection.setAutoCommit(true));
        assertThat(error.getSQLState()).isEqualTo("08006");
        assertThat(error.getErrorCode()).isZero();
    }

    @Test
    void aDoubtIsOverWhenACallEndsWell() throws SQLException {
        loseAnswers();
        assertThat(catchThrowableOfType(SQLException.class, () -> update("delete from u"))
                        .getErrorCode())
                .isEqualTo(1);
        played.api.faultsAreOver();
        assertThat(update("delete from t")).isZero();
        connection.close();
        var error = catchThrowableOfType(SQLException.class, () -> connection.rollback());
        assertThat(error.getSQLState()).isEqualTo("08003");
        assertThat(error.getErrorCode()).isZero();
    }

    private void commitInDoubt() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(update("delete from t")).isZero();
        loseAnswers();
        assertThatTheDoubtIsTold(() -> connection.commit());
    }

    private void loseAnswers() {
        for (var i = 0; i < 1000; i++) {
            played.api.loseAnswer("Execute");
        }
        played.api.deniesLists = true;
    }

    private static void assertThatTheDoubtIsTold(ThrowingCallable call) {
        var error = catchThrowableOfType(SQLException.class, call);
        assertThat(error.getSQLState()).isEqualTo("08007");
        assertThat(error.getErrorCode()).isEqualTo(1);
        assertThat((Throwable) error).hasMessageContaining("committed is not known");
    }
}
