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
 * first run: a thread of the driver waits for the answer that is still under way, and asks ListStatements for their
 * name. No other command enters the session until they are found, or seem not to have arrived.
 */
public final class AbandonedSubmissions {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** How often a pause checks whether the connection was closed. */
    private static final Duration LOOK_UP = Duration.ofMillis(200);

    /** After this many lists without it, taken one after another, the submission has most likely not arrived. */
    private static final int LISTS_WITHOUT_IT = 2;

    /**
     * How long the driver tries to get the first list, as the network, the service or the sign-in may be unavailable.
     */
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

        /** Whether the submission opens a session if it has arrived: only its answer tells the session's id. */
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
    /** The lost submission of the session, or null: there is never a second one. */
    private volatile @Nullable Pending inSession;

    /**
     * A submission that is looked for.
     *
     * @param end until when a command waits for it
     * @param unattended the signal of the driver's thread that looks for it; the thread ends when it has found out
     *     enough
     */
    private record Pending(CompletableFuture<Settlement> settled, Deadline end, CallerSignal unattended) {}

    /** What is known of a lost submission when the session is needed again. */
    public enum Settlement {
        /** It was found, or refused. */
        OVER,
        /** It may still enter the session that it was sent to. */
        MAY_ARRIVE
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
     * Lets a thread of the driver find out what became of a submission.
     *
     * @param cancelIt whether its caller wanted it to end
     */
    void takeOver(Lost lost, boolean cancelIt) {
        var settled = new CompletableFuture<Settlement>();
        var unattended = CallerSignal.unattended();
        if (!lost.session().equals(SessionUse.NONE)) {
            inSession = new Pending(settled, clock.deadline(LIMIT), unattended);
        }
        var entry = unknown.add(lost.clientToken(), lost.statementName());
        var goesOn = endpoint.inFlight().inBackground(() -> {
            try {
                settle(lost, cancelIt, entry, settled, unattended);
            } finally {
                settled.complete(Settlement.MAY_ARRIVE);
                // The interrupt is meant for the driver's thread, which its client may want to end.
                unattended.restoreInterrupt();
            }
        });
        if (!goesOn) {
            settled.complete(Settlement.MAY_ARRIVE);
        }
    }

    /** Waits until a submission that was lost earlier is found, or seems not to have arrived. */
    public Settlement awaitSession(Execution execution) throws NotAcceptedException {
        var pending = inSession;
        if (pending == null) {
            return Settlement.OVER;
        }
        var until = execution.deadline().earlier(pending.end(), clock);
        var settled = asking.await(pending.settled(), pending.unattended(), execution.signal(), until);
        if (!settled && pending.end().passed(clock)) {
            // The search itself may still wait for its turn.
            pending.settled().complete(Settlement.MAY_ARRIVE);
        } else if (!settled) {
            throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution), null);
        }
        inSession = null;
        return pending.settled().join();
    }

    /**
     * Looks for a submission once, in the thread of its caller. If the caller was cancelled already, it waits for the
     * answer all the same; otherwise a cancel ends the wait.
     *
     * @return what its answer would have told, if the service lists it
     */
    Optional<Submitted> lookUpOnce(Lost lost, Duration longest, CallerSignal signal) {
        // Some of the time must be left for the answer.
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

    /** The answer is built without a status: the driver asks how the statement ended as for any other. */
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
                    settled.complete(Settlement.MAY_ARRIVE);
                }
                if (isNeedless(lost, lists)) {
                    return;
                }
                awaitNext(lost, lists, start, loop, unattended);
            }
        } catch (DataApiException e) {
            Logs.CALLS.debug("ListStatements did not tell of a submission: {}", e.getMessage());
        }
    }

    /** Asks for a list once; the inner value is empty if the submission is not in it. */
    private Optional<Optional<Submitted>> list(
            Lost lost, long start, CompletableFuture<Settlement> settled, CallerSignal unattended)
            throws DataApiException {
        if (clock.since(start).compareTo(LIMIT) >= 0) {
            // From here on no command waits for it.
            settled.complete(Settlement.MAY_ARRIVE);
        }
        return Optional.of(asking.askHere(() -> find(lost, endpoint.timeouts().request()), unattended));
    }

    /** If a policy forbids this user to list statements, a retry helps no more than after another refusal. */
    private static ServiceFailure withoutPermission(DataApiException failed) {
        var failure = failed.failure().asSeenInAnOutage();
        return failure.isDenied() ? failure.as(Kind.REJECTED) : failure;
    }

    /**
     * Whether the search can stop early, because the connection is closed. The session that the submission may still
     * enter is given up after this search. One that the submission opens is not, so that search goes on.
     */
    private boolean isNeedless(Lost lost, int lists) {
        return lists >= LISTS_WITHOUT_IT && !lost.opensSession() && closed.getAsBoolean();
    }

    /**
     * Pauses before the next list. Behind the first ones, a list is asked for only where it need not wait for its turn:
     * what was lost since then goes before.
     */
    private void awaitNext(Lost lost, int lists, long start, RequestLoop loop, CallerSignal signal) {
        do {
            pause(lost, lists, signal);
        } while (lists >= LISTS_WITHOUT_IT
                && !isNeedless(lost, lists)
                && clock.since(start).compareTo(LIMIT) < 0
                && !loop.takePlaceWithin(FIRST_PAUSE));
    }

    /** Pauses; ends early if the search is not needed any more. */
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
        settled.complete(Settlement.OVER);
        var opened = lost.opensSession() ? answer.sessionId() : null;
        if (opened != null) {
            // It may lack settings of the connection, and the statement may still run in it.
            strays.accept(opened);
        }
    }
}
