package io.github.redshiftdata.emulator.state;

/** Where a statement stands. */
public enum StatementStatus {
    SUBMITTED,
    PICKED,
    STARTED,
    FINISHED,
    FAILED,
    ABORTED;

    /** Whether nothing will change any more. */
    public boolean terminal() {
        return this == FINISHED || this == FAILED || this == ABORTED;
    }
}
