package io.github.redshiftdata.jdbc.internal.types;

/** Reads cells of one Redshift type as double, without an object per value. */
@FunctionalInterface
public interface DoubleReader {

    /** The nearest double; 0 where the cell is null. */
    double read(Cell cell) throws ConversionException;
}
