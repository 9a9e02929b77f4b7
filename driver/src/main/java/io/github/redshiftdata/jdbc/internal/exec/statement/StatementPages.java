package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one result, for one reader. Each page is asked for again and again where that helps, until the reader
 * leaves. Used by the reading thread, except {@link #fetchAhead}.
 */
final class StatementPages implements PageSource {

    private final Endpoint endpoint;
    private final ReadRequests requests;
    private final WhileOpen whileOpen;
    private final String statementId;
    /** Then no exception may say that nothing was done. */
    private final boolean mayHaveChanged;

    private final Execution execution;
    /**
     * The end of the query timeout, counted from when the reader began to wait, for all pages that one call of it
     * needs.
     */
    private Deadline deadline;

    StatementPages(
            Endpoint endpoint,
            ReadRequests requests,
            WhileOpen whileOpen,
            String statementId,
            boolean mayHaveChanged,
            Execution execution) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.whileOpen = whileOpen;
        this.statementId = statementId;
        this.mayHaveChanged = mayHaveChanged;
        this.execution = execution;
        this.deadline = execution.deadlineAnew(endpoint.clock());
    }

    @Override
    public void startWait() {
        deadline = execution.deadlineAnew(endpoint.clock());
    }

    /**
     * Fetches a page for a reader that waits for it. A cancel, an interrupt and the query timeout end this with
     * SQLSTATE 57014.
     */
    @Override
    public ResultPage fetch(@Nullable String nextToken) throws SQLException {
        return page(nextToken, execution.signal().ofReading(), deadline);
    }

    @Override
    public ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return page(nextToken, execution.signal().ofReadingAhead(), Deadline.NONE);
    }

    private ResultPage page(@Nullable String nextToken, CallerSignal signal, Deadline limit) throws SQLException {
        whileOpen.begin();
        var name = execution.signal().inItsName();
        try {
            signal.noticeInterrupt();
            return request(nextToken, signal, limit);
        } catch (SQLException e) {
            throw told(e);
        } finally {
            name.leave();
            signal.restoreInterrupt();
            whileOpen.end();
        }
    }

    private ResultPage request(@Nullable String nextToken, CallerSignal signal, Deadline limit) throws SQLException {
        var triage = new UnreadableTwice();
        var loop =
                new RequestLoop(endpoint, Operation.GET_STATEMENT_RESULT, Patience.READING, execution.login(), triage);
        try {
            return loop.untilAnswered(
                            () -> {
                                var timeout = endpoint.timeouts().waiting(0, limit);
                                return requests.ask(() -> send(nextToken, timeout), timeout, signal);
                            },
                            limit,
                            signal)
                    .orElseThrow(() -> ended(signal, limit, loop.last()));
        } catch (DataApiException e) {
            throw triage.isOver()
                    ? ServiceErrors.ofUnreadableResult(e.failure(), statementId, e)
                    : ServiceErrors.of(e.failure(), statementId, e);
        }
    }

    private ResultPage send(@Nullable String nextToken, Duration timeout) throws DataApiException {
        return execution.resultFormat() == ResultFormat.CSV
                ? endpoint.api().getStatementResultV2(statementId, nextToken, timeout)
                : endpoint.api().getStatementResult(statementId, nextToken, timeout);
    }

    @Override
    public ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end)
            throws SQLException, InterruptedException, ExecutionException {
        var signal = execution.signal().ofReading();
        var clock = endpoint.clock();
        try {
            signal.noticeInterrupt();
            if (signal.isCancelled() || !signal.await(end, deadline.left(clock), clock)) {
                throw ended(signal, deadline, null);
            }
            return ahead.get();
        } catch (CancellationException e) {
            if (execution.signal().isCancelled()) {
                throw told(ended(signal, deadline, e));
            }
            throw e;
        } catch (SQLException e) {
            throw told(e);
        } finally {
            // The interrupt status was cleared for the wait only, and the page may have come at the same time.
            signal.restoreInterrupt();
        }
    }

    private SQLException told(SQLException e) {
        var told = whileOpen.told(e);
        return mayHaveChanged ? Doubt.ofCarriedOut(told) : told;
    }

    private SQLException ended(CallerSignal signal, Deadline limit, @Nullable Throwable cause) {
        if (signal.isOwnerInterrupted()) {
            return EarlyEndErrors.readingInterrupted(statementId, cause);
        }
        return signal.isCancelled()
                ? EarlyEndErrors.readingCancelled(statementId, cause)
                : EarlyEndErrors.readingTimedOut(statementId, limit, cause);
    }

    /** Gives up after two answers in a row that cannot be read: what the service keeps for a result does not change. */
    private static final class UnreadableTwice implements RequestLoop.Triage {

        private int unreadable;

        boolean isOver() {
            return unreadable == 2;
        }

        @Override
        public @Nullable ServiceFailure of(DataApiException failed) {
            var failure = failed.failure();
            unreadable = failure.code().equals(ServiceFailure.UNEXPECTED_ANSWER) ? unreadable + 1 : 0;
            return isOver() ? null : failure;
        }
    }
}
