package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
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
        var statements = new ArrayList<SqlStatement>();
        var current = new ArrayList<Token>();
        int depth = 0;
        for (var token : SqlLexer.read(text)) {
            depth = Math.max(0, depth + TokenReader.depthChange(token));
            if (depth == 0 && token.isPunctuation(';')) {
                addStatement(statements, current);
                current.clear();
            } else {
                current.add(token);
            }
        }
        addStatement(statements, current);
        return List.copyOf(statements);
    }

    private static void addStatement(List<SqlStatement> statements, List<Token> tokens) {
        if (tokens.stream().anyMatch(token -> !token.kind().isTrivia())) {
            statements.add(new SqlStatement(withoutOuterSpace(tokens)));
        }
    }

    private static List<Token> withoutOuterSpace(List<Token> tokens) {
        int from = 0;
        int to = tokens.size();
        while (tokens.get(from).kind() == TokenKind.WHITESPACE) {
            from++;
        }
        while (tokens.get(to - 1).kind() == TokenKind.WHITESPACE) {
            to--;
        }
        return tokens.subList(from, to);
    }
}
