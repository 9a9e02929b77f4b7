package io.github.redshiftdata.jdbc.internal.log;

import org.slf4j.LoggerFactory;

/**
 * The loggers of the driver, by concern; their names are part of the manual. Nothing is logged per row, per page or per
 * poll, and the values of parameters never.
 */
public final class Logs {

    /** Statements: their text, how they ended and how long they ran. */
    public static final Log SQL = of("sql");

    /** Requests to the Data API: what they cost, which failed, which are repeated. */
    public static final Log CALLS = of("calls");

    /** Sessions: opened, renewed, lost, given up. */
    public static final Log SESSION = of("session");

    /** Settings that have no effect. */
    public static final Log CONFIG = of("config");

    private Logs() {}

    /** Starts SLF4J in the calling thread, unless it is started. */
    public static void start() {
        // The loggers are there since this class is loaded; the first question to one of them is answered by the
        // program's own.
        var unused = CALLS.isDebugEnabled();
    }

    private static Log of(String concern) {
        return new Log(LoggerFactory.getLogger("io.github.redshiftdata.jdbc." + concern));
    }
}
