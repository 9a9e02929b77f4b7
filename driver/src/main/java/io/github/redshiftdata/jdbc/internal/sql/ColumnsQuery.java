package io.github.redshiftdata.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** A query that has the columns of another one, and never a row: the server plans the other one and runs nothing of it. */
public final class ColumnsQuery {

    /** The words that a number of rows follows. */
    private static final Set<String> BEFORE_COUNTS = Set.of("limit", "offset", "top", "first", "next");

    private ColumnsQuery() {}

    /**
     * The query for the columns of a query.
     *
     * @param replacement the text for a marker by its index, from 0; empty where nothing is known of its value
     * @return empty for what is no query, and where an unknown value decides about the columns
     */
    public static Optional<String> of(SqlStatement query, IntFunction<Optional<String>> replacement) {
        if (query.kind() != StatementKind.QUERY) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>(query.markerCount());
        var reader = new TokenReader(query.tokens());
        while (texts.size() < query.markerCount()) {
            if (reader.peek().kind() == TokenKind.MARKER) {
                int marker = texts.size();
                var text = replacement
                        .apply(marker)
                        .or(() -> anyValue(reader, query.markerPlaces().get(marker)));
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                texts.add(text.get());
            }
            reader.skip();
        }
        // On lines of its own: a comment may end it.
        return Optional.of("SELECT * FROM (\n" + query.render(texts::get) + "\n) AS columns_of_query LIMIT 0");
    }

    private static Optional<String> anyValue(TokenReader reader, MarkerPlace place) {
        if (place.takesParameters()) {
            return Optional.of(Literals.NULL);
        }
        return BEFORE_COUNTS.contains(reader.peek(-1).word()) ? Optional.of("1") : Optional.empty();
    }
}
