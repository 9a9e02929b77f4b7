package io.github.redshiftdata.shell.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFormatTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("id", Column.Kind.NUMBER),
            new Column("ok", Column.Kind.BOOLEAN),
            new Column("word", Column.Kind.TEXT),
            new Column("doc", Column.Kind.JSON));

    private static final String[][] ROWS = {
        {"1", "t", "plain", "{\"a\":[1]}"}, {"-20.50", "f", "", "\"x\""}, {null, null, null, null}
    };

    private static String write(OutputFormat format, Look look, List<Column> columns, String[]... rows)
            throws IOException {
        var out = new StringWriter();
        var writer = format.writer(out, look);
        writer.begin(columns);
        for (var row : rows) {
            writer.row(row);
        }
        writer.end();
        return out.toString();
    }

    private static String write(OutputFormat format, String[]... rows) throws IOException {
        return write(format, new Look(format.nullText(), false, 0), COLUMNS, rows);
    }

    private static String texts(OutputFormat format, String... cells) throws IOException {
        var columns = Arrays.stream(cells).map(cell -> Column.text("c")).toList();
        return write(format, new Look(format.nullText(), true, 0), columns, cells);
    }

    @Test
    void aTable() throws IOException {
        assertThat(write(OutputFormat.TABLE, ROWS))
                .isEqualTo(
                        """
                           id   |  ok  | word  |    doc
                        --------+------+-------+-----------
                              1 | t    | plain | {"a":[1]}
                         -20.50 | f    |       | "x"
                           NULL | NULL | NULL  | NULL
                        (3 rows)

                        """);
    }

    @Test
    void aVerticalForm() throws IOException {
        assertThat(write(OutputFormat.VERTICAL, ROWS[0], ROWS[1]))
                .isEqualTo(
                        """
                        -[ RECORD 1 ]+-
                        id   | 1
                        ok   | t
                        word | plain
                        doc  | {"a":[1]}
                        -[ RECORD 2 ]+-
                        id   | -20.50
                        ok   | f
                        word |
                        doc  | "x"
                        (2 rows)

                        """);
    }

    @Test
    void csv() throws IOException {
        assertThat(write(OutputFormat.CSV, ROWS))
                .isEqualTo("id,ok,word,doc\n1,t,plain,\"{\"\"a\"\":[1]}\"\n-20.50,f,\"\",\"\"\"x\"\"\"\n,,,\n");
    }

    @Test
    void csvPutsInQuotesWhatLooksLikeNull() throws IOException {
        assertThat(write(OutputFormat.CSV, new Look("nil", true, 0), COLUMNS, new String[] {null, "t", "nil", ""}))
                .isEqualTo("nil,t,\"nil\",\n");
        assertThat(texts(OutputFormat.CSV, "", null)).isEqualTo("\"\",\n");
        assertThat(texts(OutputFormat.CSV, "a,b", "c\nd", "e\"f")).isEqualTo("\"a,b\",\"c\nd\",\"e\"\"f\"\n");
    }

    @Test
    void tsv() throws IOException {
        assertThat(write(OutputFormat.TSV, ROWS[1], ROWS[2]))
                .isEqualTo("id\tok\tword\tdoc\n-20.50\tf\t\t\"x\"\n\\N\t\\N\t\\N\t\\N\n");
        assertThat(texts(OutputFormat.TSV, "a\tb\nc\\d", "\\N")).isEqualTo("a\\tb\\nc\\\\d\t\\\\N\n");
    }

    @Test
    void json() throws IOException {
        assertThat(write(OutputFormat.JSON, ROWS))
                .isEqualTo(
                        """
                        [{"id":1,"ok":true,"word":"plain","doc":{"a":[1]}},
                         {"id":-20.50,"ok":false,"word":"","doc":"x"},
                         {"id":null,"ok":null,"word":null,"doc":null}]
                        """);
        assertThat(write(OutputFormat.JSON)).isEqualTo("[]\n");
    }

    @Test
    void jsonLines() throws IOException {
        assertThat(write(OutputFormat.JSONL, ROWS[0], ROWS[2]))
                .isEqualTo(
                        """
                        {"id":1,"ok":true,"word":"plain","doc":{"a":[1]}}
                        {"id":null,"ok":null,"word":null,"doc":null}
                        """);
        assertThat(write(OutputFormat.JSONL)).isEmpty();
    }

    @Test
    void whatIsNoNumberOrNoJsonIsAText() throws IOException {
        assertThat(write(OutputFormat.JSONL, new String[] {"NaN", "f", "a\"\n", "{broken"}))
                .isEqualTo("{\"id\":\"NaN\",\"ok\":false,\"word\":\"a\\\"\\n\",\"doc\":\"{broken\"}\n");
        assertThat(write(OutputFormat.JSONL, new String[] {"1.5E10", "f", "", "[1]\n"}))
                .contains("\"id\":1.5E10")
                .contains("\"doc\":\"[1]\\n\"");
        assertThat(write(OutputFormat.JSONL, new String[] {"1", "f", "", "1 2"}))
                .contains("\"doc\":\"1 2\"");
    }

    @Test
    void columnsOfOneNameAreAllInTheObject() throws IOException {
        var columns = List.of(Column.text("a"), Column.text("a_2"), Column.text("a"));
        assertThat(write(OutputFormat.JSONL, new Look("", false, 0), columns, new String[] {"1", "2", "3"}))
                .isEqualTo("{\"a\":\"1\",\"a_2\":\"2\",\"a_3\":\"3\"}\n");
    }

    @Test
    void markdown() throws IOException {
        assertThat(write(OutputFormat.MARKDOWN, new String[] {"1", "t", "a|b\n<c>_", null}))
                .isEqualTo(
                        """
                        | id | ok | word | doc |
                        | ---: | --- | --- | --- |
                        | 1 | t | a\\|b<br>&lt;c>\\_ | NULL |
                        """);
    }

    @Test
    void html() throws IOException {
        assertThat(write(OutputFormat.HTML, new String[] {"1", "t", "<a>&\"\n", null}))
                .isEqualTo(
                        """
                        <table>
                        <tr><th>id</th><th>ok</th><th>word</th><th>doc</th></tr>
                        <tr><td align="right">1</td><td>t</td><td>&lt;a&gt;&amp;&quot;<br></td><td><i>NULL</i></td></tr>
                        </table>
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = "MARKDOWN", mode = EnumSource.Mode.EXCLUDE)
    void rowsOnlyLeavesTheNamesOutExceptWhereTheyBelongToEachRow(OutputFormat format) throws IOException {
        var text = write(format, new Look("-", true, 0), COLUMNS, ROWS);
        boolean isNamed = List.of(OutputFormat.VERTICAL, OutputFormat.JSON, OutputFormat.JSONL)
                .contains(format);
        assertThat(text.contains("word")).isEqualTo(isNamed);
        assertThat(text).doesNotContain("rows)");
    }

    @Test
    void aTableThatIsWiderThanTheScreenIsVerticalAndNothingIsCut() throws IOException {
        var row = new String[] {"1", "t", "x".repeat(60), "{}"};
        var fits = write(OutputFormat.TABLE, new Look("", false, 78), COLUMNS, row);
        var tooWide = write(OutputFormat.TABLE, new Look("", false, 77), COLUMNS, row);
        assertThat(fits.lines().mapToInt(String::length).max()).hasValue(78);
        assertThat(tooWide)
                .contains("-[ RECORD 1 ]")
                .contains("word | " + "x".repeat(60))
                .contains("(1 row)");
    }

    @Test
    void cellsOfSeveralLinesStayInTheirColumn() throws IOException {
        assertThat(write(OutputFormat.TABLE, new String[] {"1", "t", "a\nbc", "x"}))
                .contains("  1 | t  | a   +| x\n    |    | bc   |\n");
        assertThat(write(OutputFormat.VERTICAL, new String[] {"1", "t", "a\nbc", "x"}))
                .contains("word | a+\n     | bc\n");
    }

    @Test
    void whatWouldMoveTheCursorIsShownAsItsNumber() throws IOException {
        assertThat(texts(OutputFormat.TABLE, "\u001b[2J\u009b\r", "a\tb"))
                .isEqualTo(" \\x1B[2J\\x9B\\x0D | a       b\n\n");
    }

    @Test
    void wideCharactersCountTwice() throws IOException {
        var columns = List.of(Column.text("a"), Column.text("b"));
        assertThat(write(
                        OutputFormat.TABLE,
                        new Look("", true, 0),
                        columns,
                        new String[] {"漢字", "x"},
                        new String[] {"abcd", "x"},
                        new String[] {"e\u0301", "x"}))
                .isEqualTo(" 漢字 | x\n abcd | x\n e\u0301    | x\n\n");
    }

    @Test
    void aLaterCellThatIsWiderThanAllMeasuredOnesIsWhole() throws IOException {
        var rows = new ArrayList<String[]>();
        for (int i = 0; i < 1_500; i++) {
            rows.add(new String[] {"" + i, i == 1_400 ? "a".repeat(50) : "b"});
        }
        var columns = List.of(new Column("n", Column.Kind.NUMBER), Column.text("t"));
        var text = write(OutputFormat.TABLE, new Look("", false, 0), columns, rows.toArray(String[][]::new));
        assertThat(text).contains("1400 | " + "a".repeat(50) + "\n").contains("(1500 rows)");
        assertThat(text.lines()).hasSize(1_500 + 4);
    }

    @Property
    void whatCsvAndTsvWriteIsReadBackAsItWas(@ForAll("rows") List<List<String>> rows) throws IOException {
        for (var format : List.of(OutputFormat.CSV, OutputFormat.TSV)) {
            var text = write(
                    format,
                    new Look(format.nullText(), true, 0),
                    COLUMNS,
                    rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new));
            // The reader takes \N in a file of tabs for NULL even where its backslash is doubled.
            var expected = format == OutputFormat.CSV
                    ? rows
                    : rows.stream()
                            .map(row -> row.stream()
                                    .map(cell -> "\\N".equals(cell) ? null : cell)
                                    .toList())
                            .toList();
            try (var parser = reader(format).parse(new StringReader(text))) {
                assertThat(parser.getRecords().stream().map(record -> Arrays.asList(record.values())))
                        .as(text)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    private static CSVFormat reader(OutputFormat format) {
        return format == OutputFormat.TSV
                ? CSVFormat.POSTGRESQL_TEXT
                : CSVFormat.RFC4180
                        .builder()
                        .setNullString("")
                        .setIgnoreEmptyLines(false)
                        .setQuoteMode(QuoteMode.ALL_NON_NULL)
                        .get();
    }

    @Property
    void jsonIsJsonWhateverTheValuesAre(@ForAll("rows") List<List<String>> rows) throws IOException {
        for (var format : List.of(OutputFormat.JSON, OutputFormat.JSONL)) {
            var text = write(
                    format, rows.stream().map(row -> row.toArray(String[]::new)).toArray(String[][]::new));
            try (var parser = new JsonFactory().createParser(text)) {
                while (parser.nextToken() != null) {
                    parser.skipChildren();
                }
            }
            assertThat(text.lines().count())
                    .isEqualTo(format == OutputFormat.JSON ? Math.max(1, rows.size()) : rows.size());
        }
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        var cell = Arbitraries.of(
                        "a", "", "\\N", "\\", ",", "\"", "\n", "\r", "\t", "'", "é", "1", "-0.5", "{\"a\":1}", " ")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts))
                .injectNull(0.2);
        return cell.list().ofSize(4).list().ofMaxSize(5);
    }
}
