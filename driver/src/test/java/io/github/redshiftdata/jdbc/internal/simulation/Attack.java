package io.github.redshiftdata.jdbc.internal.simulation;

/** How somebody ends a call of another thread early. */
enum Attack {
    CANCEL,
    INTERRUPT,
    CLOSE_STATEMENT,
    CLOSE_CONNECTION,
    ABORT;

    boolean endsConnection() {
        return this == CLOSE_CONNECTION || this == ABORT;
    }
}
