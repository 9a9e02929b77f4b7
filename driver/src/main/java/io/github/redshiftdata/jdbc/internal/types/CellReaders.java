package io.github.redshiftdata.jdbc.internal.types;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The forms of reading a cell, each of one Redshift type as one Java type. All are stateless and safe for several threads. */
public final class CellReaders {

    private CellReaders() {}

    /** Reads cells of one Redshift type as one Java type. */
    @FunctionalInterface
    public interface Conversion<T> {

        /** The value, or null where the cell is null. */
        @Nullable
        T convert(Cell cell) throws ConversionException;
    }

    /** Reads cells of one Redshift type as one of the java.sql date and time classes. */
    @FunctionalInterface
    public interface CalendarConversion<T> {

        /**
         * The value, or null where the cell is null.
         *
         * @param calendar gives the zone of a text without offset; null means the default zone. It is not changed.
         */
        @Nullable
        T convert(Cell cell, @Nullable Calendar calendar) throws ConversionException;
    }

    /** Reads cells of one Redshift type as whole numbers, without an object per value. */
    @FunctionalInterface
    public interface LongReader {

        /** The number, its fraction cut off; 0 where the cell is null. */
        long read(Cell cell) throws ConversionException;
    }

    /** Reads cells of one Redshift type as double, without an object per value. */
    @FunctionalInterface
    public interface DoubleReader {

        /** The nearest double; 0 where the cell is null. */
        double read(Cell cell) throws ConversionException;
    }

    /** Reads cells of one Redshift type as booleans, without an object per value. */
    @FunctionalInterface
    public interface BooleanReader {

        /** The value of a cell that is not null. */
        boolean read(Cell cell) throws ConversionException;
    }

    /** Reads cells of one Redshift type as text. */
    @FunctionalInterface
    public interface TextReader {

        /** The text of a cell that is not null, as PostgreSQL writes it. */
        String read(Cell cell) throws ConversionException;
    }
}
