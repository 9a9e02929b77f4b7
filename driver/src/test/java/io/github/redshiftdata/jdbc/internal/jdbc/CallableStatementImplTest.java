package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Types;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CallableStatementImplTest {

    private static final String TWO_OUTPUTS =
            """
            {"ColumnMetadata":[
              {"name":"a","label":"a","typeName":"int4","precision":10},
              {"name":"b","label":"b","typeName":"varchar","precision":20}],
             "Records":[[{"longValue":7},{"isNull":true}]]}
            """;

    private PlayedConnection played;

    @BeforeEach
    void open() throws SQLException {
        played = new PlayedConnection();
    }

    private static String stateOf(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call).getSQLState();
    }

    /** A call that gave 7 and NULL for its outputs, which are its second and third parameter. */
    private CallableStatement called() throws SQLException {
        played.gives("CALL p('in')", 1, TWO_OUTPUTS);
        var call = played.connection.prepareCall("{call p(?, ?, ?)}");
        call.setString(1, "in");
        call.registerOutParameter(2, Types.INTEGER);
        call.registerOutParameter(3, Types.VARCHAR);
        assertThat(call.execute()).as("outputs are no result").isFalse();
        return call;
    }

    @Test
    void outputsAreReadByTheirNumbers() throws SQLException {
        try (var call = called()) {
            assertThat(call.getInt(2)).isEqualTo(7);
            assertThat(call.wasNull()).isFalse();
            assertThat(call.getString(3)).isNull();
            assertThat(call.wasNull()).isTrue();
            assertThat(call.getObject(2)).isEqualTo(7);
            assertThat(call.getObject(2, Long.class)).isEqualTo(7L);
            assertThat(call.getObject(2, (Map<String, Class<?>>) null)).isEqualTo(7);
            assertThat(call.getObject(2, Map.of())).isEqualTo(7);
            assertThat(call.getBigDecimal(2)).isEqualTo(BigDecimal.valueOf(7));
        }
    }

    /** A program that takes it for not done calls the procedure again; one that goes on commits what it does not know. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REJECTED", "UNAUTHORIZED", "THROTTLED", "NETWORK"})
    void aCallWhoseOutputsCannotBeReadIsToldAsCarriedOutAndFailsItsTransaction(Kind refusal) throws SQLException {
        played.connection.setAutoCommit(false);
        played.gives("CALL p('in')", 1, TWO_OUTPUTS);
        for (var i = 0; i < 1000; i++) {
            played.api.fail("GetResult", refusal, "no");
        }
        try (var call = played.connection.prepareCall("{call p(?, ?, ?)}")) {
            call.setString(1, "in");
            call.registerOutParameter(2, Types.INTEGER);
            call.registerOutParameter(3, Types.VARCHAR);
            var error = catchThrowableOfType(SQLException.class, () -> call.execute());
            assertThat(error.getErrorCode()).isEqualTo(Doubt.VENDOR_CODE);
            assertThat((Throwable) error).hasMessageContaining("was carried out");
            played.api.faultsAreOver();
            assertThat(stateOf(() -> call.execute())).isEqualTo("25P02");
        }
    }

    @Test
    void theRowOfOutputsIsNoResult() throws SQLException {
        try (var call = called()) {
            assertThat(call.getResultSet()).isNull();
            assertThat(call.getMoreResults()).isFalse();
            assertThat(call.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNotRegisteredIsNoOutput() throws SQLException {
        try (var call = called()) {
            var error = catchThrowableOfType(SQLException.class, () -> call.getString(1));
            assertThat(error.getSQLState()).isEqualTo("07009");
            assertThat((Throwable) error).hasMessageContaining("Parameter 1 is not an output");
            assertThat(stateOf(() -> call.getString(4))).isEqualTo("07009");
            assertThat(stateOf(() -> call.getObject(0))).isEqualTo("07009");
            assertThat(stateOf(() -> call.registerOutParameter(4, Types.INTEGER)))
                    .isEqualTo("07009");
        }
    }

    @Test
    void thereAreNoOutputsBeforeTheCallRan() throws SQLException {
        try (var call = played.connection.prepareCall("{call p(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            assertThat(stateOf(() -> call.getInt(1))).isEqualTo("02000");
            assertThat(call.wasNull()).isFalse();
        }
    }

    @Test
    void executeUpdateOfACallWithOutputsIsZero() throws SQLException {
        played.gives("CALL p()", 1, TWO_OUTPUTS);
        try (var call = played.connection.prepareCall("call p(?, ?)")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.registerOutParameter(2, Types.VARCHAR);
            assertThat(call.executeUpdate()).isZero();
            assertThat(call.executeLargeUpdate()).isZero();
            assertThat(call.getInt(1)).isEqualTo(7);
            assertThat(stateOf(() -> call.executeQuery())).isEqualTo("02000");
        }
        assertThat(played.api.sqls()).containsExactly("CALL p()", "CALL p()");
    }

    @Test
    void withoutOutputsACallIsAsAnyStatement() throws SQLException {
        played.givesNumbers("CALL p(1)", 5);
        played.api.courses.put("CALL p(2)", Course.gives(false, 0));
        try (var call = played.connection.prepareCall("{call p(?)}")) {
            call.setInt(1, 1);
            assertThat(call.execute()).isTrue();
            assertThat(call.getResultSet().next()).isTrue();
            assertThat(call.executeQuery().next()).isTrue();
            call.setInt(1, 2);
            assertThat(call.execute()).isFalse();
            assertThat(call.executeUpdate()).isZero();
            assertThat(call.getMetaData())
                    .as("what a call gives shows only when it runs")
                    .isNull();
        }
    }

    @Test
    void aCallWithoutARowForItsOutputsIsAnError() throws SQLException {
        played.gives("CALL p()", 0, "{\"ColumnMetadata\":[{\"name\":\"a\",\"typeName\":\"int4\"}],\"Records\":[]}");
        try (var call = played.connection.prepareCall("{call p(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            var error = catchThrowableOfType(SQLException.class, () -> call.execute());
            assertThat(error.getSQLState()).isEqualTo("02000");
            assertThat((Throwable) error).hasMessageContaining("no row for its 1 output parameters");
            assertThat(stateOf(() -> call.getInt(1))).isEqualTo("02000");
        }
    }

    /** Which value is whose cannot be known then, and the procedure has run all the same. */
    @ParameterizedTest
    @CsvSource({"2, 1", "1 2 3, 3"})
    void aRowOfOtherThanTheRegisteredOutputsIsAnErrorThatSaysTheCallIsDone(String registered, int count)
            throws SQLException {
        played.gives("CALL p(5, 6, 7)", 1, TWO_OUTPUTS);
        try (var call = played.connection.prepareCall("{call p(?, ?, ?)}")) {
            for (var i = 1; i <= 3; i++) {
                call.setInt(i, 4 + i);
            }
            for (var number : registered.split(" ", -1)) {
                call.registerOutParameter(Integer.parseInt(number), Types.INTEGER);
            }
            for (var way : new ThrowingCallable[] {call::execute, call::executeUpdate}) {
                var error = catchThrowableOfType(SQLNonTransientException.class, way);
                assertThat(error.getSQLState()).isEqualTo("58000");
                assertThat(error.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
                assertThat((Throwable) error)
                        .hasMessageStartingWith("The call was carried out")
                        .hasMessageContaining("gave 2 outputs, and the number of registered parameters is " + count)
                        .hasMessageContaining("Do not repeat it")
                        .hasMessageContaining("(statement statement-");
                assertThat(stateOf(() -> call.getInt(2))).isEqualTo("02000");
                assertThat(call.getResultSet()).isNull();
            }
        }
    }

    @Test
    void aParameterThatIsRegisteredAfterTheCallIsAnOutputOfTheNext() throws SQLException {
        try (var call = called()) {
            call.registerOutParameter(1, Types.VARCHAR);
            assertThat(call.getInt(2)).isEqualTo(7);
            assertThat(call.getString(3)).isNull();
            var error = catchThrowableOfType(SQLException.class, () -> call.getString(1));
            assertThat(error.getSQLState()).isEqualTo("07009");
            assertThat((Throwable) error).hasMessageContaining("Call registerOutParameter before execute");
            call.registerOutParameter(2, Types.VARCHAR);
            assertThat(call.getObject(2)).as("by the type of its call").isEqualTo(7);
        }
    }

    @Test
    void aCallThatGivesNoRowsLeavesItsOutputsEmpty() throws SQLException {
        played.api.courses.put("CALL p()", Course.gives(false, 0));
        try (var call = played.connection.prepareCall("{call p(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            assertThat(call.execute()).isFalse();
            assertThat(stateOf(() -> call.getInt(1))).isEqualTo("02000");
        }
    }

    @Test
    void aNewExecutionForgetsTheOutputsOfTheLast() throws SQLException {
        try (var call = called()) {
            played.api.courses.put("CALL p('in')", Course.fails("ERROR: relation \"t\" does not exist"));
            assertThat(stateOf(() -> call.execute())).isEqualTo("42P01");
            assertThat(stateOf(() -> call.getInt(2))).isEqualTo("02000");
        }
    }

    @Test
    void aClosedCallHasNoOutputs() throws SQLException {
        var call = called();
        call.close();
        assertThat(stateOf(() -> call.getInt(2))).isEqualTo("24000");
        assertThat(stateOf(() -> call.wasNull())).isEqualTo("24000");
        assertThat(stateOf(() -> call.registerOutParameter(1, Types.INTEGER))).isEqualTo("24000");
        assertThat(stateOf(() -> call.getParameterMetaData())).isEqualTo("24000");
        assertThat(stateOf(() -> call.execute())).isEqualTo("24000");
    }

    @Test
    void aParameterThatIsSetAndRegisteredIsInOut() throws SQLException {
        played.gives("CALL p(1)", 1, TWO_OUTPUTS);
        try (var call = played.connection.prepareCall("{call p(?, ?)}")) {
            call.setInt(1, 1);
            call.registerOutParameter(1, JDBCType.INTEGER);
            call.registerOutParameter(2, JDBCType.VARCHAR, "varchar");
            assertThat(call.execute()).isFalse();
            assertThat(call.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void everyWayToRegisterIsTheSame() throws SQLException {
        played.gives("CALL p()", 1, TWO_OUTPUTS);
        for (var way = 0; way < 5; way++) {
            try (var call = played.connection.prepareCall("{call p(?, ?)}")) {
                switch (way) {
                    case 0 -> call.registerOutParameter(1, Types.INTEGER, 2);
                    case 1 -> call.registerOutParameter(1, Types.INTEGER, "int4");
                    case 2 -> call.registerOutParameter(1, JDBCType.INTEGER);
                    case 3 -> call.registerOutParameter(1, JDBCType.INTEGER, 2);
                    default -> call.registerOutParameter(1, JDBCType.INTEGER, "int4");
                }
                call.registerOutParameter(2, Types.VARCHAR);
                assertThat(call.execute()).isFalse();
                assertThat(call.getObject(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void aFunctionGivesItsValueAsTheFirstParameter() throws SQLException {
        played.givesNumbers("SELECT f(:p1, 2)", 42);
        try (var call = played.connection.prepareCall("{? = call f(?, ?)}")) {
            call.registerOutParameter(1, Types.BIGINT);
            call.setString(2, "x");
            call.setInt(3, 2);
            assertThat(call.execute()).isFalse();
            assertThat(call.getLong(1)).isEqualTo(42);
        }
    }

    @Test
    void aParameterThatIsNeitherSetNorRegisteredIsAnError() throws SQLException {
        try (var call = played.connection.prepareCall("{? = call f(?)}")) {
            call.registerOutParameter(1, Types.BIGINT);
            var error = catchThrowableOfType(SQLException.class, () -> call.execute());
            assertThat(error.getSQLState()).isEqualTo("07001");
            assertThat((Throwable) error).hasMessageStartingWith("Parameter 2 has no value");
        }
    }

    @Test
    void anOutputIsAnArgumentByItself() throws SQLException {
        try (var call = played.connection.prepareCall("{call p(? + 1)}")) {
            call.registerOutParameter(1, Types.BIGINT);
            assertThat(stateOf(() -> call.execute())).isEqualTo("42601");
        }
    }

    @Test
    void whatIsNoCallIsRefused() {
        assertThat(stateOf(() -> played.connection.prepareCall("{cal p()}"))).isEqualTo("42601");
        assertThat(stateOf(() -> played.connection.prepareCall(null))).isEqualTo("22023");
    }

    /** Liquibase asks so for the schema. */
    @Test
    void aStatementThatIsNoCallRunsAsAPreparedOne() throws SQLException {
        played.gives("select current_schema()", 1, TWO_OUTPUTS);
        try (var call = played.connection.prepareCall("select current_schema()")) {
            assertThat(call.getParameterMetaData().getParameterCount()).isZero();
            assertThat(call.execute()).isTrue();
            try (var rows = call.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
            var error = catchThrowableOfType(SQLException.class, () -> call.registerOutParameter(1, Types.INTEGER));
            assertThat(error.getSQLState()).isEqualTo("42601");
            assertThat((Throwable) error)
                    .hasMessageStartingWith("The statement is no call, so it has no output parameters.");
        }
        try (var call = played.connection.prepareCall("insert into t values (?)")) {
            assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(1);
            assertThat(stateOf(() -> call.executeUpdate()))
                    .as("without a value")
                    .isEqualTo("07001");
        }
    }

    @Test
    void theModesAreAsFarAsTheyAreKnown() throws SQLException {
        try (var call = played.connection.prepareCall("{? = call f(?, ?, ?, ?)}")) {
            call.setInt(2, 1);
            call.registerOutParameter(3, Types.DATE);
            call.setInt(4, 1);
            call.registerOutParameter(4, Types.DATE);
            var metadata = call.getParameterMetaData();
            assertThat(metadata.getParameterCount()).isEqualTo(5);
            assertThat(metadata.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeOut);
            assertThat(metadata.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeIn);
            assertThat(metadata.getParameterMode(3)).isEqualTo(ParameterMetaData.parameterModeOut);
            assertThat(metadata.getParameterMode(4)).isEqualTo(ParameterMetaData.parameterModeInOut);
            assertThat(metadata.getParameterMode(5)).isEqualTo(ParameterMetaData.parameterModeUnknown);
            assertThat(metadata.getParameterType(3)).isEqualTo(Types.DATE);
            assertThat(metadata.getParameterType(4)).isEqualTo(Types.INTEGER);
            assertThat(metadata.getParameterType(5)).isEqualTo(Types.VARCHAR);
            assertThat(stateOf(() -> metadata.getParameterMode(6))).isEqualTo("07009");
            assertThat(stateOf(() -> metadata.getParameterMode(0))).isEqualTo("07009");
        }
    }

    @Test
    void theFirstParameterOfAProcedureIsNoResult() throws SQLException {
        try (var call = played.connection.prepareCall("{call p(?)}")) {
            assertThat(call.getParameterMetaData().getParameterMode(1))
                    .isEqualTo(ParameterMetaData.parameterModeUnknown);
        }
    }

    @Test
    void thereAreNoTypesOfUsersAmongOutputs() throws SQLException {
        try (var call = called()) {
            assertThat(stateOf(() -> call.getObject(2, Map.of("t", String.class))))
                    .isEqualTo("0AR00");
        }
    }
}
