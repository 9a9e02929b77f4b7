package io.github.redshiftdata.shell.console;

import io.github.redshiftdata.shell.Screen;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Terminal;

/** A terminal: results that are longer than it go through a pager, and a line shows what runs. */
public final class TerminalScreen implements Screen, AutoCloseable {

    private static final int LINES_AROUND_A_RESULT = 3;
    private static final long TICK_MILLIS = 250;
    private static final long ASK_MILLIS = 2000;

    private final Terminal terminal;
    private final Writer errors;
    private final Pager pager;
    private final BooleanSupplier isPagerWanted;
    private final Progress progress;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, TerminalScreen::daemon);

    /**
     * @param errors where errors go: the terminal, or a standard error that may be something else
     * @param isPagerWanted as the user has set it
     */
    public TerminalScreen(Terminal terminal, Writer errors, Pager pager, BooleanSupplier isPagerWanted) {
        this.terminal = terminal;
        this.errors = errors;
        this.pager = pager;
        this.isPagerWanted = isPagerWanted;
        this.progress = new Progress(terminal.writer(), () -> terminal.getSize().getColumns(), System::nanoTime);
        every(TICK_MILLIS, progress::tick);
        every(ASK_MILLIS, progress::ask);
    }

    private void every(long millis, Runnable task) {
        var unused = timer.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "sql-progress");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Writer openResult() {
        int height = terminal.getSize().getRows() - LINES_AROUND_A_RESULT;
        boolean isPaged = height > 0 && isPagerWanted.getAsBoolean();
        return new PagedWriter(
                terminal.writer(),
                isPaged ? pager : () -> null,
                isPaged ? height : 0,
                terminal.getSize().getColumns(),
                progress::ended);
    }

    @Override
    public int width() {
        return terminal.getSize().getColumns();
    }

    @Override
    public void tell(String line) {
        progress.ended();
        terminal.writer().write(line + "\n");
        terminal.writer().flush();
    }

    @Override
    public void note(String line) {
        tell(line);
    }

    @Override
    public void error(String text) throws IOException {
        progress.ended();
        errors.write(text + "\n");
        errors.flush();
    }

    @Override
    public Activity activity() {
        return progress;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
