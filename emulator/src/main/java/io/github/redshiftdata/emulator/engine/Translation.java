package io.github.redshiftdata.emulator.engine;

import java.util.List;

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
        COMMITTING,
        /** Means nothing to PostgreSQL and changes nothing. */
        NOTHING
    }

    private final Kind kind;
    private final List<Token> tokens;

    Translation(Kind kind, List<Token> tokens) {
        this.kind = kind;
        this.tokens = tokens;
    }

    Kind kind() {
        return kind;
    }

    String sql() {
        return TokenList.text(tokens);
    }

    /** In lower case; empty where the text does not begin with a word. */
    String firstWord() {
        TokenList list = tokens();
        return list.get(list.first()).word();
    }

    TokenList tokens() {
        return new TokenList(tokens);
    }

    /** Where in the user's text the position in {@link #sql()} is; both count from 1. */
    int sourcePosition(int position) {
        int start = 1;
        int source = 1;
        for (Token token : tokens) {
            int end = start + token.text().length();
            if (token.source() >= 0) {
                source = token.source() + 1;
            }
            if (position < end) {
                boolean unchangedSoFar = token.source() >= 0;
                return unchangedSoFar ? source + position - start : source;
            }
            start = end;
        }
        return source;
    }
}
