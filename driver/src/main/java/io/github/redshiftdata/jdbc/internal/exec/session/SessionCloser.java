package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.AdaptiveRate;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives up sessions. Otherwise they would stay in the warehouse with their transactions and locks until their idle time
 * is over. The service has no operation for that: a last statement sets the idle time to 0 seconds. It is a ROLLBACK,
 * which costs the database nothing and ends an open transaction. Never fails.
 */
final class SessionCloser {

    /** The time limit of the request: a caller that closes a connection does not wait for a service that is stuck. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final SessionProbe health;

    SessionCloser(Endpoint endpoint, SessionProbe health) {
        this.endpoint = endpoint;
        this.health = health;
    }

    /**
     * Gives up a session by one request, even on an interrupted thread. If the service refuses it, or its turn has not
     * come yet, a thread of the driver goes on.
     */
    void giveUp(String sessionId) {
        var request = lastRequest(sessionId);
        var turn = reserve();
        if (turn.left() > 0 && endpoint.inFlight().inBackground(() -> sendInTurn(request, turn))) {
            return;
        }
        var interrupted = Thread.interrupted();
        try {
            send(request);
        } catch (DataApiException failed) {
            endpoint.inFlight().inBackground(() -> insist(request, failed));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives up a session in a thread of the driver, for a caller that must not wait. */
    void giveUpInBackground(String sessionId) {
        var request = lastRequest(sessionId);
        var turn = reserve();
        endpoint.inFlight().inBackground(() -> sendInTurn(request, turn));
    }

    private AdaptiveRate.Turn reserve() {
        return endpoint.api().rates().of(Operation.EXECUTE_STATEMENT).reserve();
    }

    private void sendInTurn(SubmitRequest request, AdaptiveRate.Turn turn) {
        endpoint.clock().awaitTurn(turn, Deadline.NONE, new CallerSignal());
        try {
            send(request);
        } catch (DataApiException failed) {
            insist(request, failed);
        }
    }

    private static SubmitRequest lastRequest(String sessionId) {
        var token = UUID.randomUUID().toString();
        return new SubmitRequest(List.of("ROLLBACK"), List.of(), token, sessionId, 0, null, 0, ResultFormat.JSON);
    }

    /**
     * Repeats the request as long as the service or the session is busy, or the network fails. An interrupt does not
     * end this.
     */
    private void insist(SubmitRequest request, DataApiException first) {
        var loop = new RequestLoop(
                        endpoint,
                        Operation.EXECUTE_STATEMENT,
                        Patience.GIVING_UP_A_SESSION,
                        null,
                        failed -> unlessGone(request, failed.failure().asSeenInAnOutage()))
                .behindOthers();
        var signal = CallerSignal.uninterruptible();
        try {
            var unused = loop.untilAnswered(first, () -> Optional.of(send(request)), Deadline.NONE, signal);
        } catch (DataApiException givenUp) {
            Logs.SESSION.debug("Session {} was left to end by itself", request.sessionId());
        } finally {
            signal.restoreInterrupt();
        }
    }

    private @Nullable ServiceFailure unlessGone(SubmitRequest request, ServiceFailure failure) {
        return isGone(request, failure) ? null : failure;
    }

    /**
     * Whether the session has ended already. Only a refusal that is about the session is believed, and only if
     * ListSessions agrees.
     */
    private boolean isGone(SubmitRequest request, ServiceFailure failure) {
        var sessionId = request.sessionId();
        return sessionId == null
                || (failure.reason() == Reason.SESSION_UNAVAILABLE
                        && health.ofUnhurried(sessionId, endpoint.timeouts().request(), CallerSignal.unattended())
                                == SessionProbe.Finding.GONE);
    }

    /** Sends the request and does not wait for the end of the statement. */
    private Submitted send(SubmitRequest request) throws DataApiException {
        try {
            var answer = sendOrWithoutTime(request);
            Logs.SESSION.debug("Session {} is given up", request.sessionId());
            return answer;
        } catch (DataApiException e) {
            Logs.SESSION.debug("Session {} was not given up yet: {}", request.sessionId(), e.getMessage());
            throw e;
        }
    }

    /** Where the service takes no other idle time for a session, the ROLLBACK alone frees the locks at least. */
    private Submitted sendOrWithoutTime(SubmitRequest request) throws DataApiException {
        var limit = Durations.min(LIMIT, endpoint.timeouts().request());
        try {
            return endpoint.api().executeStatement(request, limit);
        } catch (DataApiException failed) {
            if (failed.failure().reason() != Reason.KEEP_ALIVE_REFUSED) {
                throw failed;
            }
            return endpoint.api().executeStatement(request.withoutKeepAlive(), limit);
        }
    }
}
