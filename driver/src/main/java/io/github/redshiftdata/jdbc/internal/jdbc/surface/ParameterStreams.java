package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLType;
import org.jspecify.annotations.Nullable;

/** Reads streams, readers and locators into memory: a request to the service needs its whole text in memory anyway. */
public final class ParameterStreams {

    private ParameterStreams() {}

    /** Stands for a length without limit. */
    private static final long ALL = -1;

    /** The content of a stream, reader or locator; any other object is returned as it is. */
    static @Nullable Object read(@Nullable Object x) throws SQLException {
        if (x instanceof Clob clob) {
            return text(clob.getCharacterStream());
        }
        if (x instanceof Blob blob) {
            return bytes(blob.getBinaryStream());
        }
        if (x instanceof Reader reader) {
            return text(reader);
        }
        return x instanceof InputStream stream ? bytes(stream) : x;
    }

    /**
     * The content of a stream or reader up to a length; any other object like {@link #read(Object)}.
     *
     * @param scaleOrLength the length of a stream or reader; of other objects the scale, which is ignored here
     */
    static @Nullable Object read(@Nullable Object x, int scaleOrLength) throws SQLException {
        if (x instanceof Reader reader) {
            return text(reader, scaleOrLength);
        }
        return x instanceof InputStream stream ? bytes(stream, scaleOrLength) : read(x);
    }

    /** All of the text of a reader. */
    static @Nullable String text(@Nullable Reader reader) throws SQLException {
        return reader == null ? null : characters(reader, ALL);
    }

    /** The first {@code length} characters of a reader; null for null. */
    static @Nullable String text(@Nullable Reader reader, long length) throws SQLException {
        return reader == null ? null : characters(reader, notNegative(length));
    }

    private static String characters(Reader reader, long length) throws SQLException {
        try (reader) {
            var text = new StringBuilder();
            var buffer = new char[4096];
            while (length < 0 || text.length() < length) {
                var wanted = length < 0 ? buffer.length : (int) Math.min(buffer.length, length - text.length());
                var count = reader.read(buffer, 0, wanted);
                if (count < 0) {
                    requireLength(text.length(), length, "characters");
                    break;
                }
                text.append(buffer, 0, count);
            }
            return text.toString();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All of the text of a stream of ASCII. */
    static @Nullable String ascii(@Nullable InputStream stream) throws SQLException {
        return stream == null ? null : text(new InputStreamReader(stream, StandardCharsets.US_ASCII));
    }

    /** The first {@code length} characters of a stream of ASCII; null for null. */
    static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
        return stream == null ? null : text(new InputStreamReader(stream, StandardCharsets.US_ASCII), length);
    }

    /** All bytes of a stream. */
    static byte @Nullable [] bytes(@Nullable InputStream stream) throws SQLException {
        if (stream == null) {
            return null;
        }
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The first {@code length} bytes of a stream; null for null. */
    static byte @Nullable [] bytes(@Nullable InputStream stream, long length) throws SQLException {
        if (stream == null) {
            return null;
        }
        notNegative(length);
        try (stream) {
            var bytes = stream.readNBytes((int) Math.min(Integer.MAX_VALUE, length));
            requireLength(bytes.length, length, "bytes");
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The number of java.sql.Types behind a type of JDBC's own vendor. */
    public static int typeNumber(@Nullable SQLType type) throws SQLException {
        if (type == null) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE, "The type is null. Give one of java.sql.JDBCType, or no type.");
        }
        var number = type.getVendorTypeNumber();
        if (number == null) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The type " + type.getName() + " has no number of java.sql.Types. Use java.sql.JDBCType.");
        }
        return number;
    }

    private static long notNegative(long length) throws SQLException {
        if (length < 0) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The length " + length + " of a stream is negative. Give its length, or call the method without"
                            + " one to read all of it.");
        }
        return length;
    }

    private static void requireLength(long actual, long wanted, String unit) throws SQLException {
        if (wanted >= 0 && actual < wanted) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The stream ended after " + actual + " " + unit + ", before the " + wanted
                            + " that were announced.");
        }
    }

    private static SQLException unreadable(IOException e) {
        return Errors.of(
                SqlState.INVALID_PARAMETER_VALUE, "The stream of the parameter cannot be read: " + e.getMessage(), e);
    }
}
