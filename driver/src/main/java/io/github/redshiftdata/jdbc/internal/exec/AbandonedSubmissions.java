package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Submissions whose caller has left before the service gave an id. Goes on asking for the id, to cancel the statement;
 * nothing else may enter the session before.
 */
final class AbandonedSubmissions {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LIMIT,
            Kind.SERVICE, LIMIT,
            Kind.NETWORK, LIMIT,
            Kind.TIMED_OUT, LIMIT,
            Kind.UNREACHABLE, LIMIT);

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final CancelRequests cancelRequests;
    private final UnderWay underWay;

    /** The one of the session: there is never a second. */
    private volatile @Nullable CompletableFuture<Optional<String>> inSession;

    AbandonedSubmissions(
            DataApi api, Pacing pacing, Timeouts timeouts, CancelRequests cancelRequests, UnderWay underWay) {
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
        this.cancelRequests = cancelRequests;
        this.underWay = underWay;
    }

    /** Goes on with a submission that may have been accepted. */
    void takeOver(Command command, Command.Terms terms) {
        var settled = new CompletableFuture<Optional<String>>();
        if (!terms.session().equals(SessionUse.NONE)) {
            inSession = settled;
        }
        var goesOn = underWay.inBackground(() -> {
            try {
                settled.complete(settle(command, terms));
            } finally {
                settled.complete(Optional.empty());
            }
        });
        if (!goesOn) {
            settled.complete(Optional.empty());
        }
    }

    /**
     * Waits until nothing that was submitted earlier can still enter the session.
     *
     * @return the session that it opened, if it did
     */
    Optional<String> awaitSession(Run run) throws NotAcceptedException {
        var pending = inSession;
        if (pending == null) {
            return Optional.empty();
        }
        try {
            var left = run.deadline().left(pacing).toNanos();
            if (!run.canceller().interruptibly(() -> isSettled(pending, left))) {
                throw new NotAcceptedException(Cancellations.timedOut(null, run.deadline(), null), null);
            }
            inSession = null;
            return pending.join();
        } catch (InterruptedException e) {
            if (run.canceller().ignoresInterrupt()) {
                return awaitSession(run);
            }
            if (run.canceller().isCancelled()) {
                throw new NotAcceptedException(Cancellations.cancelled(null, e), null);
            }
            Thread.currentThread().interrupt();
            throw new NotAcceptedException(Cancellations.interrupted(null, e), null);
        }
    }

    /** Waits; false where the time ended first. It never fails. */
    private static boolean isSettled(CompletableFuture<Optional<String>> pending, long nanos)
            throws InterruptedException {
        try {
            return pending.get(nanos, TimeUnit.NANOSECONDS) != null;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** The session that a settled one opened and nobody has asked for yet. */
    Optional<String> takeOpenedSession() {
        var settled = inSession;
        inSession = null;
        return settled == null ? Optional.empty() : settled.getNow(Optional.empty());
    }

    private Optional<String> settle(Command command, Command.Terms given) {
        var terms = new Command.Terms(
                given.clientToken(),
                given.session(),
                given.statementName(),
                0,
                given.resultFormat(),
                timeouts.request());
        var retries = new Retries(api.counters(), pacing, PATIENCE);
        while (true) {
            try {
                var answer = command.send(api, terms);
                cancelRequests.of(answer.statementId()).ask();
                return given.session().sessionId() == null ? Optional.ofNullable(answer.sessionId()) : Optional.empty();
            } catch (DataApiException e) {
                if (!again(retries, e)) {
                    Logs.CALLS.debug("Whether a cancelled submission was accepted is not known: {}", e.getMessage());
                    return Optional.empty();
                }
            }
        }
    }

    private static boolean again(Retries retries, DataApiException e) {
        try {
            return retries.again(e.failure(), Deadline.NONE, new Canceller());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
