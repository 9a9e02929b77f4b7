package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;

/** Turns the escapes of JDBC, {@code {fn …}} and the like, into the SQL of Redshift. */
public final class EscapeTranslator {

    /** The deepest nesting of escapes that is translated; no real statement nests this many. */
    private static final int DEEPEST = 50;

    private final String sql;
    private final List<Token> tokens;
    private final int depth;
    private final boolean tags;
    private final StringBuilder out;
    /** The parameters of the markers outside all escapes, and of those in the translated outermost escapes. */
    private final Numbers parameters = new Numbers();

    private int parameterCount;

    private EscapeTranslator(String sql, List<Token> tokens, int depth, boolean tags) {
        this.sql = sql;
        this.tokens = tokens;
        this.depth = depth;
        this.tags = tags;
        this.out = new StringBuilder(depth == 0 ? sql.length() : 16);
    }

    /**
     * Translates all escapes outside quotes and comments. Text without a brace comes back as it is.
     *
     * @throws SqlTextException if an escape has no end or is not known, or a quote or a comment has no end
     */
    public static String translate(String sql) throws SqlTextException {
        return translateMarked(sql).text();
    }

    /**
     * Translates like {@link #translate}, and gives the parameter of each marker. For a text without a brace the list
     * is empty: its markers are its parameters.
     */
    public static TranslatedSql translateMarked(String sql) throws SqlTextException {
        if (sql.indexOf('{') < 0) {
            return new TranslatedSql(sql, List.of());
        }
        var tokens = SqlLexer.read(sql);
        return tokens.hasPunctuation('{') ? translateMarked(sql, tokens) : new TranslatedSql(sql, List.of());
    }

    /** Translates some of the tokens of a text; places in it are those of the whole. */
    static TranslatedSql translateMarked(String sql, List<Token> tokens) throws SqlTextException {
        boolean tags = TranslatedSql.canTag(sql);
        var translator = new EscapeTranslator(sql, tokens, 0, tags);
        var text = translator.translate();
        return new TranslatedSql(text, tags ? translator.parameters : List.of());
    }

    private String translate() throws SqlTextException {
        int i = 0;
        boolean afterEscape = false;
        while (i < tokens.size()) {
            if (isBrace(i)) {
                int close = close(i);
                appendApart(numbered(escape(tokens.get(i), tokens.subList(i + 1, close))));
                i = close + 1;
                afterEscape = true;
            } else {
                if (afterEscape && !MarkerRenderer.startsApart(tokens.get(i))) {
                    out.append(' ');
                }
                append(i);
                i++;
                afterEscape = false;
            }
        }
        return out.toString();
    }

    private boolean isBrace(int index) {
        return isPunctuation(index, '{');
    }

    private boolean isPunctuation(int index, char character) {
        return tokens instanceof TokenList list
                ? list.isPunctuation(index, character)
                : tokens.get(index).isPunctuation(character);
    }

    private TokenKind kind(int index) {
        return tokens instanceof TokenList list
                ? list.kind(index)
                : tokens.get(index).kind();
    }

    /** An outermost escape without the tags of its markers: where it stands, their numbers are known. */
    private String numbered(String escape) {
        if (depth > 0) {
            return escape;
        }
        var untagged = TranslatedSql.ofTagged(escape);
        int first = parameterCount;
        for (int number : untagged.parameters()) {
            parameters.append(first + number);
            parameterCount = Math.max(parameterCount, first + number + 1);
        }
        return untagged.text();
    }

    private void append(int index) {
        if (depth == 0 && kind(index) == TokenKind.MARKER) {
            parameters.append(parameterCount++);
            out.append('?');
        } else if (tokens instanceof TokenList list) {
            list.appendTo(out, index);
        } else {
            out.append(text(tokens.get(index)));
        }
    }

    private String text(Token token) {
        return tags && token.kind() == TokenKind.MARKER ? TranslatedSql.tagged(token.start()) : token.text();
    }

    private void appendApart(String text) {
        if (!MarkerRenderer.endsApart(out)) {
            out.append(' ');
        }
        out.append(text);
    }

    private int close(int open) throws SqlTextException {
        int level = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (isBrace(i)) {
                level++;
            } else if (isPunctuation(i, '}') && --level == 0) {
                return i;
            }
        }
        throw problem("Unterminated JDBC escape: the closing } is missing", tokens.get(open));
    }

    private String escape(Token open, List<Token> inside) throws SqlTextException {
        if (depth == DEEPEST) {
            throw problem("JDBC escapes are nested deeper than " + DEEPEST, open);
        }
        var reader = new TokenReader(inside);
        boolean returnsValue = acceptReturnMarker(reader);
        var keyword = reader.next();
        if (reader.atEnd() || (returnsValue && !keyword.isWord("call"))) {
            throw unknown(open);
        }
        // A line comment at the end would swallow what follows the escape.
        var body = inside.subList(inside.indexOf(keyword) + 1, inside.size()).stream()
                .filter(token -> token.kind() != TokenKind.LINE_COMMENT)
                .toList();
        return switch (keyword.word()) {
            case "fn" -> function(open, inner(body));
            case "d" -> typed(open, "DATE", body);
            case "t" -> typed(open, "TIME", body);
            case "ts" -> typed(open, "TIMESTAMP", body);
            case "oj" -> inner(body);
            case "escape" ->
                "ESCAPE " + Literals.string(single(open, body, TokenKind.STRING).value());
            case "limit" -> "LIMIT " + inner(body);
            case "call" -> call(open, inner(body), returnsValue);
            default -> throw unknown(open);
        };
    }

    /** The text inside an escape with the escapes in it translated. */
    private String inner(List<Token> body) throws SqlTextException {
        return new EscapeTranslator(sql, body, depth + 1, tags).translate().strip();
    }

    private String typed(Token open, String type, List<Token> body) throws SqlTextException {
        return new TokenReader(body).peek().kind() == TokenKind.MARKER
                ? "CAST(" + text(single(open, body, TokenKind.MARKER)) + " AS " + type + ")"
                : type + " " + single(open, body, TokenKind.STRING).text();
    }

    private Token single(Token open, List<Token> body, TokenKind kind) throws SqlTextException {
        var reader = new TokenReader(body);
        var token = reader.next();
        if (token.kind() != kind || !reader.atEnd()) {
            throw problem("Wrong JDBC escape: one string in quotes is expected", open);
        }
        return token;
    }

    private String function(Token open, String text) throws SqlTextException {
        try {
            var call = ArgumentList.read(SqlLexer.read(text));
            var form = FunctionForm.of(call);
            if (!tags && form.repeatsMarkers()) {
                throw new IllegalArgumentException("a parameter of " + call.name()
                        + " would be needed twice, which a text with the character U+0001 cannot have");
            }
            return form.render();
        } catch (IllegalArgumentException e) {
            throw problem("Wrong JDBC escape {fn …}: " + e.getMessage(), open);
        }
    }

    private String call(Token open, String text, boolean returnsValue) throws SqlTextException {
        try {
            var call = ArgumentList.read(SqlLexer.read(text));
            return new CallEscape(call.name(), returnsValue, call.arguments()).sql();
        } catch (IllegalArgumentException e) {
            throw problem("Wrong JDBC escape {call …}: " + e.getMessage(), open);
        }
    }

    /** Steps over {@code ? =}. */
    static boolean acceptReturnMarker(TokenReader reader) {
        boolean here = reader.peek().kind() == TokenKind.MARKER
                && reader.peek(1).text().equals("=");
        if (here) {
            reader.next();
            reader.next();
        }
        return here;
    }

    private SqlTextException unknown(Token open) {
        return problem("Unknown JDBC escape; known are fn, d, t, ts, oj, escape, limit, call and ? = call", open);
    }

    private SqlTextException problem(String what, Token token) {
        return new SqlTextException(what, sql, token.start());
    }
}
