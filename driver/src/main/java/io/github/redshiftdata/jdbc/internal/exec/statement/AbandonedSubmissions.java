package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.OperationRates.Operation;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Submissions whose caller has left before the service gave an id. They are not sent again, since that might be their
 * first run: the answer that is still under way is awaited, and ListStatements is asked for their name. Nothing else may
 * enter the session until they are found, or seem not to have arrived.
 */
public final class AbandonedSubmissions {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** How often a pause looks whether the connection was closed. */
    private static final Duration LOOK_UP = Duration.ofMillis(200);

    /** So many lists without it, taken one after another, mean that it most likely has not arrived. */
    private static final int LISTS_WITHOUT_IT = 2;

    /** As long as a session is given up: the network, the service or the sign-in may be away. */
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    /**
     * A submission of which it is not known whether the service took it.
     *
     * @param statementName unique to it
     * @param ongoing its attempt that is still under way, or null
     * @param unanswered whether an attempt before that one was sent and not answered
     */
    record Lost(
            String clientToken,
            String statementName,
            SessionUse session,
            @Nullable CompletableFuture<Submitted> ongoing,
            boolean unanswered) {

        /** Whether a session is there, once it has arrived, of which its answer alone tells. */
        boolean opensSession() {
            return session.sessionId() == null && !session.equals(SessionUse.NONE);
        }
    }

    private final Endpoint endpoint;
    private final ReadRequests asking;
    private final DriverClock clock;
    private final UnknownSubmissions unknown;
    private final Consumer<String> strays;
    private final BooleanSupplier closed;
    /** The one of the session: there is never a second. */
    private volatile @Nullable Pending inSession;

    /**
     * A submission that is looked for.
     *
     * @param unattended the one who looks for it: a thread of the driver, which ends when it has found out enough
     */
    private record Pending(CompletableFuture<Settlement> settled, CallerSignal unattended) {}

    /**
     * What is known of a lost submission when the session is needed again.
     *
     * @param mayArrive whether it may still enter the session that it was sent to
     * @param openedSession the session that it opened, or null
     */
    public record Settlement(boolean mayArrive, @Nullable String openedSession) {

        static final Settlement OVER = new Settlement(false, null);
        static final Settlement NOT_FOUND = new Settlement(true, null);
    }

    public AbandonedSubmissions(
            Endpoint endpoint,
            ReadRequests asking,
            UnknownSubmissions unknown,
            Consumer<String> strays,
            BooleanSupplier closed) {
        this.closed = closed;
        this.strays = strays;
        this.endpoint = endpoint;
        this.asking = asking;
        this.clock = endpoint.clock();
        this.unknown = unknown;
    }

    /**
     * Goes on finding out about a submission.
     *
     * @param cancelIt whether its caller wanted it to end
     */
    void takeOver(Lost lost, boolean cancelIt) {
        var settled = new CompletableFuture<Settlement>();
        var unattended = CallerSignal.unattended();
        if (!lost.session().equals(SessionUse.NONE)) {
            inSession = new Pending(settled, unattended);
        }
        var entry = unknown.add(lost.clientToken(), lost.statementName());
        var goesOn = endpoint.inFlight().inBackground(() -> {
            try {
                settle(lost, cancelIt, entry, settled, unattended);
            } finally {
                settled.complete(Settlement.NOT_FOUND);
                // Of the driver's thread, which its client may want to end.
                unattended.restoreInterrupt();
            }
        });
        if (!goesOn) {
            settled.complete(Settlement.NOT_FOUND);
        }
    }

    /** Waits until a submission that was lost earlier is found, or seems not to have arrived. */
    public Settlement awaitSession(Execution execution) throws NotAcceptedException {
        var pending = inSession;
        if (pending == null) {
            return Settlement.OVER;
        }
        if (!asking.await(pending.settled(), pending.unattended(), execution.signal(), execution.deadline())) {
            throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution), null);
        }
        inSession = null;
        return pending.settled().join();
    }

    /** The session that a settled one opened and nobody has asked for yet. */
    public Optional<String> takeOpenedSession() {
        var pending = inSession;
        inSession = null;
        return pending == null
                ? Optional.empty()
                : Optional.ofNullable(
                        pending.settled().getNow(Settlement.NOT_FOUND).openedSession());
    }

    /**
     * Looks for a submission once, in the thread of its caller. Who is about to leave waits for the answer all the same; who
     * is not may leave meanwhile.
     *
     * @return what its answer would have told, if the service lists it
     */
    Optional<Submitted> lookUpOnce(Lost lost, Duration longest, CallerSignal signal) {
        // Some of the time is for the answer.
        var turn = endpoint.api().rates().of(Operation.LIST_STATEMENTS).reserveWithin(longest.minusNanos(1));
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        try {
            var wait = Duration.ofNanos(turn.get().left());
            signal.pauseRegardless(wait, clock);
            var limit = longest.minus(wait);
            var found = signal.isCancelled()
                    ? asking.askRegardless(() -> find(lost, limit), limit, signal)
                    : asking.ask(() -> find(lost, limit), limit, signal);
            return found.flatMap(entry -> entry);
        } catch (DataApiException e) {
            Logs.CALLS.debug("ListStatements did not tell of a submission: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Submitted> find(Lost lost, Duration timeout) throws DataApiException {
        return endpoint.api().findStatements(lost.statementName(), timeout).stream()
                .filter(entry -> entry.name().equals(lost.statementName()))
                .findFirst()
                .map(AbandonedSubmissions::submitted);
    }

    /** Without a status: how it ended is asked for as of any other statement. */
    private static Submitted submitted(StatementEntry entry) {
        return new Submitted(entry.statementId(), entry.sessionId(), null, null, null);
    }

    private void settle(
            Lost lost,
            boolean cancelIt,
            UnknownSubmissions.Entry entry,
            CompletableFuture<Settlement> settled,
            CallerSignal unattended) {
        var ongoing = lost.ongoing();
        if (ongoing != null) {
            try {
                found(asking.hear(ongoing, unattended), lost, cancelIt, entry, settled);
                return;
            } catch (DataApiException e) {
                if (!lost.unanswered() && !e.failure().mayBeDone()) {
                    entry.notAccepted();
                    settled.complete(Settlement.OVER);
                    return;
                }
            }
        }
        lookUp(lost, cancelIt, entry, settled, unattended);
    }

    private void lookUp(
            Lost lost,
            boolean cancelIt,
            UnknownSubmissions.Entry entry,
            CompletableFuture<Settlement> settled,
            CallerSignal unattended) {
        var start = clock.now();
        var loop = new RequestLoop(
                endpoint,
                Operation.LIST_STATEMENTS,
                Patience.LOOKING_FOR_A_SUBMISSION,
                null,
                AbandonedSubmissions::withoutPermission);
        try {
            for (var lists = 1; ; lists++) {
                var end = new Deadline(lists == 1 ? OUTAGE : LIMIT, start);
                var list = loop.untilAnswered(() -> list(lost, start, settled, unattended), end, unattended);
                if (list.isEmpty()) {
                    return;
                }
                var answer = list.get();
                if (answer.isPresent()) {
                    found(answer.get(), lost, cancelIt, entry, settled);
                    return;
                }
                if (lists == LISTS_WITHOUT_IT) {
                    settled.complete(Settlement.NOT_FOUND);
                }
                if (isNeedless(lost, lists)) {
                    return;
                }
                pause(lost, lists, unattended);
            }
        } catch (DataApiException e) {
            Logs.CALLS.debug("ListStatements did not tell of a submission: {}", e.getMessage());
        }
    }

    /** A list with the submission, or without. */
    private Optional<Optional<Submitted>> list(
            Lost lost, long start, CompletableFuture<Settlement> settled, CallerSignal unattended)
            throws DataApiException {
        if (clock.since(start).compareTo(LIMIT) >= 0) {
            // Nobody waits for it any longer; what it opened is given up when it is found.
            settled.complete(Settlement.NOT_FOUND);
        }
        return Optional.of(asking.askHere(() -> find(lost, endpoint.timeouts().request()), unattended));
    }

    /** A policy that does not let this user list statements will not change soon, no more than another refusal. */
    private static ServiceFailure withoutPermission(DataApiException failed) {
        var failure = failed.failure().asSeenInAnOutage();
        return failure.isDenied() ? failure.as(Kind.REJECTED) : failure;
    }

    /** Nobody asks any more, and the session it may still enter is given up behind this; one that it opens is not. */
    private boolean isNeedless(Lost lost, int lists) {
        return lists >= LISTS_WITHOUT_IT && !lost.opensSession() && closed.getAsBoolean();
    }

    /** Pauses before the next list, but not much longer than somebody needs it. */
    private void pause(Lost lost, int lists, CallerSignal signal) {
        var end = clock.now() + pauseAfter(lists).toNanos();
        for (var left = end - clock.now(); left > 0 && !isNeedless(lost, lists); left = end - clock.now()) {
            clock.pause(Durations.min(LOOK_UP, Duration.ofNanos(left)), Deadline.NONE, signal);
        }
    }

    private static Duration pauseAfter(int lists) {
        return Durations.min(LONGEST_PAUSE, FIRST_PAUSE.multipliedBy(1L << Math.min(lists - 1, 5)));
    }

    private void found(
            Submitted answer,
            Lost lost,
            boolean cancelIt,
            UnknownSubmissions.Entry entry,
            CompletableFuture<Settlement> settled) {
        entry.accepted(answer.statementId());
        if (cancelIt) {
            new ServerCancel(answer.statementId(), endpoint).ask();
        }
        var opened = lost.opensSession() ? answer.sessionId() : null;
        // Found too late, the session that it opened belongs to nobody.
        if (!settled.complete(new Settlement(false, opened)) && opened != null) {
            strays.accept(opened);
        }
    }
}
