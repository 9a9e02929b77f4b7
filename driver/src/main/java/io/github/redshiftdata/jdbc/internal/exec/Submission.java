package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands commands to the service, each exactly once: every retry of a command carries the same ClientToken. */
final class Submission {

    private static final Duration THROTTLED = Duration.ofMinutes(2);
    private static final Duration QUOTA = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE = Duration.ofSeconds(15);
    private static final Duration UNANSWERED = Duration.ofMinutes(1);
    /** For an endpoint that has never answered as the Data API does. */
    private static final Duration STRANGE = Duration.ofSeconds(2);
    /** With less time than this left, the id is needed sooner than the end. */
    private static final Duration SHORT = Duration.ofMillis(1500);

    private final DataApi api;
    private final LongPolling longPolling;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final AbandonedSubmissions abandoned;
    private volatile boolean reached;

    Submission(DataApi api, LongPolling longPolling, Pacing pacing, Timeouts timeouts, AbandonedSubmissions abandoned) {
        this.abandoned = abandoned;
        this.api = api;
        this.longPolling = longPolling;
        this.pacing = pacing;
        this.timeouts = timeouts;
    }

    /**
     * What the service made of a command.
     *
     * @param statusWithheld the end was to be waited for, but the answer does not even know a status
     */
    record Accepted(Submitted answer, boolean statusWithheld) {}

    /**
     * Submits.
     *
     * @throws NotAcceptedException if it was surely not carried out
     * @throws SQLException if that is not known
     */
    Accepted submit(Command command, SessionUse session, Run run) throws NotAcceptedException, SQLException {
        var deadline = run.deadline();
        var canceller = run.canceller();
        var token = UUID.randomUUID().toString();
        var retries = new Retries(api.counters(), pacing, patience());
        var maybeAccepted = false;
        var wait = waitSeconds(deadline);
        if (Thread.currentThread().isInterrupted() && !canceller.ignoresInterrupt()) {
            throw new NotAcceptedException(Cancellations.interrupted(null, null), null);
        }
        while (true) {
            pacing.awaitTurn(api.paces().of(command.operation()), deadline, canceller);
            var lastTry = isOver(deadline, canceller);
            if (lastTry && !maybeAccepted) {
                throw new NotAcceptedException(ended(deadline, canceller, null), null);
            }
            wait = lastTry ? 0 : wait;
            var timeout = lastTry ? timeouts.lastTry() : timeouts.submission(wait, deadline);
            var terms = new Command.Terms(token, session, run.statementName(), wait, run.resultFormat(), timeout);
            try {
                var answer =
                        lastTry ? command.send(api, terms) : canceller.interruptibly(() -> command.send(api, terms));
                reached = true;
                return new Accepted(answer, wait > 0 && answer.status() == null);
            } catch (DataApiException e) {
                var failure = e.failure();
                if (wait > 0 && Refusals.ofWaiting(failure)) {
                    longPolling.noticedUnsupported();
                    wait = 0;
                    continue;
                }
                maybeAccepted |= mayBeAccepted(failure.kind());
                if (lastTry) {
                    abandoned.takeOver(command, terms);
                    throw giveUp(e, true, deadline, canceller);
                }
                if (failure.kind() == Kind.INTERRUPTED && !canceller.isCancelled()) {
                    canceller.ownerInterrupted();
                }
                // It may run: the same token brings the id, which is needed to cancel it, or to wait for it all the
                // same.
                var owed = maybeAccepted && (failure.kind() == Kind.INTERRUPTED || isOver(deadline, canceller));
                if (!owed && !again(retries, failure, deadline, canceller)) {
                    throw giveUp(e, maybeAccepted, deadline, canceller);
                }
            }
        }
    }

    private boolean isOver(Deadline deadline, Canceller canceller) {
        return canceller.isCancelled() || deadline.passed(pacing);
    }

    private int waitSeconds(Deadline deadline) {
        var hurry = deadline.left(pacing).compareTo(SHORT) < 0;
        return longPolling.supported() && !hurry ? 1 : 0;
    }

    /** A connection's very first request fails fast: a wrong address does not mend itself. */
    private Map<Kind, Duration> patience() {
        var unanswered = Durations.max(UNANSWERED, timeouts.request().multipliedBy(3));
        return Map.of(
                Kind.THROTTLED, THROTTLED,
                Kind.QUOTA, QUOTA,
                Kind.UNREACHABLE, reached ? UNREACHABLE : Duration.ZERO,
                Kind.NETWORK, unanswered,
                Kind.SERVICE, reached ? unanswered : STRANGE,
                Kind.TIMED_OUT, unanswered);
    }

    private static boolean mayBeAccepted(Kind kind) {
        return switch (kind) {
            case NETWORK, SERVICE, TIMED_OUT, INTERRUPTED -> true;
            case THROTTLED, UNREACHABLE, UNAUTHORIZED, NOT_FOUND, REJECTED, QUOTA -> false;
        };
    }

    /** Whether to try again. A full house of sessions does not empty by itself, one of statements does. */
    private static boolean again(Retries retries, ServiceFailure failure, Deadline deadline, Canceller canceller) {
        if (failure.kind() == Kind.QUOTA && Refusals.ofAnotherSession(failure)) {
            return false;
        }
        try {
            return retries.again(failure, deadline, canceller);
        } catch (InterruptedException e) {
            // The next round knows what is owed to a command that may have been accepted.
            canceller.ownerInterrupted();
            return true;
        }
    }

    /** The exception of the last try; throws the other one itself. */
    private SQLException giveUp(DataApiException e, boolean maybeAccepted, Deadline deadline, Canceller canceller)
            throws NotAcceptedException {
        var failure = e.failure();
        var error = isOver(deadline, canceller) ? ended(deadline, canceller, e) : ServiceErrors.of(failure, null, e);
        if (!maybeAccepted) {
            throw new NotAcceptedException(error, failure);
        }
        return error;
    }

    private static SQLException ended(Deadline deadline, Canceller canceller, @Nullable Throwable cause) {
        if (canceller.isOwnerInterrupted()) {
            return Cancellations.interrupted(null, cause);
        }
        return canceller.isCancelled()
                ? Cancellations.cancelled(null, cause)
                : Cancellations.timedOut(null, deadline, cause);
    }
}
