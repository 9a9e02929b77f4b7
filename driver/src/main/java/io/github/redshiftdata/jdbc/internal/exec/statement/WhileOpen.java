package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets everything that asks the service for a connection happen only while that is open: it is counted, so that the client
 * is not closed under it, and what it meets because the connection is being closed is told as that.
 */
public final class WhileOpen {

    /** Something that asks the service. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** What a cancelled statement is told, and what is run after it in its transaction. */
    private static final Set<String> BY_CLOSING =
            Set.of(SqlState.QUERY_CANCELED.code(), SqlState.IN_FAILED_TRANSACTION.code());

    private final InFlight inFlight;
    private volatile @Nullable String reason;
    private volatile boolean closed;

    public WhileOpen(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    public void close() {
        closed = true;
    }

    /** Closes it by the driver itself. */
    public void close(String why) {
        if (!closed) {
            reason = why;
        }
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    public void check() throws SQLException {
        if (closed) {
            throw Errors.closed("connection");
        }
    }

    public <T> T during(Work<T> work) throws SQLException {
        begin();
        try {
            return work.run();
        } catch (SQLException e) {
            throw told(e);
        } finally {
            end();
        }
    }

    /**
     * Something begins that asks the service; {@link #end()} follows it.
     *
     * @throws SQLException where the connection is closed: then nothing has begun
     */
    public void begin() throws SQLException {
        inFlight.begin();
        // A close that came before the count was raised is seen here, one that comes later waits.
        if (closed) {
            inFlight.end();
            throw Errors.closed("connection");
        }
    }

    public void end() {
        inFlight.end();
    }

    /** What was cancelled since its connection was closed is told so, in the words that say what became of it. */
    public SQLException told(SQLException e) {
        if (!closed) {
            return e;
        }
        var why = reason;
        if (!isByClosing(e)) {
            return why == null ? e : explained(e, why);
        }
        var message = (why == null ? "The connection was closed meanwhile." : why) + ' ' + e.getMessage();
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

    /** A commit that was cut short keeps its state, which says more. */
    private static SQLException explained(SQLException e, String why) {
        var state = String.valueOf(e.getSQLState());
        if (String.valueOf(e.getMessage()).startsWith(why)) {
            return e;
        }
        return SqlState.TRANSACTION_RESOLUTION_UNKNOWN.code().equals(state)
                        || SqlState.CONNECTION_FAILURE.code().equals(state)
                ? new SQLNonTransientConnectionException(why + ' ' + e.getMessage(), state, e.getErrorCode(), e)
                : e;
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
