package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.api.Pace;
import io.github.redshiftdata.jdbc.internal.api.Paces.Operation;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that cancel one statement, at the pace of all. Another thread may go on where one left: it keeps its
 * place in the queue. Used by one thread at a time, except {@link #stop()}.
 */
final class CancelTries {

    private static final Duration SHORTEST_REQUEST = Duration.ofMillis(100);
    /** No statement runs longer. */
    static final Duration LONGEST_STATEMENT = Duration.ofHours(24);

    /** The service is not to be had: nothing is gained by a thread that waits for it all day. */
    private static final Duration NOTHING_BUT_FAILURES = Duration.ofMinutes(10);

    private static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LONGEST_STATEMENT,
            Kind.QUOTA, LONGEST_STATEMENT,
            Kind.SERVICE, NOTHING_BUT_FAILURES,
            Kind.NETWORK, NOTHING_BUT_FAILURES,
            Kind.TIMED_OUT, NOTHING_BUT_FAILURES,
            Kind.UNREACHABLE, NOTHING_BUT_FAILURES,
            // Somebody may sign in again meanwhile.
            Kind.UNAUTHORIZED, NOTHING_BUT_FAILURES,
            Kind.INTERRUPTED, NOTHING_BUT_FAILURES,
            // A statement that was just submitted may not be known everywhere yet.
            Kind.NOT_FOUND, Duration.ofSeconds(5));

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final String statementId;
    private final Retries retries;
    /** Cancelled when nobody needs to ask any more. */
    private final Canceller needless = Canceller.deaf();
    /** The last request was one too many. */
    private boolean refused;
    /** Once we have queued for it. */
    private Pace.@Nullable Turn turn;

    CancelTries(DataApi api, Pacing pacing, Timeouts timeouts, String statementId) {
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
        this.statementId = statementId;
        this.retries = new Retries(api.counters(), pacing, PATIENCE);
    }

    void stop() {
        needless.cancel();
    }

    boolean isStopped() {
        return needless.isCancelled();
    }

    /** What the service made of it; empty where that is not known before the deadline. An interrupt does not end it. */
    Optional<Cancel.Fate> until(Deadline deadline) {
        needless.noticeInterrupt();
        try {
            while (!isStopped()) {
                if (!awaitTurn(deadline)) {
                    return Optional.empty();
                }
                if (isStopped()) {
                    break;
                }
                var failure = send(deadline);
                refused = failure != null && failure.kind() == Kind.THROTTLED;
                if (failure == null) {
                    retries.succeeded();
                    return Optional.of(Cancel.Fate.TAKEN);
                }
                if (Refusals.ofCancellingWhatEnded(failure)) {
                    stop();
                    return Optional.of(Cancel.Fate.ENDED_BEFORE);
                }
                if (!retries.again(failure, deadline, needless)) {
                    return deadline.passed(pacing) ? Optional.empty() : Optional.of(Cancel.Fate.REFUSED);
                }
            }
            return Optional.of(Cancel.Fate.ENDED_BEFORE);
        } finally {
            needless.restoreInterrupt();
        }
    }

    /** Whether the turn came in time; otherwise at once, since there is nothing to wait for. */
    private boolean awaitTurn(Deadline deadline) {
        if (deadline.passed(pacing)) {
            return false;
        }
        var ours = turn == null ? queue() : turn;
        turn = ours;
        if (ours.left() > deadline.left(pacing).toNanos()) {
            return false;
        }
        pacing.awaitTurn(ours, deadline, needless);
        if (ours.left() > 0 && !isStopped()) {
            return false;
        }
        turn = null;
        return true;
    }

    private Pace.Turn queue() {
        var pace = api.paces().of(Operation.CANCEL_STATEMENT);
        return refused ? pace.reserveAgain() : pace.reserve();
    }

    /** Null where the service took it. */
    private @Nullable ServiceFailure send(Deadline deadline) {
        var left = Durations.max(deadline.left(pacing), SHORTEST_REQUEST);
        try {
            return api.cancelStatement(statementId, Durations.min(left, timeouts.request())) ? null : notDone();
        } catch (DataApiException e) {
            Logs.CALLS.debug("Statement {} is not cancelled yet: {}", statementId, e.getMessage());
            var failure = e.failure().asSeenInAnOutage();
            return Refusals.ofBeingSlow(failure) ? slow(failure) : failure;
        }
    }

    private static ServiceFailure notDone() {
        return new ServiceFailure(Kind.SERVICE, "NotCancelled", "the service did not cancel it", 200, null);
    }

    private static ServiceFailure slow(ServiceFailure failure) {
        return new ServiceFailure(
                Kind.SERVICE, failure.code(), failure.message(), failure.httpStatus(), failure.requestId());
    }
}
