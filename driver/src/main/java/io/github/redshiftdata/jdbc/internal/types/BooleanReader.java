package io.github.redshiftdata.jdbc.internal.types;

/** Reads cells of one Redshift type as booleans, without an object per value. */
@FunctionalInterface
public interface BooleanReader {

    /** The value of a cell that is not null. */
    boolean read(Cell cell) throws ConversionException;
}
