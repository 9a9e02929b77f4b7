package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.sql.ColumnsQuery;
import io.github.redshiftdata.jdbc.internal.sql.MarkerPlace;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a query that has not run. The service has no operation that describes a text, so the database plans it
 * with NULL for its parameters and no rows. A statement asks again only if the types of its parameters change, and a
 * connection asks once for each text as long as it remembers metadata.
 */
final class DescribedColumns {

    /** Classes of SQLSTATEs that say nothing about the text: the service, the network, or the caller ended it. */
    private static final Set<String> NOT_ABOUT_THE_TEXT = Set.of("08", "28", "53", "57", "58");

    /** How many cached rows one answer counts for, so that a cache holds some hundreds of answers. */
    private static final long CACHED_AS_ROWS = 1000;

    private final PreparedStatementImpl statement;
    private String known = "";
    private @Nullable ResultSetMetaData columns;

    DescribedColumns(PreparedStatementImpl statement) {
        this.statement = statement;
    }

    /**
     * The columns of a query.
     *
     * @return null if it is no query, or the database refuses to tell
     * @throws SQLException if the database could not be asked
     */
    @Nullable
    ResultSetMetaData of(SqlStatement query) throws SQLException {
        if (query.kind() != StatementKind.QUERY) {
            return null;
        }
        var replacements = new ArrayList<Optional<String>>();
        for (var marker = 0; marker < query.markerCount(); marker++) {
            replacements.add(replacement(
                    statement.markerValue(marker), query.markerPlaces().get(marker)));
        }
        var text = ColumnsQuery.of(query, replacements::get);
        return text.isEmpty() ? null : asked(text.get(), query);
    }

    /**
     * The text that takes the place of a marker: NULL of the type that was set, or the value itself where no expression
     * is allowed. Empty if no value is set.
     */
    private static Optional<String> replacement(@Nullable ParameterValue value, MarkerPlace place) throws SQLException {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(place.takesParameters() ? value.nullSql() : ParameterText.literal(value, place));
    }

    private @Nullable ResultSetMetaData asked(String text, SqlStatement asWritten) throws SQLException {
        if (!text.equals(known)) {
            columns = ask(text, asWritten);
            known = columns == null ? "" : text;
        }
        return columns;
    }

    private @Nullable ResultSetMetaData ask(String text, SqlStatement asWritten) throws SQLException {
        var cache = statement.owner().columns();
        var kept = cache.<ResultSetMetaData>find(text);
        if (kept.isPresent()) {
            return kept.get();
        }
        var changes = cache.changes();
        var told = askServer(text, asWritten);
        if (told != null) {
            cache.put(changes, text, told, CACHED_AS_ROWS);
        }
        return told;
    }

    private @Nullable ResultSetMetaData askServer(String text, SqlStatement asWritten) throws SQLException {
        var query = new BoundStatement(text, List.of(), asWritten.facts(), asWritten.text());
        try {
            return statement.alone(() -> columnsOf(query)).orElse(null);
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            if (state.length() < 2 || NOT_ABOUT_THE_TEXT.contains(state.substring(0, 2))) {
                throw e;
            }
            Logs.SQL.debug("The columns of a query cannot be told before it runs: {}", e.getMessage());
            return null;
        }
    }

    /** The columns of a query that runs apart from the statements of the session; empty if no answer would be sure. */
    private Optional<ResultSetMetaData> columnsOf(BoundStatement query) throws SQLException {
        var owner = statement.owner();
        var outcome = owner.executeApart(query, statement.settings(), statement.newSignal());
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        var rows = owner.openRows(statement, outcome.get());
        try {
            return Optional.of(rows.getMetaData());
        } finally {
            rows.closeByStatement();
        }
    }
}
