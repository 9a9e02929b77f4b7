package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecuteRequest;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.api.Pace;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives up sessions, which would else stay in the warehouse with their transactions and locks until they have idled long
 * enough. The service has no operation for that: a last statement sets the idle time to 0 seconds, and as it has to be
 * some statement it is ROLLBACK, which costs the database nothing and ends whatever is open. Never fails.
 */
final class SessionEnd {

    /** Whoever closes does not wait for a service that is stuck. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration BUSY = Duration.ofMinutes(1);
    /** The kinds that refuse a session count only where it is busy. */
    private static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LONG,
            Kind.QUOTA, LONG,
            Kind.SERVICE, LONG,
            Kind.NETWORK, LONG,
            Kind.TIMED_OUT, LONG,
            Kind.UNREACHABLE, LONG,
            Kind.INTERRUPTED, LONG,
            // Somebody may sign in again meanwhile.
            Kind.UNAUTHORIZED, LONG,
            Kind.REJECTED, BUSY,
            Kind.NOT_FOUND, BUSY);

    private final DataApi api;
    private final SessionHealth health;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final UnderWay underWay;

    SessionEnd(DataApi api, SessionHealth health, Pacing pacing, Timeouts timeouts, UnderWay underWay) {
        this.api = api;
        this.health = health;
        this.pacing = pacing;
        this.timeouts = timeouts;
        this.underWay = underWay;
    }

    /**
     * Gives up a session by one request, on an interrupted thread too; if it is refused, or its turn is not now, a thread of
     * the driver goes on.
     */
    void giveUp(String sessionId) {
        var request = lastRequest(sessionId);
        var turn = api.paces().of(Operation.EXECUTE_STATEMENT).reserve();
        if (turn.left() > 0 && underWay.inBackground(() -> sendInTurn(request, turn))) {
            return;
        }
        var interrupted = Thread.interrupted();
        try {
            send(request).ifPresent(failure -> underWay.inBackground(() -> insist(request, failure)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The same, for whoever has other things to do. */
    void giveUpInBackground(String sessionId) {
        var request = lastRequest(sessionId);
        var turn = api.paces().of(Operation.EXECUTE_STATEMENT).reserve();
        underWay.inBackground(() -> sendInTurn(request, turn));
    }

    private void sendInTurn(ExecuteRequest request, Pace.Turn turn) {
        pacing.awaitTurn(turn, Deadline.NONE, new Canceller());
        send(request).ifPresent(failure -> insist(request, failure));
    }

    private static ExecuteRequest lastRequest(String sessionId) {
        var token = UUID.randomUUID().toString();
        return new ExecuteRequest("ROLLBACK", List.of(), token, sessionId, 0, null, 0, ResultFormat.JSON);
    }

    /** Goes on as long as the service is busy, the session is, or the network fails. */
    private void insist(ExecuteRequest request, ServiceFailure first) {
        var retries = new Retries(api.counters(), pacing, PATIENCE);
        var failure = Optional.of(first);
        while (failure.isPresent()) {
            if (!again(retries, request, failure.get())) {
                Logs.SESSION.debug("Session {} was left to end by itself", request.sessionId());
                return;
            }
            pacing.awaitTurn(
                    api.paces().of(Operation.EXECUTE_STATEMENT), failure.get(), Deadline.NONE, new Canceller());
            failure = send(request);
        }
    }

    private boolean again(Retries retries, ExecuteRequest request, ServiceFailure failure) {
        return !isGone(request, failure) && retries.again(failure, Deadline.NONE, new Canceller());
    }

    /** Only a refusal that is about the session is believed, and only where ListSessions agrees. */
    private boolean isGone(ExecuteRequest request, ServiceFailure failure) {
        var sessionId = request.sessionId();
        return sessionId == null
                || (Refusals.ofTheSession(failure)
                        && health.of(sessionId, timeouts.request(), Deadline.NONE, Canceller.unattended())
                                == SessionHealth.Finding.GONE);
    }

    /** Sends the request and does not wait for the end of the statement; gives the reason if it was not taken. */
    private Optional<ServiceFailure> send(ExecuteRequest request) {
        try {
            api.executeStatement(request, Durations.min(LIMIT, timeouts.request()));
            Logs.SESSION.debug("Session {} is given up", request.sessionId());
            return Optional.empty();
        } catch (DataApiException e) {
            Logs.SESSION.debug("Session {} was not given up yet: {}", request.sessionId(), e.getMessage());
            return Optional.of(e.failure().asSeenInAnOutage());
        }
    }
}
