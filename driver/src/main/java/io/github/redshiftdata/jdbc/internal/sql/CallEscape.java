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
 * @param parameters for each marker in the arguments the number of its parameter, from 0: an escape may need one of them
 *     twice
 */
public record CallEscape(String name, boolean returnsValue, List<String> arguments, List<Integer> parameters) {

    public CallEscape {
        arguments = List.copyOf(arguments);
        parameters = List.copyOf(parameters);
    }

    /** A call whose markers are its parameters. */
    CallEscape(String name, boolean returnsValue, List<String> arguments) {
        this(name, returnsValue, arguments, Numbers.upTo(markers(arguments)));
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
        var call = EscapeTranslator.translateMarked(text, tokens.subList(from, to));
        try {
            var read = ArgumentList.read(SqlLexer.read(call.text()));
            int markers = markers(read.arguments());
            var parameters = call.parameters().size() == markers ? call.parameters() : Numbers.upTo(markers);
            return new CallEscape(read.name(), returnsValue, read.arguments(), parameters);
        } catch (IllegalArgumentException e) {
            throw new SqlTextException("Wrong call: " + e.getMessage(), text, 0);
        }
    }

    /**
     * Whether the text is meant as a call: one that begins with a brace or with CALL, if it is a right one or not.
     *
     * @throws SqlTextException if it cannot be read
     */
    public static boolean isCall(String text) throws SqlTextException {
        var reader = new TokenReader(SqlLexer.read(text));
        return reader.accept('{') || reader.accept("call");
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
        return parameters.size();
    }

    /** How many parameters the arguments have. */
    public int parameterCount() {
        return parameters.stream().mapToInt(number -> number + 1).max().orElse(0);
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

    private static int markers(List<String> arguments) {
        return arguments.stream().mapToInt(CallEscape::markers).sum();
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
