package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the Redshift Data API that the driver uses. Each method is one request, except that the two
 * searches may need several pages; a failure is thrown as {@link DataApiException}. All methods may be called from any
 * thread; an interrupt ends the call with {@link DataApiException} and the thread's interrupt status set. Only a
 * submission that was sent waits for its answer even if its thread is interrupted: a caller that may want to leave it
 * {@linkplain #begin begins} it.
 *
 * <p>{@code timeout} bounds the whole call. {@code waitSeconds} is the member
 * {@code WaitTimeSeconds} (1 to 30); 0 leaves it out.
 */
public interface DataApi {

    /** Counts the requests of this object; a caller that repeats a request counts that there. */
    Counters counters();

    /** How fast requests may follow each other; a caller of one of these operations takes its turn there first. */
    OperationRates rates();

    /** ExecuteStatement. */
    Submitted executeStatement(SubmitRequest request, Duration timeout) throws DataApiException;

    /** BatchExecuteStatement: 1 to 40 statements, one transaction or one each. */
    Submitted batchExecuteStatement(SubmitRequest request, Duration timeout) throws DataApiException;

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

    /**
     * GetStatementResultV2, for the rows of a statement that was submitted for CSV; the parameters are those of {@link
     * #getStatementResult}.
     */
    ResultPage getStatementResultV2(String statementId, @Nullable String nextToken, Duration timeout)
            throws DataApiException;

    /** CancelStatement; true when the service accepted it. */
    boolean cancelStatement(String statementId, Duration timeout) throws DataApiException;

    /** ListSessions narrowed to one session; empty when the service does not know it. */
    Optional<SessionDescription> findSession(String sessionId, Duration timeout) throws DataApiException;

    /**
     * Statements of the last 24 hours, in every status, whose name begins with a text: those on the first page of
     * ListStatements that has any. Empty if the service surely knows none.
     *
     * @param nameStart long enough to be the start of few names
     */
    List<StatementEntry> findStatements(String nameStart, Duration timeout) throws DataApiException;

    /**
     * One page of ListStatements, of the last 24 hours.
     *
     * @param nextToken the token of the page, or null for the first one
     * @return what the service lists; it may ignore the filter
     */
    StatementPage listStatements(StatementFilter filter, @Nullable String nextToken, Duration timeout)
            throws DataApiException;

    /** A request to the service. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws DataApiException;
    }

    /**
     * Begins a request whose caller may leave before its end. This default runs it in the calling thread; the
     * implementation for the real service uses a thread of the client.
     *
     * @return fails with {@link DataApiException} if there is no answer; an interrupt of the caller does not end it
     */
    default <T> CompletableFuture<T> begin(Request<T> request) {
        try {
            return CompletableFuture.completedFuture(request.send());
        } catch (DataApiException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Takes back a request that was begun, if nothing of it has left this machine: then nothing will.
     *
     * @return whether it is taken back; if not, only its answer tells what became of it
     */
    default boolean withdraw(CompletableFuture<?> begun) {
        return false;
    }
}
