package io.github.redshiftdata.tests.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The SLF4J provider of the tests: drops everything but, while somebody listens, what the driver logs. */
public final class CapturedLogs implements SLF4JServiceProvider {

    private static final String DRIVER = "io.github.redshiftdata.jdbc";
    /** For a person who wants to see the lines: {@code -Dlogs.show=true}. */
    private static final boolean SHOWN = Boolean.getBoolean("logs.show");

    private static volatile boolean listening;
    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new BasicMDCAdapter();

    public static void listen() {
        LINES.clear();
        listening = true;
    }

    /** Waits for a line with this in it, of a thread that nobody waits for. */
    public static void await(String text) {
        while (LINES.stream().noneMatch(line -> line.contains(text))) {
            Thread.onSpinWait();
        }
    }

    /** What the driver logged, of all levels, with the stack traces. */
    public static String stop() {
        listening = false;
        return String.join("\n", LINES);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Capturing::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Capturing extends LegacyAbstractLogger implements Logger {

        private static final long serialVersionUID = 1L;

        private final boolean ofTheDriver;

        Capturing(String name) {
            this.name = name;
            this.ofTheDriver = name.startsWith(DRIVER);
        }

        private boolean isOn() {
            return (listening || SHOWN) && ofTheDriver;
        }

        @Override
        public boolean isTraceEnabled() {
            return isOn();
        }

        @Override
        public boolean isDebugEnabled() {
            return isOn();
        }

        @Override
        public boolean isInfoEnabled() {
            return isOn();
        }

        @Override
        public boolean isWarnEnabled() {
            return isOn();
        }

        @Override
        public boolean isErrorEnabled() {
            return isOn();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String text,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            var trace = new StringWriter();
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(trace));
            }
            var line = level + " " + name + " " + MessageFormatter.basicArrayFormat(text, arguments) + trace;
            if (listening) {
                LINES.add(line);
            }
            if (SHOWN) {
                System.err.println(line);
            }
        }
    }
}
