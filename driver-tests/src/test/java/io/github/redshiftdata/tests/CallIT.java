package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Types;
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
}
