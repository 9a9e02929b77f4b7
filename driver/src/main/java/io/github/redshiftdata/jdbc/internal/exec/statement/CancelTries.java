package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that cancel one statement, at the rate that all CancelStatement requests share. Another thread may go on
 * where one left: the place in the queue is kept. Used by one thread at a time, except {@link #stop()}.
 */
public final class CancelTries {

    private static final Duration SHORTEST_REQUEST = Duration.ofMillis(100);
    /** How long to try at most: no statement runs longer. */
    static final Duration LONGEST_STATEMENT = Duration.ofHours(24);

    private final Endpoint endpoint;
    private final String statementId;
    private final RequestLoop loop;
    /** Cancelled when the statement has ended, so that no more requests are needed. */
    private final CallerSignal stopped = CallerSignal.uninterruptible();

    CancelTries(Endpoint endpoint, String statementId) {
        this.endpoint = endpoint;
        this.statementId = statementId;
        this.loop = new RequestLoop(
                endpoint, Operation.CANCEL_STATEMENT, Patience.CANCELLING, null, CancelTries::unlessEnded);
    }

    void stop() {
        stopped.cancel();
    }

    boolean isStopped() {
        return stopped.isCancelled();
    }

    /**
     * Sends requests until the service has answered for good; empty if it has not before the deadline. An interrupt
     * does not end this.
     */
    Optional<ServerCancel.Fate> until(Deadline deadline) {
        stopped.noticeInterrupt();
        try {
            // If the deadline comes before the turn, waiting is of no use.
            var taken = loop.takePlace(deadline)
                    ? loop.untilRelieved(() -> send(deadline), deadline, stopped)
                    : Optional.<ServerCancel.Fate>empty();
            return isStopped() && taken.isEmpty() ? Optional.of(ServerCancel.Fate.ENDED_BEFORE) : taken;
        } catch (DataApiException refused) {
            if (refused.failure().reason() == Reason.ENDED_ALREADY) {
                stop();
                return Optional.of(ServerCancel.Fate.ENDED_BEFORE);
            }
            return Optional.of(ServerCancel.Fate.REFUSED);
        } finally {
            stopped.restoreInterrupt();
        }
    }

    private Optional<ServerCancel.Fate> send(Deadline deadline) throws DataApiException {
        var left = Durations.max(deadline.left(endpoint.clock()), SHORTEST_REQUEST);
        var timeout = Durations.min(left, endpoint.timeouts().request());
        try {
            if (endpoint.api().cancelStatement(statementId, timeout)) {
                return Optional.of(ServerCancel.Fate.TAKEN);
            }
        } catch (DataApiException e) {
            Logs.CALLS.debug("Statement {} is not cancelled yet: {}", statementId, e.getMessage());
            throw e;
        }
        var text = "the service did not cancel it";
        throw new DataApiException(
                new ServiceFailure(Kind.SERVICE, "NotCancelled", text, 200, null), new IllegalStateException(text));
    }

    /**
     * The failure by which to decide on a retry. If the statement has ended, there is nothing left to cancel (null); a
     * service that is slow may be quicker next time.
     */
    private static @Nullable ServiceFailure unlessEnded(DataApiException failed) {
        var failure = failed.failure();
        if (failure.reason() == Reason.ENDED_ALREADY) {
            return null;
        }
        return failure.reason() == Reason.SLOW ? failure.as(Kind.SERVICE) : failure.asSeenInAnOutage();
    }
}
