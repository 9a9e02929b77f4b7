package io.github.redshiftdata.shell;

/** What {@code -e} and {@code -f} ask for, in the order of the command line. */
sealed interface Input {

    /** Statements on the command line. */
    record Text(String sql) implements Input {}

    /** A file; {@code -} is the standard input. */
    record File(String name) implements Input {}
}
