package io.github.redshiftdata.jdbc.internal.jdbc.surface;

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
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The getters of output parameters, which read the row that the procedure returned. */
public interface OutputParameterGetters extends CallableStatement {

    /** The row that the procedure returned, standing on it. */
    ResultSet outputs(int parameterIndex) throws SQLException;

    /** The column of that row, from 1, which holds the output parameter. */
    int outputColumn(int parameterIndex) throws SQLException;

    /** The number in {@link java.sql.Types} that it was registered with. */
    int registeredType(int parameterIndex) throws SQLException;

    @Override
    default Array getArray(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getArray(outputColumn(parameterIndex));
    }

    @Override
    default BigDecimal getBigDecimal(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getBigDecimal(outputColumn(parameterIndex));
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // the interface still has it
    default BigDecimal getBigDecimal(int parameterIndex, int scale) throws SQLException {
        return outputs(parameterIndex).getBigDecimal(outputColumn(parameterIndex), scale);
    }

    @Override
    default Blob getBlob(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getBlob(outputColumn(parameterIndex));
    }

    @Override
    default boolean getBoolean(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getBoolean(outputColumn(parameterIndex));
    }

    @Override
    default byte getByte(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getByte(outputColumn(parameterIndex));
    }

    @Override
    default byte[] getBytes(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getBytes(outputColumn(parameterIndex));
    }

    @Override
    default Reader getCharacterStream(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getCharacterStream(outputColumn(parameterIndex));
    }

    @Override
    default Clob getClob(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getClob(outputColumn(parameterIndex));
    }

    @Override
    default Date getDate(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getDate(outputColumn(parameterIndex));
    }

    @Override
    default Date getDate(int parameterIndex, Calendar calendar) throws SQLException {
        return outputs(parameterIndex).getDate(outputColumn(parameterIndex), calendar);
    }

    @Override
    default double getDouble(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getDouble(outputColumn(parameterIndex));
    }

    @Override
    default float getFloat(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getFloat(outputColumn(parameterIndex));
    }

    @Override
    default int getInt(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getInt(outputColumn(parameterIndex));
    }

    @Override
    default long getLong(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getLong(outputColumn(parameterIndex));
    }

    @Override
    default Reader getNCharacterStream(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getNCharacterStream(outputColumn(parameterIndex));
    }

    @Override
    default NClob getNClob(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getNClob(outputColumn(parameterIndex));
    }

    @Override
    default String getNString(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getNString(outputColumn(parameterIndex));
    }

    @Override
    default @Nullable Object getObject(int parameterIndex) throws SQLException {
        var row = outputs(parameterIndex);
        return OutputType.read(row, outputColumn(parameterIndex), parameterIndex, registeredType(parameterIndex));
    }

    @Override
    default <T> T getObject(int parameterIndex, Class<T> type) throws SQLException {
        return outputs(parameterIndex).getObject(outputColumn(parameterIndex), type);
    }

    @Override
    default @Nullable Object getObject(int parameterIndex, @Nullable Map<String, Class<?>> map) throws SQLException {
        if (map == null || map.isEmpty()) {
            return getObject(parameterIndex);
        }
        return outputs(parameterIndex).getObject(outputColumn(parameterIndex), map);
    }

    @Override
    default Ref getRef(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getRef(outputColumn(parameterIndex));
    }

    @Override
    default RowId getRowId(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getRowId(outputColumn(parameterIndex));
    }

    @Override
    default SQLXML getSQLXML(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getSQLXML(outputColumn(parameterIndex));
    }

    @Override
    default short getShort(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getShort(outputColumn(parameterIndex));
    }

    @Override
    default String getString(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getString(outputColumn(parameterIndex));
    }

    @Override
    default Time getTime(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getTime(outputColumn(parameterIndex));
    }

    @Override
    default Time getTime(int parameterIndex, Calendar calendar) throws SQLException {
        return outputs(parameterIndex).getTime(outputColumn(parameterIndex), calendar);
    }

    @Override
    default Timestamp getTimestamp(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getTimestamp(outputColumn(parameterIndex));
    }

    @Override
    default Timestamp getTimestamp(int parameterIndex, Calendar calendar) throws SQLException {
        return outputs(parameterIndex).getTimestamp(outputColumn(parameterIndex), calendar);
    }

    @Override
    default URL getURL(int parameterIndex) throws SQLException {
        return outputs(parameterIndex).getURL(outputColumn(parameterIndex));
    }
}
