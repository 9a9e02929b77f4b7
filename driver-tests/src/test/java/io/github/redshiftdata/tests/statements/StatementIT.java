package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** java.sql.Statement, as its Javadoc says. */
class StatementIT {

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = TestEmulator.shared().connect();
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void executeTellsRowsFromCounts() throws SQLException {
        assertThat(statement.execute("select 1")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.execute("create temp table t1 (a int)")).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.execute("insert into t1 values (1), (2)")).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(2);
        assertThat(statement.getLargeUpdateCount()).isEqualTo(2);
    }

    @Test
    void theEndOfTheResultsIsNoRowsAndNoCount() throws SQLException {
        statement.execute("select 1");
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.getMoreResults()).isFalse();
    }

    @Test
    void executeQueryRefusesWhatGivesNoRowsBeforeSendingIt() {
        assertThatThrownBy(() -> statement.executeQuery("create table never_made (a int)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("executeQuery");
        assertThatThrownBy(() -> statement.executeQuery("select * from never_made"))
                .hasMessageContaining("does not exist");
    }

    @Test
    void executeUpdateRefusesAQuery() {
        assertThatThrownBy(() -> statement.executeUpdate("select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("executeUpdate");
    }

    @Test
    void maxRowsEndsTheResult() throws SQLException {
        statement.setMaxRows(7);
        try (var rows = statement.executeQuery("select listing_id from listings order by 1")) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(7);
        }
    }

    @Test
    void aNewExecutionClosesTheResultOfTheLastOne() throws SQLException {
        var first = statement.executeQuery("select 1");
        var second = statement.executeQuery("select 2");
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isFalse();
        statement.close();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void closeOnCompletionClosesWithTheLastResult() throws SQLException {
        statement.closeOnCompletion();
        assertThat(statement.isCloseOnCompletion()).isTrue();
        statement.executeQuery("select 1");
        var rows = statement.executeQuery("select 2");
        assertThat(statement.isClosed()).isFalse();
        rows.close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void aClosedStatementRefusesEverythingButCloseAndIsClosed() throws SQLException {
        statement.close();
        statement.close();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::getMaxRows).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::cancel).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setQueryTimeout(1)).isInstanceOf(SQLException.class);
    }

    @Test
    void negativeSettingsAreRefused() {
        assertThatThrownBy(() -> statement.setMaxRows(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setMaxFieldSize(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setQueryTimeout(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setFetchSize(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.setFetchDirection(99)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.getMoreResults(99)).isInstanceOf(SQLException.class);
    }

    @Test
    void jdbcEscapesAreTranslatedUnlessSwitchedOff() throws SQLException {
        try (var rows =
                statement.executeQuery("select {fn ucase('abc')}, {d '2024-06-12'}, {ts '2024-06-12 01:02:03'}")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("ABC");
            assertThat(rows.getString(2)).isEqualTo("2024-06-12");
            assertThat(rows.getString(3)).isEqualTo("2024-06-12 01:02:03");
        }
        statement.setEscapeProcessing(false);
        assertThatThrownBy(() -> statement.executeQuery("select {d '2024-06-12'}"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("syntax error");
    }

    @Test
    void nothingButCommentsIsNoStatement() throws SQLException {
        assertThat(statement.execute("  -- nothing\n/* here */ ;")).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.executeUpdate("")).isZero();
    }

    /** Runs a text with a wish for keys. */
    private interface Wish {
        void of(Statement statement, String sql) throws SQLException;
    }

    private static final List<Wish> WISHES = List.of(
            (s, sql) -> s.execute(sql, Statement.RETURN_GENERATED_KEYS),
            (s, sql) -> s.execute(sql, new int[] {1}),
            (s, sql) -> s.execute(sql, new String[] {"a"}),
            (s, sql) -> s.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS),
            (s, sql) -> s.executeUpdate(sql, new int[] {1}),
            (s, sql) -> s.executeUpdate(sql, new String[] {"a"}),
            (s, sql) -> s.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS),
            (s, sql) -> s.executeLargeUpdate(sql, new int[] {1}),
            (s, sql) -> s.executeLargeUpdate(sql, new String[] {"a"}));

    @Test
    void aWishForKeysMeansNothingButForAnInsert() throws SQLException {
        statement.execute("create temp table keyed (a int)");
        for (var wish : WISHES) {
            for (var sql : List.of(
                    "create temp table if not exists keyed (a int)",
                    "update keyed set a = 1",
                    "delete from keyed",
                    "set query_group to 'x'",
                    "")) {
                wish.of(statement, sql);
                assertThat((Throwable) statement.getWarnings()).as(sql).isNull();
                assertThat(statement.getGeneratedKeys().next()).isFalse();
            }
        }
        for (var prepared : List.of(
                connection.prepareStatement("select ?::int", Statement.RETURN_GENERATED_KEYS),
                connection.prepareStatement("select ?::int", new int[] {1}),
                connection.prepareStatement("select ?::int", new String[] {"a"}))) {
            prepared.setInt(1, 42);
            try (var rows = prepared.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
            assertThat((Throwable) prepared.getWarnings()).isNull();
        }
    }

    @Test
    void anInsertWithAWishForKeysIsDoneAndSaysThatThereAreNone() throws SQLException {
        statement.execute("create temp table keyed_rows (a int)");
        for (var wish : WISHES) {
            wish.of(statement, "insert into keyed_rows values (1)");
            assertThat(statement.getUpdateCount()).isEqualTo(1);
            assertThat((Throwable) statement.getWarnings()).hasMessageContaining("generated keys");
            try (var keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isFalse();
                assertThatThrownBy(() -> keys.getLong(1)).isInstanceOf(SQLException.class);
            }
        }
        statement.execute("insert into keyed_rows values (1)");
        assertThat((Throwable) statement.getWarnings()).isNull();
        try (var prepared =
                connection.prepareStatement("insert into keyed_rows values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (var n = 0; n < 2; n++) {
                prepared.setInt(1, n);
                prepared.addBatch();
            }
            assertThat(prepared.executeBatch()).containsExactly(1, 1);
            assertThat((Throwable) prepared.getWarnings()).hasMessageContaining("generated keys");
            prepared.setInt(1, 3);
            assertThat(prepared.executeUpdate()).isEqualTo(1);
            assertThat((Throwable) prepared.getWarnings()).hasMessageContaining("generated keys");
        }
        try (var rows = statement.executeQuery("select count(*) from keyed_rows")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(WISHES.size() + 4);
        }
    }

    @Test
    void anUnknownWishForKeysIsRefused() {
        assertThatThrownBy(() -> statement.execute("select 1", 99))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("99");
        assertThatThrownBy(() -> connection.prepareStatement("select 1", 99)).isInstanceOf(SQLException.class);
    }

    @Test
    void severalResultsStayOpenOnOneConnection() throws SQLException {
        var other = connection.createStatement();
        try (var outer = statement.executeQuery("select venue_id from venues order by 1 limit 3")) {
            var seen = 0;
            while (outer.next()) {
                try (var inner =
                        other.executeQuery("select count(*) from events where venue_id = " + outer.getInt(1))) {
                    assertThat(inner.next()).isTrue();
                    seen++;
                }
            }
            assertThat(seen).isEqualTo(3);
        }
    }

    @Test
    void scriptResultsComeInOrder() throws SQLException {
        assertThat(statement.execute(
                        "create temp table s1 (a int); insert into s1 values (1),(2),(3); select count(*) from s1;"))
                .isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(3);
        assertThat(statement.getMoreResults()).isTrue();
        try (var rows = statement.getResultSet()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void unwrapsToTheInterfacesOfTheDriver() throws SQLException {
        statement.execute("select 1");
        var unwrapped = statement.unwrap(io.github.redshiftdata.jdbc.RedshiftDataStatement.class);
        assertThat(unwrapped.getStatementId()).matches("[0-9a-f-]{36}.*");
        assertThat(statement.isWrapperFor(String.class)).isFalse();
        assertThatThrownBy(() -> statement.unwrap(String.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.unwrap(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void closeOnCompletionWaitsForResultsThatAreStillToCome() throws SQLException {
        statement.closeOnCompletion();
        statement.execute("select 1; select 2");
        statement.getResultSet().close();
        assertThat(statement.isClosed()).isFalse();
        assertThat(statement.getMoreResults()).isTrue();
        try (var rows = statement.getResultSet()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void closeOnCompletionWaitsForAResultThatNobodyOpenedYet() throws SQLException {
        statement.closeOnCompletion();
        statement.execute("select 1");
        statement.getGeneratedKeys().close();
        assertThat(statement.isClosed()).isFalse();
        statement.getResultSet().close();
        assertThat(statement.isClosed()).isTrue();
    }

    @Test
    void maxRowsIsThatOfTheExecution() throws SQLException {
        statement.execute("select listing_id from listings limit 5");
        statement.setMaxRows(2);
        try (var rows = statement.getResultSet()) {
            var count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(5);
        }
    }

    @Test
    void maxFieldSizeHoldsForEveryGetterOfTextAndBytes() throws SQLException {
        statement.setMaxFieldSize(3);
        try (var rows = statement.executeQuery("select 'abcdef', to_varbyte('0102030405', 'hex'), 123456")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("abc");
            assertThat(rows.getObject(1)).isEqualTo("abc");
            assertThat(rows.getObject(1, String.class)).isEqualTo("abc");
            assertThat(rows.getBytes(2)).hasSize(3);
            assertThat(rows.getObject(2, byte[].class)).hasSize(3);
            assertThat(rows.getObject(3, String.class)).isEqualTo("123456");
        }
    }

    @Test
    void aWarningIsKeptOnce() throws SQLException {
        for (var i = 0; i < 20; i++) {
            connection
                    .createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)
                    .close();
        }
        var count = 0;
        for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            count++;
        }
        assertThat(count).isEqualTo(2);
        connection.clearWarnings();
        connection
                .createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close();
        assertThat((Throwable) connection.getWarnings()).isNotNull();
    }
}
