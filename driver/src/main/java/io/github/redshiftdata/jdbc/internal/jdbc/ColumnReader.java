package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.jdbc.surface.ColumnErrors;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.BooleanReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.Conversion;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.DoubleReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.LongReader;
import io.github.redshiftdata.jdbc.internal.types.CellReaders.TextReader;
import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.Conversions;
import io.github.redshiftdata.jdbc.internal.types.Decimals;
import io.github.redshiftdata.jdbc.internal.types.Narrowing;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column, of cells that are not null. Each conversion is looked up once, at its first use. */
final class ColumnReader {

    private final int index;
    private final RedshiftType type;
    private final String label;
    private final int maxFieldSize;
    private final Map<Class<?>, Conversion<?>> conversions = new HashMap<>();
    private @Nullable LongReader longs;
    private @Nullable DoubleReader doubles;
    private @Nullable TextReader texts;
    private @Nullable BooleanReader booleans;

    private ColumnReader(Columns columns, int index, int maxFieldSize) {
        this.index = index;
        this.type = columns.type(index);
        this.label = columns.column(index).label();
        this.maxFieldSize = maxFieldSize;
    }

    /** A reader for each column. */
    static ColumnReader[] all(Columns columns, int maxFieldSize) {
        var readers = new ColumnReader[columns.count()];
        Arrays.setAll(readers, index -> new ColumnReader(columns, index, maxFieldSize));
        return readers;
    }

    // ---------------------------------------------------------------- primitives

    boolean booleanValue(Cell cell) throws SQLException {
        try {
            if (booleans == null) {
                booleans = Conversions.booleanReader(type);
            }
            return booleans.read(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    long longValue(Cell cell) throws SQLException {
        try {
            if (longs == null) {
                longs = Conversions.longReader(type);
            }
            return longs.read(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    byte byteValue(Cell cell) throws SQLException {
        try {
            return Narrowing.toByte(longValue(cell));
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    short shortValue(Cell cell) throws SQLException {
        try {
            return Narrowing.toShort(longValue(cell));
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    int intValue(Cell cell) throws SQLException {
        try {
            return Narrowing.toInt(longValue(cell));
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    double doubleValue(Cell cell) throws SQLException {
        try {
            if (doubles == null) {
                doubles = Conversions.doubleReader(type);
            }
            return doubles.read(cell);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    float floatValue(Cell cell) throws SQLException {
        var value = object(cell, Float.class);
        return value == null ? 0 : value;
    }

    // ---------------------------------------------------------------- objects

    String string(Cell cell) throws SQLException {
        try {
            if (texts == null) {
                texts = Conversions.textReader(type);
            }
            var text = texts.read(cell);
            return maxFieldSize > 0 && type.isText() && text.length() > maxFieldSize
                    ? text.substring(0, maxFieldSize)
                    : text;
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    byte @Nullable [] bytes(Cell cell) throws SQLException {
        return object(cell, byte[].class);
    }

    /**
     * The value as the class that ResultSetMetaData names. A value that this class cannot hold comes as the nearest
     * class that can.
     */
    @Nullable
    Object object(Cell cell) throws SQLException {
        return object(cell, Object.class);
    }

    /** The value as a class. Of a primitive class it is the box, which {@link Class#cast} would refuse. */
    @SuppressWarnings("unchecked") // a conversion gives the class that it was looked up for, and cutting keeps it
    <T> @Nullable T object(Cell cell, Class<T> target) throws SQLException {
        return (T) cut(target == String.class ? string(cell) : converted(cell, target));
    }

    /** Cuts texts and bytes to the limit of setMaxFieldSize, whatever class they were asked for as. */
    private @Nullable Object cut(@Nullable Object value) {
        if (maxFieldSize > 0 && value instanceof String text && type.isText() && text.length() > maxFieldSize) {
            return text.substring(0, maxFieldSize);
        }
        return maxFieldSize > 0 && value instanceof byte[] bytes && bytes.length > maxFieldSize
                ? Arrays.copyOf(bytes, maxFieldSize)
                : value;
    }

    /** Rescales a number of this column to a number of digits behind the point. */
    BigDecimal rescaled(BigDecimal value, int scale) throws SQLException {
        try {
            return Decimals.rescaled(value, scale);
        } catch (ConversionException e) {
            throw failure(e);
        }
    }

    private <T> @Nullable T converted(Cell cell, Class<T> target) throws SQLException {
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

    /** The value as a class, in the zone of a calendar; null means the default zone. */
    <T> @Nullable T object(Cell cell, Class<T> target, @Nullable Calendar calendar) throws SQLException {
        if (calendar == null) {
            return object(cell, target);
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
