package io.github.redshiftdata.jdbc.internal.sql;

/**
 * Takes SQL text apart by Redshift's rules. Nothing is lost: the texts of the tokens, one after the other, are the
 * text that was read.
 */
final class SqlLexer {

    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";
    private static final String STRING_PREFIXES = "eEbBxXnN";

    private final String text;
    private final TokenList tokens;
    private int start;
    private int at;

    private SqlLexer(String text) {
        this.text = text;
        this.tokens = new TokenList(text);
    }

    /**
     * Reads a text to its end.
     *
     * @throws SqlTextException if a quote or a comment has no end
     */
    static TokenList read(String text) throws SqlTextException {
        return new SqlLexer(text).read();
    }

    private TokenList read() throws SqlTextException {
        while (at < text.length()) {
            start = at;
            var kind = readOne();
            tokens.append(kind, start, at);
        }
        return tokens;
    }

    private TokenKind readOne() throws SqlTextException {
        char c = text.charAt(at);
        char next = peek(1);
        if (isSpace(c)) {
            return readSpace();
        } else if (c == '-' && next == '-') {
            return readLineComment();
        } else if (c == '/' && next == '*') {
            return readBlockComment();
        } else if (c == '\'' || (next == '\'' && STRING_PREFIXES.indexOf(c) >= 0)) {
            return readString();
        } else if (c == '"') {
            return readQuotedIdentifier();
        } else if (c == '$') {
            return readDollar();
        } else if (isWordStart(c) || (c == '#' && isWordStart(next))) {
            return readWord();
        } else if (isDigit(c) || (c == '.' && isDigit(next) && !afterName())) {
            return readNumber();
        } else if (c == ':') {
            return readColon();
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            return readOperator();
        }
        at++;
        return c == '?' ? TokenKind.MARKER : TokenKind.PUNCTUATION;
    }

    private TokenKind readSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return TokenKind.WHITESPACE;
    }

    private TokenKind readLineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return TokenKind.LINE_COMMENT;
    }

    private TokenKind readBlockComment() throws SqlTextException {
        int depth = 0;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return TokenKind.BLOCK_COMMENT;
                }
            } else {
                at++;
            }
        }
        throw unterminated("comment", "*/");
    }

    private TokenKind readString() throws SqlTextException {
        at = text.indexOf('\'', at) + 1;
        if (isLoneBackslash()) {
            at += 2;
            return TokenKind.STRING;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' || (c == '\'' && peek(1) == '\'')) {
                at += 2;
            } else if (c == '\'') {
                at++;
                return TokenKind.STRING;
            } else {
                at++;
            }
        }
        throw unterminated("string", "'");
    }

    /** JDBC writes {@code {escape '\'}}, where by Redshift's rule the string would go on. */
    private boolean isLoneBackslash() {
        if (!text.startsWith(QuotedText.LONE_BACKSLASH, start)) {
            return false;
        }
        int after = at + 2;
        while (after < text.length() && isSpace(text.charAt(after))) {
            after++;
        }
        if (after == text.length() || text.charAt(after) != '}') {
            return false;
        }
        int last = lastSignificant(tokens.size());
        int beforeLast = lastSignificant(last);
        return beforeLast >= 0 && tokens.isWord(last, "escape") && tokens.isPunctuation(beforeLast, '{');
    }

    private int lastSignificant(int before) {
        int i = before - 1;
        while (i >= 0 && tokens.kind(i).isTrivia()) {
            i--;
        }
        return i;
    }

    private TokenKind readQuotedIdentifier() throws SqlTextException {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                at++;
            } else if (peek(1) == '"') {
                at += 2;
            } else {
                at++;
                return TokenKind.QUOTED_IDENTIFIER;
            }
        }
        throw unterminated("quoted identifier", "\"");
    }

    private TokenKind readDollar() throws SqlTextException {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && isWordPart(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean isNumbered = isDigit(peek(1));
        if (!isNumbered && tagEnd < text.length() && text.charAt(tagEnd) == '$') {
            var tag = text.substring(at, tagEnd + 1);
            int end = text.indexOf(tag, tagEnd + 1);
            if (end < 0) {
                throw unterminated("dollar-quoted string", tag);
            }
            at = end + tag.length();
            return TokenKind.DOLLAR_QUOTED;
        }
        at++;
        if (!isNumbered) {
            return TokenKind.PUNCTUATION;
        }
        readDigits();
        return TokenKind.POSITIONAL_PARAMETER;
    }

    private TokenKind readWord() {
        at++;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return TokenKind.WORD;
    }

    private TokenKind readNumber() {
        readDigits();
        if (peek(0) == '.') {
            at++;
            readDigits();
        }
        char exponent = peek(0);
        if (exponent == 'e' || exponent == 'E') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (isDigit(peek(1 + sign))) {
                at += 1 + sign;
                readDigits();
            }
        }
        return TokenKind.NUMBER;
    }

    private void readDigits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private TokenKind readColon() {
        at++;
        char c = peek(0);
        if (c == ':') {
            at++;
            return TokenKind.CAST;
        } else if (c == '=') {
            at++;
            return TokenKind.OPERATOR;
        } else if (!isWordStart(c) && !isDigit(c)) {
            return TokenKind.PUNCTUATION;
        }
        while (isWordStart(peek(0)) || isDigit(peek(0))) {
            at++;
        }
        return TokenKind.NAMED_PARAMETER;
    }

    private TokenKind readOperator() {
        do {
            at++;
        } while (OPERATOR_CHARACTERS.indexOf(peek(0)) >= 0 && !startsSomethingElse());
        return TokenKind.OPERATOR;
    }

    private boolean startsSomethingElse() {
        char c = peek(0);
        char next = peek(1);
        return (c == '-' && next == '-') || (c == '/' && next == '*') || (c == '#' && isWordStart(next));
    }

    private boolean afterName() {
        return !tokens.isEmpty() && tokens.kind(tokens.size() - 1).isName();
    }

    /** The character some places on, or NUL after the end; NUL belongs to no token that goes on. */
    private char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    private SqlTextException unterminated(String what, String end) {
        return new SqlTextException("Unterminated " + what + ": the closing " + end + " is missing", text, start);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Whether a character can begin a word. Like the server, which knows only bytes, this takes everything beyond ASCII
     * for a letter.
     */
    static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
