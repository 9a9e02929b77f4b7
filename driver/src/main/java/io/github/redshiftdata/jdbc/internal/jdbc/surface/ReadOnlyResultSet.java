package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** A result set whose rows cannot be changed; its streams and large objects are in {@link ReadOnlyStreams}. */
public interface ReadOnlyResultSet extends ReadOnlyStreams {

    /** Throws if the result is closed. */
    void checkOpen() throws SQLException;

    @Override
    default void cancelRowUpdates() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void deleteRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default int getConcurrency() throws SQLException {
        checkOpen();
        return CONCUR_READ_ONLY;
    }

    @Override
    default void insertRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void refreshRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default boolean rowDeleted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    default boolean rowInserted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    default boolean rowUpdated() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    default void updateArray(int columnIndex, Array value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateArray(String columnLabel, Array value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBigDecimal(String columnLabel, BigDecimal value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBoolean(int columnIndex, boolean value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBoolean(String columnLabel, boolean value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateByte(int columnIndex, byte value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateByte(String columnLabel, byte value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBytes(int columnIndex, byte[] value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBytes(String columnLabel, byte[] value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateDate(int columnIndex, Date value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateDate(String columnLabel, Date value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateDouble(int columnIndex, double value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateDouble(String columnLabel, double value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateFloat(int columnIndex, float value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateFloat(String columnLabel, float value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateInt(int columnIndex, int scale) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateInt(String columnLabel, int scale) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateLong(int columnIndex, long scale) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateLong(String columnLabel, long scale) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNString(int columnIndex, String value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNString(String columnLabel, String value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNull(int columnIndex) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNull(String columnLabel) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(int columnIndex, Object value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(int columnIndex, Object value, int scaleOrLength) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(String columnLabel, Object value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(String columnLabel, Object value, int scaleOrLength) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(int columnIndex, Object value, SQLType targetType) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(int columnIndex, Object value, SQLType targetType, int scaleOrLength)
            throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(String columnLabel, Object value, SQLType targetType) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateObject(String columnLabel, Object value, SQLType targetType, int scaleOrLength)
            throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateRef(int columnIndex, Ref value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateRef(String columnLabel, Ref value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateRow() throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateRowId(int columnIndex, RowId value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateRowId(String columnLabel, RowId value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateSQLXML(String columnLabel, SQLXML value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateShort(int columnIndex, short value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateShort(String columnLabel, short value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateString(int columnIndex, String value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateString(String columnLabel, String value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateTime(int columnIndex, Time value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateTime(String columnLabel, Time value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateTimestamp(String columnLabel, Timestamp value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }
}
