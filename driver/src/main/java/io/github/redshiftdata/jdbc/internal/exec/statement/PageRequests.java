package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks for the pages of results, again and again where that helps, until the reader does not want them any more. */
public final class PageRequests {

    private final Endpoint endpoint;
    private final ReadRequests asking;
    private final WhileOpen whileOpen;

    public PageRequests(Endpoint endpoint, ReadRequests asking, WhileOpen whileOpen) {
        this.endpoint = endpoint;
        this.asking = asking;
        this.whileOpen = whileOpen;
    }

    WhileOpen whileOpen() {
        return whileOpen;
    }

    /** The query timeout from now on. */
    ReadLimit limit(Execution execution) {
        return new ReadLimit(execution.deadlineAnew(endpoint.clock()));
    }

    /** A page for a reader who waits, up to the limit. */
    ResultPage page(String statementId, @Nullable String nextToken, Execution execution, ReadLimit limit)
            throws SQLException {
        var signal = execution.signal().ofReading();
        return whileOpen.during(() -> request(statementId, nextToken, execution, signal, limit.deadline()));
    }

    /** A page that nobody waits for yet. */
    ResultPage pageAhead(String statementId, @Nullable String nextToken, Execution execution) throws SQLException {
        var signal = execution.signal().ofReadingAhead();
        return whileOpen.during(() -> request(statementId, nextToken, execution, signal, Deadline.NONE));
    }

    /** Waits for a page that is under way. */
    ResultPage await(
            String statementId,
            Future<ResultPage> ahead,
            CompletableFuture<?> end,
            Execution execution,
            ReadLimit limit)
            throws SQLException, InterruptedException, ExecutionException {
        try {
            return await(statementId, ahead, end, execution, limit.deadline());
        } catch (SQLException e) {
            throw whileOpen.told(e);
        }
    }

    private ResultPage await(
            String statementId,
            Future<ResultPage> ahead,
            CompletableFuture<?> end,
            Execution execution,
            Deadline deadline)
            throws SQLException, InterruptedException, ExecutionException {
        var signal = execution.signal().ofReading();
        try {
            signal.noticeInterrupt();
            if (signal.isCancelled() || !arrived(end, deadline, signal)) {
                throw ended(statementId, signal, deadline, null);
            }
            return ahead.get();
        } catch (CancellationException e) {
            if (execution.signal().isCancelled()) {
                throw ended(statementId, signal, deadline, e);
            }
            throw e;
        } finally {
            // It was taken for the wait only, and the page may have come with it.
            signal.restoreInterrupt();
        }
    }

    private boolean arrived(CompletableFuture<?> end, Deadline deadline, CallerSignal signal) {
        var clock = endpoint.clock();
        return signal.await(end, deadline.left(clock), clock);
    }

    private ResultPage request(
            String statementId, @Nullable String nextToken, Execution execution, CallerSignal signal, Deadline deadline)
            throws SQLException {
        try {
            signal.noticeInterrupt();
            return pageOrFailure(statementId, nextToken, execution, signal, deadline);
        } finally {
            signal.restoreInterrupt();
        }
    }

    private ResultPage pageOrFailure(
            String statementId, @Nullable String nextToken, Execution execution, CallerSignal signal, Deadline deadline)
            throws SQLException {
        var triage = new UnreadableTwice();
        var loop =
                new RequestLoop(endpoint, Operation.GET_STATEMENT_RESULT, Patience.READING, execution.login(), triage);
        try {
            return loop.untilAnswered(
                            () -> ask(statementId, nextToken, execution.resultFormat(), deadline, signal),
                            deadline,
                            signal)
                    .orElseThrow(() -> ended(statementId, signal, deadline, loop.last()));
        } catch (DataApiException e) {
            throw triage.isOver()
                    ? ServiceErrors.ofUnreadableResult(e.failure(), statementId, e)
                    : ServiceErrors.of(e.failure(), statementId, e);
        }
    }

    private Optional<ResultPage> ask(
            String statementId, @Nullable String nextToken, ResultFormat format, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        var timeout = endpoint.timeouts().waiting(0, deadline);
        return asking.ask(() -> send(statementId, nextToken, format, timeout), timeout, signal);
    }

    /** What the service keeps for a result does not change: two answers in a row that cannot be read are enough. */
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

    private static SQLException ended(
            String statementId, CallerSignal signal, Deadline deadline, @Nullable Throwable cause) {
        if (signal.isOwnerInterrupted()) {
            return EarlyEndErrors.readingInterrupted(statementId, cause);
        }
        return signal.isCancelled()
                ? EarlyEndErrors.readingCancelled(statementId, cause)
                : EarlyEndErrors.readingTimedOut(statementId, deadline, cause);
    }

    private ResultPage send(String statementId, @Nullable String nextToken, ResultFormat format, Duration timeout)
            throws DataApiException {
        return format == ResultFormat.CSV
                ? endpoint.api().getStatementResultV2(statementId, nextToken, timeout)
                : endpoint.api().getStatementResult(statementId, nextToken, timeout);
    }
}
