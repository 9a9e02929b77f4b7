package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements in one text. */
class ScriptIT {

    private TestEmulator emulator;
    private Connection connection;
    private Statement statement;
    private String table;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own();
        connection = emulator.connect();
        statement = connection.createStatement();
        table = emulator.newSchema() + ".t";
        statement.execute("create table " + table + " (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    private long count() throws SQLException {
        try (var other = connection.createStatement();
                var rows = other.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aScriptIsOneCallAndOneTransaction() throws SQLException {
        emulator.resetCalls();
        statement.execute("insert into " + table + " values (1); insert into " + table + " values (2);");
        assertThat(emulator.calls()).containsEntry("BatchExecuteStatement", 1L).doesNotContainKey("ExecuteStatement");
        assertThatThrownBy(() ->
                        statement.execute("insert into " + table + " values (3); insert into never_made values (4)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("2 of 2")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42P01");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keptResultsStayReadable() throws SQLException {
        assertThat(statement.execute("select 1 as a; select 2 as a; select 3 as a"))
                .isTrue();
        var first = statement.getResultSet();
        assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
        var second = statement.getResultSet();
        assertThat(first.isClosed()).isFalse();
        assertThat(first.next()).isTrue();
        assertThat(second.next()).isTrue();
        assertThat(first.getInt("a")).isEqualTo(1);
        assertThat(second.getInt("a")).isEqualTo(2);
        assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isTrue();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
        assertThat(statement.getResultSet().next()).isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void moreThanFortyStatementsAreOneTransactionInTheSession() throws SQLException {
        var script = new StringBuilder();
        for (var i = 0; i < 50; i++) {
            script.append("insert into ")
                    .append(table)
                    .append(" values (")
                    .append(i)
                    .append(");\n");
        }
        statement.execute(script.toString());
        for (var i = 0; i < 50; i++) {
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat(statement.getMoreResults()).isFalse();
        }
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(count()).isEqualTo(50);
        assertThatThrownBy(() -> statement.execute(script + "select * from never_made"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("51 of 51");
        assertThat(count()).isEqualTo(50);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aScriptInATransactionIsPartOfIt() throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("insert into " + table + " values (1); insert into " + table + " values (2)");
        connection.rollback();
        assertThat(count()).isZero();
    }

    @Test
    void bodiesAndSemicolonsInTextsAreNotSplit() throws SQLException {
        var schema = table.substring(0, table.indexOf('.'));
        emulator.resetCalls();
        statement.execute("create or replace procedure " + schema + ".p() as $body$ begin insert into " + table
                + " values (1); insert into " + table + " values (2); end; $body$ language plpgsql;");
        assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        statement.execute("call " + schema + ".p()");
        assertThat(count()).isEqualTo(2);
        try (var rows = statement.executeQuery("select ';' as \"a;b\" /* ; */ -- ;\n;;")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("a;b")).isEqualTo(";");
        }
    }

    @Test
    void aScriptMayBeginAndCommitItself() throws SQLException {
        statement.execute("begin; insert into " + table + " values (1); commit; insert into " + table + " values (2)");
        assertThat(count()).isEqualTo(2);
        statement.execute("begin; insert into " + table + " values (3); rollback");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void parametersAreCountedThroughTheScript() throws SQLException {
        var sql = "insert into " + table + " values (?); insert into " + table + " values (?), (?); select ?";
        try (var prepared = connection.prepareStatement(sql)) {
            for (var i = 1; i <= 4; i++) {
                prepared.setInt(i, i);
            }
            assertThat(prepared.execute()).isFalse();
            assertThat(prepared.getUpdateCount()).isEqualTo(1);
            assertThat(prepared.getMoreResults()).isFalse();
            assertThat(prepared.getUpdateCount()).isEqualTo(2);
            assertThat(prepared.getMoreResults()).isTrue();
            var rows = prepared.getResultSet();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(4);
        }
        assertThat(count()).isEqualTo(3);
    }

    /** A batch of the service is one transaction, in which such a procedure would fail. */
    @Test
    void aProcedureMayCommitInAScript() throws SQLException {
        var schema = table.substring(0, table.indexOf('.'));
        statement.execute("create procedure " + schema + ".put_and_commit(n int) as $$ begin insert into " + table
                + " values (n); commit; insert into " + table + " values (n + 1); end; $$ language plpgsql");
        var call = "call " + schema + ".put_and_commit(";
        emulator.resetCalls();
        statement.execute("insert into " + table + " values (1); " + call + "10); select count(*) from " + table);
        assertThat(emulator.calls()).doesNotContainKey("BatchExecuteStatement");
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getMoreResults()).isTrue();
        assertThat(count()).isEqualTo(3);
        statement.addBatch(call + "20)");
        statement.addBatch("insert into " + table + " values (2)");
        assertThat(statement.executeBatch()).hasSize(2);
        assertThat(count()).isEqualTo(6);
        try (var prepared = connection.prepareCall("{" + call + "?)}")) {
            for (var n : new int[] {30, 40}) {
                prepared.setInt(1, n);
                prepared.addBatch();
            }
            assertThat(prepared.executeBatch()).hasSize(2);
        }
        assertThat(count()).isEqualTo(10);
        assertThatThrownBy(() -> statement.execute(call + "50); insert into never_made values (1)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("2 of 2");
        assertThat(count()).isEqualTo(12);
    }
}
