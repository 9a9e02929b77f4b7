package io.github.redshiftdata.jdbc.internal.types;

import org.jspecify.annotations.Nullable;

/** Reads cells of one Redshift type as one Java type. Stateless and safe for several threads. */
@FunctionalInterface
public interface Conversion<T> {

    /** The value, or null where the cell is null. */
    @Nullable
    T convert(Cell cell) throws ConversionException;
}
