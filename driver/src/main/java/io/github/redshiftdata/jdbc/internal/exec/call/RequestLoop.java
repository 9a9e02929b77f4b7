package io.github.redshiftdata.jdbc.internal.exec.call;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request that may be repeated freely until the service answers it: waits for the request's turn, sends it, and
 * sends it again for as long as a {@link Patience} bears the failures. Used by one thread at a time; another thread may
 * go on where the first has left.
 */
public final class RequestLoop {

    /** Sends the request once. Empty if no answer came in time, or the caller must leave. */
    @FunctionalInterface
    public interface Attempt<T> {
        Optional<T> send() throws DataApiException;
    }

    /** Decides which failure counts, from the point of view of the sender. */
    @FunctionalInterface
    public interface Triage {

        /** Takes the failure as the service reports it. */
        Triage AS_TOLD = DataApiException::failure;

        /** The failure by which to decide on a retry; null if a retry is of no use. */
        @Nullable
        ServiceFailure of(DataApiException failed);
    }

    /** How long others are let pass: what is never sent is never done. */
    private static final Duration LONGEST_YIELD = Duration.ofSeconds(30);

    private final DriverClock clock;
    /** The rate of the operation; null if it has none. */
    private final @Nullable AdaptiveRate rate;

    private final Retries retries;
    private final Triage triage;
    /** Whether requests for which a program waits are let pass. */
    private boolean yields;
    /** The place in the queue of the operation, once it is taken, until the request is sent. */
    private AdaptiveRate.@Nullable Turn turn;

    private @Nullable DataApiException last;

    /**
     * Prepares the loop; sends nothing yet.
     *
     * @param operation the operation whose rate the requests keep to; null if they have none
     * @param login sets how long failures are repeated while a connection is made; null for any other request
     */
    public RequestLoop(
            Endpoint endpoint, @Nullable Operation operation, Patience patience, @Nullable Login login, Triage triage) {
        this.clock = endpoint.clock();
        this.rate = operation == null ? null : endpoint.api().rates().of(operation);
        this.retries = new Retries(endpoint.api().counters(), clock, patience.limits(), login);
        this.triage = triage;
    }

    /** Lets those pass for which a program waits. For a loop of the driver's own, which has time. */
    public RequestLoop behindOthers() {
        yields = true;
        return this;
    }

    /** The failure of the last request that failed; null if none has. */
    @Nullable
    public DataApiException last() {
        return last;
    }

    /** Takes a place in the queue; returns whether the turn comes before a deadline. */
    public boolean takePlace(Deadline deadline) {
        return takeTurn() <= deadline.left(clock).toNanos();
    }

    /** Takes a place in the queue if its turn comes soon; returns whether there is one. */
    public boolean takePlaceWithin(Duration longest) {
        if (rate != null && turn == null) {
            turn = rate.reserveWithin(longest).orElse(null);
        }
        return rate == null || turn != null;
    }

    /**
     * Sends the request until it is answered, the deadline is over, or the signal is cancelled.
     *
     * @return empty if the deadline or a cancel came first; then the place in the queue is given back
     * @throws DataApiException the last failure, if a retry is of no use or the patience is over
     */
    public <T> Optional<T> untilAnswered(Attempt<T> attempt, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        var answer = untilRelieved(attempt, deadline, signal);
        if (answer.isEmpty()) {
            leaveQueue();
        }
        return answer;
    }

    /**
     * Does what {@link #untilAnswered(Attempt, Deadline, CallerSignal)} does, but keeps the place in the queue at the
     * deadline: another thread goes on from there.
     */
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

    /** Goes on after a first request that the caller has sent itself and that failed. */
    public <T> Optional<T> untilAnswered(
            DataApiException failed, Attempt<T> attempt, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        last = failed;
        bear(deadline, signal);
        return untilAnswered(attempt, deadline, signal);
    }

    /** Pauses before the next request; throws if there must be none. */
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
        if (yields && rate != null && turn == null) {
            var end = deadline.earlier(clock.deadline(LONGEST_YIELD), clock);
            turn = clock.turnBehindOthers(rate, end, signal).orElse(null);
        }
        takeTurn();
        var ours = turn;
        if (ours != null && !clock.awaitTurn(ours, deadline, signal)) {
            return false;
        }
        turn = null;
        return true;
    }

    /**
     * Takes a place in the queue if there is none yet; returns the time until the turn, in nanoseconds. A request that
     * was refused as one too many goes before those that have had no turn yet.
     */
    private long takeTurn() {
        if (rate == null) {
            return 0;
        }
        var failed = last;
        if (turn == null) {
            var again = !yields && failed != null && failed.failure().kind() == Kind.THROTTLED;
            turn = again ? rate.reserveAgain() : rate.reserve();
        }
        return turn.left();
    }
}
