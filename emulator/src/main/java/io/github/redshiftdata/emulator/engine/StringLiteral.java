package io.github.redshiftdata.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string literal in Redshift's SQL. Redshift takes a backslash as an escape in every literal, PostgreSQL only in those
 * that begin with E. A literal may go on after a line's end: {@code 'a'} and {@code 'b'} on the next line are
 * {@code 'ab'}.
 */
final class StringLiteral {

    private final String prefix;
    private final List<String> pieces = new ArrayList<>();
    private boolean closed;

    private StringLiteral(String token) {
        int quote = token.indexOf('\'');
        prefix = token.substring(0, quote);
        while (quote >= 0) {
            int end = pieceEnd(token, quote, escapes());
            closed = isClosed(token, quote, end, escapes());
            pieces.add(token.substring(quote + 1, closed ? end - 1 : end));
            quote = closed ? continuation(token, end) : -1;
        }
    }

    /**
     * The index after the literal whose quote is at this index, all its lines included.
     *
     * @param escapes whether a backslash escapes, as it does everywhere but in bit strings
     */
    static int end(String sql, int quote, boolean escapes) {
        int end = pieceEnd(sql, quote, escapes);
        int next = continuation(sql, end);
        while (next >= 0) {
            end = pieceEnd(sql, next, escapes);
            next = continuation(sql, end);
        }
        return end;
    }

    /**
     * The literal as PostgreSQL takes it.
     *
     * <p>pgjdbc takes a doubled quote for the end of one literal and the start of the next, and that for one without
     * escapes. So in a literal with escapes a quote is always written with a backslash, and all lines become one piece.
     */
    static String forPostgres(String token) {
        var literal = new StringLiteral(token);
        boolean marked = literal.prefix.equalsIgnoreCase("e");
        boolean backslash = literal.pieces.stream().anyMatch(piece -> piece.indexOf('\\') >= 0);
        boolean escaped = marked || (literal.escapes() && backslash);
        String start = marked || !literal.escapes() ? literal.prefix : escaped ? "E" : "";
        var text = new StringBuilder(start).append('\'');
        for (String piece : literal.pieces) {
            text.append(escaped ? withoutDoubledQuotes(piece) : piece);
        }
        return text.append(literal.closed ? "'" : "").toString();
    }

    private boolean escapes() {
        return !prefix.equalsIgnoreCase("x") && !prefix.equalsIgnoreCase("b");
    }

    private static String withoutDoubledQuotes(String piece) {
        var text = new StringBuilder(piece.length());
        for (int at = 0; at < piece.length(); at++) {
            char c = piece.charAt(at);
            if (c == '\\' && at + 1 < piece.length()) {
                text.append(c).append(piece.charAt(++at));
            } else if (c == '\'') {
                text.append("\\'");
                at++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static int pieceEnd(String sql, int quote, boolean escapes) {
        int at = quote + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes) {
                at += 2;
            } else if (c != '\'') {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    /** Whether a piece that reaches the end of the text has its closing quote there. */
    private static boolean isClosed(String sql, int quote, int end, boolean escapes) {
        // A quote put behind it would close an open piece, and be the first of the next literal otherwise.
        return end < sql.length() || pieceEnd(sql + " '", quote, escapes) == end;
    }

    /** The quote that goes on with a literal that ended here: behind a line's end, white space and {@code --} comments. */
    private static int continuation(String sql, int from) {
        boolean line = false;
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                return line ? at : -1;
            } else if (SqlLexer.isSpace(c)) {
                line |= c == '\n' || c == '\r';
                at++;
            } else if (sql.startsWith("--", at)) {
                at = SqlLexer.lineEnd(sql, at);
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** The value of a literal that holds no escapes; null for any other token. */
    static @Nullable String plainValue(Token token) {
        String text = token.text();
        return token.kind() == Token.Kind.STRING && text.length() > 1 && text.startsWith("'")
                ? text.substring(1, text.length() - 1).replace("''", "'")
                : null;
    }
}
