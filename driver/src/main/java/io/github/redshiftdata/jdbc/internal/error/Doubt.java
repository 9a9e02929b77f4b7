package io.github.redshiftdata.jdbc.internal.error;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions for statements that may or may not have been carried out. Their vendor code tells programs so,
 * whatever their SQLSTATE. None is of a transient class: a framework that repeats such a statement automatically may
 * write twice.
 */
public final class Doubt {

    /** The vendor code of every exception that leaves the outcome open. */
    public static final int VENDOR_CODE = 1;

    private Doubt() {}

    /** Whether a statement ran, or how it ended, is not known (58000). */
    public static SQLException of(String message, @Nullable Throwable cause) {
        return new SQLNonTransientException(Shown.lines(message), SqlState.SYSTEM_ERROR.code(), VENDOR_CODE, cause);
    }

    /** Whether a transaction was committed is not known (08007). */
    public static SQLException ofCommit(String message, @Nullable Throwable cause) {
        return new SQLNonTransientConnectionException(
                Shown.lines(message), SqlState.TRANSACTION_RESOLUTION_UNKNOWN.code(), VENDOR_CODE, cause);
    }

    /**
     * Nothing was sent, since the connection has ended (08003, 08006); whether a call before this one was carried out is
     * not known.
     */
    public static SQLException ofEarlierCall(SqlState end, String message, Throwable earlier) {
        return new SQLNonTransientConnectionException(Shown.lines(message), end.code(), VENDOR_CODE, earlier);
    }

    /** A statement was to be cancelled, and how it ended is not known (57014). */
    public static SQLException ofCancelled(String message, @Nullable Throwable cause) {
        return new SQLException(Shown.lines(message), SqlState.QUERY_CANCELED.code(), VENDOR_CODE, cause);
    }

    /** The time of a statement is over, and how it ended is not known (57014). */
    public static SQLTimeoutException ofTimedOut(String message, @Nullable Throwable cause) {
        return new SQLTimeoutException(Shown.lines(message), SqlState.QUERY_CANCELED.code(), VENDOR_CODE, cause);
    }

    /**
     * What was sent was carried out, and only what it gave cannot be had, for the reason of this exception. Its SQLSTATE
     * stays, and so does whether it is about a timeout.
     */
    public static SQLException ofCarriedOut(SQLException reason) {
        if (isIn(reason)) {
            return reason;
        }
        var text = Shown.lines(
                "What was sent was carried out all the same. Do not repeat it, unless its transaction is rolled"
                        + " back: " + reason.getMessage());
        var state = String.valueOf(reason.getSQLState());
        if (reason instanceof SQLTimeoutException) {
            return new SQLTimeoutException(text, state, VENDOR_CODE, reason);
        }
        if (state.startsWith("08")) {
            return new SQLNonTransientConnectionException(text, state, VENDOR_CODE, reason);
        }
        return state.equals(SqlState.QUERY_CANCELED.code())
                ? new SQLException(text, state, VENDOR_CODE, reason)
                : new SQLNonTransientException(text, state, VENDOR_CODE, reason);
    }

    /** Whether an exception leaves the outcome open. */
    public static boolean isIn(SQLException exception) {
        return exception.getErrorCode() == VENDOR_CODE;
    }
}
