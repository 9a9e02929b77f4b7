package io.github.redshiftdata.jdbc.internal.sql;

/**
 * Writes values in the places of markers.
 *
 * @param <E> thrown for a value that cannot be written
 */
@FunctionalInterface
public interface MarkerValues<E extends Exception> {

    /**
     * Appends the value of a marker.
     *
     * @param marker its index, from 0
     */
    void append(StringBuilder text, int marker) throws E;
}
