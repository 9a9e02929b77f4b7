package io.github.redshiftdata.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a connection of this driver offers beyond JDBC; reached by {@code connection.unwrap(RedshiftDataConnection.class)}.
 * Not meant to be implemented by users: methods may be added.
 */
public interface RedshiftDataConnection extends Connection {

    /** The id of the Data API session behind this connection, or null while none is open. */
    @Nullable
    String getSessionId();

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
