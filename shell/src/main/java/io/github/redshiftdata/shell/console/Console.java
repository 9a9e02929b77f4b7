package io.github.redshiftdata.shell.console;

import io.github.redshiftdata.shell.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The conversation with a person at a terminal. */
public final class Console implements AutoCloseable {

    private final Terminal terminal;
    private final TerminalScreen screen;
    private final Shell shell;
    private final LineReader reader;
    private final ExecutorService cancels = Executors.newSingleThreadExecutor(Console::daemon);

    /** @param historyFile null for none */
    public Console(Terminal terminal, TerminalScreen screen, Shell shell, @Nullable Path historyFile) {
        this.terminal = terminal;
        this.screen = screen;
        this.shell = shell;
        var names = new KnownNames(() -> shell.session().connection(), System::nanoTime);
        var builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("sql")
                .parser(new SqlParser(shell::splitter))
                .completer(new SqlCompleter(names))
                .history(new SecretiveHistory())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.INSERT_TAB, false);
        if (historyFile != null) {
            builder.variable(LineReader.HISTORY_FILE, historyFile);
        }
        reader = builder.build();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "sql-cancel");
        thread.setDaemon(true);
        return thread;
    }

    /** Talks until the user leaves. */
    public void run() throws IOException {
        // While a line is edited the editor itself takes Ctrl-C; this is for a statement that runs.
        terminal.handle(Terminal.Signal.INT, signal -> cancelInBackground());
        screen.tell("sql: database " + shell.session().database()
                + ". A statement ends with ; - \\? lists the commands, \\q leaves.");
        var begun = "";
        while (!shell.takeQuit()) {
            try {
                begun = shell.runInput(read(begun));
            } catch (UserInterruptException e) {
                begun = ""; // Ctrl-C clears what was typed
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private String read(String begun) {
        var database = shell.session().database();
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, database.replace("%", "%%") + "-> ");
        var line = reader.readLine(shell.prompt(), null, (MaskingCallback) null, begun.isEmpty() ? null : begun);
        return switch (SqlParser.plainWord(line)) {
            case "exit", "quit" -> "\\q";
            case "help" -> "\\?";
            default -> line;
        };
    }

    private void cancelInBackground() {
        try {
            cancels.execute(this::cancel);
        } catch (RejectedExecutionException e) {
            // the user has left, and nothing runs any more
        }
    }

    private void cancel() {
        try {
            shell.session().cancel();
        } catch (SQLException e) {
            // the statement has ended, and says itself how
        }
    }

    @Override
    public void close() throws IOException {
        cancels.shutdownNow();
        reader.getHistory().save();
    }
}
