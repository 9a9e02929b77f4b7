package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that are likely to confuse a reader of SQL. */
final class SqlTexts {

    private SqlTexts() {}

    /** Pieces of SQL one after the other; often not SQL at all. */
    static Arbitrary<String> anyText() {
        return Arbitraries.of(
                        "select", " ", "\n", "'", "\\", "\"", "$", "$$", "$a$", "--", "/*", "*/", ";", "?", ":x", "::",
                        ":", "(", ")", ",", "1.5e-3", "e", "é", "a", "#t", "-", "+", "{", "}", ".", "\r", "\0", "1",
                        "😀")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    /** Values of strings, heavy on the characters that matter in literals. */
    static Arbitrary<String> anyValue() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("'\\\"$?;:-/*x\n{}é").ofMaxLength(20),
                Arbitraries.strings().excludeChars('\0').ofMaxLength(20));
    }

    /** What the service would take for parameters. */
    static List<String> namedParameters(SqlStatement statement) {
        return statement.tokens().stream()
                .filter(token -> token.kind() == TokenKind.NAMED_PARAMETER)
                .map(Token::text)
                .toList();
    }
}
