package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
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
import org.junit.jupiter.params.provider.ValueSource;

class PageDecoderTest {

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
        var page = PageDecoder.decode(bytes.toByteArray(), bytes.size());
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
                .isThrownBy(() -> PageDecoder.decode(body, body.length))
                .withMessageContaining("UTF-8");
    }

    @Test
    void onlyTheGivenLengthOfTheBodyIsRead() throws IOException {
        var body = "{\"Records\":[[{\"stringValue\":\"x\"}]]}garbage".getBytes(StandardCharsets.UTF_8);
        assertThat(PageDecoder.decode(body, body.length - "garbage".length()).rowCount())
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
        return PageDecoder.decode(bytes, bytes.length);
    }
}
