package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedStatementImplTest {

    private PlayedConnection played;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    // ---------------------------------------------------------------- running

    @Test
    void aQueryIsRunWithItsParameters() throws SQLException {
        played.givesNumbers("select n from t where a = 7 and b = :p2", 1);
        try (var statement = played.connection.prepareStatement("select n from t where a = ? and b = ?")) {
            statement.setInt(1, 7);
            statement.setString(2, "x");
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
                assertThat(played.api.executed.get(0).parameters()).hasSize(1);
            }
        }
    }

    @Test
    void theValuesAreKeptFromOneExecutionToTheNext() throws SQLException {
        played.api.courses.put("delete from t where a = 7", Course.gives(false, 2));
        try (var statement = played.connection.prepareStatement("delete from t where a = ?")) {
            statement.setInt(1, 7);
            assertThat(statement.executeUpdate()).isEqualTo(2);
            assertThat(statement.executeLargeUpdate()).isEqualTo(2);
            assertThat(statement.execute()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            statement.setInt(1, 8);
            assertThat(statement.executeUpdate()).isZero();
        }
        assertThat(played.api.sqls()).endsWith("delete from t where a = 7", "delete from t where a = 8");
    }

    @Test
    void executeTellsWhetherThereAreRows() throws SQLException {
        played.givesNumbers("select 1", 1);
        try (var statement = played.connection.prepareStatement("select 1")) {
            assertThat(statement.execute()).isTrue();
            assertThat(statement.getResultSet().next()).isTrue();
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    @Test
    void theWrongMethodSendsNothing() throws SQLException {
        try (var query = played.connection.prepareStatement("select 1");
                var change = played.connection.prepareStatement("delete from t")) {
            assertThat(stateOf(() -> query.executeUpdate())).isEqualTo("0100E");
            assertThat(stateOf(() -> change.executeQuery())).isEqualTo("02000");
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aParameterWithoutAValueIsAnError() throws SQLException {
        try (var statement = played.connection.prepareStatement("delete from t where a = ? and b = ?")) {
            statement.setInt(1, 7);
            assertThat(stateOf(() -> statement.execute())).isEqualTo("07001");
            statement.setInt(2, 7);
            statement.clearParameters();
            var error = catchThrowableOfType(SQLException.class, () -> statement.addBatch());
            assertThat((Throwable) error).hasMessageStartingWith("Parameter 1 has no value");
        }
        assertThat(played.api.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "-1"})
    void thereAreNoMoreParametersThanMarkers(int index) throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?, ?")) {
            var error = catchThrowableOfType(SQLException.class, () -> statement.setInt(index, 1));
            assertThat(error.getSQLState()).isEqualTo("07009");
            assertThat((Throwable) error).hasMessageContaining("the statement has 2");
        }
    }

    @Test
    void aTextThatCannotBeSentIsRefusedWhereItIsSet() throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?")) {
            var error = catchThrowableOfType(SQLException.class, () -> statement.setString(1, "a\0b"));
            assertThat(error.getSQLState()).isEqualTo("22021");
            assertThat((Throwable) error).hasMessageContaining("Parameter 1");
            statement.setInt(1, 1);
            assertThat(statement.execute()).isFalse();
        }
    }

    @Test
    void aPreparedStatementTakesNoOtherText() throws SQLException {
        try (var statement = played.connection.prepareStatement("select 1")) {
            for (var call : new ThrowingCallable[] {
                () -> statement.execute("select 2"),
                () -> statement.executeQuery("select 2"),
                () -> statement.executeUpdate("delete from t"),
                () -> statement.executeLargeUpdate("delete from t"),
                () -> statement.addBatch("delete from t"),
                () -> statement.execute("select 2", Statement.NO_GENERATED_KEYS),
            }) {
                assertThat(stateOf(call)).isEqualTo("42809");
            }
        }
        assertThat(played.api.calls).isEmpty();
    }

    @Test
    void aClosedOneSaysSo() throws SQLException {
        var statement = played.connection.prepareStatement("select ?");
        statement.close();
        for (var call : new ThrowingCallable[] {
            () -> statement.setInt(1, 1),
            () -> statement.clearParameters(),
            () -> statement.execute(),
            () -> statement.executeQuery(),
            () -> statement.executeUpdate(),
            () -> statement.addBatch(),
            () -> statement.clearBatch(),
            () -> statement.executeBatch(),
            () -> statement.getMetaData(),
            () -> statement.getParameterMetaData(),
            () -> statement.execute("select 1"),
        }) {
            assertThat(stateOf(call)).isEqualTo("24000");
        }
    }

    @Test
    void nothingIsRunAsAPreparedTextEither() throws SQLException {
        try (var statement = played.connection.prepareStatement("-- nothing")) {
            assertThat(statement.execute()).isFalse();
            assertThat(statement.executeUpdate()).isZero();
            assertThat(stateOf(() -> statement.executeQuery())).isEqualTo("02000");
            assertThat(stateOf(() -> statement.addBatch())).isEqualTo("42601");
            assertThat(statement.getMetaData()).isNull();
        }
        assertThat(played.api.calls).isEmpty();
    }

    // ---------------------------------------------------------------- keys

    @Test
    void aWishForKeysHoldsForEveryExecution() throws SQLException {
        played.api.courses.put("insert into t values (1)", Course.gives(false, 1));
        try (var byFlag = played.connection.prepareStatement(
                        "insert into t values (?)", Statement.RETURN_GENERATED_KEYS);
                var byIndex = played.connection.prepareStatement("insert into t values (?)", new int[] {1});
                var byName = played.connection.prepareStatement("insert into t values (?)", new String[] {"id"})) {
            assertKeysAreMissed(byFlag, true);
            assertKeysAreMissed(byFlag, true);
            assertKeysAreMissed(byIndex, true);
            assertKeysAreMissed(byName, true);
        }
        try (var without = played.connection.prepareStatement("insert into t values (?)", new int[0]);
                var no = played.connection.prepareStatement("insert into t values (?)", new String[0]);
                var flag = played.connection.prepareStatement("insert into t values (?)", 2)) {
            assertKeysAreMissed(without, false);
            assertKeysAreMissed(no, false);
            assertKeysAreMissed(flag, false);
        }
    }

    private static void assertKeysAreMissed(PreparedStatement statement, boolean wished) throws SQLException {
        statement.setInt(1, 1);
        assertThat(statement.executeUpdate()).isEqualTo(1);
        assertThat(statement.getWarnings() != null).isEqualTo(wished);
        try (var keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isFalse();
        }
    }

    @Test
    void aWishThatIsNoneIsRefused() {
        assertThat(stateOf(() -> played.connection.prepareStatement("select 1", 9)))
                .isEqualTo("22023");
    }

    // ---------------------------------------------------------------- metadata

    @Test
    void theTypesOfParametersAreThoseThatWereSet() throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?, ?, ?, ?")) {
            statement.setInt(1, 7);
            statement.setBigDecimal(2, new BigDecimal("12.345"));
            statement.setDate(3, Date.valueOf("2024-01-31"));
            var metadata = statement.getParameterMetaData();
            assertThat(metadata.getParameterCount()).isEqualTo(4);
            assertThat(metadata.getParameterType(1)).isEqualTo(Types.INTEGER);
            assertThat(metadata.getParameterTypeName(1)).isEqualTo("int4");
            assertThat(metadata.getParameterClassName(1)).isEqualTo("java.lang.Integer");
            assertThat(metadata.isSigned(1)).isTrue();
            assertThat(metadata.getParameterType(2)).isEqualTo(Types.NUMERIC);
            assertThat(metadata.getPrecision(2)).isEqualTo(5);
            assertThat(metadata.getScale(2)).isEqualTo(3);
            assertThat(metadata.getParameterType(3)).isEqualTo(Types.DATE);
            assertThat(metadata.isSigned(3)).isFalse();
            assertThat(metadata.getPrecision(3)).isZero();
            assertThat(metadata.getScale(3)).isZero();
        }
    }

    @Test
    void aParameterThatIsNotSetTakesAText() throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?")) {
            var metadata = statement.getParameterMetaData();
            assertThat(metadata.getParameterType(1)).isEqualTo(Types.VARCHAR);
            assertThat(metadata.getParameterTypeName(1)).isEqualTo("varchar");
            assertThat(metadata.getParameterClassName(1)).isEqualTo("java.lang.String");
            assertThat(metadata.getPrecision(1)).isZero();
            assertThat(metadata.getScale(1)).isZero();
            assertThat(metadata.isNullable(1)).isEqualTo(ParameterMetaData.parameterNullableUnknown);
            assertThat(metadata.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
            assertThat(metadata.unwrap(ParameterMetaData.class) == metadata).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void aParameterThatIsNoneHasNoMetadata(int index) throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?")) {
            var metadata = statement.getParameterMetaData();
            for (var call : new ThrowingCallable[] {
                () -> metadata.getParameterType(index),
                () -> metadata.getParameterMode(index),
                () -> metadata.isNullable(index),
                () -> metadata.isSigned(index),
                () -> metadata.getPrecision(index),
                () -> metadata.getScale(index),
            }) {
                assertThat(stateOf(call)).isEqualTo("07009");
            }
        }
    }

    @Test
    void theNamedTypeOfATimestampIsTold() throws SQLException {
        try (var statement = played.connection.prepareStatement("select ?, ?")) {
            statement.setTimestamp(1, Timestamp.valueOf("2024-01-31 00:00:00"));
            statement.setNull(2, Types.BIGINT);
            var metadata = statement.getParameterMetaData();
            assertThat(metadata.getParameterTypeName(1)).isEqualTo("timestamp");
            assertThat(metadata.getParameterTypeName(2)).isEqualTo("int8");
        }
    }
}
