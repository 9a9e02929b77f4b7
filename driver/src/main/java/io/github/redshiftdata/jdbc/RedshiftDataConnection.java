package io.github.redshiftdata.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
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
     * statement that still runs is waited for.
     *
     * @param statementId the id that ExecuteStatement or BatchExecuteStatement gave
     * @return a statement that stands on the first result, as after {@code execute}; its owner closes it
     * @throws SQLException where the statement failed, was cancelled or is not known any more
     */
    RedshiftDataStatement attach(String statementId) throws SQLException;
}
