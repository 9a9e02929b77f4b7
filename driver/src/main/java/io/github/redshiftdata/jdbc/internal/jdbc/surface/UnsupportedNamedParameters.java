package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/** Refuses parameters by name: the service does not tell the names of a call's parameters. */
public interface UnsupportedNamedParameters extends CallableStatement {

    @Override
    default Array getArray(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getArray(String…)");
    }

    @Override
    default BigDecimal getBigDecimal(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getBigDecimal(String…)");
    }

    @Override
    default Blob getBlob(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getBlob(String…)");
    }

    @Override
    default boolean getBoolean(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getBoolean(String…)");
    }

    @Override
    default byte getByte(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getByte(String…)");
    }

    @Override
    default byte[] getBytes(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getBytes(String…)");
    }

    @Override
    default Reader getCharacterStream(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getCharacterStream(String…)");
    }

    @Override
    default Clob getClob(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getClob(String…)");
    }

    @Override
    default Date getDate(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getDate(String…)");
    }

    @Override
    default Date getDate(String parameterName, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getDate(String…)");
    }

    @Override
    default double getDouble(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getDouble(String…)");
    }

    @Override
    default float getFloat(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getFloat(String…)");
    }

    @Override
    default int getInt(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getInt(String…)");
    }

    @Override
    default long getLong(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getLong(String…)");
    }

    @Override
    default Reader getNCharacterStream(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getNCharacterStream(String…)");
    }

    @Override
    default NClob getNClob(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getNClob(String…)");
    }

    @Override
    default String getNString(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getNString(String…)");
    }

    @Override
    default Object getObject(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getObject(String…)");
    }

    @Override
    default <T> T getObject(String parameterName, Class<T> type) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getObject(String…)");
    }

    @Override
    default Object getObject(String parameterName, Map<String, Class<?>> map) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getObject(String…)");
    }

    @Override
    default Ref getRef(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getRef(String…)");
    }

    @Override
    default RowId getRowId(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getRowId(String…)");
    }

    @Override
    default SQLXML getSQLXML(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getSQLXML(String…)");
    }

    @Override
    default short getShort(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getShort(String…)");
    }

    @Override
    default String getString(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getString(String…)");
    }

    @Override
    default Time getTime(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getTime(String…)");
    }

    @Override
    default Time getTime(String parameterName, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getTime(String…)");
    }

    @Override
    default Timestamp getTimestamp(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getTimestamp(String…)");
    }

    @Override
    default Timestamp getTimestamp(String parameterName, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getTimestamp(String…)");
    }

    @Override
    default URL getURL(String parameterName) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; getURL(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, int scale) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, int scale, int scaleOrLength) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, int scale, String value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType targetType) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType targetType, int scaleOrLength) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void registerOutParameter(String parameterName, SQLType targetType, String value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; registerOutParameter(String…)");
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setAsciiStream(String…)");
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setAsciiStream(String…)");
    }

    @Override
    default void setAsciiStream(String parameterName, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setAsciiStream(String…)");
    }

    @Override
    default void setBigDecimal(String parameterName, BigDecimal value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBigDecimal(String…)");
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBinaryStream(String…)");
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBinaryStream(String…)");
    }

    @Override
    default void setBinaryStream(String parameterName, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBinaryStream(String…)");
    }

    @Override
    default void setBlob(String parameterName, InputStream value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBlob(String…)");
    }

    @Override
    default void setBlob(String parameterName, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBlob(String…)");
    }

    @Override
    default void setBlob(String parameterName, Blob value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBlob(String…)");
    }

    @Override
    default void setBoolean(String parameterName, boolean value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBoolean(String…)");
    }

    @Override
    default void setByte(String parameterName, byte value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setByte(String…)");
    }

    @Override
    default void setBytes(String parameterName, byte[] value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setBytes(String…)");
    }

    @Override
    default void setCharacterStream(String parameterName, Reader value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setCharacterStream(String…)");
    }

    @Override
    default void setCharacterStream(String parameterName, Reader value, int length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setCharacterStream(String…)");
    }

    @Override
    default void setCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setCharacterStream(String…)");
    }

    @Override
    default void setClob(String parameterName, Reader value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setClob(String…)");
    }

    @Override
    default void setClob(String parameterName, Reader value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setClob(String…)");
    }

    @Override
    default void setClob(String parameterName, Clob value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setClob(String…)");
    }

    @Override
    default void setDate(String parameterName, Date value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setDate(String…)");
    }

    @Override
    default void setDate(String parameterName, Date value, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setDate(String…)");
    }

    @Override
    default void setDouble(String parameterName, double value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setDouble(String…)");
    }

    @Override
    default void setFloat(String parameterName, float value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setFloat(String…)");
    }

    @Override
    default void setInt(String parameterName, int scale) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setInt(String…)");
    }

    @Override
    default void setLong(String parameterName, long scale) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setLong(String…)");
    }

    @Override
    default void setNCharacterStream(String parameterName, Reader value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNCharacterStream(String…)");
    }

    @Override
    default void setNCharacterStream(String parameterName, Reader value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNCharacterStream(String…)");
    }

    @Override
    default void setNClob(String parameterName, Reader value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNClob(String…)");
    }

    @Override
    default void setNClob(String parameterName, Reader value, long length) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNClob(String…)");
    }

    @Override
    default void setNClob(String parameterName, NClob value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNClob(String…)");
    }

    @Override
    default void setNString(String parameterName, String value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNString(String…)");
    }

    @Override
    default void setNull(String parameterName, int scale) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNull(String…)");
    }

    @Override
    default void setNull(String parameterName, int scale, String value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setNull(String…)");
    }

    @Override
    default void setObject(String parameterName, Object value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setObject(String…)");
    }

    @Override
    default void setObject(String parameterName, Object value, int scaleOrLength) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setObject(String…)");
    }

    @Override
    default void setObject(String parameterName, Object value, int scaleOrLength, int scaleOrLength3)
            throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setObject(String…)");
    }

    @Override
    default void setObject(String parameterName, Object value, SQLType targetType) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setObject(String…)");
    }

    @Override
    default void setObject(String parameterName, Object value, SQLType targetType, int scaleOrLength)
            throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setObject(String…)");
    }

    @Override
    default void setRowId(String parameterName, RowId value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setRowId(String…)");
    }

    @Override
    default void setSQLXML(String parameterName, SQLXML value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setSQLXML(String…)");
    }

    @Override
    default void setShort(String parameterName, short value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setShort(String…)");
    }

    @Override
    default void setString(String parameterName, String value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setString(String…)");
    }

    @Override
    default void setTime(String parameterName, Time value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setTime(String…)");
    }

    @Override
    default void setTime(String parameterName, Time value, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setTime(String…)");
    }

    @Override
    default void setTimestamp(String parameterName, Timestamp value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setTimestamp(String…)");
    }

    @Override
    default void setTimestamp(String parameterName, Timestamp value, Calendar calendar) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setTimestamp(String…)");
    }

    @Override
    default void setURL(String parameterName, URL value) throws SQLException {
        throw Errors.unsupported("Parameters by name: use their numbers; setURL(String…)");
    }
}
