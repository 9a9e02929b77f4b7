package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/** A statement of Redshift's dialect as PostgreSQL takes it. */
final class Translation {

    enum Kind {
        /** Gives rows, which are worth reading in portions. */
        QUERY,
        /** Everything else that PostgreSQL runs; it may give rows all the same. */
        COMMAND,
        BEGIN,
        COMMIT,
        ROLLBACK,
        /** Ends the open transaction after it, as TRUNCATE does. */
        COMMITTING
    }

    private final Kind kind;
    private final List<Token> tokens;
    private final Map<String, String> values;

    /** @param values what is bound to the {@code :name} among the tokens; a name without one goes out as it is */
    Translation(Kind kind, List<Token> tokens, Map<String, String> values) {
        this.kind = kind;
        this.tokens = tokens;
        this.values = values;
    }

    Kind kind() {
        return kind;
    }

    /** The text for pgjdbc, with a question mark for each bound value. */
    String sql() {
        var text = new StringBuilder();
        tokens.forEach(token -> text.append(bound(token) ? "?" : token.text()));
        return text.toString();
    }

    /** In lower case; empty where the text does not begin with a word. */
    String firstWord() {
        TokenList list = tokens();
        return list.get(list.first()).word();
    }

    TokenList tokens() {
        return new TokenList(tokens);
    }

    /** The values for the question marks, in their order. */
    List<String> values() {
        return tokens.stream()
                .filter(this::bound)
                .map(token -> values.get(BoundParameters.name(token)))
                .toList();
    }

    private boolean bound(Token token) {
        return BoundParameters.isBound(token, values);
    }

    /** A statement to run by {@link #execute}. */
    Statement open(Connection connection) throws SQLException {
        List<String> inOrder = values();
        if (inOrder.isEmpty()) {
            return connection.createStatement();
        }
        PreparedStatement statement = connection.prepareStatement(sql());
        for (int i = 0; i < inOrder.size(); i++) {
            // OTHER leaves the type to PostgreSQL, which takes it from where the value stands.
            statement.setObject(i + 1, inOrder.get(i), Types.OTHER);
        }
        return statement;
    }

    /** Runs the statement that {@link #open} gave; true where it has rows. */
    boolean execute(Statement statement) throws SQLException {
        return statement instanceof PreparedStatement prepared ? prepared.execute() : statement.execute(sql());
    }

    /**
     * Where in the user's text the position is that PostgreSQL tells; both count from 1. PostgreSQL counts in the text as
     * it has it, with {@code $1} for the first value.
     */
    int sourcePosition(int position) {
        int start = 1;
        int source = 1;
        int number = 0;
        for (Token token : tokens) {
            boolean bound = bound(token);
            number += bound ? 1 : 0;
            int end = start
                    + (bound
                            ? 1 + Integer.toString(number).length()
                            : token.text().length());
            if (token.source() >= 0) {
                source = token.source() + 1;
            }
            if (position < end) {
                boolean unchangedSoFar = token.source() >= 0 && !bound;
                return unchangedSoFar ? source + position - start : source;
            }
            start = end;
        }
        return source;
    }
}
