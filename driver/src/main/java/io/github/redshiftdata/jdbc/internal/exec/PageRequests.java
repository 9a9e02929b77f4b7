package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks for the pages of results, again and again where that helps, until the reader does not want them any more. */
final class PageRequests {

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final Asking asking;
    private final WhileOpen whileOpen;

    PageRequests(DataApi api, Asking asking, Pacing pacing, Timeouts timeouts, WhileOpen whileOpen) {
        this.asking = asking;
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
        this.whileOpen = whileOpen;
    }

    WhileOpen whileOpen() {
        return whileOpen;
    }

    /** The query timeout from now on. */
    ReadLimit limit(Run run) {
        return new ReadLimit(run.deadlineAnew(pacing));
    }

    /** A page for a reader who waits, up to the limit. */
    ResultPage page(String statementId, @Nullable String nextToken, Run run, ReadLimit limit) throws SQLException {
        var canceller = run.canceller().ofReading();
        return whileOpen.during(() -> request(statementId, nextToken, run, canceller, limit.deadline()));
    }

    /** A page that nobody waits for yet. */
    ResultPage pageAhead(String statementId, @Nullable String nextToken, Run run) throws SQLException {
        var canceller = run.canceller().ofReadingAhead();
        return whileOpen.during(() -> request(statementId, nextToken, run, canceller, Deadline.NONE));
    }

    /** Waits for a page that is under way. */
    ResultPage await(String statementId, Future<ResultPage> ahead, CompletableFuture<?> end, Run run, ReadLimit limit)
            throws SQLException, InterruptedException, ExecutionException {
        try {
            return await(statementId, ahead, end, run, limit.deadline());
        } catch (SQLException e) {
            throw whileOpen.told(e);
        }
    }

    private ResultPage await(
            String statementId, Future<ResultPage> ahead, CompletableFuture<?> end, Run run, Deadline deadline)
            throws SQLException, InterruptedException, ExecutionException {
        var canceller = run.canceller().ofReading();
        try {
            canceller.noticeInterrupt();
            if (canceller.isCancelled() || !canceller.await(end, deadline.left(pacing), pacing)) {
                throw ended(statementId, canceller, deadline, null);
            }
            return ahead.get();
        } catch (CancellationException e) {
            if (run.canceller().isCancelled()) {
                throw ended(statementId, canceller, deadline, e);
            }
            throw e;
        } finally {
            // It was taken for the wait only, and the page may have come with it.
            canceller.restoreInterrupt();
        }
    }

    private ResultPage request(
            String statementId, @Nullable String nextToken, Run run, Canceller canceller, Deadline deadline)
            throws SQLException {
        try {
            canceller.noticeInterrupt();
            return pageOrFailure(statementId, nextToken, run, canceller, deadline);
        } finally {
            canceller.restoreInterrupt();
        }
    }

    private ResultPage pageOrFailure(
            String statementId, @Nullable String nextToken, Run run, Canceller canceller, Deadline deadline)
            throws SQLException {
        var retries = new Retries(api.counters(), pacing, Lookups.PATIENCE, run.login());
        DataApiException last = null;
        while (!canceller.isCancelled() && !deadline.passed(pacing)) {
            try {
                var why = last == null ? null : last.failure();
                if (!pacing.awaitTurn(api.paces().of(Operation.GET_STATEMENT_RESULT), why, deadline, canceller)) {
                    break;
                }
                var timeout = timeouts.waiting(0, deadline);
                var page =
                        asking.ask(() -> send(statementId, nextToken, run.resultFormat(), timeout), timeout, canceller);
                if (page.isPresent()) {
                    return page.get();
                }
                last = last == null ? Asking.noAnswer() : last;
            } catch (DataApiException e) {
                // What the service keeps for a result does not change: two answers that cannot be read are enough.
                if (isUnreadable(e) && last != null && isUnreadable(last) && !canceller.isCancelled()) {
                    throw ServiceErrors.ofUnreadableResult(e.failure(), statementId, e);
                }
                last = e;
            }
            if (!canceller.isCancelled()
                    && !retries.again(last.failure(), deadline, canceller)
                    && !deadline.passed(pacing)) {
                throw ServiceErrors.of(last.failure(), statementId, last);
            }
        }
        throw ended(statementId, canceller, deadline, last);
    }

    private static SQLException ended(
            String statementId, Canceller canceller, Deadline deadline, @Nullable Throwable cause) {
        if (canceller.isOwnerInterrupted()) {
            return Cancellations.readingInterrupted(statementId, cause);
        }
        return canceller.isCancelled()
                ? Cancellations.readingCancelled(statementId, cause)
                : Cancellations.readingTimedOut(statementId, deadline, cause);
    }

    private static boolean isUnreadable(DataApiException e) {
        return e.failure().code().equals(ServiceFailure.UNEXPECTED_ANSWER);
    }

    private ResultPage send(String statementId, @Nullable String nextToken, ResultFormat format, Duration timeout)
            throws DataApiException {
        return format == ResultFormat.CSV
                ? api.getStatementResultV2(statementId, nextToken, timeout)
                : api.getStatementResult(statementId, nextToken, timeout);
    }
}
