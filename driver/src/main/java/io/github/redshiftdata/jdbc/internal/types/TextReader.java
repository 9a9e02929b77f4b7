package io.github.redshiftdata.jdbc.internal.types;

/** Reads cells of one Redshift type as text. */
@FunctionalInterface
public interface TextReader {

    /** The text of a cell that is not null, as PostgreSQL writes it. */
    String read(Cell cell) throws ConversionException;
}
