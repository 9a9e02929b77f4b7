package io.github.redshiftdata.emulator.engine;

import java.util.Locale;

/**
 * A piece of SQL text.
 *
 * @param source where it began in the user's text; -1 for what the dialect put in
 */
record Token(Kind kind, String text, int source) {

    enum Kind {
        /** White space and comments. */
        SPACE,
        WORD,
        QUOTED_NAME,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        /** {@code :name}, whether or not a value came for it. */
        PARAMETER,
        SYMBOL
    }

    static Token added(Kind kind, String text) {
        return new Token(kind, text, -1);
    }

    Token with(Kind otherKind, String otherText) {
        return new Token(otherKind, otherText, source);
    }

    /** Whether the token means something, unlike white space and comments. */
    boolean significant() {
        return kind != Kind.SPACE;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether a query begins with it. */
    boolean startsQuery() {
        return isWord("select") || isWord("with");
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** The word in lower case; empty for other tokens, so that it can be switched on. */
    String word() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** A name as the database has it. The quote at its end may be missing: the database will refuse that. */
    String name() {
        if (kind != Kind.QUOTED_NAME) {
            return text.toLowerCase(Locale.ROOT);
        }
        boolean closed = text.length() > 1 && text.endsWith("\"");
        return text.substring(1, closed ? text.length() - 1 : text.length()).replace("\"\"", "\"");
    }
}
