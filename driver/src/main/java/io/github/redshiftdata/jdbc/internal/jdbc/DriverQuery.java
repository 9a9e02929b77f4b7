package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The driver's own small queries, through the same statement as the user's. */
final class DriverQuery {

    private DriverQuery() {}

    /** All rows, as text. */
    static List<List<@Nullable String>> rows(ConnectionImpl connection, String sql) throws SQLException {
        return rows(connection, sql, Duration.ZERO);
    }

    /**
     * All rows, as text.
     *
     * @param timeout zero for that of the connection's statements
     */
    static List<List<@Nullable String>> rows(ConnectionImpl connection, String sql, Duration timeout)
            throws SQLException {
        try (var statement = (StatementImpl) connection.createStatement()) {
            // The driver tells NULL from the empty string, whatever the user gives up.
            statement.settings().resultFormat = ResultFormat.JSON;
            if (!timeout.isZero()) {
                statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
            }
            return rows(statement, sql);
        }
    }

    /**
     * The one row of a query, as text.
     *
     * @param columns how many values it must have
     * @param timeout zero for that of the connection's statements
     */
    static List<@Nullable String> row(ConnectionImpl connection, String sql, int columns, Duration timeout)
            throws SQLException {
        var rows = rows(connection, sql, timeout);
        if (rows.size() != 1 || rows.get(0).size() != columns) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The service answered the driver's own query with " + rows.size() + " rows"
                            + (rows.isEmpty() ? "" : " of " + rows.get(0).size() + " values") + " instead of 1 of "
                            + columns + ". Is this the address of the Redshift Data API? Query: " + sql);
        }
        return rows.get(0);
    }

    /** All rows, as text, of a query that runs beside the session: it sees nothing of it and cannot harm it. */
    static List<List<@Nullable String>> rowsOutsideTheSession(ConnectionImpl connection, String sql)
            throws SQLException {
        var query = BoundStatement.ofDriver(sql);
        try (var statement = (StatementImpl) connection.createStatement()) {
            var outcomes = connection.executeOutsideTheSession(query, statement.getQueryTimeout());
            return rows(connection.openRows(statement, outcomes.get(0)));
        }
    }

    private static List<List<@Nullable String>> rows(Statement statement, String sql) throws SQLException {
        return rows(statement.executeQuery(sql));
    }

    private static List<List<@Nullable String>> rows(ResultSet opened) throws SQLException {
        try (var resultSet = opened) {
            var columns = resultSet.getMetaData().getColumnCount();
            var rows = new ArrayList<List<@Nullable String>>();
            while (resultSet.next()) {
                var row = new ArrayList<@Nullable String>(columns);
                for (var column = 1; column <= columns; column++) {
                    row.add(resultSet.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** A value that is never null, or "" where the server breaks that promise. */
    static String text(List<@Nullable String> row, int index) {
        var value = row.get(index);
        return value == null ? "" : value;
    }
}
