package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.LabelledResultSet;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.ReadOnlyResultSet;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.StreamGetters;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.UnsupportedGetters;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as JDBC reads them: a cursor that moves, and for each column a reader that converts. The subclasses decide in
 * which directions the cursor can move. Confined to one thread, except {@link #close()}.
 */
abstract class ResultSetImpl
        implements RedshiftDataResultSet,
                ReadOnlyResultSet,
                LabelledResultSet,
                StreamGetters,
                UnsupportedGetters,
                JdbcWrapper {

    private final @Nullable StatementImpl statement;
    private final @Nullable StatementOutcome outcome;
    private final Cursor cursor;
    private final Columns columns;
    private final ColumnReader[] readers;
    private volatile boolean closed;
    private boolean onRow;
    private boolean wasNull;
    private int fetchSize;

    ResultSetImpl(@Nullable StatementImpl statement, Cursor cursor, @Nullable StatementOutcome outcome) {
        this.statement = statement;
        this.outcome = outcome;
        this.cursor = cursor;
        this.columns = new Columns(cursor.columns());
        this.readers = ColumnReader.all(columns, statement == null ? 0 : statement.settings().maxFieldSize);
        this.fetchSize = statement == null ? 0 : statement.settings().fetchSize;
    }

    /** A result without columns and rows. */
    static ResultSet empty(StatementImpl statement) {
        return new ForwardResultSet(statement, ListCursor.empty(), null);
    }

    @Override
    public final void checkOpen() throws SQLException {
        if (isClosed()) {
            throw closedError();
        }
    }

    /**
     * The exception for a closed result. It says why: the close of a connection closes its statements and their
     * results.
     */
    private SQLException closedError() {
        return Errors.closed(statement != null && statement.owner().wasClosed() ? "connection" : "result set");
    }

    /** The exception for a reader. If another thread has closed the result meanwhile, it says so. */
    final SQLException told(SQLException e) {
        return SqlState.INVALID_CURSOR_STATE.code().equals(e.getSQLState()) && isClosed() ? closedError() : e;
    }

    // ---------------------------------------------------------------- moving

    @Override
    public boolean next() throws SQLException {
        checkOpen();
        try {
            onRow = cursor.next();
        } catch (SQLException e) {
            throw told(e);
        }
        return onRow;
    }

    /** A move of the cursor; returns whether it stands on a row. */
    @FunctionalInterface
    interface Move {
        boolean run() throws SQLException;
    }

    /** Moves the cursor; for the subclasses that move in other ways. */
    final boolean moved(Move move) throws SQLException {
        try {
            onRow = move.run();
        } catch (SQLException e) {
            throw told(e);
        }
        return onRow;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return (int) Math.min(Integer.MAX_VALUE, cursor.row());
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return cursor.isBeforeFirst();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return cursor.isAfterLast();
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return cursor.row() == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        checkOpen();
        try {
            return onRow && cursor.isLast();
        } catch (SQLException e) {
            throw told(e);
        }
    }

    // ---------------------------------------------------------------- reading

    /** The cell of a column; its reader has the same index. Whether it is null is remembered for {@link #wasNull}. */
    private Cell cell(int columnIndex) throws SQLException {
        if (closed || !onRow || columnIndex < 1 || columnIndex > readers.length) {
            throw unreadable(columnIndex);
        }
        try {
            var cell = cursor.cell(columnIndex - 1);
            wasNull = cell.isNull();
            return cell;
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private SQLException unreadable(int columnIndex) throws SQLException {
        checkOpen();
        if (columnIndex < 1 || columnIndex > readers.length) {
            return columns.noSuchIndex(columnIndex);
        }
        return Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                cursor.isAfterLast()
                        ? "The result set stands after its last row. Read values only while next() is true."
                        : "The result set stands before its first row. Call next() first.");
    }

    private ColumnReader reader(int columnIndex) {
        return readers[columnIndex - 1];
    }

    private <T> @Nullable T object(int columnIndex, Class<T> type) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? null : reader(columnIndex).object(cell, type);
    }

    private <T> @Nullable T object(int columnIndex, Class<T> type, @Nullable Calendar calendar) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? null : reader(columnIndex).object(cell, type, calendar);
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public int findColumn(@Nullable String columnLabel) throws SQLException {
        checkOpen();
        return columns.find(columnLabel);
    }

    @Override
    public @Nullable String getString(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? null : reader(columnIndex).string(cell);
    }

    @Override
    public boolean getBoolean(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return !wasNull && reader(columnIndex).booleanValue(cell);
    }

    @Override
    public byte getByte(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).byteValue(cell);
    }

    @Override
    public short getShort(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).shortValue(cell);
    }

    @Override
    public int getInt(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).intValue(cell);
    }

    @Override
    public long getLong(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).longValue(cell);
    }

    @Override
    public float getFloat(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).floatValue(cell);
    }

    @Override
    public double getDouble(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? 0 : reader(columnIndex).doubleValue(cell);
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        return object(columnIndex, BigDecimal.class);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        var value = getBigDecimal(columnIndex);
        return value == null ? null : reader(columnIndex).rescaled(value, scale);
    }

    @Override
    public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? null : reader(columnIndex).bytes(cell);
    }

    @Override
    public @Nullable Date getDate(int columnIndex) throws SQLException {
        return object(columnIndex, Date.class);
    }

    @Override
    public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        return object(columnIndex, Date.class, calendar);
    }

    @Override
    public @Nullable Time getTime(int columnIndex) throws SQLException {
        return object(columnIndex, Time.class);
    }

    @Override
    public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        return object(columnIndex, Time.class, calendar);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
        return object(columnIndex, Timestamp.class);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar) throws SQLException {
        return object(columnIndex, Timestamp.class, calendar);
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        var cell = cell(columnIndex);
        return wasNull ? null : reader(columnIndex).object(cell);
    }

    @Override
    public @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Errors.unsupported("User-defined types: Redshift has none, so getObject with a type map");
        }
        return getObject(columnIndex);
    }

    @Override
    public <T> @Nullable T getObject(int columnIndex, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw Errors.of(SqlState.INVALID_PARAMETER_VALUE, "getObject: the class to convert to is null.");
        }
        return object(columnIndex, type);
    }

    // ---------------------------------------------------------------- about the result

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new ResultSetMetaDataImpl(
                columns, statement == null ? "" : statement.owner().config().database());
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return statement;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    /** A hint: the service decides how many rows a page has. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "setFetchSize(" + rows + ") is negative. Use 0 for the default, or a positive number.");
        }
        fetchSize = rows;
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != FETCH_FORWARD) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "setFetchDirection(" + direction + "): this result is read forward. Use ResultSet.FETCH_FORWARD.");
        }
    }

    @Override
    public String getCursorName() throws SQLException {
        checkOpen();
        throw Errors.unsupported("Cursor names: there are no positioned updates, so getCursorName");
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getStatementId() {
        return outcome == null ? null : outcome.statementId();
    }

    @Override
    public @Nullable String getSessionId() {
        return outcome == null ? null : outcome.sessionId();
    }

    @Override
    public long getRedshiftQueryId() throws SQLException {
        return outcome == null ? 0 : outcome.redshiftQueryId();
    }

    @Override
    public @Nullable String getRedshiftQueryUuid() throws SQLException {
        return outcome == null ? null : outcome.redshiftQueryUuid();
    }

    @Override
    public Optional<RedshiftDataStatistics> getStatistics() throws SQLException {
        return Statistics.of(outcome);
    }

    // ---------------------------------------------------------------- life

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closeByStatement();
        if (statement != null) {
            statement.resultSetClosed();
        }
    }

    /** Closes without telling the statement, which has called this. */
    final void closeByStatement() {
        closed = true;
        cursor.close();
    }

    /**
     * Whether it is closed. It is closed with its statement, even if a close of the statement overlaps with the opening
     * of this.
     */
    @Override
    public boolean isClosed() {
        return closed || (statement != null && statement.isClosed());
    }
}
