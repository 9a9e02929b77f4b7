package io.github.redshiftdata.jdbc.internal.meta;

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
 * Queries of views that an older cluster may lack, a user may not read, or whose data catalog may refuse. What they tell
 * is then left out, and the rest of the answer stands.
 */
final class OptionalSql {

    private record UnreadableKey(String view) {}

    private final SqlRows sql;
    private final CatalogCache cache;

    /**
     * Optional queries.
     *
     * @param sql must not harm an open transaction when a query fails
     */
    OptionalSql(SqlRows sql, CatalogCache cache) {
        this.sql = sql;
        this.cache = cache;
    }

    /** The rows, or empty where the view cannot be read; then it is not tried again as long as the cache lives. */
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

    /** And not about the connection, the time or the transaction, which the caller must hear of. */
    private static boolean isAboutTheQuery(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !(e instanceof SQLTimeoutException
                || e instanceof SQLRecoverableException
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("25")
                || state.startsWith("28")
                || state.startsWith("53")
                || state.startsWith("57"));
    }
}
