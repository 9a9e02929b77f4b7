package io.github.redshiftdata.jdbc.internal.sql;

/** The kinds of tokens that {@link SqlLexer} tells apart. */
public enum TokenKind {
    /** A key word or an identifier without quotes, also {@code #temporary}. */
    WORD,
    /** {@code "…"}. */
    QUOTED_IDENTIFIER,
    /** {@code '…'}, also with a prefix such as {@code E'…'}. */
    STRING,
    /** {@code $$…$$} or {@code $tag$…$tag$}. */
    DOLLAR_QUOTED,
    NUMBER,
    /** A JDBC parameter marker, {@code ?}. */
    MARKER,
    /** {@code :name} or {@code :1}, which the service takes for a parameter. */
    NAMED_PARAMETER,
    /** {@code $1}, a parameter of a prepared statement or a procedure. */
    POSITIONAL_PARAMETER,
    /** {@code ::}. */
    CAST,
    OPERATOR,
    /** A single character: parentheses, brackets, braces, comma, semicolon, dot and all that has no other kind. */
    PUNCTUATION,
    WHITESPACE,
    /** {@code -- …} without the end of its line. */
    LINE_COMMENT,
    /** A block comment with those nested in it. */
    BLOCK_COMMENT;

    /** Whether tokens of this kind could be names. */
    boolean isName() {
        return this == WORD || this == QUOTED_IDENTIFIER;
    }

    /** Whether tokens of this kind mean nothing to the server. */
    boolean isTrivia() {
        return this == WHITESPACE || this == LINE_COMMENT || this == BLOCK_COMMENT;
    }
}
