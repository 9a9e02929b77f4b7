package io.github.redshiftdata.shell;

/** How the program ends, as psql does. */
final class ExitCode {

    static final int OK = 0;
    /** A wrong option, a file that cannot be read or written. */
    static final int USAGE = 1;
    /** No connection, or a lost one. */
    static final int CONNECTION = 2;
    /** A statement or a command failed. */
    static final int STATEMENT = 3;
    /** Ended from outside, as shells count SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
