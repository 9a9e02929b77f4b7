package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecoderTest {

    // ---------------------------------------------------------------- fields

    @Test
    void fieldsAreCommaSeparatedAndLinesEndWithCrlf() throws IOException {
        assertThat(rows(page(3, "1,2,3\r\n4,5,6\r\n"))).containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"));
    }

    @Test
    void linesMayEndWithLfAndTheLastOneWithoutAny() throws IOException {
        assertThat(rows(page(2, "1,2\n3,4"))).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndLineEnds() throws IOException {
        assertThat(rows(page(3, "\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n\"\"\"\",\"\n\",\"\r\"\r\n")))
                .containsExactly(List.of("a,b", "say \"hi\"", "two\r\nlines"), List.of("\"", "\n", "\r"));
    }

    @Test
    void whatIsNotAtTheBeginOfAFieldIsNoQuote() throws IOException {
        assertThat(rows(page(2, "5\" pipe,\u00a0\"x\"\r\n"))).containsExactly(List.of("5\" pipe", "\u00a0\"x\""));
    }

    @Test
    void aCarriageReturnAloneEndsNoLine() throws IOException {
        assertThat(rows(page(1, "a\rb\r\n"))).containsExactly(List.of("a\rb"));
    }

    @Test
    void nothingIsNullAndQuotesWithNothingAreTheEmptyText() throws IOException {
        assertThat(rows(page(3, ",\"\",\r\n"))).containsExactly(row(null, "", null));
    }

    @Test
    void anEmptyLineIsTheNullOfASingleColumn() throws IOException {
        assertThat(rows(page(1, "\r\n\"\"\r\n\r\n"))).containsExactly(row((String) null), row(""), row((String) null));
    }

    @Test
    void everyValueIsAText() throws IOException {
        var view = page(2, "1,\r\n").view();
        view.moveTo(0, 0);
        assertThat(view.kind()).isEqualTo(Cell.Kind.TEXT);
        assertThatThrownBy(view::longValue).isInstanceOf(IllegalStateException.class);
        view.moveTo(0, 1);
        assertThat(view.isNull()).isTrue();
        assertThatThrownBy(view::text).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> view.moveTo(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.moveTo(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c\r\n", "a\r\n", "a,b\r\n\r\n", "\"a,b\r\n", "\"a\"x,b\r\n", "a,\"b", "a,b\r\nc"})
    void rowsThatAreNotWholeAreRefused(String csv) {
        assertThatIOException().isThrownBy(() -> page(2, csv)).withMessageContaining("row");
    }

    // ---------------------------------------------------------------- chunks, header, members

    @Test
    void aRowMayBeSplitOverChunksAnywhere() throws IOException {
        var csv = "\"a\"\"\r\n,é\",b\r\nc,\"\"\r\n";
        for (int cut = 0; cut <= csv.length(); cut++) {
            var page = decode(body(2, null, -1, csv.substring(0, cut), csv.substring(cut)), true);
            assertThat(rows(page)).as("cut at %s", cut).containsExactly(row("a\"\r\n,é", "b"), row("c", ""));
        }
    }

    @Test
    void theNamesOfTheColumnsAreTheHeader() throws IOException {
        assertThat(rows(decode(body(2, null, 2, "c0,c1\r\n1,2\r\n3,4\r\n"), true)))
                .containsExactly(row("1", "2"), row("3", "4"));
    }

    @Test
    void withoutAHeaderEveryLineIsARow() throws IOException {
        assertThat(rows(decode(body(2, null, 2, "1,2\r\n3,4\r\n"), true)))
                .containsExactly(row("1", "2"), row("3", "4"));
    }

    @Test
    void aFirstLineTooManyIsAHeaderThatNamesTheColumnsOtherwise() throws IOException {
        assertThat(rows(decode(body(1, null, 1, "C0\r\n1\r\n"), true))).containsExactly(row("1"));
    }

    @Test
    void aHeaderIsNotTakenForTheRowThatIsMissing() throws IOException {
        var page = decode(body(1, null, 2, "c0\r\n1\r\n"), true);
        assertThat(page.rowCount()).isEqualTo(1);
        assertThat(page.totalRows()).isEqualTo(2);
    }

    @Test
    void aRowOfNullsIsNoHeaderOfColumnsWithoutNames() throws IOException {
        var page = decode("{\"Records\":[{\"CSVRecords\":\",\\r\\n\"}],\"ColumnMetadata\":[{},{}]}", true);
        assertThat(rows(page)).containsExactly(row(null, null));
    }

    @Test
    void aHeaderWithoutRowsIsNoRow() throws IOException {
        assertThat(decode(body(2, null, 0, "c0,c1\r\n"), true).rowCount()).isZero();
        assertThat(decode(body(1, null, 0, "C0\r\n"), true).rowCount()).isZero();
        assertThat(decode("{\"Records\":[]}", true).rowCount()).isZero();
    }

    @Test
    void whereMorePagesFollowTheNamesTellTheHeader() throws IOException {
        assertThat(rows(decode(body(2, "t", 9, "c0,c1\r\n1,2\r\n"), true))).containsExactly(row("1", "2"));
        assertThat(rows(decode(body(2, "t", 9, "\"c0\",\"c1\"\r\n1,2\r\n"), true)))
                .containsExactly(row("1", "2"));
        assertThat(rows(decode(body(2, "t", 9, "c0,7\r\n1,2\r\n"), true)))
                .containsExactly(row("c0", "7"), row("1", "2"));
    }

    @Test
    void onlyTheFirstPageHasAHeader() throws IOException {
        assertThat(rows(decode(body(1, null, 9, "c0\r\n1\r\n"), false))).containsExactly(row("c0"), row("1"));
    }

    @Test
    void noRecordsAreNoRows() throws IOException {
        var page = decode("{\"Records\":[],\"ColumnMetadata\":[{\"label\":\"a\"}],\"TotalNumRows\":0}", true);
        assertThat(page.rowCount()).isZero();
        assertThat(page.columns()).hasSize(1);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void whatIsMissingNestedOrUnknownIsTolerated() throws IOException {
        var page = decode(
                "{\"New\":[{}],\"NextToken\":\"\",\"ResultFormat\":\"csv\",\"TotalNumRows\":null,"
                        + "\"Records\":[[{\"CSVRecords\":\"1,2\\r\\n\",\"New\":{\"CSVRecords\":5}}],{\"CSVRecords\":\"3,4\"}]}",
                false);
        assertThat(rows(page, 2)).containsExactly(row("1", "2"), row("3", "4"));
        assertThat(page.columns()).isEmpty();
        assertThat(page.totalRows()).isEqualTo(-1);
        assertThat(page.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"Records\":{}}",
                "{\"Records\":[\"a\"]}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"CSVRecords\":5}]}",
                "{\"Records\":[{\"CSVRecords\":\"a}",
                "{\"Records\":[{\"CSVRecords\":\"\\x\"}]}",
                "{\"Records\":[{\"CSVRecords\":\"\\u12\"}]}",
                "{\"Records\":[{\"CSVRecords\":\"a\"}]",
                "{\"Records\":[]}{}"
            })
    void whatIsNotAWholePageIsRefused(String body) {
        assertThatIOException().isThrownBy(() -> decode(body, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`Records`:{}} | Records is not a JSON array",
                "{`Records`:[`a`]} | a chunk of rows is not a JSON object",
                "{`Records`:[{}]} | a chunk of rows has no CSVRecords",
                "{`Records`:[{`CSVRecords`:null}]} | a chunk of rows has no CSVRecords",
                "{`Records`:[{`CSVRecords`:5}]} | CSVRecords is not a JSON string",
                "{`Records`:[{`CSVRecords`:`a,b\\nc`}]} | row 2 of the page has 1 fields instead of 2",
                "{`Records`:[{`CSVRecords`:`a\\n'b`}]} | row 2 of the page: the quotes do not match"
            })
    void whatIsWrongWithAPageIsSaid(String body, String fault) {
        assertThatIOException()
                .isThrownBy(() -> decode(body.replace('`', '"').replace("'", "\\\""), false))
                .withMessage(fault);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254, 255, 256, 257, 383, 384, 385, 5000})
    void aPageKeepsAllItsRows(int count) throws IOException {
        var csv = new StringBuilder();
        for (int row = 0; row < count; row++) {
            csv.append(row).append(',').append('"').append(row).append("\"\r\n");
        }
        var page = decode(body(2, "next", count, csv.toString()), true);
        assertThat(page.rowCount()).isEqualTo(count);
        assertThat(page.width()).isEqualTo(2);
        assertThat(page.totalRows()).isEqualTo(count);
        assertThat(page.nextToken()).isEqualTo("next");
        assertThat(page).hasToString("CsvPage[rows=" + count + ", columns=2]");
        var rows = rows(page);
        for (int row = 0; row < count; row++) {
            assertThat(rows.get(row)).containsExactly("" + row, "" + row);
        }
        // its text and where each row begins
        assertThat(page.byteSize()).isGreaterThanOrEqualTo(csv.length() + 4L * count);
        assertThat(page.byteSize()).isLessThan(2L * csv.length() + 8L * count + 4096);
    }

    @Test
    void aPageOfWhichLittleIsTextKeepsTheTextOnly() throws IOException {
        var padding = "x".repeat(10_000);
        var page = decode("{\"New\":\"" + padding + "\",\"Records\":[{\"CSVRecords\":\"a\"}]}", false);
        assertThat(page.byteSize()).isEqualTo(1 + 4 * 256);
        assertThat(rows(page, 1)).containsExactly(row("a"));
    }

    @Test
    void aPageOfWhichMostIsTextKeepsTheAnswerItself() throws IOException {
        var most = "{\"Records\":[{\"CSVRecords\":\"" + "x".repeat(10_000) + "\"}]}";
        assertThat(decode(most, false).byteSize()).isEqualTo(most.length() + 4 * 256);
        var less = "{\"New\":\"" + "y".repeat(7000) + "\",\"Records\":[{\"CSVRecords\":\"" + "x".repeat(3000) + "\"}]}";
        assertThat(decode(less, false).byteSize()).isEqualTo(3000 + 4 * 256);
    }

    @Test
    void noValueIsReadAsAnythingButAText() throws IOException {
        var view = page(2, "1,\r\n").view();
        for (int column = 0; column < 2; column++) {
            view.moveTo(0, column);
            for (var read : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    view::longValue, view::doubleValue, view::booleanValue, view::blob)) {
                assertThatThrownBy(read)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("the cell is " + view.kind() + ", not ");
            }
        }
    }

    @Test
    void aViewGoesToAnyRowAndBack() throws IOException {
        var view = page(2, "1,2\r\n3,4\r\n").view();
        for (var place : new int[][] {{1, 1, 4}, {0, 0, 1}, {0, 1, 2}, {1, 0, 3}, {0, 0, 1}}) {
            view.moveTo(place[0], place[1]);
            assertThat(view.text()).isEqualTo("" + place[2]);
        }
    }

    @Test
    void anAnswerInAnotherEncodingIsRefused() {
        var body = "{\"Records\":[{\"CSVRecords\":\"a\"}]}".getBytes(StandardCharsets.UTF_16LE);
        assertThatIOException()
                .isThrownBy(() -> CsvDecoder.decode(body, body.length, false))
                .withMessage("the answer is not UTF-8");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var body = "{\"Records\":[{\"CSVRecords\":\"a?\"}]}".getBytes(StandardCharsets.US_ASCII);
        body[new String(body, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xff;
        assertThatIOException()
                .isThrownBy(() -> CsvDecoder.decode(body, body.length, false))
                .withMessageContaining("UTF-8");
    }

    @Test
    void escapesAreTheBytesOfWhatTheyStandFor() throws IOException {
        var page = decode(
                "{\"Records\":[{\"CSVRecords\":\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\\/\\\\\\t\\b\\f,\\ud83d,\\ude00x,\\ud83d\\u0041\"}]}",
                false);
        assertThat(rows(page, 4)).containsExactly(row("Aé€😀/\\\t\b\f", "?", "?x", "?A"));
    }

    // ---------------------------------------------------------------- any rows at all

    @Property
    void allRowsComeBackAsTheyWereWritten(
            @ForAll("tables") List<List<@Nullable String>> table,
            @ForAll boolean header,
            @ForAll boolean quoteAll,
            @ForAll boolean escapeAll,
            @ForAll Random random)
            throws IOException {
        int width = table.isEmpty() ? 1 : table.get(0).size();
        var csv = new StringBuilder(header ? String.join(",", names(width)) + "\r\n" : "");
        for (var row : table) {
            csv.append(line(row, quoteAll)).append(random.nextInt(4) == 0 ? "\n" : "\r\n");
        }
        var page = decode(body(width, null, table.size(), escapeAll, chunks(csv.toString(), random)), true);
        assertThat(rows(page)).isEqualTo(table);
    }

    @Provide
    Arbitrary<List<List<@Nullable String>>> tables() {
        var text = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(8),
                        Arbitraries.strings().withChars(",\"\r\n a1é😀\\").ofMaxLength(8))
                .map(CsvDecoderTest::wellFormed)
                .injectNull(0.2);
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(width -> text.list().ofSize(width).list().ofMaxSize(6));
    }

    private static String line(List<@Nullable String> row, boolean quoteAll) {
        var fields = new ArrayList<String>();
        for (var value : row) {
            if (value == null) {
                fields.add("");
            } else if (quoteAll || value.isEmpty() || value.matches("(?s).*[,\"\r\n].*")) {
                fields.add('"' + value.replace("\"", "\"\"") + '"');
            } else {
                fields.add(value);
            }
        }
        return String.join(",", fields);
    }

    private static String[] chunks(String csv, Random random) {
        var chunks = new ArrayList<String>();
        var chunk = new StringBuilder();
        csv.codePoints().forEach(codePoint -> {
            chunk.appendCodePoint(codePoint);
            if (random.nextInt(10) == 0) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
            }
        });
        chunks.add(chunk.toString());
        return chunks.toArray(String[]::new);
    }

    /** Half of a surrogate pair has no UTF-8. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    // ---------------------------------------------------------------- pages

    private static ResultPage page(int width, String csv) throws IOException {
        return decode(body(width, null, -1, csv), false);
    }

    private static ResultPage decode(String body, boolean first) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return CsvDecoder.decode(bytes, bytes.length, first);
    }

    private static String body(int width, @Nullable String token, long totalRows, String... chunks) throws IOException {
        return body(width, token, totalRows, false, chunks);
    }

    /** An answer with columns c0, c1… */
    private static String body(int width, @Nullable String token, long totalRows, boolean escapeAll, String... chunks)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new JsonFactory().createGenerator(bytes)) {
            out.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), escapeAll);
            out.writeStartObject();
            out.writeArrayFieldStart("Records");
            for (var chunk : chunks) {
                out.writeStartObject();
                out.writeStringField("CSVRecords", chunk);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("ColumnMetadata");
            for (var name : names(width)) {
                out.writeStartObject();
                out.writeStringField("label", name);
                out.writeEndObject();
            }
            out.writeEndArray();
            if (totalRows >= 0) {
                out.writeNumberField("TotalNumRows", totalRows);
            }
            if (token != null) {
                out.writeStringField("NextToken", token);
            }
            out.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> names(int width) {
        var names = new ArrayList<String>();
        for (int column = 0; column < width; column++) {
            names.add("c" + column);
        }
        return names;
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        var row = new ArrayList<@Nullable String>();
        Collections.addAll(row, values);
        return row;
    }

    private static List<List<@Nullable String>> rows(ResultPage page) {
        return rows(page, page.columns().size());
    }

    private static List<List<@Nullable String>> rows(ResultPage page, int width) {
        var rows = new ArrayList<List<@Nullable String>>();
        var view = page.view();
        for (int row = 0; row < page.rowCount(); row++) {
            var values = new ArrayList<@Nullable String>();
            for (int column = 0; column < width; column++) {
                view.moveTo(row, column);
                values.add(view.isNull() ? null : view.text());
            }
            rows.add(values);
        }
        return rows;
    }
}
