package io.github.redshiftdata.shell;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.shell.console.PagerLeftException;
import io.github.redshiftdata.shell.script.Piece;
import io.github.redshiftdata.shell.script.StatementSplitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Carries out statements and commands, one after the other, on one session. */
public final class Shell implements AutoCloseable {

    private static final int DEEPEST_INCLUDE = 20;

    private final Screen screen;
    private final Variables variables;
    private final ResultPrinter printer;
    private final StatementRunner runner;
    private final Commands commands;
    private final boolean goOn;
    private volatile Session session;
    private int exitCode = ExitCode.OK;
    private boolean quit;
    private boolean forgotten;
    private int depth;
    private volatile boolean endedFromOutside;

    Shell(Screen screen, Settings settings, Variables variables, Session session, boolean goOn) {
        this.screen = screen;
        this.variables = variables;
        this.session = session;
        this.goOn = goOn;
        this.printer = new ResultPrinter(screen, settings);
        this.runner = new StatementRunner(screen, settings, printer, System::nanoTime);
        this.commands = new Commands(this, screen, settings, variables, printer);
    }

    public Session session() {
        return session;
    }

    ResultPrinter printer() {
        return printer;
    }

    /** How the program will end: with the code of the first error. */
    int exitCode() {
        return exitCode;
    }

    /** The prompt: the database and the state of the transaction. */
    public String prompt() {
        return session.database() + session.transaction().mark() + "> ";
    }

    /**
     * Runs what a person has typed, up to the first error. Returns the statement that has begun and not ended.
     *
     * @param text statements and commands
     */
    public String runInput(String text) throws IOException {
        var splitter = splitter();
        for (var line : text.split("(?<=\n)", -1)) {
            for (var piece : splitter.feed(line)) {
                boolean well = run(null, piece);
                if (takeForgotten()) {
                    splitter.clear();
                }
                if (!well) {
                    reconnectIfLost();
                    return "";
                }
                if (quit) {
                    return "";
                }
            }
        }
        return splitter.hasBegun() ? splitter.begun() : "";
    }

    private void reconnectIfLost() throws IOException {
        if (!session.isLost()) {
            return;
        }
        try {
            connect(session.url());
            screen.note("The connection was lost, and this is a new one: without the settings, the temporary tables and"
                    + " the transaction of the old one.");
        } catch (SQLException e) {
            screen.error(text(e));
        } catch (ShellException e) {
            screen.error(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the user wants to leave, since the last time this was asked. */
    public boolean takeQuit() {
        boolean was = quit;
        quit = false;
        return was;
    }

    /** A splitter that knows the variables. */
    public StatementSplitter splitter() {
        return new StatementSplitter(variables::expand);
    }

    /**
     * Runs a script to its end, or to its first error.
     *
     * @param name what errors begin with, followed by the number of the line; null for statements of the command line
     * @return false if it stopped at an error
     */
    boolean runScript(@Nullable String name, Reader text) throws IOException {
        if (depth == DEEPEST_INCLUDE) {
            return report(name, 0, ShellException.ofCommand("Files run each other more than 20 deep."));
        }
        depth++;
        try {
            return runAll(name, new LineReader(new BufferedReader(text, 1 << 16)));
        } finally {
            depth--;
            quit = false;
        }
    }

    private boolean runAll(@Nullable String name, LineReader lines) throws IOException {
        var splitter = splitter();
        boolean well = true;
        while (true) {
            String line;
            try {
                line = lines.next();
            } catch (IOException e) {
                var message = "The text cannot be read: " + ResultPrinter.reason(e) + ".";
                return report(name, 0, new ShellException(ExitCode.USAGE, message));
            }
            if (line == null) {
                return runLast(name, splitter) && well;
            }
            for (var piece : splitter.feed(line)) {
                well &= run(name, piece);
                if (takeForgotten()) {
                    splitter.clear();
                }
                if (quit || (!well && stops())) {
                    return well;
                }
            }
        }
    }

    private boolean runLast(@Nullable String name, StatementSplitter splitter) throws IOException {
        var open = splitter.unterminated();
        if (open != null) {
            return report(name, 0, ShellException.ofCommand(open + " has no end, so it was not run."));
        }
        for (var piece : splitter.end()) {
            if (!run(name, piece)) {
                return false;
            }
        }
        return true;
    }

    private boolean stops() {
        return !goOn || session.isLost();
    }

    /** Runs one piece and returns whether it went well; an error has been shown. */
    boolean run(@Nullable String name, Piece piece) throws IOException {
        try {
            if (piece.kind() == Piece.Kind.COMMAND) {
                return commands.run(piece.text());
            }
            runner.run(session, piece.text());
            return true;
        } catch (PagerLeftException e) {
            return true; // the user has seen enough
        } catch (SQLException e) {
            return report(name, piece.line(), e);
        } catch (ShellException e) {
            return report(name, piece.line(), e);
        } catch (IOException e) {
            return report(
                    name,
                    piece.line(),
                    new ShellException(
                            ExitCode.USAGE, "The result cannot be written: " + ResultPrinter.reason(e) + "."));
        }
    }

    private boolean report(@Nullable String name, int line, ShellException error) throws IOException {
        ended(error.exitCode());
        screen.error(place(name, line) + error.getMessage());
        return false;
    }

    private boolean report(@Nullable String name, int line, SQLException error) throws IOException {
        if (endedFromOutside) {
            return false; // it is the end that was asked for
        }
        if (session.wasCancelled() && isOutcomeKnown(error)) {
            ended(ExitCode.STATEMENT);
            screen.note("Cancelled.");
            return false;
        }
        var isLost = session.isLost();
        ended(isLost ? ExitCode.CONNECTION : ExitCode.STATEMENT);
        screen.error(place(name, line) + text(error));
        return false;
    }

    /** The code of the first error stays. */
    private void ended(int code) {
        if (exitCode == ExitCode.OK) {
            exitCode = code;
        }
    }

    private static String place(@Nullable String name, int line) {
        return name == null ? "" : name + ":" + (line > 0 ? line + ":" : "") + " ";
    }

    /** The messages of an error; those of the database say themselves that they are errors. */
    static String text(SQLException error) {
        var text = new StringBuilder();
        for (SQLException next = error; next != null; next = next.getNextException()) {
            var message = String.valueOf(next.getMessage());
            boolean hasSeverity = message.matches("(?s)(ERROR|FATAL|PANIC)\\b.*");
            text.append(text.isEmpty() ? "" : "\n")
                    .append(hasSeverity ? "" : "ERROR: ")
                    .append(message);
        }
        return text.toString();
    }

    /** Whether it is known how the statement ended that this error is of. */
    static boolean isOutcomeKnown(SQLException error) {
        return error.getErrorCode() != RedshiftDataConnection.OUTCOME_UNKNOWN;
    }

    /** Shows the results of a statement that was submitted elsewhere. */
    void attach(String statementId) throws SQLException, IOException {
        runner.attach(session, statementId);
    }

    /** Forgets the statement that has begun. */
    void forget() {
        forgotten = true;
    }

    /** Whether {@link #forget} was called since the last time this was asked. */
    private boolean takeForgotten() {
        boolean was = forgotten;
        forgotten = false;
        return was;
    }

    /** Ends the script that runs. */
    void quit() {
        quit = true;
    }

    /** Continues on another connection; the old one is closed. */
    void connect(String url) throws SQLException, ShellException {
        var next = Session.open(url);
        var old = session;
        session = next;
        old.close();
    }

    /** Cancels the statement that runs, and gives the session up; for another thread, when the program is to end. */
    void endFromOutside() {
        endedFromOutside = true;
        try {
            session.cancelAndWait();
            session.close();
        } catch (SQLException e) {
            // the program ends all the same
        }
    }

    /** Closes the session; work that was not committed is lost, which is said. */
    @Override
    public void close() throws IOException {
        try {
            printer.close();
        } catch (IOException e) {
            report(
                    null,
                    0,
                    new ShellException(
                            ExitCode.USAGE, "The result cannot be written: " + ResultPrinter.reason(e) + "."));
        }
        if (session.transaction() == TransactionState.OPEN && !session.isLost()) {
            screen.note("WARNING: the transaction that is open is rolled back: there was no COMMIT.");
        }
        try {
            session.close();
        } catch (SQLException e) {
            report(null, 0, e);
        }
    }
}
