package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.function.IntFunction;

/** One statement of a text, without the semicolon that ended it. It is a view of that text. Immutable. */
public final class SqlStatement {

    private final TokenList tokens;
    private final StatementKind kind;
    private final int markerCount;
    private final List<MarkerPlace> markerPlaces;

    SqlStatement(TokenList tokens) {
        this.tokens = tokens;
        this.kind = new StatementClassifier(new TokenReader(tokens)).classify();
        this.markerCount = countMarkers(tokens);
        this.markerPlaces = markerCount == 0 ? List.of() : MarkerPlaces.of(tokens, kind);
    }

    private static int countMarkers(TokenList tokens) {
        int count = 0;
        for (int i = 0; i < tokens.size(); i++) {
            count += tokens.kind(i) == TokenKind.MARKER ? 1 : 0;
        }
        return count;
    }

    /** The statement as it was written, comments included. */
    public String text() {
        return tokens.text();
    }

    /** What the statement does. */
    public StatementKind kind() {
        return kind;
    }

    /** How many {@code ?} it has outside quotes and comments. */
    public int markerCount() {
        return markerCount;
    }

    /** What may stand in place of each marker, in their order. */
    public List<MarkerPlace> markerPlaces() {
        return markerPlaces;
    }

    /**
     * Whether the text itself has something that the service could take for a parameter, where it is given any:
     * {@code :word} anywhere but in strings and comments. Without parameters it looks for none.
     */
    public boolean resemblesParameters() {
        for (int i = 0; i < tokens.size(); i++) {
            if (resemblesParameter(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean resemblesParameter(int index) {
        return switch (tokens.kind(index)) {
            case NAMED_PARAMETER -> true;
            // Whether the service looks into these is not known.
            case QUOTED_IDENTIFIER, DOLLAR_QUOTED -> tokens.hasCharacter(index, ':');
            default -> false;
        };
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
        return markerCount == 0 ? text() : MarkerRenderer.render(tokens, replacement);
    }

    TokenList tokens() {
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
