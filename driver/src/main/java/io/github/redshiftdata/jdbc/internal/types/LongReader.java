package io.github.redshiftdata.jdbc.internal.types;

/** Reads cells of one Redshift type as whole numbers, without an object per value. */
@FunctionalInterface
public interface LongReader {

    /** The number, its fraction cut off; 0 where the cell is null. */
    long read(Cell cell) throws ConversionException;
}
