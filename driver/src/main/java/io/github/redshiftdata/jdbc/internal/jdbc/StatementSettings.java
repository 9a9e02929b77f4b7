package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The settings of a statement that change only how it runs next. They are local: none costs a request. */
interface StatementSettings extends RedshiftDataStatement {

    /** The values behind the settings. Confined to the statement's thread. */
    final class Values {
        final int resultSetType;
        long maxRows;
        int maxFieldSize;
        int fetchSize;
        int fetchDirection = ResultSet.FETCH_FORWARD;
        int queryTimeoutSeconds;
        boolean escapeProcessing = true;
        boolean poolable;
        ResultFormat resultFormat = ResultFormat.JSON;
        boolean withEvent;

        Values(int resultSetType, int fetchSize, int queryTimeoutSeconds) {
            this.resultSetType = resultSetType;
            this.fetchSize = fetchSize;
            this.queryTimeoutSeconds = queryTimeoutSeconds;
        }
    }

    Values settings();

    /** Throws if the statement or its connection is closed. */
    void checkOpen() throws SQLException;

    private Values open() throws SQLException {
        checkOpen();
        return settings();
    }

    private static void requireNotNegative(long value, String setting) throws SQLException {
        if (value < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    setting + "(" + value + ") is negative. Use 0 for no limit, or a positive number.");
        }
    }

    @Override
    default int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, open().maxRows);
    }

    @Override
    default void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    default long getLargeMaxRows() throws SQLException {
        return open().maxRows;
    }

    @Override
    default void setLargeMaxRows(long max) throws SQLException {
        requireNotNegative(max, "setMaxRows");
        open().maxRows = max;
    }

    @Override
    default int getMaxFieldSize() throws SQLException {
        return open().maxFieldSize;
    }

    @Override
    default void setMaxFieldSize(int max) throws SQLException {
        requireNotNegative(max, "setMaxFieldSize");
        open().maxFieldSize = max;
    }

    @Override
    default int getFetchSize() throws SQLException {
        return open().fetchSize;
    }

    /** A hint: the service decides how many rows a page has. */
    @Override
    default void setFetchSize(int rows) throws SQLException {
        requireNotNegative(rows, "setFetchSize");
        open().fetchSize = rows;
    }

    @Override
    default int getFetchDirection() throws SQLException {
        return open().fetchDirection;
    }

    @Override
    default void setFetchDirection(int direction) throws SQLException {
        var values = open();
        switch (direction) {
            case ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN ->
                values.fetchDirection = direction;
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "setFetchDirection(" + direction + ") is not known. Use ResultSet.FETCH_FORWARD.");
        }
    }

    @Override
    default int getQueryTimeout() throws SQLException {
        return open().queryTimeoutSeconds;
    }

    @Override
    default void setQueryTimeout(int seconds) throws SQLException {
        requireNotNegative(seconds, "setQueryTimeout");
        open().queryTimeoutSeconds = seconds;
    }

    @Override
    default void setEscapeProcessing(boolean enable) throws SQLException {
        open().escapeProcessing = enable;
    }

    @Override
    default boolean isPoolable() throws SQLException {
        return open().poolable;
    }

    @Override
    default void setPoolable(boolean poolable) throws SQLException {
        open().poolable = poolable;
    }

    /** No effect: positioned updates are not supported. */
    @Override
    default void setCursorName(String name) throws SQLException {
        checkOpen();
    }

    @Override
    default int getResultSetType() throws SQLException {
        return open().resultSetType;
    }

    @Override
    default int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    /** Always HOLD_CURSORS_OVER_COMMIT: the service keeps results for a day, whatever the transaction does. */
    @Override
    default int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default void setWithEvent(boolean withEvent) throws SQLException {
        open().withEvent = withEvent;
    }

    @Override
    default boolean isWithEvent() throws SQLException {
        return open().withEvent;
    }
}
