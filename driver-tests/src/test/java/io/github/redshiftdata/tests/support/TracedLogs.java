package io.github.redshiftdata.tests.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The SLF4J provider of a JVM of its own: prints, at every level, what one logger and all below it say, one event a line
 * as NAME, a tab and the text with its stack trace.
 */
public final class TracedLogs implements SLF4JServiceProvider {

    /** The system property with the name of the logger that is on; empty for every logger. */
    public static final String ON = "traced.logger";

    private static final String NAME = System.getProperty(ON, "none");

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** The lines of a run, as names and texts. */
    public static List<String[]> events(String output) {
        return output.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .toList();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Traced::new;
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

    private static final class Traced extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private final boolean on;

        Traced(String name) {
            this.name = name;
            this.on = NAME.isEmpty() || name.equals(NAME) || name.startsWith(NAME + ".");
        }

        @Override
        public boolean isTraceEnabled() {
            return on;
        }

        @Override
        public boolean isDebugEnabled() {
            return on;
        }

        @Override
        public boolean isInfoEnabled() {
            return on;
        }

        @Override
        public boolean isWarnEnabled() {
            return on;
        }

        @Override
        public boolean isErrorEnabled() {
            return on;
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
            var event = MessageFormatter.basicArrayFormat(text, arguments) + trace;
            System.out.println(name + "\t" + event.replace("\r", "\\r").replace("\n", "\\n"));
        }
    }
}
