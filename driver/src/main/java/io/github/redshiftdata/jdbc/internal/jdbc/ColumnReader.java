package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.result.Cursor;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import io.github.redshiftdata.jdbc.internal.types.Conversion;
import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.Conversions;
import io.github.redshiftdata.jdbc.internal.types.DoubleReader;
import io.github.redshiftdata.jdbc.internal.types.LongReader;
import io.github.redshiftdata.jdbc.internal.types.Narrowing;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column. Each conversion is looked up once, at its first use. */
final class ColumnReader {

    private final Cursor cursor;
    private final int index;
    private final RedshiftType type;
    private final String label;
    private final int maxFieldSize;
    private final Map<Class<?>, Conversion<?>> conversions = new HashMap<>();
    private @Nullable LongReader longs;
    private @Nullable DoubleReader doubles;
    private @Nullable Conversion<String> strings;

    private ColumnReader(Cursor cursor, Columns columns, int index, int maxFieldSize) {
        this.cursor = cursor;
        this.index = index;
        this.type = columns.type(index);
        this.label = columns.column(index).label();
        this.maxFieldSize = maxFieldSize;
    }

    /** A reader for each column of the cursor. */
    static ColumnReader[] all(Cursor cursor, Columns columns, int maxFieldSize) {
        var readers = new ColumnReader[columns.count()];
        Arrays.setAll(readers, index -> new ColumnReader(cursor, columns, index, maxFieldSize));
        return readers;
    }

    private Cell cell() {
        return cursor.cell(index);
    }

    boolean isNull() {
        return cell().isNull();
    }

    // ---------------------------------------------------------------- primitives: NULL reads as zero

    boolean booleanValue() throws SQLException {
        var value = object(Boolean.class);
        return value != null && value;
    }

    long longValue() throws SQLException {
        var cell = cell();
        if (cell.isNull()) {
            return 0;
        }
        try {
            if (longs == null) {
                longs = Conversions.longReader(type);
            }
            return longs.read(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    byte byteValue() throws SQLException {
        try {
            return Narrowing.toByte(longValue());
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    short shortValue() throws SQLException {
        try {
            return Narrowing.toShort(longValue());
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    int intValue() throws SQLException {
        try {
            return Narrowing.toInt(longValue());
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    double doubleValue() throws SQLException {
        var cell = cell();
        if (cell.isNull()) {
            return 0;
        }
        try {
            if (doubles == null) {
                doubles = Conversions.doubleReader(type);
            }
            return doubles.read(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    float floatValue() throws SQLException {
        var value = object(Float.class);
        return value == null ? 0 : value;
    }

    // ---------------------------------------------------------------- objects

    @Nullable
    String string() throws SQLException {
        var cell = cell();
        if (cell.isNull()) {
            return null;
        }
        try {
            if (strings == null) {
                strings = Conversions.of(type, String.class);
            }
            var text = strings.convert(cell);
            return maxFieldSize > 0 && type.isText() && text != null && text.length() > maxFieldSize
                    ? text.substring(0, maxFieldSize)
                    : text;
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    byte @Nullable [] bytes() throws SQLException {
        var bytes = object(byte[].class);
        return maxFieldSize > 0 && bytes != null && bytes.length > maxFieldSize
                ? Arrays.copyOf(bytes, maxFieldSize)
                : bytes;
    }

    /** The value as the class that ResultSetMetaData names. */
    @Nullable
    Object object() throws SQLException {
        var target = type.objectClass();
        if (target == String.class) {
            return string();
        }
        return target == byte[].class ? bytes() : object(target);
    }

    <T> @Nullable T object(Class<T> target) throws SQLException {
        var cell = cell();
        if (cell.isNull()) {
            return null;
        }
        try {
            return conversion(target).convert(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    @SuppressWarnings("unchecked") // the map holds for each class a conversion to that class
    private <T> Conversion<T> conversion(Class<T> target) throws ConversionException {
        var known = conversions.get(target);
        if (known == null) {
            known = Conversions.of(type, target);
            conversions.put(target, known);
        }
        return (Conversion<T>) known;
    }

    /** As {@link #object(Class)}, in the zone of a calendar; null means the default zone. */
    <T> @Nullable T object(Class<T> target, @Nullable Calendar calendar) throws SQLException {
        if (calendar == null) {
            return object(target);
        }
        var cell = cell();
        if (cell.isNull()) {
            return null;
        }
        try {
            return Conversions.temporal(type, target).convert(cell, calendar);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    private SQLException failure(ConversionException e) {
        return ColumnErrors.translate(e, "column " + (index + 1) + " (" + label + ")");
    }
}
