package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The getters of streams. They read from the whole value, since the service sends it as a whole. */
public interface StreamGetters extends ResultSet {

    @Override
    default @Nullable String getNString(int columnIndex) throws SQLException {
        return getString(columnIndex);
    }

    @Override
    default @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
        var bytes = getBytes(columnIndex);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    default @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
        return encoded(columnIndex, StandardCharsets.US_ASCII);
    }

    @Override
    @Deprecated
    default @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
        return encoded(columnIndex, StandardCharsets.UTF_8);
    }

    private @Nullable InputStream encoded(int columnIndex, Charset charset) throws SQLException {
        var text = getString(columnIndex);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(charset));
    }

    @Override
    default @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
        var text = getString(columnIndex);
        return text == null ? null : new StringReader(text);
    }

    @Override
    default @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
        return getCharacterStream(columnIndex);
    }
}
