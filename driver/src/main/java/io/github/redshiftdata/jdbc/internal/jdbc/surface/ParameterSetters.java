package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The setters of parameters, reduced to one: each makes a {@link ParameterValue} for the marker. */
public interface ParameterSetters extends PreparedStatement {

    /** Keeps a value for a marker, from 1. */
    default void set(int parameterIndex, ParameterValue value) throws SQLException {
        set(parameterIndex, value, Types.NULL);
    }

    /**
     * Keeps a value for a marker, from 1.
     *
     * @param sqlType the type in {@link Types} that the caller named; {@link Types#NULL} for none
     */
    void set(int parameterIndex, ParameterValue value, int sqlType) throws SQLException;

    /** Makes a value; if that is not possible, the exception says so in the terms of JDBC. */
    interface ValueSource {
        ParameterValue get() throws SQLException, ConversionException;
    }

    private static ParameterValue value(ValueSource source) throws SQLException {
        try {
            return source.get();
        } catch (ConversionException e) {
            throw ColumnErrors.translate(e, "the parameter");
        }
    }

    private static ParameterValue value(@Nullable Object x) throws SQLException {
        return value(() -> ParameterValue.of(ParameterStreams.read(x)));
    }

    private static ParameterValue value(@Nullable Object x, int sqlType) throws SQLException {
        return value(() -> ParameterValue.of(ParameterStreams.read(x), sqlType));
    }

    @Override
    default void setBoolean(int parameterIndex, boolean x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setByte(int parameterIndex, byte x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setShort(int parameterIndex, short x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setInt(int parameterIndex, int x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setLong(int parameterIndex, long x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setFloat(int parameterIndex, float x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setDouble(int parameterIndex, double x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setBigDecimal(int parameterIndex, @Nullable BigDecimal x) throws SQLException {
        set(parameterIndex, value(x, Types.NUMERIC));
    }

    @Override
    default void setString(int parameterIndex, @Nullable String x) throws SQLException {
        set(parameterIndex, value(x, Types.VARCHAR));
    }

    @Override
    default void setNString(int parameterIndex, @Nullable String x) throws SQLException {
        set(parameterIndex, value(x, Types.VARCHAR));
    }

    @Override
    default void setBytes(int parameterIndex, byte @Nullable [] x) throws SQLException {
        set(parameterIndex, value(x, Types.VARBINARY));
    }

    @Override
    default void setDate(int parameterIndex, @Nullable Date x) throws SQLException {
        set(parameterIndex, value(x, Types.DATE));
    }

    @Override
    default void setTime(int parameterIndex, @Nullable Time x) throws SQLException {
        set(parameterIndex, value(x, Types.TIME));
    }

    @Override
    default void setTimestamp(int parameterIndex, @Nullable Timestamp x) throws SQLException {
        set(parameterIndex, value(x, Types.TIMESTAMP), Types.TIMESTAMP);
    }

    @Override
    default void setURL(int parameterIndex, @Nullable URL x) throws SQLException {
        set(parameterIndex, value(x == null ? null : x.toString(), Types.VARCHAR));
    }

    @Override
    default void setDate(int parameterIndex, @Nullable Date x, @Nullable Calendar calendar) throws SQLException {
        set(parameterIndex, value(() -> ParameterValue.of(x, calendar)));
    }

    @Override
    default void setTime(int parameterIndex, @Nullable Time x, @Nullable Calendar calendar) throws SQLException {
        set(parameterIndex, value(() -> ParameterValue.of(x, calendar)));
    }

    @Override
    default void setTimestamp(int parameterIndex, @Nullable Timestamp x, @Nullable Calendar calendar)
            throws SQLException {
        set(parameterIndex, value(() -> ParameterValue.of(x, calendar)), Types.TIMESTAMP);
    }

    @Override
    default void setNull(int parameterIndex, int sqlType) throws SQLException {
        set(parameterIndex, ParameterValue.nullOf(sqlType));
    }

    @Override
    default void setNull(int parameterIndex, int sqlType, @Nullable String typeName) throws SQLException {
        setNull(parameterIndex, sqlType);
    }

    @Override
    default void setObject(int parameterIndex, @Nullable Object x) throws SQLException {
        set(parameterIndex, value(x));
    }

    @Override
    default void setObject(int parameterIndex, @Nullable Object x, int targetSqlType) throws SQLException {
        set(parameterIndex, value(x, targetSqlType), targetSqlType);
    }

    @Override
    default void setObject(int parameterIndex, @Nullable Object x, int targetSqlType, int scaleOrLength)
            throws SQLException {
        set(
                parameterIndex,
                value(() -> ParameterValue.of(ParameterStreams.read(x, scaleOrLength), targetSqlType, scaleOrLength)),
                targetSqlType);
    }

    @Override
    default void setObject(int parameterIndex, @Nullable Object x, @Nullable SQLType targetSqlType)
            throws SQLException {
        setObject(parameterIndex, x, ParameterStreams.typeNumber(targetSqlType));
    }

    @Override
    default void setObject(int parameterIndex, @Nullable Object x, @Nullable SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        setObject(parameterIndex, x, ParameterStreams.typeNumber(targetSqlType), scaleOrLength);
    }

    @Override
    default void setAsciiStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.ascii(x), Types.VARCHAR));
    }

    @Override
    default void setAsciiStream(int parameterIndex, @Nullable InputStream x, int length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.ascii(x, length), Types.VARCHAR));
    }

    @Override
    default void setAsciiStream(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.ascii(x, length), Types.VARCHAR));
    }

    @Override
    default void setBinaryStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.bytes(x), Types.VARBINARY));
    }

    @Override
    default void setBinaryStream(int parameterIndex, @Nullable InputStream x, int length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.bytes(x, length), Types.VARBINARY));
    }

    @Override
    default void setBinaryStream(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.bytes(x, length), Types.VARBINARY));
    }

    @Override
    default void setCharacterStream(int parameterIndex, @Nullable Reader x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x), Types.VARCHAR));
    }

    @Override
    default void setCharacterStream(int parameterIndex, @Nullable Reader x, int length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x, length), Types.VARCHAR));
    }

    @Override
    default void setCharacterStream(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x, length), Types.VARCHAR));
    }

    @Override
    default void setNCharacterStream(int parameterIndex, @Nullable Reader x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x), Types.VARCHAR));
    }

    @Override
    default void setNCharacterStream(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x, length), Types.VARCHAR));
    }

    @Override
    default void setClob(int parameterIndex, @Nullable Reader x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x), Types.VARCHAR));
    }

    @Override
    default void setClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x, length), Types.VARCHAR));
    }

    @Override
    default void setNClob(int parameterIndex, @Nullable Reader x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x), Types.VARCHAR));
    }

    @Override
    default void setNClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.text(x, length), Types.VARCHAR));
    }

    @Override
    default void setBlob(int parameterIndex, @Nullable InputStream x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.bytes(x), Types.VARBINARY));
    }

    @Override
    default void setBlob(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        set(parameterIndex, value(ParameterStreams.bytes(x, length), Types.VARBINARY));
    }

    @Override
    default void setClob(int parameterIndex, @Nullable Clob x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.read(x), Types.VARCHAR));
    }

    @Override
    default void setNClob(int parameterIndex, @Nullable NClob x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.read(x), Types.VARCHAR));
    }

    @Override
    default void setBlob(int parameterIndex, @Nullable Blob x) throws SQLException {
        set(parameterIndex, value(ParameterStreams.read(x), Types.VARBINARY));
    }
}
