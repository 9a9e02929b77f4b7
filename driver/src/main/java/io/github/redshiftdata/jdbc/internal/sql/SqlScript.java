package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;

/** Text with any number of statements. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * Splits a text at the semicolons that stand outside quotes, comments and parentheses. What holds nothing but
     * blanks and comments is no statement.
     *
     * @return the statements in their order; empty if there is none
     * @throws SqlTextException if a quote or a comment has no end
     */
    public static List<SqlStatement> parse(String text) throws SqlTextException {
        return parse(text, Integer.MAX_VALUE);
    }

    /**
     * Splits a text like {@link #parse(String)}; a statement that is surely too long is refused before it costs memory.
     *
     * @param longest the largest number of characters that a statement may have
     * @throws StatementTooLongException if one has more
     */
    public static List<SqlStatement> parse(String text, int longest) throws SqlTextException {
        return withoutComments(parts(text, longest));
    }

    /**
     * The only statement of a text.
     *
     * @throws IllegalArgumentException if it cannot be read, or is none or several
     */
    public static SqlStatement parseOne(String text) {
        try {
            var statements = parse(text);
            if (statements.size() == 1) {
                return statements.get(0);
            }
            throw new IllegalArgumentException("not one statement but " + statements.size());
        } catch (SqlTextException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The statements among the parts of a text. */
    public static List<SqlStatement> withoutComments(List<SqlStatement> parts) {
        return parts instanceof StatementList list
                ? list.withoutComments()
                : parts.stream()
                        .filter(part -> part.kind() != StatementKind.EMPTY)
                        .toList();
    }

    /**
     * Splits a text like {@link #parse(String, int)}; a part that holds nothing but comments between semicolons is
     * {@code EMPTY}.
     */
    public static List<SqlStatement> parts(String text, int longest) throws SqlTextException {
        requireShort(text, longest);
        var tokens = SqlLexer.read(text);
        var statements = new StatementList(tokens);
        int from = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isPunctuation(i, '(')) {
                depth++;
            } else if (tokens.isPunctuation(i, ')')) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && tokens.isPunctuation(i, ';')) {
                addStatement(statements, tokens, from, i, longest);
                from = i + 1;
            }
        }
        addStatement(statements, tokens, from, tokens.size(), longest);
        return statements.asRead();
    }

    /** A text without a semicolon inside is one statement, unless it is a comment. That shows before it is read. */
    private static void requireShort(String text, int longest) throws StatementTooLongException {
        int from = 0;
        int to = text.length();
        while (from < to && SqlLexer.isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && (SqlLexer.isSpace(text.charAt(to - 1)) || text.charAt(to - 1) == ';')) {
            to--;
        }
        if (to - from > longest && "-/".indexOf(text.charAt(from)) < 0) {
            int semicolon = text.indexOf(';', from);
            if (semicolon < 0 || semicolon >= to) {
                throw new StatementTooLongException(text, from, to);
            }
        }
    }

    private static void addStatement(
            StatementList statements, TokenList tokens, int afterLast, int beforeNext, int longest)
            throws StatementTooLongException {
        int from = afterLast;
        int to = beforeNext;
        while (from < to && tokens.kind(from) == TokenKind.WHITESPACE) {
            from++;
        }
        while (to > from && tokens.kind(to - 1) == TokenKind.WHITESPACE) {
            to--;
        }
        if (from == to) {
            return;
        }
        boolean hasMeaning = hasMeaning(tokens, from, to);
        if (hasMeaning) {
            tokens.requireAtMost(from, to, longest);
        }
        statements.append(from, to, hasMeaning);
    }

    private static boolean hasMeaning(TokenList tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!tokens.kind(i).isTrivia()) {
                return true;
            }
        }
        return false;
    }
}
