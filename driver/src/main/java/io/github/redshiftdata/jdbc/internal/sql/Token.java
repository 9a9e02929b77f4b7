package io.github.redshiftdata.jdbc.internal.sql;

import java.util.Locale;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param text its characters as they were written
 * @param start offset of its first character in the text that was read
 */
public record Token(TokenKind kind, String text, int start) {

    /** Whether it is this key word, in any case and not quoted. */
    boolean isWord(String word) {
        return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it is this punctuation character. */
    boolean isPunctuation(char character) {
        return kind == TokenKind.PUNCTUATION && text.charAt(0) == character;
    }

    /** The text in lower case if it is a word, otherwise the empty string. */
    String word() {
        return kind == TokenKind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    /** Whether it could be a name. */
    boolean isName() {
        return kind.isName();
    }

    /** What a string, a dollar-quoted string or a quoted identifier stands for; of other tokens their text. */
    String value() {
        return switch (kind) {
            case STRING -> QuotedText.ofString(text);
            case DOLLAR_QUOTED -> {
                int tag = text.indexOf('$', 1) + 1;
                yield text.substring(tag, text.length() - tag);
            }
            case QUOTED_IDENTIFIER -> text.substring(1, text.length() - 1).replace("\"\"", "\"");
            default -> text;
        };
    }
}
