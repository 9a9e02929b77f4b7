package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.emulator.api.BatchModes;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements that commit each by themselves: those that refuse a transaction, and what scriptMode asks for. */
class ScriptModeIT {

    private TestEmulator emulator = TestEmulator.own();
    private Connection connection;
    private Statement statement;
    private String table;

    @AfterEach
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        emulator.close();
    }

    private void open(String... parameters) throws SQLException {
        connection = emulator.connect(parameters);
        statement = connection.createStatement();
        table = emulator.newSchema() + ".t";
        statement.execute("create table " + table + " (a int not null)");
        emulator.resetCalls();
    }

    private void older(BatchModes modes) {
        emulator.close();
        emulator = TestEmulator.own(TestEmulator.options().withBatchModes(modes));
    }

    private String insert(Object value) {
        return "insert into " + table + " values (" + value + ")";
    }

    private long count() throws SQLException {
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void statementsThatRefuseATransactionAreOneRequest() throws SQLException {
        open();
        statement.execute(("vacuum " + table + ";").repeat(10));
        assertThat(emulator.calls()).containsEntry("BatchExecuteStatement", 1L).doesNotContainKey("ExecuteStatement");
        for (var i = 0; i < 10; i++) {
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.getMoreResults()).isFalse();
        }
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void oneThatFailsIsNamedAndTheOthersAreDone() throws SQLException {
        open();
        assertThatThrownBy(() -> statement.execute("vacuum " + table + "; vacuum never_made; vacuum " + table))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("Statement 2 of 3: ERROR: relation \"never_made\" does not exist")
                .hasMessageEndingWith("statements 1, 3 were carried out and are committed.")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42P01");
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void anEndpointThatIgnoresTheModeGetsThemOneByOne() throws SQLException {
        older(BatchModes.IGNORED);
        getsThemOneByOne();
    }

    @Test
    void anEndpointThatRefusesTheModeGetsThemOneByOne() throws SQLException {
        older(BatchModes.REJECTED);
        getsThemOneByOne();
    }

    private void getsThemOneByOne() throws SQLException {
        open();
        statement.execute("vacuum " + table + "; vacuum " + table);
        statement.execute("vacuum " + table + "; vacuum " + table);
        assertThat(emulator.calls()).containsEntry("BatchExecuteStatement", 1L).containsEntry("ExecuteStatement", 4L);
    }

    @Test
    void inModeTransactionAFailureUndoesTheScript() throws SQLException {
        open();
        assertThatThrownBy(() -> statement.execute(insert(1) + ";" + insert("null")))
                .isInstanceOf(SQLException.class);
        assertThat(count()).isZero();
    }

    @Test
    void inModeAutocommitWhatRanBeforeAFailureStaysAndTheRestIsNotRun() throws SQLException {
        open("scriptMode=autocommit");
        assertThatThrownBy(() -> statement.execute(insert(1) + ";" + insert("null") + ";" + insert(3)))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("Statement 2 of 3: ")
                .hasMessageEndingWith("Each statement commits by itself: statement 1 was carried out and is committed;"
                        + " statement 3 was not sent.");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void inModeAutocommitATransactionOfTheScriptItselfHolds() throws SQLException {
        open("scriptMode=autocommit");
        assertThatThrownBy(() -> statement.execute("begin;" + insert(1) + ";" + insert("null") + "; commit"))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("Statement 3 of 4: ");
        statement.execute("rollback");
        assertThat(count()).isZero();
    }

    @Test
    void inModeIndependentAFailureStopsNothing() throws SQLException {
        open("scriptMode=independent");
        for (var i = 0; i < 50; i++) {
            statement.addBatch(insert(i == 20 ? "null" : i));
        }
        var failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
        assertThat(failure.getUpdateCounts()).hasSize(50).contains(Statement.EXECUTE_FAILED, 1);
        assertThat(failure.getUpdateCounts()[20]).isEqualTo(Statement.EXECUTE_FAILED);
        assertThat((Throwable) failure)
                .hasMessageStartingWith("Statement 21 of 50: ")
                .hasMessageEndingWith("statements 1 to 20, 22 to 50 were carried out and are committed.");
        assertThat(count()).isEqualTo(49);
    }

    @Test
    void anEndpointThatHasProvedItselfGetsFortyARequest() throws SQLException {
        open("scriptMode=independent");
        statement.execute("vacuum " + table + "; vacuum " + table);
        emulator.resetCalls();
        for (var i = 0; i < 50; i++) {
            statement.addBatch(insert(i));
        }
        assertThat(statement.executeBatch()).hasSize(50).containsOnly(1);
        assertThat(emulator.calls()).containsEntry("BatchExecuteStatement", 2L).doesNotContainKey("ExecuteStatement");
        assertThat(count()).isEqualTo(50);
    }

    @Test
    void rowsOfASeriesAreReadInTheirOrder() throws SQLException {
        open("scriptMode=independent");
        statement.execute("vacuum " + table + "; vacuum " + table);
        assertThat(statement.execute("select 1;" + insert(7) + "; select a from " + table))
                .isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
        assertThat(statement.getMoreResults()).isTrue();
        try (var rows = statement.getResultSet()) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void theQueryTimeoutInTheMiddleTellsWhatIsCommitted() throws SQLException {
        open("scriptMode=independent");
        statement.execute("vacuum " + table + "; vacuum " + table);
        statement.setQueryTimeout(2);
        assertThatThrownBy(() -> statement.execute(insert(1) + "; select pg_sleep(60);" + insert(3)))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageStartingWith("Statement 2 of 3: ")
                .hasMessageContaining("statement 1 was carried out and is committed");
        statement.setQueryTimeout(0);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void inATransactionTheModeMeansNothing() throws SQLException {
        open("scriptMode=independent");
        connection.setAutoCommit(false);
        statement.execute(insert(1) + ";" + insert(2));
        connection.rollback();
        assertThat(count()).isZero();
        assertThat(emulator.calls()).doesNotContainKey("BatchExecuteStatement");
    }
}
