package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/**
 * Lets everything that asks the service for a connection happen only while that is open: it is counted, so that the client
 * is not closed under it, and what it meets because the connection is being closed is told as that.
 */
final class WhileOpen {

    /** Something that asks the service. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** What a cancelled statement is told, and what is run after it in its transaction. */
    private static final Set<String> BY_CLOSING =
            Set.of(SqlState.QUERY_CANCELED.code(), SqlState.IN_FAILED_TRANSACTION.code());

    private final UnderWay underWay;
    private volatile boolean closed;

    WhileOpen(UnderWay underWay) {
        this.underWay = underWay;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void check() throws SQLException {
        if (closed) {
            throw Errors.closed("connection");
        }
    }

    <T> T during(Work<T> work) throws SQLException {
        underWay.begin();
        try {
            // A close that came before the count was raised is seen here, one that comes later waits.
            check();
            return work.run();
        } catch (SQLException e) {
            throw told(e);
        } finally {
            underWay.end();
        }
    }

    /** What was cancelled since its connection was closed is told so, in the words that say what became of it. */
    SQLException told(SQLException e) {
        if (!closed || !isByClosing(e)) {
            return e;
        }
        var message = "The connection was closed meanwhile. " + e.getMessage();
        if (e instanceof BatchUpdateException batch) {
            return new BatchUpdateException(
                    message,
                    SqlState.CONNECTION_DOES_NOT_EXIST.code(),
                    batch.getErrorCode(),
                    batch.getLargeUpdateCounts(),
                    batch);
        }
        // The vendor code stays: it tells whether the statement may have been carried out.
        return new SQLNonTransientConnectionException(
                message, SqlState.CONNECTION_DOES_NOT_EXIST.code(), e.getErrorCode(), e);
    }

    /** A rollback or a setting that was cut short is told as the loss of the connection, with what cut it as the cause. */
    private static boolean isByClosing(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        if (SqlState.CONNECTION_FAILURE.code().equals(state) && e.getCause() instanceof SQLException cause) {
            return isByClosing(cause);
        }
        return BY_CLOSING.contains(state) && !(e instanceof SQLTimeoutException);
    }
}
