package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the driver's own small queries in the session of the connection. */
@FunctionalInterface
interface DriverQueries {

    /**
     * All rows, as text.
     *
     * @param timeout zero for that of the connection's statements
     */
    List<List<@Nullable String>> rows(String sql, Duration timeout) throws SQLException;

    /** The rows of a query that has run. Reading them costs a request. */
    @FunctionalInterface
    interface Unread {
        List<List<@Nullable String>> rows() throws SQLException;
    }

    /**
     * Runs a query whose rows may never be wanted.
     *
     * @param timeout zero for that of the connection's statements; it counts again for the reading
     */
    default Unread run(String sql, Duration timeout) throws SQLException {
        var rows = rows(sql, timeout);
        return () -> rows;
    }

    /**
     * The one row of a query, as text.
     *
     * @param columns the number of values that it must have
     * @param timeout zero for that of the connection's statements
     */
    default List<@Nullable String> row(String sql, int columns, Duration timeout) throws SQLException {
        return only(rows(sql, timeout), sql, columns);
    }

    /**
     * The only one of the rows that a query gave.
     *
     * @param columns the number of values that it must have
     */
    static List<@Nullable String> only(List<List<@Nullable String>> rows, String sql, int columns) throws SQLException {
        if (rows.size() != 1 || rows.get(0).size() != columns) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The service answered the driver's own query with " + rows.size() + " rows"
                            + (rows.isEmpty() ? "" : " of " + rows.get(0).size() + " values") + " instead of 1 of "
                            + columns + ". Is this the address of the Redshift Data API? Query: " + sql);
        }
        return rows.get(0);
    }

    /** A value that the server promises is never null; "" if it is null all the same. */
    static String text(List<@Nullable String> row, int index) {
        var value = row.get(index);
        return value == null ? "" : value;
    }
}
