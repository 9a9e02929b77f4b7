package io.github.redshiftdata.emulator.engine;

/** Whether statements, sessions and client tokens are kept in the database, for the next emulator that starts on it. */
public enum Keeping {
    /** They end with the emulator. */
    NEVER,
    /** They are kept in a PostgreSQL that was running already, unless another emulator keeps its own there. */
    IF_ALONE,
    /** They are kept; the emulator does not start where another one keeps its own. */
    ALWAYS
}
