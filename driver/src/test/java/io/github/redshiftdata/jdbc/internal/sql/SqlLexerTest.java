package io.github.redshiftdata.jdbc.internal.sql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlLexerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select|WORD",
                "sélect_1$|WORD",
                "azAZ_\u0080\uffff|WORD",
                "#temp|WORD",
                "\"a\"\"b;?\"|QUOTED_IDENTIFIER",
                "''|STRING",
                "'it''s'|STRING",
                "'it\\'s'|STRING",
                "'\\\\'|STRING",
                "E'a\\'b'|STRING",
                "e'a\\'b'|STRING",
                "$$a ; ' ? $b$ $$|DOLLAR_QUOTED",
                "$tag$ $$ $other$ $tag$|DOLLAR_QUOTED",
                "$1|POSITIONAL_PARAMETER",
                "1.5e-10|NUMBER",
                ".5|NUMBER",
                "?|MARKER",
                ":name_1|NAMED_PARAMETER",
                ":1|NAMED_PARAMETER",
                "::|CAST",
                ":=|OPERATOR",
                "<>|OPERATOR",
                "!=|OPERATOR",
                ";|PUNCTUATION",
                ":|PUNCTUATION",
                "$|PUNCTUATION",
                "~ \t\n\r\f~|WHITESPACE",
                "-- a 'b|LINE_COMMENT",
                "/* a /* ' */ ? */|BLOCK_COMMENT",
            })
    void readsAsOneToken(String text, TokenKind kind) throws SqlTextException {
        assertThat(SqlLexer.read(text)).containsExactly(new Token(kind, text, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a::int|a :: int",
                "a::b::c|a :: b :: c",
                "a:::b|a :: :b",
                "1-?|1 - ?",
                "1--?|1 --?",
                "a=/*x*/b|a = /*x*/ b",
                "a$b$c|a$b$c",
                "1$$x$$|1 $$x$$",
                "a.b|a . b",
                "x'ff'|x'ff'",
                "date'2020-01-01'|date '2020-01-01'",
                "'a''b'|'a''b'",
                "1e|1 e",
                "'a\\\\'?'b'|'a\\\\' ? 'b'",
                "a[0]:b|a [ 0 ] :b",
            })
    void readsSeveralTokens(String text, String tokens) throws SqlTextException {
        assertThat(SqlLexer.read(text).stream().map(Token::text).collect(joining(" ")))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 'a|string|column 8",
                "select 'a\\'|string|column 8",
                "select \"a|quoted identifier|column 8",
                "/* /* */|comment|column 1",
                "as $x$ $$|dollar-quoted string|column 4",
                "{escape '\\'|string|column 9",
            })
    void whatHasNoEndIsRefusedWithItsPlace(String text, String what, String column) {
        assertThatThrownBy(() -> SqlLexer.read(text))
                .isInstanceOf(SqlTextException.class)
                .hasMessageContaining("Unterminated " + what)
                .hasMessageContaining("line 1, " + column);
    }

    @Test
    void thePlaceCountsLines() {
        assertThatThrownBy(() -> SqlLexer.read("select 1,\n  'a"))
                .hasMessageContaining("line 2, column 3")
                .hasMessageNotContaining("'a");
    }

    @Test
    void aLineCommentEndsBeforeTheEndOfItsLine() throws SqlTextException {
        assertThat(SqlLexer.read("--a\n?"))
                .extracting(Token::kind)
                .containsExactly(TokenKind.LINE_COMMENT, TokenKind.WHITESPACE, TokenKind.MARKER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'a''b'|a'b",
                "'a\\'b'|a'b",
                "'a\\\\b'|a\\b",
                "E'\\101\\x'|Ax",
                "'\\1012\\48'|A2\u00048",
                "'\\7\\0'|~\u0007\0~",
                "'\\b\\f\\n\\r\\t\\q'|~\b\f\n\r\tq~",
                "$$a'b$$|a'b",
                "$t$x$t$|x",
                "\"a\"\"b\"|a\"b"
            })
    void theValueIsWhatTheServerReads(String text, String value) throws SqlTextException {
        assertThat(SqlLexer.read(text).get(0).value()).isEqualTo(value);
    }

    @Test
    void theEscapeClauseOfJdbcMayHoldALoneBackslash() throws SqlTextException {
        var tokens = SqlLexer.read("a like 'x\\'%' { escape '\\' } and b = '?'");

        assertThat(tokens).extracting(Token::text).contains("'x\\'%'", "'\\'", "'?'");
        assertThat(tokens).extracting(Token::kind).doesNotContain(TokenKind.MARKER);
    }

    @Property
    void nothingIsLost(@ForAll("texts") String text) {
        try {
            assertThat(SqlStatement.join(SqlLexer.read(text))).isEqualTo(text);
        } catch (SqlTextException unterminated) {
            assertThat(unterminated).hasMessageContaining("line ");
        }
    }

    @Property
    void noTokenIsEmptyAndEachKnowsItsPlace(@ForAll("texts") String text) {
        try {
            for (var token : SqlLexer.read(text)) {
                assertThat(token.text()).isNotEmpty();
                assertThat(text).startsWith(text.substring(0, token.start()) + token.text());
            }
        } catch (SqlTextException unterminated) {
            assertThat(unterminated).hasMessageContaining("Unterminated");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return SqlTexts.anyText();
    }
}
