package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the Redshift Data API that the driver uses. Each method is one logical request: what the SDK
 * retries by itself (within the timeout) stays inside it, what it gives up on arrives as {@link DataApiException}.
 * All methods may be called from any thread; an interrupt ends the call with {@link DataApiException} and the
 * thread's interrupt status set.
 *
 * <p>{@code timeout} bounds the whole call, its SDK retries included. {@code waitSeconds} is the member
 * {@code WaitTimeSeconds} (1 to 30); 0 leaves it out.
 */
public interface DataApi {

    /** Where the requests of this object are counted; who repeats one says so there. */
    Counters counters();

    /** How fast requests may follow each other; who sends one of these operations takes its turn there first. */
    Paces paces();

    /** ExecuteStatement. */
    Submitted executeStatement(ExecuteRequest request, Duration timeout) throws DataApiException;

    /** BatchExecuteStatement: 1 to 40 statements, one transaction. */
    Submitted batchExecuteStatement(BatchExecuteRequest request, Duration timeout) throws DataApiException;

    /** DescribeStatement, of a statement or of one sub-statement of a batch. */
    StatementDescription describeStatement(String statementId, int waitSeconds, Duration timeout)
            throws DataApiException;

    /**
     * GetStatementResult.
     *
     * @param nextToken the token of the page, or null for the first one
     */
    ResultPage getStatementResult(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException;

    /** GetStatementResultV2, for the rows of a statement that was submitted for CSV; members as above. */
    ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException;

    /** CancelStatement; true when the service accepted it. */
    boolean cancelStatement(String statementId, Duration timeout) throws DataApiException;

    /** ListSessions narrowed to one session; empty when the service does not know it. */
    Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException;
}
