package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.reliability.FaultKind;
import io.github.redshiftdata.tests.support.SmallJvm;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rows by resultFormat=csv and by JSON. */
class CsvIT {

    private static Connection csv;
    private static Connection json;

    @BeforeAll
    static void connect() throws SQLException {
        csv = TestEmulator.shared().connect("resultFormat=csv");
        json = TestEmulator.shared().connect();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        csv.close();
        json.close();
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    private static List<List<String>> rows(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData().getColumnCount();
        var read = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (var column = 1; column <= columns; column++) {
                row.add(rows.getString(column));
            }
            read.add(row);
        }
        return read;
    }

    // ---------------------------------------------------------------- values

    @ParameterizedTest
    @MethodSource({
        "io.github.redshiftdata.tests.results.TypeComparisonIT#expressions",
        "io.github.redshiftdata.tests.results.TypeComparisonIT#nulls"
    })
    void everyGetterGivesWhatItGivesOfJson(String expression) throws SQLException {
        var sql = "SELECT " + expression;
        assertThat(TypeComparisonIT.outcomes(csv, sql)).isEqualTo(TypeComparisonIT.outcomes(json, sql));
    }

    @Test
    void everyRedshiftTypeIsTheSame() throws SQLException {
        var sql = "SELECT * FROM all_types ORDER BY id";
        assertThat(rows(csv, sql)).isEqualTo(rows(json, sql)).isNotEmpty();
        try (var ofCsv = csv.createStatement();
                var ofJson = json.createStatement();
                var actual = ofCsv.executeQuery(sql);
                var expected = ofJson.executeQuery(sql)) {
            var columns = expected.getMetaData();
            while (expected.next()) {
                assertThat(actual.next()).isTrue();
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    assertThat(actual.getObject(column))
                            .as(columns.getColumnName(column))
                            .isEqualTo(expected.getObject(column));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 64 << 10})
    void rowsOfEveryShapeAreTheSameHoweverTheyAreCut(int pageBytes) throws SQLException {
        var sql = "SELECT n, CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN 'a,b' WHEN 2 THEN 'say \"hi\"'"
                + " WHEN 3 THEN 'two' || chr(13) || chr(10) || 'lines' WHEN 4 THEN '\"' WHEN 5 THEN 'ünï € 😀' ELSE ' ' END,"
                + " CASE WHEN n % 3 > 0 THEN n / 8.0 END FROM generate_series(1, 300) AS t (n) ORDER BY n";
        try (var emulator = TestEmulator.own(pageBytes);
                var connection = emulator.connect("resultFormat=csv")) {
            assertThat(rows(connection, sql)).isEqualTo(rows(json, sql)).hasSize(300);
            assertThat(emulator.calls()).containsKey("GetStatementResultV2");
        }
    }

    @Test
    void allSalesAreTheSame() throws SQLException {
        var sql = "SELECT * FROM sales ORDER BY sale_id";
        assertThat(rows(csv, sql).equals(rows(json, sql))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT NULL::varchar", "SELECT NULL::varchar, NULL::int", "SELECT ''::varchar, 1"})
    void onlyNullAndTheEmptyTextMayDiffer(String sql) throws SQLException {
        var actual = rows(csv, sql);
        var expected = rows(json, sql);
        assertThat(blank(actual)).isEqualTo(blank(expected));
    }

    private static List<List<String>> blank(List<List<String>> rows) {
        return rows.stream()
                .map(row ->
                        row.stream().map(value -> Objects.toString(value, "")).toList())
                .toList();
    }

    @Test
    void aSingleColumnOfNullsKeepsItsRows() throws SQLException {
        var sql = "SELECT CASE WHEN n = 2 THEN n END FROM generate_series(1, 4) AS t (n) ORDER BY t.n";
        assertThat(rows(csv, sql)).isEqualTo(rows(json, sql)).hasSize(4);
    }

    @Test
    void anEmptyResultHasItsColumns() throws SQLException {
        try (var statement = csv.createStatement();
                var rows = statement.executeQuery("SELECT 1 AS a, 'x' AS b WHERE 1 = 0")) {
            assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("b");
            assertThat(rows.isBeforeFirst()).isFalse();
            assertThat(rows.next()).isFalse();
        }
    }

    // ---------------------------------------------------------------- ways to a result

    @Test
    void preparedStatementsScriptsAndScrollableResultsAreReadAsCsv() throws SQLException {
        try (var emulator = TestEmulator.own(64);
                var connection = emulator.connect("resultFormat=csv")) {
            emulator.resetCalls();
            try (var prepared = connection.prepareStatement("SELECT ?::varchar || 'c'")) {
                prepared.setString(1, "a,\"b\",");
                try (var rows = prepared.executeQuery()) {
                    assertThat(rows(rows)).containsExactly(List.of("a,\"b\",c"));
                }
            }
            try (var script = connection.createStatement()) {
                script.execute("SELECT 1, 'a'; SELECT 2, 'b'");
                assertThat(rows(script.getResultSet())).containsExactly(List.of("1", "a"));
                assertThat(script.getMoreResults()).isTrue();
                assertThat(rows(script.getResultSet())).containsExactly(List.of("2", "b"));
            }
            try (var scrollable =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    var rows = scrollable.executeQuery("SELECT n FROM generate_series(1, 1000) AS t (n) ORDER BY n")) {
                assertThat(rows.last()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(1000);
                assertThat(rows.absolute(17)).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(17);
            }
            assertThat(emulator.calls()).doesNotContainKey("GetStatementResult");
        }
    }

    @Test
    void theDriversOwnQueriesStayJson() throws SQLException {
        try (var emulator = TestEmulator.own();
                var connection = emulator.connect("resultFormat=csv", "metadataSource=sql")) {
            try (var tables = connection.getMetaData().getTables(null, null, "sales", null)) {
                assertThat(tables.next()).isTrue();
            }
            assertThat(emulator.calls()).containsKey("GetStatementResult").doesNotContainKey("GetStatementResultV2");
        }
    }

    @Test
    void anAttachedStatementIsReadInItsOwnFormat() throws SQLException {
        for (var pair : Map.of(csv, json, json, csv).entrySet()) {
            try (var statement = pair.getKey().createStatement()) {
                statement.execute("SELECT 'a', 1; SELECT 'b', 2");
                var part = statement.unwrap(RedshiftDataStatement.class).getStatementId();
                var whole = part.substring(0, part.indexOf(':'));
                var other = pair.getValue().unwrap(RedshiftDataConnection.class);
                try (var attached = other.attach(whole)) {
                    assertThat(rows(attached.getResultSet())).containsExactly(List.of("a", "1"));
                    assertThat(attached.getMoreResults()).isTrue();
                    assertThat(rows(attached.getResultSet())).containsExactly(List.of("b", "2"));
                }
            }
        }
    }

    // ---------------------------------------------------------------- faults

    /** On pages of one to fifteen rows: the second of three pages is the one that goes wrong, or the first. */
    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aFaultGivesTheRightRowsOrAnException(FaultKind fault) throws SQLException {
        for (var type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
            for (var call = 1; call <= 2; call++) {
                try (var emulator = TestEmulator.own(1);
                        var connection = emulator.connect("resultFormat=csv");
                        var statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY)) {
                    var session =
                            connection.unwrap(RedshiftDataConnection.class).getSessionId();
                    fault.set(
                            emulator.emulator()
                                    .faults()
                                    .on("GetStatementResultV2")
                                    .nth(call),
                            emulator,
                            String.valueOf(session));
                    assertRightOrRefused(statement);
                }
            }
        }
    }

    private static void assertRightOrRefused(Statement statement) throws SQLException {
        var sql = "SELECT n FROM generate_series(1, 40) AS t (n) ORDER BY n";
        try (var rows = statement.executeQuery(sql)) {
            assertThat(rows(rows)).isEqualTo(rows(json, sql));
        } catch (SQLException e) {
            assertThat(e.getSQLState()).hasSize(5);
            assertThat(e.getMessage()).hasSizeGreaterThan(20);
        }
    }

    // ---------------------------------------------------------------- far more rows than memory

    @Test
    void aMillionRowsStreamThrough64Megabytes() throws IOException, InterruptedException {
        assertThat(SmallJvm.run(Reader.class, TestEmulator.shared().url("resultFormat=csv")))
                .isEqualTo("1000000 rows");
    }

    /** What runs in the small JVM. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) throws SQLException {
            try (var connection = DriverManager.getConnection(arguments[0]);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT n, 'a row, with the number ' || n, n / 7.0, sysdate"
                            + " FROM generate_series(1, 1000000) AS t (n)")) {
                var count = 0L;
                while (rows.next()) {
                    count++;
                    if (!rows.getString(2).equals("a row, with the number " + rows.getInt(1))) {
                        throw new IllegalStateException("Row " + count + " holds " + rows.getString(2));
                    }
                }
                System.out.println(count + " rows");
            }
        }
    }
}
