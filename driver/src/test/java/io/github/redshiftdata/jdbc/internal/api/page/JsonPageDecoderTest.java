package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPageDecoderTest {

    private static final String TWO_COLUMNS =
            """
            [{"isCaseSensitive":false,"isCurrency":false,"isSigned":true,"label":"id","name":"id","nullable":0,
              "precision":10,"scale":0,"schemaName":"public","tableName":"event","typeName":"int4","length":0},
             {"typeName":"varchar","label":"note","name":"note","isCaseSensitive":true,"columnDefault":"'x'"}]""";

    @Test
    void everyMemberOfTheUnionIsRead() throws IOException {
        var view = firstRow(
                "{\"longValue\":-42}",
                "{\"doubleValue\":0.5}",
                "{\"booleanValue\":true}",
                "{\"isNull\":true}",
                "{\"stringValue\":\"abc\"}",
                "{\"blobValue\":\"AQID\"}");
        view.moveTo(0, 0);
        assertThat(view.kind()).isEqualTo(Cell.Kind.LONG);
        assertThat(view.longValue()).isEqualTo(-42);
        view.moveTo(0, 1);
        assertThat(view.doubleValue()).isEqualTo(0.5);
        view.moveTo(0, 2);
        assertThat(view.booleanValue()).isTrue();
        view.moveTo(0, 3);
        assertThat(view.isNull()).isTrue();
        view.moveTo(0, 4);
        assertThat(view.text()).isEqualTo("abc");
        view.moveTo(0, 5);
        assertThat(view.blob()).containsExactly(1, 2, 3);
    }

    @Test
    void longsKeepAll64Bits() throws IOException {
        var view = firstRow("{\"longValue\":9223372036854775807}", "{\"longValue\":-9223372036854775808}");
        view.moveTo(0, 0);
        assertThat(view.longValue()).isEqualTo(Long.MAX_VALUE);
        view.moveTo(0, 1);
        assertThat(view.longValue()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void doublesMayBeWholeNumbersOrTheTextsOfWhatJsonCannotWrite() throws IOException {
        var view = firstRow(
                "{\"doubleValue\":7}",
                "{\"doubleValue\":\"NaN\"}",
                "{\"doubleValue\":\"Infinity\"}",
                "{\"doubleValue\":\"-Infinity\"}",
                "{\"doubleValue\":1.7976931348623157E308}");
        var read = new ArrayList<Double>();
        for (int column = 0; column < 5; column++) {
            view.moveTo(0, column);
            read.add(view.doubleValue());
        }
        assertThat(read)
                .containsExactly(7.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE);
    }

    @Test
    void textsAreUnescaped() throws IOException {
        assertThat(text("\\\"a\\\\b\\/c\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\u0000end\\\\"))
                .isEqualTo("\"a\\b/c\b\f\n\r\té😀\0end\\");
    }

    @Test
    void textsOfSeveralBytesACharacterAreReadWithAndWithoutEscapes() throws IOException {
        assertThat(text("Zoë 漢字 😀")).isEqualTo("Zoë 漢字 😀");
        assertThat(text("Zoë\\t漢字\\u0021😀")).isEqualTo("Zoë\t漢字!😀");
    }

    @Test
    void anEmptyTextIsNotNull() throws IOException {
        assertThat(text("")).isEmpty();
    }

    @Property
    void everyTextComesBackAsItWasWritten(@ForAll @Size(min = 1, max = 5) List<String> texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new JsonFactory().createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("Records");
            for (var text : texts) {
                out.writeStartArray();
                out.writeStartObject();
                out.writeStringField("stringValue", wellFormed(text));
                out.writeEndObject();
                out.writeEndArray();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        var page = JsonPageDecoder.decode(bytes.toByteArray(), bytes.size());
        var view = page.view();
        assertThat(page.rowCount()).isEqualTo(texts.size());
        for (int row = 0; row < texts.size(); row++) {
            view.moveTo(row, 0);
            assertThat(view.text()).isEqualTo(wellFormed(texts.get(row)));
        }
    }

    @Test
    void membersMayComeInAnyOrder() throws IOException {
        var rows = "[[{\"longValue\":1},{\"stringValue\":\"a\"}],[{\"isNull\":true},{\"isNull\":true}]]";
        var columnsFirst = decode("{\"ColumnMetadata\":" + TWO_COLUMNS + ",\"Records\":" + rows
                + ",\"TotalNumRows\":12,\"NextToken\":\"t1\"}");
        var columnsLast = decode("{\"NextToken\":\"t1\",\"TotalNumRows\":12,\"Records\":" + rows
                + ",\"ColumnMetadata\":" + TWO_COLUMNS + "}");
        for (var page : List.of(columnsFirst, columnsLast)) {
            assertThat(page.rowCount()).isEqualTo(2);
            assertThat(page.totalRows()).isEqualTo(12);
            assertThat(page.nextToken()).isEqualTo("t1");
            var view = page.view();
            view.moveTo(0, 1);
            assertThat(view.text()).isEqualTo("a");
            view.moveTo(1, 0);
            assertThat(view.isNull()).isTrue();
        }
        assertThat(columnsLast.columns()).isEqualTo(columnsFirst.columns());
    }

    @Test
    void columnsAreReadWithWhatIsAbsentLeftEmpty() throws IOException {
        var page = decode("{\"ColumnMetadata\":" + TWO_COLUMNS + ",\"Records\":[]}");
        assertThat(page.columns())
                .containsExactly(
                        new ColumnMetadata("id", "id", "int4", 10, 0, 0, 0, true, false, false, "public", "event", ""),
                        new ColumnMetadata("note", "note", "varchar", 0, 0, 0, 2, false, true, false, "", "", "'x'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[]}",
                "{\"Records\":[],\"NextToken\":null,\"TotalNumRows\":null," + "\"ColumnMetadata\":null}",
                "{\"Records\":[],\"NextToken\":\"\"}"
            })
    void whatIsMissingNullOrEmptyIsTolerated(String body) throws IOException {
        var page = decode(body);
        assertThat(page.rowCount()).isZero();
        assertThat(page.columns()).isEmpty();
        assertThat(page.totalRows()).isEqualTo(-1);
        assertThat(page.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":null,\"ColumnMetadata\":[]}", "{\"TotalNumRows\":0}"})
    void aPageWithoutRecordsIsNoPage(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(IOException.class).hasMessageContaining("no Records");
    }

    @Test
    void unknownMembersArePassedOver() throws IOException {
        var page =
                decode("{\"New\":{\"a\":[1,{\"b\":\"]}\"}]},\"Records\":[[{\"hint\":[1],\"longValue\":5,\"x\":{}}]]}");
        var view = page.view();
        view.moveTo(0, 0);
        assertThat(view.longValue()).isEqualTo(5);
    }

    @Test
    void nullMembersOfACellDoNotHideItsValue() throws IOException {
        var view = firstRow("{\"isNull\":false,\"longValue\":null,\"stringValue\":\"v\"}");
        view.moveTo(0, 0);
        assertThat(view.text()).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"Records\":[[{\"stringValue\":\"abc",
                "{\"Records\":[[{\"stringValue\":\"abc\"}]]",
                "{\"Records\":[[{\"stringValue\":\"a\\q\"}]]}",
                "{\"Records\":[[{\"stringValue\":\"a\\",
                "{\"Records\":[[{\"stringValue\":5}]]}",
                "{\"Records\":[[{\"longValue\":9223372036854775808}]]}",
                "{\"Records\":[[{\"longValue\":\"5\"}]]}",
                "{\"Records\":[[{\"doubleValue\":\"five\"}]]}",
                "{\"Records\":[[{\"arrayValue\":[1]}]]}",
                "{\"Records\":[[{\"blobValue\":\"?\"}]]}",
                "{\"Records\":[[{\"longValue\":1}],[{\"longValue\":1},{\"longValue\":2}]]}",
                "{\"Records\":[[{\"longValue\":1}]],\"ColumnMetadata\":[{},{}]}",
                "{\"Records\":{}}",
                "{\"Records\":[5]}",
                "{\"Records\":[]} {}",
                "{}",
                "{\"Records\":null}",
                "{\"Records\":[[null]]}",
                "{\"Records\":[[{}]]}",
                "{\"Records\":[[{\"stringValue\":null}]]}",
                "{\"Records\":[[{\"isNull\":false}]]}",
                "{\"Records\":[[{\"isNull\":\"true\"}]]}",
                "{\"Records\":[[{\"isNull\":true,\"longValue\":1}]]}",
                "{\"Records\":[[{\"longValue\":1,\"stringValue\":\"1\"}]]}",
                "{\"Records\":[[{\"longValue\":1.5}]]}",
                "{\"Records\":[[{\"longValue\":1e3}]]}",
                "{\"Records\":[[{\"longValue\":true}]]}",
                "{\"Records\":[[{\"longValue\":[1]}]]}",
                "{\"Records\":[[{\"doubleValue\":1e999}]]}",
                "{\"Records\":[[{\"doubleValue\":-1e999}]]}",
                "{\"Records\":[[{\"doubleValue\":1e999}],[{\"doubleValue\":1}]]}",
                "{\"Records\":[[{\"doubleValue\":true}]]}",
                "{\"Records\":[[{\"booleanValue\":1}]]}",
                "{\"Records\":[[{\"booleanValue\":\"true\"}]]}",
                "{\"Records\":[],\"NextToken\":{\"a\":1}}",
                "{\"Records\":[],\"NextToken\":5}",
                "{\"Records\":[],\"TotalNumRows\":-1}",
                "{\"Records\":[],\"TotalNumRows\":1.5}",
                "{\"Records\":[],\"TotalNumRows\":\"1\"}",
                "{\"Records\":[],\"TotalNumRows\":9223372036854775808}",
                "{\"Records\":[],\"ColumnMetadata\":[{\"label\":{}}]}",
                "{\"Records\":[],\"ColumnMetadata\":[{\"label\":5}]}",
                "{\"Records\":[],\"ColumnMetadata\":[{\"precision\":1.5}]}",
                "{\"Records\":[],\"ColumnMetadata\":[{\"isSigned\":\"yes\"}]}",
                "{\"Records\":[],\"ColumnMetadata\":[null]}"
            })
    void whatIsNotAWholePageIsRefused(String body) {
        assertThatIOException().isThrownBy(() -> decode(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | the answer is not a JSON object",
                "{`Records`:{}} | Records is not a JSON array",
                "{`Records`:[5]} | a record is not a JSON array",
                "{`Records`:[[5]]} | row 1 of the page, column 1: the cell is not a JSON object",
                "{`Records`:[[{}]]} | row 1 of the page, column 1: the cell has no value, and does not say that it is NULL",
                "{`Records`:[[{`isNull`:false}]]} | row 1 of the page, column 1: the cell has no value, and does not say that"
                        + " it is NULL",
                "{`Records`:[[{`newValue`:[1]}]]} | row 1 of the page, column 1: the cell has no value that this driver"
                        + " knows, only newValue",
                "{`Records`:[[{`isNull`:true,`longValue`:1}]]} | row 1 of the page, column 1: the cell has more than one"
                        + " value",
                "{`Records`:[[{`isNull`:5}]]} | row 1 of the page, column 1: its isNull is neither true nor false",
                "{`Records`:[[{`booleanValue`:5}]]} | row 1 of the page, column 1: its booleanValue is neither true nor"
                        + " false",
                "{`Records`:[[{`longValue`:`5`}]]} | row 1 of the page, column 1: its longValue is not a whole number",
                "{`Records`:[[{`longValue`:9223372036854775808}]]} | row 1 of the page, column 1: its longValue does not fit"
                        + " 64 bits",
                "{`Records`:[[{`stringValue`:5}]]} | row 1 of the page, column 1: its text is not a JSON string",
                "{`Records`:[[{`blobValue`:5}]]} | row 1 of the page, column 1: its text is not a JSON string",
                "{`Records`:[[{`blobValue`:`?`}]]} | row 1 of the page, column 1: its blobValue is not base64",
                "{`Records`:[[{`doubleValue`:true}]]} | row 1 of the page, column 1: its doubleValue is not a number",
                "{`Records`:[[{`doubleValue`:-1e999}]]} | row 1 of the page, column 1: its doubleValue is larger than a"
                        + " double can be",
                "{`Records`:[[{`doubleValue`:`x`}]]} | row 1 of the page, column 1: its doubleValue is a text, but none of"
                        + " NaN, Infinity, -Infinity",
                "{`Records`:[[{`longValue`:1}],[{`longValue`:1},{`longValue`:2}]]} | row 2 of the page has 2 cells, the first"
                        + " has 1",
                "{`Records`:[[{`longValue`:1}]],`ColumnMetadata`:[{},{}]} | rows have 1 cells, but there are 2 columns",
                "{`Records`:[],`Records`:[]} | the answer has Records twice",
                "{`Records`:[]} {} | something follows the JSON object",
                "{`Records`:[],`NextToken`:5} | NextToken is not a JSON string",
                "{`Records`:[],`TotalNumRows`:`1`} | TotalNumRows is not a whole number",
                "{`Records`:[],`TotalNumRows`:-1} | TotalNumRows is negative",
                "{`Records`:[],`ColumnMetadata`:{}} | ColumnMetadata is not a JSON array",
                "{`Records`:[],`ColumnMetadata`:[5]} | a column is not a JSON object",
                "{`Records`:[],`ColumnMetadata`:[{`label`:5}]} | label of a column is not a JSON string",
                "{`Records`:[],`ColumnMetadata`:[{`precision`:1.5}]} | precision of a column is not a whole number",
                "{`Records`:[],`ColumnMetadata`:[{`isSigned`:`yes`}]} | isSigned of a column is neither true nor false"
            })
    void whatIsWrongWithAPageIsSaid(String body, String fault) {
        assertThatIOException().isThrownBy(() -> decode(body.replace('`', '"'))).withMessage(fault);
    }

    @Test
    void everyMemberOfAColumnIsRead() throws IOException {
        var page = decode("{\"Records\":[],\"ColumnMetadata\":[{\"label\":\"l\",\"name\":\"n\",\"typeName\":\"t\","
                + "\"precision\":1,\"scale\":2,\"length\":3,\"nullable\":0,\"isSigned\":true,\"isCaseSensitive\":true,"
                + "\"isCurrency\":true,\"schemaName\":\"s\",\"tableName\":\"u\",\"columnDefault\":\"d\","
                + "\"new\":{\"label\":\"x\"}},{\"label\":null,\"precision\":null,\"isSigned\":null}]}");
        assertThat(page.columns())
                .containsExactly(
                        new ColumnMetadata("l", "n", "t", 1, 2, 3, 0, true, true, true, "s", "u", "d"),
                        new ColumnMetadata("", "", "", 0, 0, 0, 2, false, false, false, "", "", ""));
    }

    @Test
    void eachKindOfCellIsReadAsThatAndAsNoOther() throws IOException {
        var kinds = List.of(
                Cell.Kind.LONG,
                Cell.Kind.DOUBLE,
                Cell.Kind.BOOLEAN,
                Cell.Kind.NULL,
                Cell.Kind.TEXT,
                Cell.Kind.TEXT,
                Cell.Kind.BLOB);
        var view = firstRow(
                "{\"longValue\":1}",
                "{\"doubleValue\":1}",
                "{\"booleanValue\":false}",
                "{\"isNull\":true}",
                "{\"stringValue\":\"a\"}",
                "{\"stringValue\":\"\\n\"}",
                "{\"blobValue\":\"\\u0041QID\"}");
        for (int column = 0; column < kinds.size(); column++) {
            view.moveTo(0, column);
            assertThat(view.kind()).isEqualTo(kinds.get(column));
            assertThat(reads(view::longValue)).isEqualTo(view.kind() == Cell.Kind.LONG);
            assertThat(reads(view::doubleValue)).isEqualTo(view.kind() == Cell.Kind.DOUBLE);
            assertThat(reads(view::booleanValue)).isEqualTo(view.kind() == Cell.Kind.BOOLEAN);
            assertThat(reads(view::text)).isEqualTo(view.kind() == Cell.Kind.TEXT);
            assertThat(reads(view::blob)).isEqualTo(view.kind() == Cell.Kind.BLOB);
        }
        assertThat(view.blob()).containsExactly(1, 2, 3);
        view.moveTo(0, 2);
        assertThat(view.booleanValue()).isFalse();
    }

    private static boolean reads(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
        return catchThrowable(read) == null;
    }

    @Test
    void thePageTellsItsSizeAndWidth() throws IOException {
        var page = decode("{\"Records\":[[{\"longValue\":1},{\"stringValue\":\"abc\"}]],\"TotalNumRows\":7}");
        assertThat(page.width()).isEqualTo(2);
        assertThat(page.totalRows()).isEqualTo(7);
        assertThat(page.byteSize()).isEqualTo(2 * 9 + 3);
        assertThat(page).hasToString("JsonPage[rows=1, columns=0]");
        assertThat(decode("{\"Records\":[]}").width()).isZero();
    }

    @Test
    void anAnswerInAnotherEncodingIsRefused() {
        var body = "{\"Records\":[[{\"stringValue\":\"abc\"}]]}".getBytes(StandardCharsets.UTF_16LE);
        assertThatIOException()
                .isThrownBy(() -> JsonPageDecoder.decode(body, body.length))
                .withMessageContaining("not UTF-8");
    }

    @Test
    void aValueThatIsNoneIsRefusedByItsPlaceAndKind() {
        assertThatIOException()
                .isThrownBy(
                        () -> decode(
                                "{\"ColumnMetadata\":" + TWO_COLUMNS
                                        + ",\"Records\":[[{\"longValue\":1},{\"isNull\":true}],[{\"longValue\":2},{\"longValue\":1.5}]]}"))
                .withMessage("row 2 of the page, column 2 (note): its longValue is not a whole number");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var body = "{\"Records\":[[{\"stringValue\":\"a?b\"}]]}".getBytes(StandardCharsets.US_ASCII);
        body[new String(body, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xC3;
        assertThatIOException()
                .isThrownBy(() -> JsonPageDecoder.decode(body, body.length))
                .withMessageContaining("UTF-8");
    }

    @Test
    void onlyTheGivenLengthOfTheBodyIsRead() throws IOException {
        var body = "{\"Records\":[[{\"stringValue\":\"x\"}]]}garbage".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonPageDecoder.decode(body, body.length - "garbage".length())
                        .rowCount())
                .isEqualTo(1);
    }

    @Test
    void aLargePageKeepsEveryCell() throws IOException {
        var body = new StringBuilder("{\"Records\":[");
        int rows = 20_000;
        for (int row = 0; row < rows; row++) {
            body.append(row == 0 ? "" : ",")
                    .append("[{\"longValue\":")
                    .append(row)
                    .append("},{\"stringValue\":\"töxt\\n")
                    .append(row)
                    .append("\"}]");
        }
        var page = decode(body.append("]}").toString());
        var view = page.view();
        assertThat(page.rowCount()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            view.moveTo(row, 0);
            assertThat(view.longValue()).isEqualTo(row);
            view.moveTo(row, 1);
            assertThat(view.text()).isEqualTo("töxt\n" + row);
        }
        // a tag and a number for each cell, and the texts
        assertThat(page.byteSize()).isGreaterThan(rows * (2 * 9L + 8)).isLessThan(3L * body.length());
    }

    @Test
    void aPageWithoutTextsDoesNotKeepTheBody() throws IOException {
        assertThat(decode("{\"Records\":[[{\"longValue\":1},{\"isNull\":true}]]}")
                        .byteSize())
                .isEqualTo(18);
    }

    @Test
    void aCellIsReadOnlyAsWhatItIs() throws IOException {
        var view = firstRow("{\"longValue\":1}");
        view.moveTo(0, 0);
        assertThatThrownBy(view::text).isInstanceOf(IllegalStateException.class).hasMessageContaining("LONG");
        assertThatThrownBy(() -> view.moveTo(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.moveTo(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** What UTF-8 can carry: lone surrogates, which it cannot, are replaced. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String text(String rawToken) throws IOException {
        var view = firstRow("{\"stringValue\":\"" + rawToken + "\"}");
        view.moveTo(0, 0);
        return view.text();
    }

    private static ResultPage.View firstRow(String... cells) throws IOException {
        return decode("{\"Records\":[[" + String.join(",", Arrays.asList(cells)) + "]]}")
                .view();
    }

    private static ResultPage decode(String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return JsonPageDecoder.decode(bytes, bytes.length);
    }
}
