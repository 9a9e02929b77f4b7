package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries of views that an older cluster may lack, that the user may not read, or whose data catalog may refuse. If one
 * fails, its part of the answer is left out, and the rest stands.
 */
final class OptionalSql {

    private record UnreadableKey(String view) {}

    private final SqlRows sql;
    private final CatalogCache cache;

    /**
     * Optional queries.
     *
     * @param sql runs the queries; a query that fails must not harm an open transaction
     */
    OptionalSql(SqlRows sql, CatalogCache cache) {
        this.sql = sql;
        this.cache = cache;
    }

    /**
     * The rows, or empty if the view cannot be read; it is then not tried again as long as the cache remembers that.
     */
    Optional<List<List<@Nullable String>>> query(String view, String query) throws SQLException {
        if (cache.find(new UnreadableKey(view)).isPresent()) {
            return Optional.empty();
        }
        var changes = cache.changes();
        try {
            return Optional.of(sql.query(query));
        } catch (SQLException e) {
            if (!isAboutTheQuery(e)) {
                throw e;
            }
            Logs.SQL.debug(
                    "{} cannot be read; the metadata leave out what it tells: {}",
                    view,
                    Shown.oneLine(String.valueOf(e.getMessage())));
            cache.put(changes, new UnreadableKey(view), true, 1);
            return Optional.empty();
        }
    }

    /**
     * Whether an error is about the query, and not about the connection, the time or the transaction, of which the
     * caller must learn.
     */
    private static boolean isAboutTheQuery(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !(e instanceof SQLTimeoutException
                || e instanceof SQLRecoverableException
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("25")
                || state.startsWith("28")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("57")
                || state.startsWith("58")
                || Doubt.isIn(e)
                // A request that failed, as for a result that the service has not kept; the view may well be there.
                || Causes.find(e, DataApiException.class).isPresent());
    }
}
