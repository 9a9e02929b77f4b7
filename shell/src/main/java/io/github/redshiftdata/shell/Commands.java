package io.github.redshiftdata.shell;

/** The commands, which begin with a backslash. */
final class Commands {

    private final Shell shell;

    Commands(Shell shell) {
        this.shell = shell;
    }

    /** Runs a command and returns whether it went well. */
    boolean run(String text) throws ShellException {
        if (!text.equals("\\q")) {
            throw ShellException.ofCommand("There is no command " + text + ".");
        }
        shell.quit();
        return true;
    }
}
