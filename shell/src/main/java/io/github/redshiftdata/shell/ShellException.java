package io.github.redshiftdata.shell;

/** What the shell itself cannot do; its message is a sentence for the user. */
final class ShellException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ShellException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A command that was given wrongly, or could not be carried out. */
    static ShellException ofCommand(String message) {
        return new ShellException(ExitCode.STATEMENT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
