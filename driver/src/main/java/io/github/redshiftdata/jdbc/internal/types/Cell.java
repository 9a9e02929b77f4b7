package io.github.redshiftdata.jdbc.internal.types;

/**
 * One value of a result as the service sent it: a JSON union of isNull, longValue, doubleValue, booleanValue,
 * stringValue and blobValue. A cell may be a view that moves with its cursor: read it, do not keep it.
 */
public interface Cell {

    /** The member of the union that the service filled. */
    enum Kind {
        NULL,
        LONG,
        DOUBLE,
        BOOLEAN,
        TEXT,
        BLOB
    }

    Kind kind();

    /** The value of a {@link Kind#LONG} cell. */
    long longValue();

    /** The value of a {@link Kind#DOUBLE} cell; NaN and the infinities included. */
    double doubleValue();

    /** The value of a {@link Kind#BOOLEAN} cell. */
    boolean booleanValue();

    /** The value of a {@link Kind#TEXT} cell, decoded when asked for. */
    String text();

    /** The bytes of a {@link Kind#BLOB} cell. */
    byte[] blob();

    default boolean isNull() {
        return kind() == Kind.NULL;
    }
}
