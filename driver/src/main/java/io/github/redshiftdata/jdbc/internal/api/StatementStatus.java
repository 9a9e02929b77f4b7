package io.github.redshiftdata.jdbc.internal.api;

/** The life of a statement. A status that this driver does not know counts as running. */
public enum StatementStatus {
    SUBMITTED,
    PICKED,
    STARTED,
    FINISHED,
    FAILED,
    ABORTED,
    UNKNOWN;

    public boolean isTerminal() {
        return this == FINISHED || this == FAILED || this == ABORTED;
    }
}
