package io.github.redshiftdata.emulator.engine;

/** How a commit ended whose answer was lost. */
public enum CommitOutcome {
    COMMITTED,
    ROLLED_BACK,
    /** Nobody can tell any more. */
    UNKNOWN
}
