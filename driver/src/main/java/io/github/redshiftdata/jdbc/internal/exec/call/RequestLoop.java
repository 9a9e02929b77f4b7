package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request that may be repeated freely until it is answered: waits for its turn, sends, and asks again for as long as
 * a {@link Patience} bears the failures. Used by one thread at a time; another one may go on where the first has left.
 */
public final class RequestLoop {

    /** Sends the request once. Empty where no answer came in time, or the caller is to leave. */
    @FunctionalInterface
    public interface Attempt<T> {
        Optional<T> send() throws DataApiException;
    }

    /** What a failure means to the one who asks. */
    @FunctionalInterface
    public interface Triage {

        /** What the service says. */
        Triage AS_TOLD = DataApiException::failure;

        /** The failure to bear; null where asking again is of no use. */
        @Nullable
        ServiceFailure of(DataApiException failed);
    }

    private final DriverClock clock;
    /** Of the operation; null where it has none. */
    private final @Nullable AdaptiveRate rate;

    private final Retries retries;
    private final Triage triage;
    /** The place in the queue of the operation, once it is taken, until the request is sent. */
    private AdaptiveRate.@Nullable Turn turn;

    private @Nullable DataApiException last;

    /**
     * Sends nothing yet.
     *
     * @param operation at whose pace the requests are sent; null where it has none
     * @param login bears what it bears; null where no connection is made
     */
    public RequestLoop(
            Endpoint endpoint, @Nullable Operation operation, Patience patience, @Nullable Login login, Triage triage) {
        this.clock = endpoint.clock();
        this.rate = operation == null ? null : endpoint.api().rates().of(operation);
        this.retries = new Retries(endpoint.api().counters(), clock, patience.limits(), login);
        this.triage = triage;
    }

    /** How the last request failed; null where none has. */
    @Nullable
    public DataApiException last() {
        return last;
    }

    /** Takes a place in the queue; tells whether the turn comes before a deadline. */
    public boolean takesTurnBefore(Deadline deadline) {
        return takeTurn() <= deadline.left(clock).toNanos();
    }

    /**
     * Asks.
     *
     * @return empty where the deadline or a cancel came first; then the place in the queue is given back
     * @throws DataApiException the last failure, where asking again is of no use or the patience is over
     */
    public <T> Optional<T> untilAnswered(Attempt<T> attempt, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        var answer = untilRelieved(attempt, deadline, signal);
        if (answer.isEmpty()) {
            leaveQueue();
        }
        return answer;
    }

    /** The same where another thread goes on after the deadline, at the same place in the queue. */
    public <T> Optional<T> untilRelieved(Attempt<T> attempt, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        while (awaitTurn(deadline, signal)) {
            try {
                var answer = attempt.send();
                if (answer.isPresent()) {
                    retries.succeeded();
                    return answer;
                }
                last = ReadRequests.noAnswer();
            } catch (DataApiException failed) {
                last = failed;
            }
            bear(deadline, signal);
        }
        if (signal.isCancelled()) {
            leaveQueue();
        }
        return Optional.empty();
    }

    private void leaveQueue() {
        var ours = turn;
        turn = null;
        if (ours != null) {
            ours.leave();
        }
    }

    /** Goes on behind a request that somebody else has sent. */
    public <T> Optional<T> untilAnswered(
            DataApiException failed, Attempt<T> attempt, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        last = failed;
        bear(deadline, signal);
        return untilAnswered(attempt, deadline, signal);
    }

    /** Pauses before the next request, or throws where there is to be none. */
    private void bear(Deadline deadline, CallerSignal signal) throws DataApiException {
        var failed = last;
        if (failed == null) {
            return;
        }
        var failure = triage.of(failed);
        if (failure == null) {
            throw failed;
        }
        if (!isOver(deadline, signal)
                && !retries.pauseBeforeRetry(failure, deadline, signal)
                && !isOver(deadline, signal)) {
            throw failed;
        }
    }

    private boolean isOver(Deadline deadline, CallerSignal signal) {
        return signal.isCancelled() || deadline.passed(clock);
    }

    private boolean awaitTurn(Deadline deadline, CallerSignal signal) {
        if (isOver(deadline, signal)) {
            return false;
        }
        takeTurn();
        var ours = turn;
        if (ours != null && !clock.awaitTurn(ours, deadline, signal)) {
            return false;
        }
        turn = null;
        return true;
    }

    /** How long until it comes, in nanoseconds. What was refused as one too many goes before those who have had no turn yet. */
    private long takeTurn() {
        if (rate == null) {
            return 0;
        }
        var failed = last;
        if (turn == null) {
            turn = failed != null && failed.failure().kind() == Kind.THROTTLED ? rate.reserveAgain() : rate.reserve();
        }
        return turn.left();
    }
}
