package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Procedures and functions. */
class CallIT {

    private Connection connection;
    private String schema;

    @BeforeEach
    void open() throws SQLException {
        connection = TestEmulator.shared().connect();
        schema = TestEmulator.shared().newSchema();
        try (var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".log (a int)");
            statement.execute("create procedure " + schema + ".note(a int) as $$ begin insert into " + schema
                    + ".log values (a); end; $$ language plpgsql");
            statement.execute("create procedure " + schema + ".twice(a in int, c inout varchar, b out int)"
                    + " as $$ begin b := a * 2; c := c || '!'; end; $$ language plpgsql");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{call %s.note(?)}", "{ CALL %s.note( ? ) }", "call %s.note(?)"})
    void aProcedureIsCalled(String call) throws SQLException {
        try (var prepared = connection.prepareCall(call.formatted(schema));
                var statement = connection.createStatement()) {
            prepared.setInt(1, 7);
            assertThat(prepared.execute()).isFalse();
            try (var rows = statement.executeQuery("select a from " + schema + ".log")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void outAndInoutAreReadFromTheRow() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".twice(?, ?, ?)}")) {
            call.setInt(1, 21);
            call.setString(2, "it's");
            call.registerOutParameter(2, Types.VARCHAR);
            call.registerOutParameter(3, Types.INTEGER);
            for (var i = 0; i < 2; i++) {
                assertThat(call.execute()).isFalse();
                assertThat(call.getInt(3)).isEqualTo(42);
                assertThat(call.wasNull()).isFalse();
                assertThat(call.getString(2)).isEqualTo("it's!");
            }
            assertThatThrownBy(() -> call.getInt(1)).isInstanceOf(SQLException.class);
        }
    }

    /** The row of outputs tells no numbers, so only if all of them are registered it is known which is whose. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "1 2 3"})
    void outputsThatAreNotTheRegisteredOnesAreAnErrorAndTheCallIsDone(String registered) throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".noted(?, ?, ?)}");
                var statement = connection.createStatement()) {
            statement.execute("create procedure " + schema + ".noted(a in int, c inout int, b out int) as $$ begin"
                    + " insert into " + schema + ".log values (a); b := a * 2; c := c + 1; end; $$ language plpgsql");
            call.setInt(1, 21);
            call.setInt(2, 5);
            for (var number : registered.split(" ", -1)) {
                call.registerOutParameter(Integer.parseInt(number), Types.INTEGER);
            }
            var error = catchThrowableOfType(SQLException.class, call::execute);
            assertThat((Throwable) error)
                    .hasMessageContaining("It gave 2 outputs")
                    .hasMessageContaining(
                            call.unwrap(RedshiftDataStatement.class).getStatementId());
            assertThat(error.getErrorCode()).isEqualTo(RedshiftDataConnection.OUTCOME_UNKNOWN);
            assertThatThrownBy(() -> call.getInt(3)).hasMessageContaining("There are no output values");
            try (var rows = statement.executeQuery("select count(*) from " + schema + ".log")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsRegisteredAfterTheCallCountsForTheNext() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".twice(?, ?, ?)}")) {
            call.setInt(1, 21);
            call.setString(2, "a");
            call.registerOutParameter(2, Types.VARCHAR);
            call.registerOutParameter(3, Types.INTEGER);
            call.execute();
            call.registerOutParameter(1, Types.INTEGER);
            assertThat(call.getString(2)).isEqualTo("a!");
            assertThat(call.getInt(3)).isEqualTo(42);
            assertThat(call.getObject(3, int.class)).isEqualTo(42);
            assertThatThrownBy(() -> call.getInt(1)).hasMessageContaining("Parameter 1 is not an output");
        }
    }

    @Test
    void aFunctionGivesItsValue() throws SQLException {
        try (var call = connection.prepareCall("{? = call upper(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "abc");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("ABC");
        }
    }

    @Test
    void aMissingArgumentIsNamed() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".note(?)}")) {
            assertThatThrownBy(call::execute)
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("07001");
        }
    }

    @Test
    void outputsOutliveTheWalkOverTheResults() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".twice(?, ?, ?)}")) {
            call.setInt(1, 21);
            call.setString(2, "a");
            call.registerOutParameter(2, Types.VARCHAR);
            call.registerOutParameter(3, Types.INTEGER);
            assertThat(call.execute()).isFalse();
            var id = call.unwrap(RedshiftDataStatement.class).getStatementId();
            assertThat(call.getResultSet()).isNull();
            assertThat(call.getUpdateCount()).isEqualTo(-1);
            assertThat(call.getMoreResults()).isFalse();
            assertThat(call.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
            assertThat(call.getUpdateCount()).isEqualTo(-1);
            assertThat(call.getInt(3)).isEqualTo(42);
            assertThat(call.getString(2)).isEqualTo("a!");
            assertThat(call.unwrap(RedshiftDataStatement.class).getStatementId())
                    .isNotNull()
                    .isEqualTo(id);
            call.close();
            assertThatThrownBy(() -> call.getInt(3)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void outputsAreNoResultToCompleteTheStatement() throws SQLException {
        try (var call = connection.prepareCall("{? = call upper(?)}")) {
            call.closeOnCompletion();
            call.registerOutParameter(1, Types.VARCHAR);
            for (var text : new String[] {"a", "b"}) {
                call.setString(2, text);
                call.execute();
                assertThat(call.getString(1)).isEqualToIgnoringCase(text);
                assertThat(call.isClosed()).isFalse();
            }
        }
    }

    @Test
    void aTypeThatIsNullIsRefused() throws SQLException {
        try (var call = connection.prepareCall("{? = call upper(?)}")) {
            assertThatThrownBy(() -> call.registerOutParameter(1, (SQLType) null))
                    .isInstanceOf(SQLException.class);
        }
    }

    /** Only the procedure itself knows of a parameter that nobody has said anything of. */
    @Test
    void theMetadataTellTheModesThatAreKnown() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".twice(?, ?, ?)}")) {
            assertThat(modes(call))
                    .containsExactly(
                            ParameterMetaData.parameterModeUnknown,
                            ParameterMetaData.parameterModeUnknown,
                            ParameterMetaData.parameterModeUnknown);
            call.setInt(1, 3);
            call.setString(2, "x");
            call.registerOutParameter(2, Types.VARCHAR);
            call.registerOutParameter(3, Types.INTEGER);
            assertThat(modes(call))
                    .containsExactly(
                            ParameterMetaData.parameterModeIn,
                            ParameterMetaData.parameterModeInOut,
                            ParameterMetaData.parameterModeOut);
            var types = call.getParameterMetaData();
            assertThat(types.getParameterType(3)).isEqualTo(Types.INTEGER);
            assertThat(types.getParameterTypeName(3)).isEqualTo("int4");
            assertThat(types.getParameterClassName(3)).isEqualTo("java.lang.Integer");
            assertThatThrownBy(() -> types.getParameterMode(4)).isInstanceOf(SQLException.class);
        }
        try (var call = connection.prepareCall("{? = call upper(?)}")) {
            call.setString(2, "a");
            assertThat(modes(call))
                    .containsExactly(ParameterMetaData.parameterModeOut, ParameterMetaData.parameterModeIn);
        }
        try (var statement = connection.prepareStatement("select ?")) {
            assertThat(modes(statement)).containsExactly(ParameterMetaData.parameterModeIn);
        }
    }

    private static List<Integer> modes(PreparedStatement statement) throws SQLException {
        var metadata = statement.getParameterMetaData();
        var modes = new ArrayList<Integer>();
        for (var parameter = 1; parameter <= metadata.getParameterCount(); parameter++) {
            modes.add(metadata.getParameterMode(parameter));
        }
        return modes;
    }

    @Test
    void aParameterThatAnEscapeNeedsTwiceIsSetOnce() throws SQLException {
        try (var call = connection.prepareCall("{call " + schema + ".twice({fn locate(?, ?, ?)}, ?, ?)}")) {
            assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(5);
            call.setString(1, "b");
            call.setString(2, "abcb");
            call.setInt(3, 3);
            call.setString(4, "x");
            call.registerOutParameter(4, Types.VARCHAR);
            call.registerOutParameter(5, Types.INTEGER);
            call.execute();
            assertThat(call.getString(4)).isEqualTo("x!");
            assertThat(call.getInt(5)).isEqualTo(8);
        }
        try (var call = connection.prepareCall("{? = call upper({fn repeat({fn rand(?)}, ?)})}")) {
            assertThat(call.getParameterMetaData().getParameterCount()).isEqualTo(3);
        }
        try (var call = connection.prepareCall("{? = call to_char({fn locate(?, ?, ?)}, ?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, "b");
            call.setString(3, "abcb");
            call.setInt(4, 3);
            call.setString(5, "FM9");
            call.execute();
            assertThat(call.getString(1)).isEqualTo("4");
        }
        try (var call = connection.prepareCall("{call " + schema + ".note({fn locate(?, ?, ?)})}")) {
            for (var from = 1; from <= 3; from++) {
                call.setString(1, "b");
                call.setString(2, "abcb");
                call.setInt(3, from);
                call.addBatch();
            }
            assertThat(call.executeBatch()).hasSize(3);
            call.clearParameters();
            call.setString(1, "b");
            call.setInt(3, 1);
            assertThatThrownBy(call::execute).hasMessageContaining("Parameter 2");
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select listagg(a, ',') within group (order by a) from " + schema + ".log")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("2,2,4");
        }
    }

    /** One output of every type of number, and of dates. */
    private void createOutputs() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create procedure " + schema + ".outs(a out smallint, b out int, c out bigint,"
                    + " d out numeric, e out real, f out double precision, g out varchar, h out boolean, i out date,"
                    + " j out timestamp, k out timestamptz) as $$ begin a := 1; b := 2; c := 3; d := 4.5; e := 1.5;"
                    + " f := 0.1; g := 'seven'; h := true; i := '2024-02-29'; j := '2024-02-29 10:00:00';"
                    + " k := '2024-02-29 10:00:00+00'; end; $$ language plpgsql");
        }
    }

    private CallableStatement outputs(int type) throws SQLException {
        var call = connection.prepareCall("{call " + schema + ".outs(?,?,?,?,?,?,?,?,?,?,?)}");
        for (var i = 1; i <= 11; i++) {
            call.registerOutParameter(i, type);
        }
        call.execute();
        return call;
    }

    private static List<Object> objects(CallableStatement call) throws SQLException {
        var objects = new ArrayList<Object>();
        for (var i = 1; i <= 11; i++) {
            try {
                objects.add(call.getObject(i));
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("registered as java.sql.Types.", "is of type ");
                objects.add(e.getSQLState());
            }
        }
        return objects;
    }

    @Test
    void anOutputIsOfTheRegisteredTypeOrRefused() throws SQLException {
        createOutputs();
        var mismatch = "42804";
        Map<Integer, List<Object>> expected = new LinkedHashMap<>();
        for (var type : List.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER)) {
            expected.put(type, whole(1, 2, 3));
        }
        expected.put(Types.BIGINT, whole(1L, 2L, 3L));
        expected.put(Types.REAL, numbers(1f, 2f, 3f, 4.5f, 1.5f, 0.1f));
        expected.put(Types.DOUBLE, numbers(1d, 2d, 3d, 4.5, 1.5, 0.1));
        expected.put(Types.FLOAT, numbers(1d, 2d, 3d, 4.5, 1.5, 0.1));
        for (var entry : expected.entrySet()) {
            try (var call = outputs(entry.getKey())) {
                assertThat(objects(call)).as("type %s", entry.getKey()).isEqualTo(entry.getValue());
                assertThat(call.getObject(2, String.class)).isEqualTo("2");
                assertThat(call.getDouble(6)).isEqualTo(0.1);
            }
        }
        try (var call = outputs(Types.NUMERIC)) {
            assertThat(objects(call).subList(0, 6))
                    .isEqualTo(List.of(
                            new BigDecimal("1"),
                            new BigDecimal("2"),
                            new BigDecimal("3"),
                            new BigDecimal("4.5"),
                            new BigDecimal("1.5"),
                            new BigDecimal("0.1")));
        }
        try (var call = outputs(Types.VARCHAR)) {
            assertThat(objects(call)).allMatch(String.class::isInstance).startsWith("1", "2", "3", "4.5", "1.5", "0.1");
        }
        try (var call = outputs(Types.TIMESTAMP)) {
            assertThat(objects(call).subList(0, 8)).containsOnly(mismatch);
            assertThat(call.getObject(9)).isEqualTo(Timestamp.valueOf("2024-02-29 00:00:00"));
            assertThat(call.getObject(10)).isEqualTo(Timestamp.valueOf("2024-02-29 10:00:00"));
            assertThat(call.getObject(11)).isEqualTo(Timestamp.from(Instant.parse("2024-02-29T10:00:00Z")));
        }
        try (var call = outputs(Types.DATE)) {
            assertThat(call.getObject(9)).isEqualTo(Date.valueOf("2024-02-29"));
            assertThat(objects(call).subList(9, 11)).containsOnly(mismatch);
        }
        try (var call = outputs(Types.TIMESTAMP_WITH_TIMEZONE)) {
            assertThat(call.getObject(11)).isEqualTo(OffsetDateTime.parse("2024-02-29T10:00:00Z"));
            assertThat(objects(call).subList(0, 10)).containsOnly(mismatch);
        }
        try (var call = outputs(Types.CLOB)) {
            assertThat(objects(call)).allMatch(String.class::isInstance);
        }
        for (var type : List.of(Types.BLOB, Types.ARRAY, Types.STRUCT, Types.SQLXML, Types.ROWID)) {
            try (var call = outputs(type)) {
                assertThat(objects(call)).as("type %s", type).containsOnly(mismatch);
            }
        }
        try (var call = outputs(Types.OTHER)) {
            assertThat(call.getObject(1)).isEqualTo(1);
            assertThat(call.getObject(6)).isEqualTo(0.1);
        }
    }

    private static List<Object> whole(Object a, Object b, Object c) {
        return List.of(a, b, c, "22003", "22003", "22003", "42804", "42804", "42804", "42804", "42804");
    }

    private static List<Object> numbers(Object a, Object b, Object c, Object d, Object e, Object f) {
        return List.of(a, b, c, d, e, f, "42804", "42804", "42804", "42804", "42804");
    }
}
