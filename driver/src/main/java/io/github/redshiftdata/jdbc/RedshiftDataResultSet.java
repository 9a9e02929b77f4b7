package io.github.redshiftdata.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a result set of this driver offers beyond JDBC; reached by {@code unwrap}. Not meant to be implemented by users.
 */
public interface RedshiftDataResultSet extends ResultSet {

    /** The Data API's id of the statement that made these rows; null for rows made by the driver itself. */
    @Nullable
    String getStatementId();

    /** The session that the statement ran in, or null. */
    @Nullable
    String getSessionId();

    /**
     * The number of the query that made these rows, as {@link RedshiftDataStatement#getRedshiftQueryId()} gives it; 0
     * for rows made by the driver itself.
     */
    long getRedshiftQueryId() throws SQLException;

    /**
     * The UUID of the query that made these rows, as {@link RedshiftDataStatement#getRedshiftQueryUuid()} gives it;
     * null for rows made by the driver itself.
     */
    @Nullable
    String getRedshiftQueryUuid() throws SQLException;

    /**
     * What the service tells of the statement that made these rows, as {@link RedshiftDataStatement#getStatistics()} gives
     * it; empty for rows made by the driver itself.
     */
    Optional<RedshiftDataStatistics> getStatistics() throws SQLException;
}
