package io.github.redshiftdata.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection of this driver offers beyond JDBC; reached by {@code connection.unwrap(RedshiftDataConnection.class)}.
 * Not meant to be implemented by users: methods may be added.
 */
public interface RedshiftDataConnection extends Connection {

    /**
     * {@link SQLException#getErrorCode()} of every exception after which it is not known whether the statement was carried
     * out: SQLSTATE 58000, 08007, or, where the end of a cancelled statement was not seen, 57014, or 08003 if its connection
     * was closed.
     */
    int OUTCOME_UNKNOWN = 1;

    /** The id of the Data API session behind this connection, or null while none is open. */
    @Nullable
    String getSessionId();

    /**
     * The submissions of this connection that ended in an exception before the service told an id, although it may have
     * taken them: the last hundred, the oldest first. May be asked after the connection is closed.
     */
    List<RedshiftDataSubmission> getUnknownSubmissions();

    /** What this connection asked of the service so far; closing it does not change that. */
    RedshiftDataCounters getCounters();

    /**
     * What all connections of this virtual machine asked of the service for the same cluster or workgroup so far, closed
     * ones included.
     */
    RedshiftDataCounters getTotalCounters();

    /**
     * Opens the results of a statement that this or another process started. The service keeps them for 24 hours. A
     * statement that still runs is waited for; a {@link #handle} does without.
     *
     * @param statementId the id that ExecuteStatement or BatchExecuteStatement gave
     * @return a statement that stands on the first result, as after {@code execute}; its owner closes it
     * @throws SQLException where the statement failed, was cancelled or is not known any more
     */
    RedshiftDataStatement attach(String statementId) throws SQLException;

    /**
     * Submits a statement and does not wait for its end: one request. Several statements in the text become one batch,
     * which is one transaction; 40 at most. It runs outside the session of this connection, with the connection's
     * settings (schema, SET) in front of it, and goes on when the connection is closed.
     *
     * @param sql the text, with a {@code ?} for each parameter
     * @param parameters the values, as {@code setObject} takes them; null is NULL
     * @throws SQLException if it was not submitted; if it is not known whether it was, {@code getErrorCode()} is
     *     {@link #OUTCOME_UNKNOWN} and the message has the client token, by which the same submission finds it
     */
    default RedshiftDataHandle submit(String sql, @Nullable Object... parameters) throws SQLException {
        return submit(RedshiftDataSubmitOptions.defaults(), sql, parameters);
    }

    /** The same, with a name, a client token or an event of its own, or in the session of this connection. */
    RedshiftDataHandle submit(RedshiftDataSubmitOptions options, String sql, @Nullable Object... parameters)
            throws SQLException;

    /**
     * A handle to a statement that this or another program submitted in the last 24 hours. Sends nothing: whether the
     * service knows the id shows with the first question.
     *
     * @param statementId the id that a handle, {@code getStatementId} or the history gave
     */
    RedshiftDataHandle handle(String statementId) throws SQLException;

    /**
     * The statements of the last 24 hours that this identity (its role) ran in the warehouse and database of this
     * connection, the newest first. One request for each 100 of them, three a second.
     *
     * @param namePrefix what their names begin with, or null for any; a submission's name is the one that was given, a blank
     *     and its client token
     * @param status their status, or null for every one
     * @param since leaves out what was submitted before, or null; the service lists them all the same
     */
    List<RedshiftDataHistoryEntry> history(
            @Nullable String namePrefix, @Nullable RedshiftDataStatus status, @Nullable Instant since)
            throws SQLException;
}
