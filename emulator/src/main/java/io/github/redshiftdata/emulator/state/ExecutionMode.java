package io.github.redshiftdata.emulator.state;

/** How the statements of a batch are committed. */
public enum ExecutionMode {
    TRANSACTION,
    AUTO_COMMIT
}
