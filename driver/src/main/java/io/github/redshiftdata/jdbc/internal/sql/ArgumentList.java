package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;

/** The name and the arguments of a call such as {@code schema.f(a, g(b, c))}. */
record ArgumentList(String name, List<String> arguments) {

    /**
     * Reads a call; without parentheses it has no arguments.
     *
     * @throws IllegalArgumentException if the text is no call, with a message for the user
     */
    static ArgumentList read(List<Token> tokens) {
        var significant = new TokenReader(tokens);
        if (!significant.acceptQualifiedName()) {
            throw new IllegalArgumentException("A name is expected");
        }
        int nameEnd = tokens.indexOf(significant.peek(-1)) + 1;
        var open = significant.peek();
        boolean isNameOnly = significant.atEnd();
        if (!isNameOnly && (!significant.acceptParentheses() || !significant.atEnd())) {
            throw new IllegalArgumentException("A list of arguments in parentheses is expected, and nothing after it");
        }
        var name = SqlStatement.join(tokens.subList(0, nameEnd)).strip();
        if (isNameOnly) {
            return new ArgumentList(name, List.of());
        }
        int close = tokens.lastIndexOf(significant.peek(-1));
        return new ArgumentList(name, split(tokens.subList(tokens.indexOf(open) + 1, close)));
    }

    private static List<String> split(List<Token> tokens) {
        if (tokens.stream().allMatch(token -> token.kind().isTrivia())) {
            return List.of();
        }
        var arguments = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depthChange(tokens.get(i));
            if (depth == 0 && tokens.get(i).isPunctuation(',')) {
                arguments.add(argument(tokens.subList(from, i)));
                from = i + 1;
            }
        }
        arguments.add(argument(tokens.subList(from, tokens.size())));
        return List.copyOf(arguments);
    }

    private static int depthChange(Token token) {
        if (token.isPunctuation('[')) {
            return 1;
        }
        return token.isPunctuation(']') ? -1 : TokenReader.depthChange(token);
    }

    /** A line comment keeps the end of its line, which must not swallow what is written after the argument. */
    private static String argument(List<Token> tokens) {
        if (tokens.stream().allMatch(token -> token.kind().isTrivia())) {
            throw new IllegalArgumentException("An argument is empty");
        }
        var text = SqlStatement.join(tokens.stream()
                .filter(token -> token.kind() != TokenKind.LINE_COMMENT)
                .toList());
        return text.strip();
    }
}
