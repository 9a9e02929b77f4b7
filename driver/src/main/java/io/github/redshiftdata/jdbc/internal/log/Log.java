package io.github.redshiftdata.jdbc.internal.log;

import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.LineSink.Level;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger of the driver: what it is told goes to the program's logger of its name, and to the log file of the connection for
 * which the calling thread works.
 */
public final class Log {

    private final Logger logger;
    /** The last part of the name. */
    private final String about;

    Log(Logger logger) {
        this.logger = logger;
        var name = logger.getName();
        this.about = name.substring(name.lastIndexOf('.') + 1);
    }

    /** Whether anybody takes lines of this weight. */
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled() || Call.sink().takes(Level.DEBUG);
    }

    /**
     * Logs a line at DEBUG.
     *
     * @param format with {@code {}} for each argument; an exception may follow as the last one
     */
    public void debug(String format, @Nullable Object... arguments) {
        if (logger.isDebugEnabled()) {
            logger.debug(format, arguments);
        }
        toFile(Level.DEBUG, format, arguments);
    }

    /** Logs a line at INFO, with the parameters of {@link #debug}. */
    public void info(String format, @Nullable Object... arguments) {
        logger.info(format, arguments);
        toFile(Level.INFO, format, arguments);
    }

    /** Logs a line at WARN, with the parameters of {@link #debug}. */
    public void warn(String format, @Nullable Object... arguments) {
        logger.warn(format, arguments);
        toFile(Level.WARN, format, arguments);
    }

    private void toFile(Level level, String format, @Nullable Object[] arguments) {
        var sink = Call.sink();
        if (sink.takes(level)) {
            var line = MessageFormatter.arrayFormat(format, arguments);
            var thrown = line.getThrowable();
            sink.line(level, about, thrown == null ? line.getMessage() : line.getMessage() + "\n" + trace(thrown));
        }
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
