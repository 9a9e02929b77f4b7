package io.github.redshiftdata.jdbc.internal.log;

import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.LogRecord;
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
 * The provider of the SLF4J within the {@code all} jar, which has a name of its own there so that it stands in nobody's way:
 * passes lines on to the program's SLF4J of any version, where it has one, else to java.util.logging. No other jar registers
 * it.
 */
public final class AllJarProvider implements SLF4JServiceProvider {

    /** Put together here, since the jar is made by replacing this name wherever it stands. */
    private static final String PROGRAMS = String.join(".", "org", "slf4j", "");

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final @Nullable Method makesLoggers = find("LoggerFactory", "getLogger", String.class);

    private static @Nullable Method find(String type, String method, Class<?>... parameters) {
        try {
            return Class.forName(PROGRAMS + type).getMethod(method, parameters);
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> {
            var made = makesLoggers == null ? null : call(makesLoggers, null, name);
            return made == null ? new ToJdk(name) : new ToProgram(name, made);
        };
    }

    /** Calls a method of the program's SLF4J; what goes wrong there must not end a statement. */
    private static @Nullable Object call(Method method, @Nullable Object on, @Nullable Object... arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failed) {
            return null;
        }
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new ProgramsContext();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /** The MDC of the program; without one there is none. */
    private static final class ProgramsContext extends NOPMDCAdapter {

        private final @Nullable Method puts = find("MDC", "put", String.class, String.class);
        private final @Nullable Method gets = find("MDC", "get", String.class);
        private final @Nullable Method removes = find("MDC", "remove", String.class);

        @Override
        public void put(String key, @Nullable String value) {
            if (puts != null) {
                call(puts, null, key, value);
            }
        }

        @Override
        public @Nullable String get(String key) {
            return gets == null ? null : (String) call(gets, null, key);
        }

        @Override
        public void remove(String key) {
            if (removes != null) {
                call(removes, null, key);
            }
        }
    }

    /** A logger by its name, whose lines another one takes. */
    private abstract static class PassingOn extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        PassingOn(String name) {
            this.name = name;
        }

        abstract boolean takes(Level level);

        abstract void pass(Level level, String line, @Nullable Throwable thrown);

        @Override
        public boolean isTraceEnabled() {
            return takes(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return takes(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return takes(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return takes(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return takes(Level.ERROR);
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
            pass(level, MessageFormatter.basicArrayFormat(text, arguments), thrown);
        }
    }

    /** Passes lines on to a logger of the program's SLF4J. */
    private static final class ToProgram extends PassingOn {

        private static final long serialVersionUID = 1L;

        private final transient Object logger;

        ToProgram(String name, Object logger) {
            super(name);
            this.logger = logger;
        }

        private static final Map<Level, Method> ASKS = methods(word -> find("Logger", "is" + word + "Enabled"));
        private static final Map<Level, Method> TELLS =
                methods(word -> find("Logger", word.toLowerCase(Locale.ROOT), String.class, Throwable.class));

        private static Map<Level, Method> methods(Function<String, @Nullable Method> found) {
            var methods = new EnumMap<Level, Method>(Level.class);
            for (var level : Level.values()) {
                var method = found.apply(word(level));
                if (method != null) {
                    methods.put(level, method);
                }
            }
            return methods;
        }

        private static String word(Level level) {
            return switch (level) {
                case ERROR -> "Error";
                case WARN -> "Warn";
                case INFO -> "Info";
                case DEBUG -> "Debug";
                case TRACE -> "Trace";
            };
        }

        @Override
        boolean takes(Level level) {
            var method = ASKS.get(level);
            return method != null && Boolean.TRUE.equals(call(method, logger));
        }

        @Override
        void pass(Level level, String line, @Nullable Throwable thrown) {
            var method = TELLS.get(level);
            if (method != null) {
                call(method, logger, line, thrown);
            }
        }
    }

    /** Passes lines on to java.util.logging. What is no warning appears only where somebody has asked for it. */
    private static final class ToJdk extends PassingOn {

        private static final long serialVersionUID = 1L;

        private final transient java.util.logging.Logger logger;

        ToJdk(String name) {
            super(name);
            this.logger = java.util.logging.Logger.getLogger(name);
        }

        private static java.util.logging.Level ofJdk(Level level) {
            return switch (level) {
                case ERROR -> java.util.logging.Level.SEVERE;
                case WARN -> java.util.logging.Level.WARNING;
                case INFO -> java.util.logging.Level.CONFIG;
                case DEBUG -> java.util.logging.Level.FINE;
                case TRACE -> java.util.logging.Level.FINEST;
            };
        }

        @Override
        boolean takes(Level level) {
            return logger.isLoggable(ofJdk(level));
        }

        @Override
        void pass(Level level, String line, @Nullable Throwable thrown) {
            var record = new LogRecord(ofJdk(level), line);
            record.setLoggerName(getName());
            record.setSourceClassName(getName());
            record.setThrown(thrown);
            logger.log(record);
        }
    }
}
