package io.github.redshiftdata.jdbc.internal.trace;

/** Takes what one connection has to say, besides the loggers of the program. */
public interface LineSink {

    /** The weight of a line. */
    enum Level {
        WARN,
        INFO,
        DEBUG
    }

    /** Takes nothing. */
    LineSink NONE = new LineSink() {
        @Override
        public boolean takes(Level level) {
            return false;
        }

        @Override
        public void line(Level level, String about, String text) {}
    };

    /** Whether lines of a weight are of use. */
    boolean takes(Level level);

    /**
     * Takes a line; never throws.
     *
     * @param about the last part of the name of the logger
     * @param text may have line breaks, where it shows an exception
     */
    void line(Level level, String about, String text);
}
