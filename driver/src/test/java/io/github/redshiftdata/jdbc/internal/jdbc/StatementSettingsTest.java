package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSettingsTest {

    private PlayedConnection played;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection("&queryTimeout=90");
        statement = played.connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        statement.close();
        assertThat(played.api.calls).as("no setting costs a request").isEmpty();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    @Test
    void aNewStatementHasTheSettingsThatTheJavadocNames() throws SQLException {
        assertThat(statement.getMaxRows()).isZero();
        assertThat(statement.getLargeMaxRows()).isZero();
        assertThat(statement.getMaxFieldSize()).isZero();
        assertThat(statement.getFetchSize()).isZero();
        assertThat(statement.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        assertThat(statement.getQueryTimeout()).as("that of the URL").isEqualTo(90);
        assertThat(statement.isPoolable()).isFalse();
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(statement.getResultSetHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    /** As java.sql.Statement.setPoolable has it. */
    @Test
    void onlyPreparedAndCallableStatementsArePoolableUnlessToldOtherwise() throws SQLException {
        try (var prepared = played.connection.prepareStatement("select ?");
                var call = played.connection.prepareCall("{call p(?)}");
                var plain = played.connection.createStatement()) {
            assertThat(plain.isPoolable()).isFalse();
            assertThat(prepared.isPoolable()).isTrue();
            assertThat(call.isPoolable()).isTrue();
            prepared.setPoolable(false);
            assertThat(prepared.isPoolable()).isFalse();
        }
    }

    @Test
    void whatIsSetIsKept() throws SQLException {
        statement.setMaxRows(7);
        assertThat(statement.getMaxRows()).isEqualTo(7);
        assertThat(statement.getLargeMaxRows()).isEqualTo(7);
        statement.setLargeMaxRows(5_000_000_000L);
        assertThat(statement.getLargeMaxRows()).isEqualTo(5_000_000_000L);
        assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
        statement.setMaxFieldSize(8);
        assertThat(statement.getMaxFieldSize()).isEqualTo(8);
        statement.setFetchSize(9);
        assertThat(statement.getFetchSize()).isEqualTo(9);
        statement.setQueryTimeout(10);
        assertThat(statement.getQueryTimeout()).isEqualTo(10);
        statement.setPoolable(true);
        assertThat(statement.isPoolable()).isTrue();
    }

    @Test
    void zeroIsNoLimit() throws SQLException {
        statement.setMaxRows(0);
        statement.setMaxFieldSize(0);
        statement.setFetchSize(0);
        statement.setQueryTimeout(0);
        assertThat(statement.getQueryTimeout()).isZero();
    }

    @Test
    void aNegativeSettingIsRefusedAndChangesNothing() throws SQLException {
        assertThat(stateOf(() -> statement.setMaxRows(-1))).isEqualTo("22023");
        assertThat(stateOf(() -> statement.setLargeMaxRows(-1))).isEqualTo("22023");
        assertThat(stateOf(() -> statement.setMaxFieldSize(-1))).isEqualTo("22023");
        assertThat(stateOf(() -> statement.setFetchSize(-1))).isEqualTo("22023");
        assertThat(stateOf(() -> statement.setQueryTimeout(-1))).isEqualTo("22023");
        assertThat(statement.getQueryTimeout()).isEqualTo(90);
    }

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN})
    void everyDirectionIsAHint(int direction) throws SQLException {
        statement.setFetchDirection(direction);
        assertThat(statement.getFetchDirection()).isEqualTo(direction);
    }

    @Test
    void aDirectionThatIsNoneIsRefused() {
        assertThat(stateOf(() -> statement.setFetchDirection(999))).isEqualTo("22023");
    }

    @Test
    void aCursorNameHasNoEffect() throws SQLException {
        statement.setCursorName("c");
        assertThat(statement.getFetchSize()).isZero();
    }

    @Test
    void aClosedStatementHasNoSettings() throws SQLException {
        statement.close();
        for (var call : new ThrowingCallable[] {
            () -> statement.getMaxRows(),
            () -> statement.setMaxRows(1),
            () -> statement.getLargeMaxRows(),
            () -> statement.getMaxFieldSize(),
            () -> statement.setMaxFieldSize(1),
            () -> statement.getFetchSize(),
            () -> statement.setFetchSize(1),
            () -> statement.getFetchDirection(),
            () -> statement.setFetchDirection(ResultSet.FETCH_FORWARD),
            () -> statement.getQueryTimeout(),
            () -> statement.setQueryTimeout(1),
            () -> statement.setEscapeProcessing(true),
            () -> statement.isPoolable(),
            () -> statement.setPoolable(true),
            () -> statement.setCursorName("c"),
            () -> statement.getResultSetType(),
            () -> statement.getResultSetConcurrency(),
            () -> statement.getResultSetHoldability(),
        }) {
            assertThat(stateOf(call)).isEqualTo("24000");
        }
    }
}
