package io.github.redshiftdata.jdbc;

/** Where a statement stands in the Data API. */
public enum RedshiftDataStatus {
    /** The service has taken it. */
    SUBMITTED,
    /** It has been chosen to run. */
    PICKED,
    /** It runs. */
    STARTED,
    /** It was carried out. */
    FINISHED,
    /** It ended in an error. */
    FAILED,
    /** It was cancelled. */
    ABORTED,
    /** The service told a status that this driver does not know: it may still run. */
    UNKNOWN;

    /** Whether the statement has ended. */
    public boolean isFinal() {
        return this == FINISHED || this == FAILED || this == ABORTED;
    }
}
