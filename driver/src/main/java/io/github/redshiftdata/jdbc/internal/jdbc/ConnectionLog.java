package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogLevel;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.LogTarget;
import io.github.redshiftdata.jdbc.internal.config.DriverProperties;
import io.github.redshiftdata.jdbc.internal.config.DriverVersion;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.LogFile;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.LineSink;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log file of a new connection, if it has one.
 *
 * @param sink takes the lines of the connection
 * @param warning what the connection should warn of, or null
 */
record ConnectionLog(LineSink sink, @Nullable String warning) {

    private static final ConnectionLog NONE = new ConnectionLog(LineSink.NONE, null);

    /**
     * Opens the file. One that cannot be written does not keep the connection from working.
     *
     * @param warnings is told if it cannot be written any more later on
     */
    static ConnectionLog of(DriverConfig config, ConfigWarnings warnings) {
        var target = config.log() == null ? ofAll() : config.log();
        if (target == null) {
            return NONE;
        }
        try {
            var level = LineSink.Level.valueOf(target.level().name());
            var file = new LogFile(
                    Path.of(target.file()),
                    level,
                    Clock.systemUTC(),
                    e -> warnings.tell(Map.of("logFile " + target.file(), unwritable(target, e))));
            file.open();
            return new ConnectionLog(file, null);
        } catch (IOException | InvalidPathException | SecurityException e) {
            var text = unwritable(target, e);
            Logs.CONFIG.warn("{}", text);
            return new ConnectionLog(LineSink.NONE, text);
        }
    }

    private static @Nullable LogTarget ofAll() {
        var file = System.getProperty(DriverProperties.LOG_FILE_OF_ALL, "");
        var level =
                System.getProperty(DriverProperties.LOG_LEVEL_OF_ALL, "info").toUpperCase(Locale.ROOT);
        if (file.isBlank()) {
            return null;
        }
        try {
            return new LogTarget(file, LogLevel.valueOf(level));
        } catch (IllegalArgumentException unknown) {
            return new LogTarget(file, LogLevel.INFO);
        }
    }

    private static String unwritable(LogTarget target, Exception e) {
        return "The log file " + Shown.quoted(target.file()) + " cannot be written ("
                + e.getClass().getSimpleName() + "): its folder must exist, and this program must be allowed to write"
                + " there. The connection works without it.";
    }

    /** Writes what support asks for first. */
    static void begin(DriverConfig config) {
        var sink = Call.sink();
        if (sink.takes(LineSink.Level.INFO)) {
            sink.line(
                    LineSink.Level.INFO,
                    "jdbc",
                    "Connecting: redshift-data-jdbc " + DriverVersion.text() + ", Java "
                            + System.getProperty("java.version") + " of " + System.getProperty("java.vendor") + ", "
                            + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", region "
                            + config.region() + ", " + config.sanitizedUrl());
        }
        config.warnings().values().forEach(text -> sink.line(LineSink.Level.WARN, "config", text));
    }
}
