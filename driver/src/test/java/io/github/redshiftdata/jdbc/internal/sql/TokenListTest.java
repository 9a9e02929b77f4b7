package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the tokens are kept, they are a list. */
class TokenListTest {

    private static final String TEXT = "a ; (b) -- c\n'd'";

    @Test
    void everyPartIsWhatThatPartOfACopyIs() throws SqlTextException {
        var tokens = SqlLexer.read(TEXT);
        var copy = List.copyOf(tokens);
        for (var from = 0; from <= copy.size(); from++) {
            for (var to = from; to <= copy.size(); to++) {
                var part = tokens.subList(from, to);
                assertIs(part, copy.subList(from, to));
                for (var start = 0; start <= part.size(); start++) {
                    assertIs(part.subList(start, part.size()), copy.subList(from + start, to));
                }
            }
        }
    }

    private static void assertIs(TokenList part, List<Token> expected) {
        assertThat(part).hasSize(expected.size()).isEqualTo(expected);
        assertThat(part.text()).isEqualTo(SqlStatement.join(expected));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 4", "2, 1"})
    void aPartBeyondTheEndsIsRefused(int from, int to) throws SqlTextException {
        var tokens = SqlLexer.read("a b");
        assertThatThrownBy(() -> tokens.subList(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
        var part = SqlLexer.read("a b c").subList(0, 3);
        assertThatThrownBy(() -> part.subList(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** The length of a statement counts without the blanks and semicolons around it. */
    @ParameterizedTest
    @CsvSource({
        "abcd, 4, true",
        "abcd, 3, false",
        "' abcd ; ', 4, true",
        "' abcd ; ', 3, false",
        "abcd;abc, 4, true",
        "abc ; abcd, 3, false",
        "'abcd;-- longer\n', 4, true",
    })
    void aStatementMayBeAsLongAsTheLongest(String text, int longest, boolean taken) throws SqlTextException {
        if (taken) {
            assertThat(SqlScript.parse(text, longest)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> SqlScript.parse(text, longest)).isInstanceOf(StatementTooLongException.class);
        }
    }
}
