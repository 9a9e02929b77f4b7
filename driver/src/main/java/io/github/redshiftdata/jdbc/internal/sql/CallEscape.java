package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A call of a procedure or a function, as {@code prepareCall} gets it.
 *
 * @param name the procedure or function, as it was written
 * @param returnsValue whether it began with {@code ? =}: then it is a function, and JDBC's first parameter is its value
 * @param arguments the text of each argument, escapes in it translated
 */
public record CallEscape(String name, boolean returnsValue, List<String> arguments) {

    public CallEscape {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads <code>{call p(?)}</code>, <code>{call p}</code>, <code>{? = call f(?)}</code> or {@code CALL p(?)}.
     *
     * @throws SqlTextException if the text is something else
     */
    public static CallEscape parse(String text) throws SqlTextException {
        var tokens = SqlLexer.read(text);
        var reader = new TokenReader(tokens);
        boolean isEscape = reader.accept('{');
        boolean returnsValue = isEscape && EscapeTranslator.acceptReturnMarker(reader);
        if (!reader.accept("call")) {
            throw new SqlTextException(
                    "Not a call; write {call name(arguments)} or {? = call name(arguments)}", text, 0);
        }
        int from = tokens.indexOf(reader.peek(-1)) + 1;
        int to = end(tokens, isEscape, text);
        var call = EscapeTranslator.translate(text, tokens.subList(from, to));
        try {
            var read = ArgumentList.read(SqlLexer.read(call));
            return new CallEscape(read.name(), returnsValue, read.arguments());
        } catch (IllegalArgumentException e) {
            throw new SqlTextException("Wrong call: " + e.getMessage(), text, 0);
        }
    }

    /** The index of the token that ends the call: the last brace, a semicolon or the end of the text. */
    private static int end(List<Token> tokens, boolean isEscape, String text) throws SqlTextException {
        int last = lastSignificant(tokens, tokens.size());
        if (tokens.get(last).isPunctuation(';')) {
            last = lastSignificant(tokens, last);
        }
        if (!isEscape) {
            return last + 1;
        }
        if (!tokens.get(last).isPunctuation('}')) {
            throw new SqlTextException("Unterminated JDBC escape: the closing } is missing", text, 0);
        }
        return last;
    }

    private static int lastSignificant(List<Token> tokens, int before) {
        int i = before - 1;
        while (tokens.get(i).kind().isTrivia()) {
            i--;
        }
        return i;
    }

    /** The call in SQL: {@code CALL p(…)}, or {@code SELECT f(…)} if it returns a value. */
    public String sql() {
        return sql(arguments);
    }

    /** How many markers stand in the arguments. */
    public int markerCount() {
        return arguments.stream().mapToInt(CallEscape::markers).sum();
    }

    /**
     * The call without the arguments that hold these markers, for those that are OUT only.
     *
     * @param markers indexes of markers among the arguments, from 0; the one of {@code ? =} does not count
     * @throws IllegalArgumentException if a marker is not an argument by itself or does not exist
     */
    public String withoutArguments(Set<Integer> markers) {
        var kept = new ArrayList<String>();
        int marker = 0;
        int left = 0;
        for (var argument : arguments) {
            if (argument.equals("?") && markers.contains(marker)) {
                left++;
            } else {
                kept.add(argument);
            }
            marker += markers(argument);
        }
        if (left != markers.size()) {
            throw new IllegalArgumentException(
                    "An OUT parameter must be an argument by itself: f(?), not f(? + 1); the call has " + marker
                            + " markers in " + arguments.size() + " arguments");
        }
        return sql(kept);
    }

    private String sql(List<String> values) {
        return (returnsValue ? "SELECT " : "CALL ") + name + "(" + String.join(", ", values) + ")";
    }

    private static int markers(String argument) {
        try {
            return (int) SqlLexer.read(argument).stream()
                    .filter(token -> token.kind() == TokenKind.MARKER)
                    .count();
        } catch (SqlTextException e) {
            throw new IllegalStateException("An argument that was read once cannot be read again", e);
        }
    }
}
