package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches: what they cost, what they count, and what they say when they break. */
class BatchIT {

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
        statement.execute(
                "create table " + table + " (a int not null, b varchar(40), c numeric(12,2), d date, e bigint)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    private long count() throws SQLException {
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long total(TestEmulator emulator) {
        return emulator.calls().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void tenThousandInsertsAreAtMostFifteenCalls() throws SQLException {
        emulator.resetCalls();
        try (var insert = connection.prepareStatement("insert into " + table + " values (?, ?, ?, ?, ?)")) {
            for (var i = 0; i < 10_000; i++) {
                insert.setInt(1, 1_000_000 + i);
                insert.setString(2, "a text of forty characters, that is " + (1000 + i % 1000));
                insert.setBigDecimal(3, new java.math.BigDecimal("123456789.25"));
                insert.setDate(4, Date.valueOf("2024-06-12"));
                insert.setLong(5, 1_000_000_000_000L + i);
                insert.addBatch();
            }
            var counts = insert.executeBatch();
            assertThat(IntStream.of(counts).distinct()).containsExactly(1);
            assertThat(counts).hasSize(10_000);
        }
        assertThat(total(emulator)).isLessThanOrEqualTo(15);
        assertThat(count()).isEqualTo(10_000);
    }

    @Test
    void countsAreOfEachElement() throws SQLException {
        statement.addBatch("insert into " + table + " (a) values (1), (2), (3)");
        statement.addBatch("update " + table + " set b = 'x' where a > 1");
        statement.addBatch("delete from " + table + " where a = 9");
        statement.addBatch("create table " + table + "2 (a int)");
        assertThat(statement.executeBatch()).containsExactly(3, 2, 0, 0);
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(statement.executeLargeBatch()).isEmpty();
    }

    @Test
    void preparedUpdatesAreCountedEach() throws SQLException {
        statement.execute("insert into " + table + " (a) values (1), (2), (2)");
        try (var update = connection.prepareStatement("update " + table + " set b = ? where a = ?")) {
            for (var a = 0; a < 100; a++) {
                update.setString(1, "it's \\ " + a);
                update.setInt(2, a);
                update.addBatch();
            }
            emulator.resetCalls();
            var counts = update.executeLargeBatch();
            assertThat(counts).hasSize(100).startsWith(0, 1, 2, 0);
            assertThat(total(emulator)).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void aFailureSaysWhichElementsAreIn() throws SQLException {
        for (var i = 0; i < 45; i++) {
            statement.addBatch("insert into " + table + " (a) values (" + (i == 42 ? "null" : i) + ")");
        }
        var failure = catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
        assertThat(failure.getSQLState()).isEqualTo("23502");
        assertThat(failure.getMessage()).contains("43");
        assertThat(failure.getCause() instanceof SQLException).isTrue();
        assertThat(failure.getNextException().getSQLState()).isEqualTo("23502");
        assertThat(failure.getUpdateCounts()).hasSize(40).containsOnly(1);
        assertThat(count()).isEqualTo(40);
        assertThat(statement.executeBatch()).isEmpty();
    }

    @Test
    void aFailureOfInsertsSaysWhichRowsAreIn() throws SQLException {
        try (var insert = connection.prepareStatement("insert into " + table + " (a, b) values (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "fits");
            insert.addBatch();
            insert.setInt(1, 2);
            insert.setString(2, "x".repeat(41));
            insert.addBatch();
            var failure = catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
            assertThat(failure.getSQLState()).isEqualTo("22001");
            assertThat(failure.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
            assertThat(failure.getNextException().getSQLState()).isEqualTo("22001");
        }
        assertThat(count()).isZero();
    }

    @Test
    void aSelectIsRefusedBeforeAnythingRuns() throws SQLException {
        statement.addBatch("insert into " + table + " (a) values (1)");
        statement.addBatch("select 1");
        assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
        try (var select = connection.prepareStatement("select ?")) {
            select.setInt(1, 1);
            select.addBatch();
            assertThatThrownBy(select::executeBatch).isInstanceOf(BatchUpdateException.class);
        }
        assertThat(count()).isZero();
    }

    @Test
    void aBatchInATransactionIsPartOfIt() throws SQLException {
        connection.setAutoCommit(false);
        statement.addBatch("insert into " + table + " (a) values (1)");
        statement.addBatch("insert into " + table + " (a) values (2)");
        assertThat(statement.executeBatch()).containsExactly(1, 1);
        connection.rollback();
        assertThat(count()).isZero();
    }

    @Test
    void aClearedBatchIsEmpty() throws SQLException {
        statement.addBatch("insert into " + table + " (a) values (1)");
        statement.clearBatch();
        assertThat(statement.executeBatch()).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void aRowWithASubqueryIsInsertedAfterTheOneBeforeIt() throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into " + table + " (a) values ((select coalesce(max(a), 0) + ? from " + table + "))")) {
            for (var i = 0; i < 3; i++) {
                insert.setInt(1, 1);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }
        try (var rows = statement.executeQuery("select min(a), max(a) from " + table)) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(3);
        }
    }

    @Test
    void anElementIsOneStatement() throws SQLException {
        var insert = "insert into " + table + " (a) values (1)";
        statement.addBatch(insert + " ; -- the end");
        for (var text : new String[] {insert + "; " + insert, "", " -- nothing"}) {
            assertThatThrownBy(() -> statement.addBatch(text))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("one statement")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42601");
        }
        assertThat(statement.executeBatch()).containsExactly(1);
        try (var prepared = connection.prepareStatement("insert into " + table + " (a) values (?); " + insert)) {
            prepared.setInt(1, 1);
            assertThatThrownBy(prepared::addBatch)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("one statement");
            assertThat(prepared.executeBatch()).isEmpty();
        }
        assertThat(count()).isEqualTo(1);
    }
}
