package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The results of a text, one by one: rows and counts as PostgreSQL's own driver gives them. */
class CountsIT {

    private static Connection ours;
    private static Connection theirs;

    @BeforeAll
    static void connect() throws SQLException {
        ours = TestEmulator.shared().connect();
        theirs = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
        for (var connection : List.of(ours, theirs)) {
            try (var statement = connection.createStatement()) {
                statement.execute("create temp table t (a int)");
                statement.execute("insert into t values (1), (2), (3)");
                statement.execute("prepare put as insert into t values (10), (11)");
                statement.execute("prepare get as select a from t where a < 3");
                statement.execute("prepare change as update t set a = a where a < 3");
            }
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        ours.close();
        theirs.close();
    }

    private static List<String> results(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var results = new ArrayList<String>();
            var rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() != -1) {
                results.add(rows ? "rows " + count(statement) : "count " + statement.getLargeUpdateCount());
                rows = statement.getMoreResults();
            }
            return results;
        }
    }

    private static int count(Statement statement) throws SQLException {
        var count = 0;
        try (var rows = statement.getResultSet()) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    private static void assertAlike(String sql) throws SQLException {
        assertThat(results(ours, sql)).as(sql).isEqualTo(results(theirs, sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execute put",
                "execute get",
                "execute change",
                "explain execute get",
                "select a into temp made_1 from t where a < 3",
                "with x as (select 1 as a union all select 2) select * into temp made_2 from x",
                "create temp table made_3 as select a from t where a < 3",
                "create temp table made_4 (b) as (select a from t where a < 2)",
                "create temp table made_5 as select 1 where false",
                "create temp table made_6 (a int)",
                "insert into t select 20 where false",
                "update t set a = a where a < 0",
                "delete from t where a < 0",
                "set query_group_of_ours.x to 'a'",
                "analyze t"
            })
    void aStatementHasItsCount(String sql) throws SQLException {
        assertAlike(sql);
    }

    @Test
    void aMovedCursorTellsHowFar() throws SQLException {
        for (var connection : List.of(ours, theirs)) {
            connection.setAutoCommit(false);
        }
        try {
            for (var sql : List.of(
                    "declare c cursor for select * from t where a < 4",
                    "move 2 from c",
                    "fetch all from c",
                    "move backward all in c",
                    "close c")) {
                assertAlike(sql);
            }
        } finally {
            for (var connection : List.of(ours, theirs)) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                ";",
                " ; ;; ",
                "-- c",
                "/* c */",
                "/* a */ -- b",
                "-- c\n;",
                "select 1; -- c",
                "select 1;",
                "select 1; ;",
                "select 1; /* c */",
                "select 1; -- c\n;",
                "select 1; -- c\n; select 2",
                "-- c\n; select 1",
                "-- c\nselect 1",
                "/* a */; /* b */",
                "insert into t values (30); -- c",
                "select 1; -- a\n-- b\n;; /* c */ ;",
                "set query_group_of_ours.x to 'a'; -- c"
            })
    void blanksAndCommentsAreResultsAsThere(String sql) throws SQLException {
        assertAlike(sql);
        try (var our = ours.prepareStatement(sql);
                var their = theirs.prepareStatement(sql)) {
            assertThat(our.execute()).isEqualTo(their.execute());
            assertThat(our.getUpdateCount()).isEqualTo(their.getUpdateCount());
        }
    }

    @Test
    void nothingHasTheCountOfNothing() throws SQLException {
        try (var statement = ours.createStatement()) {
            assertThat(statement.executeUpdate("")).isZero();
            assertThat(statement.executeUpdate("-- c\n; insert into t values (40), (41); -- d"))
                    .isEqualTo(2);
            try (var rows = statement.executeQuery("-- c\n; select 42; -- d")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
            statement.addBatch("insert into t values (43); -- c");
            statement.addBatch("execute put");
            statement.addBatch("create temp table made_7 as select a from t where a < 3");
            assertThat(statement.executeBatch()).containsExactly(1, 2, 2);
        }
    }
}
