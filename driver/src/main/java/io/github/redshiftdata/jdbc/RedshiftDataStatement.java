package io.github.redshiftdata.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of this driver offers beyond JDBC; reached by {@code unwrap}. Not meant to be implemented by users.
 */
public interface RedshiftDataStatement extends Statement {

    /** The Data API's id of the current result, of the last execution; null before the first one. */
    @Nullable
    String getStatementId();

    /**
     * What the service last told of the statement that the last execution submitted. Costs no request and may be asked from
     * any thread, also while that execution still runs; empty while the service has taken nothing of it. Of a script whose
     * statements go one after the other it is the one that was submitted last.
     */
    Optional<RedshiftDataProgress> getProgress();

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

    /**
     * What the service tells of the statement of the current result; empty where nothing was sent. The first call may
     * cost a request.
     */
    Optional<RedshiftDataStatistics> getStatistics() throws SQLException;

    /** Sets whether Amazon EventBridge is told of the end of the next executions; at first as the property says. */
    void setWithEvent(boolean withEvent) throws SQLException;

    /** Whether Amazon EventBridge is told of the end of the next executions. */
    boolean isWithEvent() throws SQLException;

    /**
     * Submits the text of this prepared statement with its present parameters, and does not wait for its end; see
     * {@link RedshiftDataConnection#submit(String, Object...)}. The results of this statement stay as they are.
     */
    default RedshiftDataHandle submit() throws SQLException {
        return submit(RedshiftDataSubmitOptions.defaults());
    }

    /** The same, with a name, a client token or an event of its own. */
    RedshiftDataHandle submit(RedshiftDataSubmitOptions options) throws SQLException;
}
