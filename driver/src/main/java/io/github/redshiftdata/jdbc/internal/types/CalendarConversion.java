package io.github.redshiftdata.jdbc.internal.types;

import java.util.Calendar;
import org.jspecify.annotations.Nullable;

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
