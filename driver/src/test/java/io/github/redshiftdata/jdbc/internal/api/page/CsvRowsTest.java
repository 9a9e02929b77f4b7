package io.github.redshiftdata.jdbc.internal.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are found in the bytes that are the text, whatever else the array holds behind them. */
class CsvRowsTest {

    private static final List<String> BEHIND = List.of("", "\"", "\"\"", ",", "\n", "\r\n", "x", "x\"\n");

    private static List<List<String>> rows(String text, String behind, int width) throws IOException {
        var bytes = (text + behind).getBytes(StandardCharsets.UTF_8);
        var found = CsvRows.of(bytes, text.getBytes(StandardCharsets.UTF_8).length, width);
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < found.count(); row++) {
            rows.add(found.fields(row));
        }
        return rows;
    }

    @Test
    void theTextEndsWhereItEnds() throws IOException {
        for (var behind : BEHIND) {
            assertThat(rows("", behind, 1)).as(behind).isEmpty();
            assertThat(rows("a,b", behind, 2)).as(behind).containsExactly(List.of("a", "b"));
            assertThat(rows("a,", behind, 2)).as(behind).containsExactly(List.of("a", ""));
            assertThat(rows("a,\"b\"", behind, 2)).as(behind).containsExactly(List.of("a", "b"));
            assertThat(rows("a,\"\"", behind, 2)).as(behind).containsExactly(List.of("a", ""));
            assertThat(rows("a,b\r", behind, 2)).as(behind).containsExactly(List.of("a", "b\r"));
            assertThat(rows("a,b\n", behind, 2)).as(behind).containsExactly(List.of("a", "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", ",\"b", "a,\"", "a,\"b", "a,\"b\"\"", "\"a\"\r", "\"a\"b"})
    void aQuoteThatTheTextDoesNotCloseIsRefused(String text) {
        for (var behind : BEHIND) {
            assertThatIOException()
                    .as("behind it %s", behind)
                    .isThrownBy(() -> rows(text, behind, 0))
                    .withMessageContaining("row 1 of the page: the quotes do not match");
        }
    }

    @Test
    void theFirstRowTellsTheWidthWhereNobodyDoes() throws IOException {
        assertThat(rows("a,b\nc,d", "", 0)).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThatIOException()
                .isThrownBy(() -> rows("a,b\nc", "", 0))
                .withMessageContaining("row 2 of the page has 1 fields instead of 2");
    }

    @Test
    void anEscapedCharacterOfAPageIsItself() {
        for (int codePoint : new int[] {0, 0x7f, 0x80, 0x7ff, 0x800, 0xfffd, 0x10000, 0x1d11e, 0x40000, 0x10ffff}) {
            var character = Character.toString(codePoint);
            var escaped = new StringBuilder();
            character.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
            for (var around : List.of("|", "a|", "|b", "a|b", "|,\\tc")) {
                assertThat(unescaped(around.replace("|", escaped)))
                        .isEqualTo(around.replace("|", character).replace("\\t", "\t"));
            }
        }
    }

    @Test
    void halfOfACharacterIsNone() {
        assertThat(unescaped("\\ud834")).isEqualTo("?");
        assertThat(unescaped("\\udd1e\\ud834")).isEqualTo("??");
        assertThat(unescaped("\\ud834x\\udd1e")).isEqualTo("?x?");
        assertThat(unescaped("\\ud834\\n\\u0041")).isEqualTo("?\nA");
    }

    /** Behind the closing quote stands what would be the second half of a character. */
    private static String unescaped(String text) {
        var body = ("\"" + text + "\"\\udd1e").getBytes(StandardCharsets.UTF_8);
        int closing = body.length - 7;
        int end = JsonText.unescape(body, 1, closing, 0);
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }
}
