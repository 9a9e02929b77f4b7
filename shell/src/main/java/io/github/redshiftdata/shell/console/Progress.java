package io.github.redshiftdata.shell.console;

import io.github.redshiftdata.shell.Screen;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The line that shows what a statement does while it runs. It is gone before anything else is printed. */
final class Progress implements Screen.Activity {

    private static final long FIRST_SHOWN = TimeUnit.SECONDS.toNanos(1);
    private static final long ID_SHOWN = TimeUnit.SECONDS.toNanos(10);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private Screen.@Nullable Running statement;
    private long start;
    private long rows;
    private boolean isShown;

    Progress(PrintWriter out, IntSupplier width, LongSupplier nanos) {
        this.out = out;
        this.width = width;
        this.nanos = nanos;
    }

    @Override
    public synchronized void started(Screen.Running runner) {
        statement = runner;
        start = nanos.getAsLong();
        rows = 0;
    }

    @Override
    public synchronized void rows(long count) {
        rows = count;
    }

    @Override
    public synchronized void ended() {
        statement = null;
        if (isShown) {
            isShown = false;
            out.print(CLEAR);
            out.flush();
        }
    }

    /** Shows the line as it is now; called a few times a second. */
    synchronized void tick() {
        var runner = statement;
        long time = nanos.getAsLong() - start;
        if (runner == null || time < FIRST_SHOWN) {
            return;
        }
        isShown = true;
        var line = line(runner, time);
        int columns = Math.max(20, width.getAsInt() - 1);
        out.print(CLEAR + (line.length() > columns ? line.substring(0, columns) : line));
        out.flush();
    }

    /** Asks the service where a statement stands that is shown; not in the thread of {@link #tick}, since it may take long. */
    void ask() {
        Screen.Running runner;
        synchronized (this) {
            runner = isShown && rows == 0 ? statement : null;
        }
        if (runner != null) {
            runner.askForState();
        }
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? bytes / 1000 + " kB" : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private String line(Screen.Running runner, long time) {
        var state = rows > 0 ? "reading" : runner.state();
        var line = new StringBuilder(state + " " + TimeUnit.NANOSECONDS.toSeconds(time) + " s");
        if (rows > 0) {
            line.append(String.format(Locale.ROOT, ", %,d rows, %s", rows, size(runner.bytes())));
        }
        var id = time >= ID_SHOWN ? runner.runningId() : null;
        return line + (id == null ? "" : ", statement " + id);
    }
}
