package io.github.redshiftdata.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of this driver offers beyond JDBC; reached by {@code unwrap}. Not meant to be implemented by users.
 */
public interface RedshiftDataStatement extends Statement {

    /** The Data API's id of the current result, of the last execution; null before the first one. */
    @Nullable
    String getStatementId();

    /**
     * The number under which Redshift's system tables (SYS_QUERY_HISTORY, STL_QUERY) know the query of the current
     * result; 0 or less where there is none. The first call may cost a request.
     */
    long getRedshiftQueryId() throws SQLException;

    /**
     * The UUID of the same query; null where there is none, or the service does not tell it. The first call may cost a
     * request.
     */
    @Nullable
    String getRedshiftQueryUuid() throws SQLException;
}
