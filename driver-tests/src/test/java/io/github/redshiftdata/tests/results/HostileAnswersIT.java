package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the service answers, a caller gets the right rows or an SQLException, and that soon. */
@Timeout(60)
class HostileAnswersIT {

    private static final String QUERY = "select n, 'text ' || n as t, n * 1.5::float8 as d, n > 2 as b"
            + " from generate_series(1::bigint, 4) as n order by n";

    private static TestEmulator emulator;
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        // Small pages: what is wrong may be on the first or on a later one.
        emulator = TestEmulator.own(TestEmulator.options().withPageBytes(120));
        connection = emulator.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
        emulator.close();
    }

    @AfterEach
    void clear() {
        emulator.emulator().faults().clear();
    }

    private static List<List<Object>> rows(String sql, int type) throws SQLException {
        try (var statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<List<Object>>();
            while (result.next()) {
                var row = new ArrayList<Object>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** In every text of the pages that has the member, it is replaced by something else. */
    private static Stream<Arguments> mutations() {
        var values =
                List.of("null", "{}", "[]", "[[]]", "5", "1.5", "-1", "true", "\"x\"", "{\"a\":{\"b\":[1]}}", "1e999");
        var members = List.of(
                "Records\":\\[\\[.*?\\]\\]",
                "longValue\":\\d+",
                "stringValue\":\"[^\"]*\"",
                "doubleValue\":[\\d.]+",
                "booleanValue\":(true|false)",
                "ColumnMetadata\":\\[.*?\\](?=,\"|\\})",
                "NextToken\":\"[^\"]*\"",
                "TotalNumRows\":\\d+");
        return members.stream().flatMap(member -> values.stream()
                .map(value -> Arguments.of(member, value, (UnaryOperator<String>)
                        page -> page.replaceFirst(member, member.substring(0, member.indexOf('"')) + "\":" + value))));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("mutations")
    void noMemberOfAPageMakesARowFalse(String member, String value, UnaryOperator<String> change) throws SQLException {
        emulator.emulator().faults().clear();
        var right = rows(QUERY, ResultSet.TYPE_FORWARD_ONLY);
        for (int type : List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
            emulator.emulator().faults().on("GetStatementResult").always().change(change);
            List<List<Object>> read;
            try {
                read = rows(QUERY, type);
            } catch (SQLException refused) {
                assertThat(refused.getMessage()).isNotBlank();
                continue;
            } finally {
                emulator.emulator().faults().clear();
            }
            // A value of another text is as good as any: nobody can see that it is not the right one.
            var isAnotherValue = (member.startsWith("stringValue") && value.startsWith("\""))
                    || (member.startsWith("longValue") && value.matches("-?\\d+"))
                    || (member.startsWith("doubleValue") && value.matches("-?[\\d.]+"))
                    || (member.startsWith("booleanValue") && value.equals("true"));
            assertThat(isAnotherValue ? read.size() : read).isEqualTo(isAnotherValue ? right.size() : right);
        }
    }

    private static Stream<Arguments> otherPages() {
        return Stream.of(
                Arguments.of("narrower", "{\"Records\":[[{\"longValue\":1}]],\"TotalNumRows\":4}"),
                Arguments.of("wider", "{\"Records\":[[" + "{\"longValue\":1},".repeat(4) + "{\"longValue\":1}]]}"),
                Arguments.of("no cells", "{\"Records\":[[],[],[]]}"),
                Arguments.of("no rows", "{\"Records\":[]}"),
                Arguments.of(
                        "other columns",
                        "{\"Records\":[[{\"longValue\":1}]],\"ColumnMetadata\":[{\"label\":\"z\",\"typeName\":\"int8\"}]}"),
                Arguments.of("empty", ""),
                Arguments.of("an object", "{}"),
                Arguments.of("an array", "[]"),
                Arguments.of("a text", "\"Records\""),
                Arguments.of("an error", "{\"__type\":\"InternalServerException\",\"Message\":\"no\"}"),
                Arguments.of("cut", "{\"Records\":[[{\"longValue\":1}"),
                Arguments.of("nested", "{\"Records\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                Arguments.of("not UTF-8", "{\"Records\":[[{\"stringValue\":\"\uD800\"}]]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPages")
    void aLaterPageThatIsNoneIsAnErrorAfterOneMoreTry(String name, String body) throws SQLException {
        for (int type : List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
            emulator.emulator().faults().on("GetStatementResult").nth(2).instead(() -> body);
            emulator.emulator().faults().on("GetStatementResult").nth(3).instead(() -> body);
            emulator.emulator().faults().on("GetStatementResult").nth(4).instead(() -> body);
            assertThatThrownBy(() -> rows(QUERY, type)).isInstanceOf(SQLException.class);
            emulator.emulator().faults().clear();
        }
        assertThat(rows(QUERY, ResultSet.TYPE_FORWARD_ONLY)).hasSize(4);
    }

    @Test
    void aPageThatCannotBeReadIsAskedForOnceMoreAndThenTold() {
        emulator.resetCalls();
        emulator.emulator().faults().on("GetStatementResult").always().wrongJson();
        assertThatThrownBy(() -> rows(QUERY, ResultSet.TYPE_FORWARD_ONLY))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("only its result cannot be read")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("58000");
        assertThat(emulator.calls()).containsEntry("GetStatementResult", 2L);
    }

    private static void sendEmptyPagesForEver() {
        var number = new AtomicInteger();
        emulator.emulator()
                .faults()
                .on("GetStatementResult")
                .always()
                .instead(() ->
                        "{\"Records\":[],\"ColumnMetadata\":[{\"label\":\"n\",\"typeName\":\"int8\"}],\"NextToken\":\"t"
                                + number.incrementAndGet() + "\"}");
    }

    @Test
    void pagesWithoutRowsComeToAnEnd() {
        emulator.resetCalls();
        sendEmptyPagesForEver();
        for (int type : List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
            assertThatThrownBy(() -> rows(QUERY, type))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("without a row");
        }
        assertThat(emulator.calls().get("GetStatementResult")).isLessThanOrEqualTo(200);
    }

    @Test
    void theQueryTimeoutRunsOverAllPagesOfOneCall() throws SQLException {
        var pages = new AtomicInteger();
        // Each of them comes within the timeout, all of them do not.
        emulator.emulator().faults().on("GetStatementResult").always().instead(() -> {
            linger();
            return "{\"Records\":[],\"ColumnMetadata\":[{\"label\":\"n\",\"typeName\":\"int8\"}],\"NextToken\":\"t"
                    + pages.incrementAndGet() + "\"}";
        });
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(QUERY)).isInstanceOf(SQLTimeoutException.class);
        }
        assertThat(pages.get()).isLessThan(60);
    }

    /** In the emulator: what a slow service takes for a page. */
    private static void linger() {
        var end = System.nanoTime() + 50_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Stream<String> connectingAnswers() {
        var columns =
                "\"ColumnMetadata\":[{\"label\":\"a\",\"typeName\":\"varchar\"},{\"label\":\"b\",\"typeName\":\"varchar\"}]";
        return Stream.of(
                "{\"Records\":[]," + columns + "}",
                "{\"Records\":[]}",
                "{\"Records\":[[]],\"ColumnMetadata\":[]}",
                "{\"Records\":[[{\"stringValue\":\"x\"},{\"stringValue\":\"y\"}]]," + columns + "}",
                "{\"Records\":[[{\"stringValue\":\"x\"},{\"stringValue\":\"y\"}],[{\"stringValue\":\"x\"},{\"stringValue\":\"y\"}]],"
                        + columns + "}",
                "{}",
                "[]",
                "null",
                "");
    }

    @ParameterizedTest
    @MethodSource("connectingAnswers")
    void aConnectingStatementThatIsAnsweredOtherwiseIsNoAnswer(String body) throws SQLException {
        emulator.emulator().faults().on("GetStatementResult").always().instead(() -> body);
        try (var made = emulator.connect()) {
            assertThatThrownBy(made::getSchema).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> emulator.connect("currentSchema=public"))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .asString()
                .startsWith("08");
    }

    private interface Read {
        ResultSet read() throws SQLException;
    }

    private static List<Read> metadata(Connection opened) throws SQLException {
        var metadata = opened.getMetaData();
        return List.of(
                metadata::getCatalogs,
                metadata::getSchemas,
                () -> metadata.getTables(null, "%", "%", null),
                () -> metadata.getColumns(null, "public", "%", "%"),
                () -> metadata.getPrimaryKeys(null, "public", "x"),
                () -> metadata.getProcedures(null, null, "%"),
                () -> metadata.getFunctionColumns(null, null, "%", "%"),
                () -> metadata.getTablePrivileges(null, "public", "%"));
    }

    @ParameterizedTest
    @MethodSource("connectingAnswers")
    void metadataBySqlOfOtherRowsAreAnErrorOrNone(String body) throws SQLException {
        try (var opened = emulator.connect("metadataSource=sql", "metadataCacheSeconds=0")) {
            for (var read : metadata(opened)) {
                emulator.emulator().faults().on("GetStatementResult").always().instead(() -> body);
                var failure = catchThrowable(() -> read.read().close());
                emulator.emulator().faults().clear();
                assertThat(failure == null || failure instanceof SQLException)
                        .as("%s", failure)
                        .isTrue();
            }
        }
    }

    @Test
    void listingsThatGoOnForEverAreAnError() throws SQLException {
        try (var opened = emulator.connect("metadataCacheSeconds=0")) {
            for (var operation : List.of("ListDatabases", "ListSchemas")) {
                emulator.emulator()
                        .faults()
                        .on(operation)
                        .always()
                        .instead(() -> "{\"Databases\":[],\"Schemas\":[],\"NextToken\":\"again\"}");
                assertThatThrownBy(() -> {
                            opened.getMetaData().getCatalogs().close();
                            opened.getMetaData().getSchemas().close();
                        })
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("does not end");
                emulator.emulator().faults().clear();
            }
        }
    }
}
