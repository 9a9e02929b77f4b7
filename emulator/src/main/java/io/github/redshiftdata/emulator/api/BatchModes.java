package io.github.redshiftdata.emulator.api;

/** What becomes of ExecutionMode, which older endpoints do not know. */
public enum BatchModes {
    /** A batch runs as the member says. */
    SUPPORTED,
    /** The member is ignored, and no answer has it: each batch is one transaction. */
    IGNORED,
    /** The member is refused with a ValidationException. */
    REJECTED
}
