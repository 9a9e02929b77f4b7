package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactRecordsTest {

    private static final List<String> PIECES = List.of(
            "{\"stringValue\":\"",
            "{\"longValue\":",
            "{\"doubleValue\":",
            "{\"booleanValue\":",
            "{\"isNull\":true}",
            "{\"isNull\":false}",
            "{\"blobValue\":\"AQID\"}",
            "\"}",
            "}",
            "[",
            "]",
            ",",
            "\\",
            "\\u00e9",
            "\\u00g",
            "\"",
            "true",
            "false",
            "null",
            "-",
            "0",
            "12",
            ".5",
            "e3",
            "E-400",
            "9223372036854775807",
            "9223372036854775808",
            "text of more than eight bytes",
            "é𝄞",
            "\u0001",
            " ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[{\"isNull\":true}]",
                "[{\"longValue\":0}],[{\"longValue\":-0}],[{\"longValue\":-9223372036854775807}]",
                "[{\"longValue\":9223372036854775807},{\"stringValue\":\"\"}]",
                "[{\"longValue\":-9223372036854775808}],[{\"longValue\":1}]",
                "[{\"longValue\":9223372036854775808}]",
                "[{\"longValue\":18446744073709551617}]",
                "[{\"longValue\":01}]",
                "[{\"longValue\":-}]",
                "[{\"longValue\":1.5}]",
                "[{\"longValue\":1e2}]",
                "[{\"doubleValue\":-0.0},{\"doubleValue\":0},{\"doubleValue\":100},{\"doubleValue\":-1.25}]",
                "[{\"doubleValue\":0.1},{\"doubleValue\":123456789012345678},{\"doubleValue\":9007199254740993}]",
                "[{\"doubleValue\":1.7976931348623157E308},{\"doubleValue\":4.9E-324},{\"doubleValue\":1e-7}]",
                "[{\"doubleValue\":0.30000000000000004},{\"doubleValue\":2.2250738585072011e-308}]",
                "[{\"doubleValue\":1.}]",
                "[{\"doubleValue\":.5}]",
                "[{\"doubleValue\":1e}]",
                "[{\"doubleValue\":00.5}]",
                "[{\"doubleValue\":\"NaN\"}]",
                "[{\"doubleValue\":NaN}]",
                "[{\"booleanValue\":true},{\"booleanValue\":false}]",
                "[{\"booleanValue\":tru}]",
                "[{\"booleanValue\":\"t\"}]",
                "[{\"stringValue\":\"plain\"},{\"stringValue\":\"\\\"\\\\\\n\\u20ac\\/ and more behind it\"}]",
                "[{\"stringValue\":\"\\x\"}]",
                "[{\"stringValue\":\"a tab \t in it\"}]",
                "[{\"stringValue\":\"12345678\"},{\"stringValue\":\"1234567\\\\\"}]",
                "[{\"stringValue\":null}]",
                "[{\"stringValue\":\"a\"}],[{\"stringValue\":\"a\"},{\"stringValue\":\"b\"}]",
                "[{\"stringValue\":\"a\"}],",
                "[{\"stringValue\":\"a\"},]",
                "[{\"stringValue\":\"a\",\"isNull\":false}]",
                "[ {\"stringValue\":\"a\"}]",
                "[{\"stringValue\":\"a\"}], [{\"longValue\" : 1}]",
                "[{\"longValue\":1]",
                "[{\"doubleValue\":1x]",
                "[{\"doubleValue\":1x,{\"isNull\":true}]",
                "[{\"doubleValue\":1x5}]",
                "[{\"doubleValue\":1e5]",
                "[{\"booleanValue\":truex]",
                "[{\"stringValue\":\"\\u00g0\"}]",
                "[{\"stringValue\":\"a\t}]",
                "[{\"blobValue\":\"AQID\"}]",
                "[{\"isNull\":false}]",
                "[null]"
            })
    void readsEveryPageAsJsonAtLargeIsRead(String records) {
        assertThat(pageOf(records, "")).isEqualTo(pageOf(records, " "));
    }

    /** In the form of the service no parser is needed: else every page would take twice as long, and nobody would know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{\"isNull\":true}]",
                "[{\"isNull\":true},{\"isNull\":true}],[{\"isNull\":true},{\"longValue\":1}]",
                "[{\"longValue\":0}],[{\"longValue\":-0}],[{\"longValue\":7}],[{\"longValue\":-10}]",
                "[{\"longValue\":9223372036854775807}],[{\"longValue\":-9223372036854775807}]",
                "[{\"doubleValue\":0},{\"doubleValue\":-0.0},{\"doubleValue\":0.5},{\"doubleValue\":-12.25}]",
                "[{\"doubleValue\":9007199254740992}],[{\"doubleValue\":9007199254740993}]",
                "[{\"doubleValue\":123456789012345678}],[{\"doubleValue\":1234567890123456789.5}]",
                "[{\"doubleValue\":1E10}],[{\"doubleValue\":2.5e+3}],[{\"doubleValue\":1.7976931348623157E308}]",
                "[{\"doubleValue\":4.9E-324}]",
                "[{\"booleanValue\":true},{\"booleanValue\":false}]",
                "[{\"stringValue\":\"\"}],[{\"stringValue\":\"a\"}],[{\"stringValue\":\"eight by\"}]",
                "[{\"stringValue\":\"more than eight bytes, é and 𝄞 \u007f among them\"}]",
                "[{\"stringValue\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}],[{\"stringValue\":\"\\\\\"}]",
                "[{\"stringValue\":\"\\u0000\\uABCD\\uabcd\\uD834\\uDD1E and plain\"}]"
            })
    void theFormOfTheServiceIsReadWithoutAParser(String records) throws IOException {
        assertThat(decode(records, "").isCompact()).isTrue();
        assertThat(decode(records, " ").isCompact()).isFalse();
        assertThat(pageOf(records, "")).isNotEqualTo("refused").isEqualTo(pageOf(records, " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"longValue\": 1}]",
                "[{\"longValue\":1} ]",
                "[{\"longValue\":1}] ,[{\"longValue\":1}]",
                "[{\"longValue\":1}], [{\"longValue\":1}]",
                "[{\"longValue\":1, \"isNull\":false}]",
                "[{\"longValue\":-9223372036854775808}]",
                "[{\"new\":null,\"longValue\":1}]",
                "[{\"stringValue\":\"a\" }]",
                "[{\"isNull\":true },{\"isNull\":true}]",
                "[{\"isNull\":null,\"booleanValue\":true}]",
                "[{\"booleanValue\":true }]",
                "[{\"doubleValue\":1 }]",
                "[{\"doubleValue\":\"NaN\"}]",
                "[{\"blobValue\":\"AQID\"}]",
                "[]"
            })
    void anyOtherFormOfJsonIsReadAllTheSame(String records) throws IOException {
        assertThat(decode(records, "").isCompact()).isFalse();
        assertThat(pageOf(records, "")).isNotEqualTo("refused").isEqualTo(pageOf(records, " "));
    }

    @Test
    void theRecordsMayBeTheLastOfTheAnswer() throws IOException {
        for (var special : List.of("", "\\n", "\\u00e9", "é", "\\\"")) {
            for (int size = 0; size < 20; size++) {
                var text = "x".repeat(size) + special;
                var body = answer("[{\"stringValue\":\"" + text + "\"}]");
                var page = (JsonPage) JsonPageDecoder.decode(body, body.length);
                assertThat(page.isCompact()).isTrue();
                var view = page.view();
                view.moveTo(0, 0);
                assertThat(view.text()).isEqualTo("x".repeat(size) + meaning(special));
            }
        }
    }

    private static String meaning(String special) {
        return switch (special) {
            case "\\n" -> "\n";
            case "\\u00e9" -> "é";
            case "\\\"" -> "\"";
            default -> special;
        };
    }

    /** Neither are bytes behind the answer read, which its array may still hold of another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"longValue\":-12}],[{\"longValue\":3}]",
                "[{\"doubleValue\":-1.25}],[{\"doubleValue\":1.5e-7}]",
                "[{\"booleanValue\":true},{\"booleanValue\":false}]",
                "[{\"isNull\":true},{\"isNull\":true}]",
                "[{\"stringValue\":\"a\"},{\"stringValue\":\"a longer text, é\"}]",
                "[{\"stringValue\":\"\\n\\u00e9\"},{\"stringValue\":\"longer \\u00e9\\\" and more\"}]"
            })
    void anAnswerThatIsCutAnywhereIsRefused(String records) {
        var body = answer(records);
        for (int cut = 1; cut < body.length; cut++) {
            int length = cut;
            var alone = Arrays.copyOf(body, length);
            assertThatIOException().as("cut at %s", cut).isThrownBy(() -> JsonPageDecoder.decode(alone, length));
            assertThatIOException().as("cut at %s", cut).isThrownBy(() -> JsonPageDecoder.decode(body, length));
        }
    }

    /** An answer that ends right behind its records. */
    private static byte[] answer(String records) {
        return ("{\"Records\":[" + records + "]}").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x10000, 0x1d11e, 0x40000, 0x10ffff})
    void anEscapedCharacterIsItselfWhereverItStands(int codePoint) throws IOException {
        var character = Character.toString(codePoint);
        var escaped =
                character.chars().mapToObj(unit -> "\\u%04x".formatted(unit)).collect(Collectors.joining());
        for (var around : List.of("|", "a|", "|b", "a|b", "|\\n")) {
            var page = decode("[{\"stringValue\":\"" + around.replace("|", escaped) + "\"}]", "");
            var view = page.view();
            view.moveTo(0, 0);
            assertThat(view.text()).isEqualTo(around.replace("|", character).replace("\\n", "\n"));
        }
    }

    @Test
    void halvesOfACharacterInTwoTextsStayHalves() throws IOException {
        var view = decode("[{\"stringValue\":\"\\ud834\"},{\"stringValue\":\"\\udd1e\"}]", "")
                .view();
        view.moveTo(0, 0);
        assertThat(view.text()).isEqualTo("\ud834");
        view.moveTo(0, 1);
        assertThat(view.text()).isEqualTo("\udd1e");
    }

    @Property(tries = 3000)
    void piecesInAnyOrderAreReadAsJsonAtLargeIsRead(@ForAll("pieces") List<String> pieces) {
        var records = String.join("", pieces);
        assertThat(pageOf(records, "")).isEqualTo(pageOf(records, " "));
    }

    @Property
    void everyNumberIsReadAsJavaReadsIt(@ForAll double number, @ForAll long whole) throws IOException {
        var page = decode("[{\"doubleValue\":" + finite(number) + "},{\"longValue\":" + whole + "}]", "");
        var view = page.view();
        view.moveTo(0, 0);
        assertThat(view.doubleValue()).isEqualTo(finite(number));
        view.moveTo(0, 1);
        assertThat(view.longValue()).isEqualTo(whole);
    }

    private static double finite(double number) {
        return Double.isFinite(number) ? number : 0;
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        // mostly cells that are whole, so that errors come late, too
        var whole = Arbitraries.of("{\"longValue\":7}", "{\"stringValue\":\"seven\"}", "{\"doubleValue\":7.5}");
        var row = whole.map(cell -> "[" + cell + "]");
        var commas = Arbitraries.just(",");
        return Arbitraries.oneOf(Arbitraries.of(PIECES), whole, row, commas)
                .list()
                .ofMaxSize(12);
    }

    /** What a page is read as, or that it is refused. A blank before the first row makes the records JSON at large. */
    private static String pageOf(String records, String blank) {
        try {
            return cells(decode(records, blank));
        } catch (IOException refused) {
            return "refused";
        }
    }

    private static JsonPage decode(String records, String blank) throws IOException {
        var body = ("{\"Records\":[" + blank + records + "],\"TotalNumRows\":3,\"NextToken\":\"next\"}")
                .getBytes(StandardCharsets.UTF_8);
        return (JsonPage) JsonPageDecoder.decode(body, body.length);
    }

    private static String cells(ResultPage page) {
        var cells = new ArrayList<String>();
        var view = page.view();
        for (int row = 0; row < page.rowCount(); row++) {
            for (int column = 0; column < width(page, row); column++) {
                view.moveTo(row, column);
                cells.add(value(view));
            }
        }
        return page.rowCount() + " of " + page.totalRows() + ", then " + page.nextToken() + ": "
                + cells.stream().collect(Collectors.joining(" "));
    }

    /** Without columns the width shows in the first index that is refused. */
    private static int width(ResultPage page, int row) {
        var view = page.view();
        int column = 0;
        while (true) {
            try {
                view.moveTo(row, column);
                column++;
            } catch (IndexOutOfBoundsException beyond) {
                return column;
            }
        }
    }

    private static String value(Cell cell) {
        return switch (cell.kind()) {
            case NULL -> "null";
            case LONG -> "long " + cell.longValue();
            case DOUBLE -> "double " + Double.doubleToRawLongBits(cell.doubleValue());
            case BOOLEAN -> "boolean " + cell.booleanValue();
            case TEXT -> "text " + cell.text();
            case BLOB -> "blob " + cell.blob().length;
        };
    }
}
