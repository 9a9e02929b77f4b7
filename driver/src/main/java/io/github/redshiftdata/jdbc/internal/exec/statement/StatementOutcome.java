package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement that finished, with access to its rows or its count. What costs a request is asked for on first use. */
public interface StatementOutcome {

    /** The id of the statement, or of the part of a batch; "" where nothing was sent. */
    String statementId();

    StatementKind kind();

    boolean hasResultSet();

    /**
     * The number of rows changed; 0 where the statement changes none, -1 where it has a result set,
     * {@link java.sql.Statement#SUCCESS_NO_INFO} where the service does not tell it. The first call may cost one
     * DescribeStatement.
     */
    long updateCount();

    /** What the user should know of the last {@link #updateCount()}, or null. */
    @Nullable
    String warning();

    /** The number Redshift gives the query in its system tables; 0 or less where there is none. May cost a request. */
    long redshiftQueryId() throws SQLException;

    /** The UUID Redshift gives the query; null where the service tells none. May cost a request. */
    @Nullable
    String redshiftQueryUuid() throws SQLException;

    /** All that the service tells of it; null where nothing was sent. May cost a request. */
    @Nullable
    SubStatement told() throws SQLException;

    /** The session it ran in, or null. */
    @Nullable
    String sessionId();

    /** The same for another call, under whose terms it is read: the call that ran it may be over. */
    StatementOutcome under(Execution other);

    /** The pages of its result set, for one reader, whose query timeout starts here. Sends nothing yet. */
    PageSource openPages();
}
