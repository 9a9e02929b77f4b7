package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts Redshift's SQL into tokens. Nothing is lost: the tokens' texts together are the text given. */
final class SqlLexer {

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        var lexer = new SqlLexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (isSpace(c) || startsComment(at)) {
            take(Kind.SPACE, spaceEnd());
        } else if (c == '\'') {
            take(Kind.STRING, StringLiteral.end(sql, at, true));
        } else if ((c == 'e' || c == 'E' || c == 'n' || c == 'N') && charAt(at + 1) == '\'') {
            take(Kind.STRING, StringLiteral.end(sql, at + 1, true));
        } else if ((c == 'x' || c == 'X' || c == 'b' || c == 'B') && charAt(at + 1) == '\'') {
            take(Kind.STRING, StringLiteral.end(sql, at + 1, false));
        } else if (c == '"') {
            take(Kind.QUOTED_NAME, quotedNameEnd());
        } else if (c == '$' && dollarTagEnd() > 0) {
            take(Kind.DOLLAR_STRING, dollarStringEnd(dollarTagEnd()));
        } else if (isNameStart(c) || isTemporaryName(c)) {
            take(Kind.WORD, wordEnd(at + 1));
        } else if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            take(Kind.NUMBER, numberEnd());
        } else {
            symbolOrParameter(c);
        }
    }

    private void symbolOrParameter(char c) {
        if (c == ':' && charAt(at + 1) == ':') {
            take(Kind.SYMBOL, at + 2);
        } else if (c == ':' && parameterEnd() > 0) {
            take(Kind.PARAMETER, parameterEnd());
        } else {
            take(Kind.SYMBOL, at + 1);
        }
    }

    /** The end of {@code :name}; -1 where the name goes on with what no parameter's may hold, and so is none. */
    private int parameterEnd() {
        int end = at + 1;
        while (isParameterChar(charAt(end))) {
            end++;
        }
        return end == at + 1 || isNameChar(charAt(end)) ? -1 : end;
    }

    private void take(Kind kind, int end) {
        int last = Math.min(end, sql.length());
        tokens.add(new Token(kind, sql.substring(at, last), at));
        at = last;
    }

    private char charAt(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    /** White space and comments side by side are one token: whatever looks for a neighbour finds it in one step. */
    private int spaceEnd() {
        int end = at;
        while (end < sql.length()) {
            if (isSpace(sql.charAt(end))) {
                end++;
            } else if (sql.startsWith("--", end)) {
                end = lineEnd(sql, end);
            } else if (sql.startsWith("/*", end)) {
                end = blockCommentEnd(end);
            } else {
                return end;
            }
        }
        return end;
    }

    private boolean startsComment(int index) {
        return sql.startsWith("--", index) || sql.startsWith("/*", index);
    }

    /** What the database takes for white space; anything beyond ASCII is part of a name to it. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The end of the line that this index is in, before its line feed or carriage return. */
    static int lineEnd(String sql, int from) {
        int end = from;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int blockCommentEnd(int start) {
        int depth = 0;
        int end = start;
        while (end < sql.length()) {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        return end;
    }

    private int quotedNameEnd() {
        int end = at + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) != '"') {
                end++;
            } else if (charAt(end + 1) == '"') {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return sql.length();
    }

    /** The end of {@code $tag$} where one begins here, else -1: {@code $1} is no tag. */
    private int dollarTagEnd() {
        int end = at + 1;
        if (isDigit(charAt(end))) {
            return -1;
        }
        while (isNameChar(charAt(end)) && charAt(end) != '$') {
            end++;
        }
        return charAt(end) == '$' ? end + 1 : -1;
    }

    private int dollarStringEnd(int bodyStart) {
        String tag = sql.substring(at, bodyStart);
        int close = sql.indexOf(tag, bodyStart);
        return close < 0 ? sql.length() : close + tag.length();
    }

    private int wordEnd(int from) {
        int end = from;
        while (isNameChar(charAt(end))) {
            end++;
        }
        return end;
    }

    private int numberEnd() {
        int end = at;
        while (isDigit(charAt(end))) {
            end++;
        }
        if (charAt(end) == '.' && charAt(end + 1) != '.') {
            end++;
            while (isDigit(charAt(end))) {
                end++;
            }
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int digits = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(charAt(digits))) {
                end = digits;
                while (isDigit(charAt(end))) {
                    end++;
                }
            }
        }
        return end;
    }

    /** {@code #name} is a temporary table, unless the sign stands between two operands. */
    private boolean isTemporaryName(char c) {
        if (c != '#' || !isNameStart(charAt(at + 1))) {
            return false;
        }
        if (tokens.isEmpty()) {
            return true;
        }
        Token last = tokens.get(tokens.size() - 1);
        return last.kind() == Kind.SPACE || last.isSymbol("(") || last.isSymbol(",") || last.isSymbol(".");
    }

    private static boolean isNameStart(char c) {
        return c == '_' || c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isNameChar(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private static boolean isParameterChar(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
