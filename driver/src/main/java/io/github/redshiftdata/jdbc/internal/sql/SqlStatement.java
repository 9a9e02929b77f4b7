package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.function.IntFunction;

/** One statement of a text, without the semicolon that ended it. Immutable. */
public final class SqlStatement {

    private final List<Token> tokens;
    private final String text;
    private final StatementKind kind;
    private final int markerCount;

    SqlStatement(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
        this.text = join(tokens);
        this.kind = new StatementClassifier(new TokenReader(tokens)).classify();
        this.markerCount = Math.toIntExact(tokens.stream()
                .filter(token -> token.kind() == TokenKind.MARKER)
                .count());
    }

    /** The statement as it was written, comments included. */
    public String text() {
        return text;
    }

    /** What the statement does. */
    public StatementKind kind() {
        return kind;
    }

    /** How many {@code ?} it has outside quotes and comments. */
    public int markerCount() {
        return markerCount;
    }

    /**
     * The names the service would take for parameters: {@code name} for each {@code :name} outside quotes and
     * comments, each once.
     */
    public List<String> unboundNames() {
        return tokens.stream()
                .filter(token -> token.kind() == TokenKind.NAMED_PARAMETER)
                .map(token -> token.text().substring(1))
                .distinct()
                .toList();
    }

    /**
     * The statement with text in place of its markers. Blanks keep that text apart from what stands beside it.
     *
     * @param replacement gives the text for a marker by its index, from 0
     */
    public String render(IntFunction<String> replacement) {
        return markerCount == 0 ? text : MarkerRenderer.render(tokens, replacement);
    }

    List<Token> tokens() {
        return tokens;
    }

    static String join(List<Token> tokens) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return text.toString();
    }

    /** Says nothing of the text, which may hold secrets. */
    @Override
    public String toString() {
        return kind + " with " + markerCount + " markers";
    }
}
