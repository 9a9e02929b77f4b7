package io.github.redshiftdata.jdbc.internal.sql;

import java.util.List;
import java.util.Optional;

/** {@code INSERT INTO t [(columns)] VALUES (…)} with one row, to be written again with many. Immutable. */
public final class InsertBatch {

    private final String head;
    private final List<Token> row;

    private InsertBatch(String head, List<Token> row) {
        this.head = head;
        this.row = row;
    }

    /**
     * The parts of an INSERT with exactly one row of values and nothing after it; empty for all else. A row with a query
     * is left alone too: it may read what the row before it wrote.
     */
    public static Optional<InsertBatch> of(SqlStatement statement) {
        var reader = new TokenReader(statement.tokens());
        if (!reader.accept("insert") || !reader.accept("into") || !reader.acceptQualifiedName()) {
            return Optional.empty();
        }
        reader.acceptParentheses();
        var values = reader.peek();
        if (!reader.accept("values")) {
            return Optional.empty();
        }
        var open = reader.peek();
        if (!reader.acceptParentheses() || !reader.atEnd()) {
            return Optional.empty();
        }
        return split(statement.tokens(), values, open, reader.peek(-1));
    }

    private static Optional<InsertBatch> split(List<Token> tokens, Token values, Token open, Token close) {
        var head = tokens.subList(0, tokens.indexOf(values) + 1);
        // Copied, since the list makes its tokens anew each time it is read.
        var row = List.copyOf(tokens.subList(tokens.indexOf(open), tokens.indexOf(close) + 1));
        boolean headHasMarkers = head.stream().anyMatch(token -> token.kind() == TokenKind.MARKER);
        boolean rowHasQuery = row.stream().anyMatch(token -> token.isWord("select") || token.isWord("table"));
        return headHasMarkers || rowHasQuery
                ? Optional.empty()
                : Optional.of(new InsertBatch(SqlStatement.join(head), row));
    }

    /** The text up to VALUES, and that word. */
    public String head() {
        return head;
    }

    /** Appends one row, {@code (…)}. */
    public <E extends Exception> void appendRow(StringBuilder text, MarkerValues<E> values) throws E {
        MarkerRenderer.append(text, row, values);
    }
}
