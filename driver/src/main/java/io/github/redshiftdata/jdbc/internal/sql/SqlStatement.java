package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.function.IntFunction;

/** One statement of a text, without the semicolon that ended it. It is a view of that text. Immutable. */
public final class SqlStatement {

    /** Those of the whole text: none of its statements needs a list of its own. */
    private final TokenList script;

    private final int from;
    private final int to;
    private final StatementFacts facts;
    private final List<MarkerPlace> markerPlaces;

    /** The statement of the tokens from one number to before another. */
    SqlStatement(TokenList script, int from, int to) {
        this.script = script;
        this.from = from;
        this.to = to;
        var tokens = tokens();
        this.facts = StatementFacts.of(tokens);
        this.markerPlaces = hasMarker(tokens) ? MarkerPlaces.of(tokens, facts.kind()) : List.of();
    }

    private static boolean hasMarker(TokenList tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.MARKER) {
                return true;
            }
        }
        return false;
    }

    /** The statement as it was written, comments included. */
    public String text() {
        return tokens().text();
    }

    /** What the statement does. */
    public StatementKind kind() {
        return facts.kind();
    }

    /** What its text tells of what it does. */
    public StatementFacts facts() {
        return facts;
    }

    /** How many {@code ?} it has outside quotes and comments. */
    public int markerCount() {
        return markerPlaces.size();
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
        var tokens = tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (resemblesParameter(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean resemblesParameter(TokenList tokens, int index) {
        return switch (tokens.kind(index)) {
            case NAMED_PARAMETER -> true;
            // Whether the service looks into these is not known.
            case QUOTED_IDENTIFIER, DOLLAR_QUOTED -> tokens.hasCharacter(index, ':');
            default -> false;
        };
    }

    /**
     * The statement with text in place of its markers. Blanks keep that text apart from what stands beside it.
     *
     * @param replacement gives the text for a marker by its index, from 0
     */
    public String render(IntFunction<String> replacement) {
        return markerPlaces.isEmpty() ? text() : MarkerRenderer.render(tokens(), replacement);
    }

    TokenList tokens() {
        return script.subList(from, to);
    }

    static String join(List<Token> tokens) {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return text.toString();
    }

    /** Says nothing of the text, which may hold secrets. */
    @Override
    public String toString() {
        return kind() + " with " + markerCount() + " markers";
    }
}
