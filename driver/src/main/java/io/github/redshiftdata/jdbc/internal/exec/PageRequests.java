package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks for the pages of results, again and again where that helps, until the reader does not want them any more. */
final class PageRequests {

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final WhileOpen whileOpen;

    PageRequests(DataApi api, Pacing pacing, Timeouts timeouts, WhileOpen whileOpen) {
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
        return new ReadLimit(pacing.deadline(run.timeout()));
    }

    /** A page for a reader who waits, up to the limit. */
    ResultPage page(String statementId, @Nullable String nextToken, Run run, ReadLimit limit) throws SQLException {
        return whileOpen.during(() -> request(statementId, nextToken, run, limit.deadline()));
    }

    /** A page that nobody waits for yet. */
    ResultPage pageAhead(String statementId, @Nullable String nextToken, Run run) throws SQLException {
        return whileOpen.during(() -> request(statementId, nextToken, run, Deadline.NONE));
    }

    /** Waits for a page that is under way. */
    ResultPage await(String statementId, Future<ResultPage> ahead, Run run, ReadLimit limit)
            throws SQLException, InterruptedException, ExecutionException {
        try {
            return await(statementId, ahead, run.canceller(), limit.deadline());
        } catch (SQLException e) {
            throw whileOpen.told(e);
        }
    }

    private ResultPage await(String statementId, Future<ResultPage> ahead, Canceller canceller, Deadline deadline)
            throws SQLException, InterruptedException, ExecutionException {
        if (canceller.isCancelled()) {
            throw Cancellations.readingCancelled(statementId, null);
        }
        try {
            var left = deadline.left(pacing).toNanos();
            if (!canceller.interruptibly(() -> isDone(ahead, left))) {
                throw Cancellations.readingTimedOut(statementId, deadline, null);
            }
            return ahead.get();
        } catch (InterruptedException | CancellationException e) {
            if (canceller.isCancelled()) {
                throw Cancellations.readingCancelled(statementId, e);
            }
            throw e;
        }
    }

    /** Waits; false where the time ended first. */
    private static boolean isDone(Future<ResultPage> ahead, long nanos) throws InterruptedException {
        try {
            ahead.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private ResultPage request(String statementId, @Nullable String nextToken, Run run, Deadline deadline)
            throws SQLException {
        var retries = new Retries(api.counters(), pacing, Lookups.PATIENCE);
        var canceller = run.canceller();
        var unreadable = false;
        while (true) {
            if (canceller.isCancelled()) {
                throw Cancellations.readingCancelled(statementId, null);
            }
            if (deadline.passed(pacing)) {
                throw Cancellations.readingTimedOut(statementId, deadline, null);
            }
            try {
                pacing.awaitTurn(api.paces().of(Operation.GET_STATEMENT_RESULT), deadline, canceller);
                return canceller.interruptibly(() -> send(statementId, nextToken, run.resultFormat(), deadline));
            } catch (DataApiException e) {
                if (isUnreadable(e) && unreadable && !canceller.isCancelled()) {
                    throw ServiceErrors.ofUnreadableResult(e.failure(), statementId, e);
                }
                unreadable |= isUnreadable(e);
                if (!canceller.isCancelled() && !again(retries, e, statementId, deadline, canceller)) {
                    throw e.failure().kind() == Kind.INTERRUPTED
                            ? Cancellations.readingInterrupted(statementId, e)
                            : deadline.passed(pacing)
                                    ? Cancellations.readingTimedOut(statementId, deadline, e)
                                    : ServiceErrors.of(e.failure(), statementId, e);
                }
            }
        }
    }

    /** What the service keeps for a result does not change: two answers that cannot be read are enough. */
    private static boolean isUnreadable(DataApiException e) {
        return e.failure().code().equals(ServiceFailure.UNEXPECTED_ANSWER);
    }

    private ResultPage send(String statementId, @Nullable String nextToken, ResultFormat format, Deadline deadline)
            throws DataApiException {
        var timeout = timeouts.waiting(0, deadline);
        return format == ResultFormat.CSV
                ? api.getStatementResultV2(statementId, nextToken, timeout)
                : api.getStatementResult(statementId, nextToken, timeout);
    }

    private static boolean again(
            Retries retries, DataApiException e, String statementId, Deadline deadline, Canceller canceller)
            throws SQLException {
        try {
            return retries.again(e.failure(), deadline, canceller);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Cancellations.readingInterrupted(statementId, interrupt);
        }
    }
}
