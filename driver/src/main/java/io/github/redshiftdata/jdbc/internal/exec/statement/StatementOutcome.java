package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A statement that finished: where its rows or its count are. What costs a request is asked for on first use. */
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

    /** The session it ran in, or null. */
    @Nullable
    String sessionId();

    /** The query timeout for a reader that begins to wait now. */
    ReadLimit readLimit();

    /**
     * A page of the result, asked for again while the service is busy or unreachable. A cancel, an interrupt and the
     * limit end it with 57014.
     *
     * @param nextToken the page's token, or null for the first one
     */
    ResultPage fetch(@Nullable String nextToken, ReadLimit limit) throws SQLException;

    /** The same ahead of its reader: the query timeout does not run, since nobody waits. */
    ResultPage fetchAhead(@Nullable String nextToken) throws SQLException;

    /**
     * Waits for a page that is fetched ahead, as long as {@link #fetch} would.
     *
     * @param end completes when the fetching has ended, be it well or not
     */
    ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end, ReadLimit limit)
            throws SQLException, InterruptedException, ExecutionException;
}
