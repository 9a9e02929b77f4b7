package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;

/** Asks ListSessions for the state of a session, at the rate that all ListSessions requests share. */
final class SessionProbe {

    enum Finding {
        AVAILABLE,
        BUSY,
        GONE,
        /** The user may not ask, or the endpoint does not know the operation: asking again is of no use. */
        UNTOLD,
        /**
         * No answer about the session just now: the turn of the request did not come, the service refused it as one too
         * many, or the service failed. Says nothing about the session.
         */
        NOT_NOW,
        /** No answer came. Says nothing about the session either. */
        UNREACHED
    }

    private static final int NOT_IMPLEMENTED = 501;

    /**
     * The longest wait for a turn, also for calls without a limit of their own: the answer only explains a refusal, so
     * a long wait is not worth it.
     */
    private static final Duration LONGEST_WAIT_FOR_TURN = Duration.ofSeconds(20);

    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofMinutes(2);

    private final DataApi api;
    private final DriverClock clock;
    private final ReadRequests asking;

    SessionProbe(Endpoint endpoint, ReadRequests asking) {
        this.asking = asking;
        this.api = endpoint.api();
        this.clock = endpoint.clock();
    }

    /**
     * Asks ListSessions once.
     *
     * @param timeout of the request
     * @param deadline for the turn and the request together
     */
    Finding of(String sessionId, Duration timeout, Deadline deadline, CallerSignal signal) {
        return awaitTurn(deadline, signal) ? ask(sessionId, timeout, deadline, signal) : Finding.NOT_NOW;
    }

    /**
     * Asks ListSessions once, when nobody else waits for it: for a question that no program waits for, and that spares
     * other requests.
     *
     * @param timeout of the request
     */
    Finding ofUnhurried(String sessionId, Duration timeout, CallerSignal signal) {
        var rate = api.rates().of(Operation.LIST_SESSIONS);
        var turn = clock.turnBehindOthers(rate, clock.deadline(LONGEST_WAIT_FOR_OTHERS), signal);
        return turn.isPresent() && clock.awaitOrLeave(turn.get(), Deadline.NONE, signal)
                ? ask(sessionId, timeout, Deadline.NONE, signal)
                : Finding.NOT_NOW;
    }

    private Finding ask(String sessionId, Duration timeout, Deadline deadline, CallerSignal signal) {
        try {
            var limit = Durations.min(timeout, deadline.left(clock));
            var answer = asking.ask(() -> api.findSession(sessionId, limit), limit, signal);
            if (answer.isEmpty()) {
                return Finding.UNREACHED;
            }
            var session = answer.get();
            if (session.isEmpty()) {
                return Finding.GONE;
            }
            return switch (session.get().status()) {
                case AVAILABLE -> Finding.AVAILABLE;
                case BUSY -> Finding.BUSY;
                case CLOSED -> Finding.GONE;
                case UNKNOWN -> Finding.NOT_NOW;
            };
        } catch (DataApiException e) {
            Logs.SESSION.debug("ListSessions did not tell of session {}: {}", sessionId, e.getMessage());
            return without(e.failure());
        }
    }

    private boolean awaitTurn(Deadline deadline, CallerSignal signal) {
        if (deadline.passed(clock)) {
            return false;
        }
        var longest = Durations.min(LONGEST_WAIT_FOR_TURN, deadline.left(clock));
        var turn = api.rates().of(Operation.LIST_SESSIONS).reserveWithin(longest);
        return turn.isPresent() && clock.awaitOrLeave(turn.get(), clock.deadline(longest), signal);
    }

    private static Finding without(ServiceFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> Finding.GONE;
            case UNAUTHORIZED, REJECTED -> Finding.UNTOLD;
            case SERVICE -> failure.httpStatus() == NOT_IMPLEMENTED ? Finding.UNTOLD : Finding.NOT_NOW;
            case THROTTLED, QUOTA -> Finding.NOT_NOW;
            case NETWORK, UNREACHABLE, TIMED_OUT, INTERRUPTED -> Finding.UNREACHED;
        };
    }
}
