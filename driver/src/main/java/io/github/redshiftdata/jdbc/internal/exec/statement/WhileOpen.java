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
 * Lets work that needs the service run only while the connection is open. The work is counted, so that the client is
 * not closed during it; if it fails because the connection is being closed, the exception says so.
 */
public final class WhileOpen {

    /** Work that asks the service. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** The SQLSTATEs that a close causes: of a cancelled statement, and of a later one in its transaction. */
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

    /** Closes the connection because of the driver itself, with a reason that the exceptions tell. */
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
     * Begins work that asks the service; {@link #end()} must follow.
     *
     * @throws SQLException if the connection is closed: then nothing has begun
     */
    public void begin() throws SQLException {
        inFlight.begin();
        // A close that came before the count was raised is seen here; a later one waits for the work.
        if (closed) {
            inFlight.end();
            throw Errors.closed("connection");
        }
    }

    public void end() {
        inFlight.end();
    }

    /**
     * The exception to throw for a failure: if the close of the connection caused it, it says so, and keeps what is
     * known of the statement.
     */
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
        // Keep the vendor code: it tells whether the statement may have been carried out.
        return new SQLNonTransientConnectionException(
                message, SqlState.CONNECTION_DOES_NOT_EXIST.code(), e.getErrorCode(), e);
    }

    /** Adds the reason of the close to a commit that was cut short. Its SQLSTATE stays, since it says more. */
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

    /**
     * Whether the close caused a failure. A rollback or a setting that was cut short is reported as the loss of the
     * connection, with what cut it short as the cause.
     */
    private static boolean isByClosing(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        if (SqlState.CONNECTION_FAILURE.code().equals(state) && e.getCause() instanceof SQLException cause) {
            return isByClosing(cause);
        }
        return BY_CLOSING.contains(state) && !(e instanceof SQLTimeoutException);
    }
}
