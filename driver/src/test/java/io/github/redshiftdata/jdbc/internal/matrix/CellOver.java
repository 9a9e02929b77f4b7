package io.github.redshiftdata.jdbc.internal.matrix;

/** Ends a thread of the driver whose cell is judged already. */
final class CellOver extends Error {

    private static final long serialVersionUID = 1L;

    CellOver() {
        super("the cell is over", null, false, false);
    }
}
