package io.github.redshiftdata.jdbc.internal.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loggers of the driver, by concern; their names are part of the manual. Nothing is logged per row, per page or per
 * poll, and the values of parameters never.
 */
public final class Logs {

    /** Statements: their text, how they ended and how long they ran. */
    public static final Logger SQL = LoggerFactory.getLogger("io.github.redshiftdata.jdbc.sql");

    /** Requests to the Data API: what they cost, which failed, which are repeated. */
    public static final Logger CALLS = LoggerFactory.getLogger("io.github.redshiftdata.jdbc.calls");

    /** Sessions: opened, renewed, lost, given up. */
    public static final Logger SESSION = LoggerFactory.getLogger("io.github.redshiftdata.jdbc.session");

    /** Settings that have no effect. */
    public static final Logger CONFIG = LoggerFactory.getLogger("io.github.redshiftdata.jdbc.config");

    private Logs() {}
}
