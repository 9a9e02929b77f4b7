package io.github.redshiftdata.jdbc.internal.matrix;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What a program may believe of its rows. */
enum Told {
    IN,
    NOT_IN,
    UNKNOWN;

    /** The error code of every exception whose statement may have run. */
    static final int UNKNOWN_OUTCOME = 1;

    private static final Pattern DOUBT = Pattern.compile("may (run|have|be)|not known|unknown");

    /** What an exception says of the rows that it is about. */
    static Told by(SQLException e) {
        return hasCode(e) || hasState(e) || saysIt(e) ? UNKNOWN : NOT_IN;
    }

    static boolean hasCode(SQLException e) {
        return e.getErrorCode() == UNKNOWN_OUTCOME;
    }

    /** Whether its SQLSTATE may go with doubt: of a lost answer, of a COMMIT, of what was ended early or closed meanwhile. */
    static boolean mayDoubt(SQLException e) {
        return hasState(e) || "57014".equals(e.getSQLState()) || "08003".equals(e.getSQLState());
    }

    private static boolean hasState(SQLException e) {
        return "58000".equals(e.getSQLState()) || "08007".equals(e.getSQLState());
    }

    /** Words alone are believed, and found wanting elsewhere. */
    private static boolean saysIt(SQLException e) {
        return "57014".equals(e.getSQLState())
                && DOUBT.matcher(String.valueOf(e.getMessage())).find();
    }
}
