package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.KeepAliveChanges;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.NetworkSilence;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.call.Retries;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Submits commands, each exactly once: every attempt of a command carries the same ClientToken. Once an attempt may
 * have been accepted, a refusal of a later one does not prove that the command was not carried out. When the caller
 * leaves, no further attempt is sent.
 */
public final class Submission {

    /**
     * If less time than this is left, the submission does not ask the service to wait for the end: the id is needed
     * first.
     */
    private static final Duration SHORT = Duration.ofMillis(1500);
    /**
     * How long the service may hold back the answer to a connecting statement, in seconds: a new session takes longer than a short
     * query, and nobody cancels it, so its id is not needed soon.
     */
    private static final long CONNECTING_SECONDS = 5;
    /**
     * How long a caller that leaves waits for the answer that is under way, and then for that of one ListStatements.
     */
    private static final Duration LEAVING = Duration.ofMillis(400);
    /** The service knows a client token for 8 hours and then runs the command once more; an hour is for clocks that differ. */
    private static final Duration LIFE_OF_A_TOKEN = Duration.ofHours(7);

    private final DataApi api;
    private final LongPolling longPolling;
    private final KeepAliveChanges keepAliveChanges;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final NetworkSilence silence;
    private final AbandonedSubmissions abandoned;
    private volatile boolean reached;

    public Submission(
            Endpoint endpoint,
            LongPolling longPolling,
            KeepAliveChanges keepAliveChanges,
            NetworkSilence silence,
            AbandonedSubmissions abandoned) {
        this.keepAliveChanges = keepAliveChanges;
        this.silence = silence;
        this.abandoned = abandoned;
        this.api = endpoint.api();
        this.longPolling = longPolling;
        this.clock = endpoint.clock();
        this.timeouts = endpoint.timeouts();
    }

    /**
     * The service's answer to a command that it took.
     *
     * @param statusWithheld the submission asked the service to wait for the end, but the answer has no status at all
     */
    record Accepted(Submitted answer, boolean statusWithheld) {}

    /**
     * Submits a command.
     *
     * @throws NotAcceptedException if it was surely not carried out
     * @throws UnknownEndException if that is not known
     * @throws SQLException if the caller left before it was known
     */
    Accepted submit(Command command, SessionUse session, Execution execution)
            throws NotAcceptedException, UnknownEndException, SQLException {
        execution.signal().noticeInterrupt();
        return new Attempts(command, session, execution).untilAccepted();
    }

    /** The attempts of one command. */
    private final class Attempts {

        private final Command command;
        private SessionUse session;
        private final Execution execution;
        private final String token;
        private final String name;
        private Retries retries;
        /** The time of day before the first attempt: a machine may fall asleep between two. */
        private final long begun = clock.timeOfDay().getAsLong();

        /** Whether an answer has said that the service, or what is behind it, is unavailable for now. */
        private boolean outage;

        private Map<Kind, Duration> patience;

        /** Why the attempt before failed; null for the first. */
        private @Nullable ServiceFailure last;

        /** The last failure of an attempt that the service may have accepted; null while there is none. */
        private @Nullable DataApiException unanswered;

        private boolean renewed;
        private int wait;

        Attempts(Command command, SessionUse session, Execution execution) {
            this.command = command;
            this.session = session;
            this.execution = execution;
            this.token = execution.newToken();
            this.name = execution.nameOf(token);
            this.wait = execution.isDetached() ? 0 : waitSeconds(execution);
            this.patience = patience(maybeAccepted(), passes());
            this.retries = retries();
        }

        Accepted untilAccepted() throws NotAcceptedException, UnknownEndException, SQLException {
            while (true) {
                var rate = api.rates().of(command.operation());
                if (!clock.awaitTurn(rate, last, execution.deadline(), execution.signal())) {
                    return leave(null);
                }
                var doubt = unanswered;
                if (doubt != null && maybeForgotten()) {
                    return giveUp(doubt);
                }
                var request = command.request(token, session, name, wait, execution.options());
                var timeout = timeouts.submission(wait, reached);
                silence.asked(execution.signal());
                var ongoing = api.begin(() -> command.send(api, request, timeout));
                if (!execution.signal().await(ongoing, execution.deadline().left(clock), clock)) {
                    return leave(ongoing);
                }
                try {
                    return accepted(ReadRequests.valueOf(ongoing));
                } catch (DataApiException failed) {
                    var found = afterFailure(failed);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }

        private Accepted accepted(Submitted answer) {
            reached = true;
            silence.heard(execution.signal());
            retries.succeeded();
            return new Accepted(answer, wait > 0 && answer.status() == null);
        }

        /**
         * Prepares the next attempt; throws if there must be none.
         *
         * @return what an earlier attempt led to, if the service knows the command by its name after all
         */
        private Optional<Accepted> afterFailure(DataApiException failed)
                throws NotAcceptedException, UnknownEndException, SQLException {
            var failure = failed.failure();
            last = failure;
            silence.failed(execution.signal(), failed);
            reached |= failure.isAnswerOfTheService();
            outage |= failure.isOutage();
            if (failure.mayBeDone()) {
                unanswered = failed;
            }
            var newPatience = patience(maybeAccepted(), passes());
            if (!newPatience.equals(patience)) {
                // From now on other kinds of failures are repeated, and for longer.
                patience = newPatience;
                retries = retries();
            }
            if (wait > 0 && failure.reason() == Reason.WAIT_UNSUPPORTED) {
                longPolling.noticedUnsupported();
                wait = 0;
            } else if (session.changesKeepAlive() && failure.reason() == Reason.KEEP_ALIVE_REFUSED) {
                keepAliveChanges.noticedUnsupported();
                session = new SessionUse(session.sessionId(), null);
            } else if (!renewed && failure.mendedByAskingAgain()) {
                renewed = true;
            } else if (!pauseBeforeRetry(failure) && !isOver()) {
                return Optional.of(giveUp(failed));
            }
            return Optional.empty();
        }

        /** Whether the service may have accepted an attempt so far. */
        private boolean maybeAccepted() {
            return unanswered != null;
        }

        private boolean maybeForgotten() {
            return clock.timeOfDay().getAsLong() - begun > LIFE_OF_A_TOKEN.toMillis();
        }

        /**
         * Pauses before the next attempt; returns false if there must be none. When all sessions are in use, waiting
         * does not help; when too many statements run, it does.
         */
        private boolean pauseBeforeRetry(ServiceFailure failure) {
            var hopeless = !maybeAccepted() && failure.reason() == Reason.SESSIONS_USED_UP;
            return !hopeless && retries.pauseBeforeRetry(failure, execution.deadline(), execution.signal());
        }

        private Accepted giveUp(DataApiException failed)
                throws NotAcceptedException, UnknownEndException, SQLException {
            var failure = failed.failure();
            if (!maybeAccepted()) {
                throw new NotAcceptedException(ServiceErrors.of(failure, null, failed), failure);
            }
            var lost = lost(null);
            var longest = Durations.min(timeouts.request(), execution.deadline().left(clock));
            var found = abandoned.lookUpOnce(lost, longest, execution.signal());
            if (found.isPresent()) {
                return new Accepted(found.get(), false);
            }
            abandoned.takeOver(lost, isOver());
            if (isOver()) {
                throw EarlyEndErrors.whileSubmitted(execution, name, token, last, failed);
            }
            throw UnknownEndException.ofSubmission(name, execution.howToFind(token), failed);
        }

        /**
         * Called when the caller does not want to wait any longer. The attempt under way may still be answered in a
         * moment, or the service knows the command by its name; else a thread of the driver finds out later.
         *
         * @param attempt the attempt that is under way, or null
         */
        private Accepted leave(@Nullable CompletableFuture<Submitted> attempt)
                throws NotAcceptedException, SQLException {
            // An attempt that was not sent yet, because it waits for credentials, for example, must not be sent after
            // its caller has left.
            var ongoing = attempt == null || api.withdraw(attempt) ? null : attempt;
            if (ongoing == null && !maybeAccepted()) {
                throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution, last), null);
            }
            DataApiException answer = null;
            // A caller that the network timeout has ended does not wait for one more answer.
            var longest = execution.signal().isSilenced() ? Duration.ZERO : LEAVING;
            if (ongoing != null && execution.signal().awaitRegardless(ongoing, longest, clock)) {
                try {
                    return accepted(ReadRequests.valueOf(ongoing));
                } catch (DataApiException failed) {
                    answer = failed;
                    last = failed.failure();
                    if (!maybeAccepted() && !failed.failure().mayBeDone()) {
                        throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution, last), last);
                    }
                }
            }
            var lost = lost(ongoing);
            var found = abandoned.lookUpOnce(lost, longest, execution.signal());
            if (found.isPresent()) {
                reached = true;
                return new Accepted(found.get(), false);
            }
            abandoned.takeOver(lost, true);
            throw EarlyEndErrors.whileSubmitted(execution, name, token, last, answer);
        }

        private AbandonedSubmissions.Lost lost(@Nullable CompletableFuture<Submitted> ongoing) {
            return new AbandonedSubmissions.Lost(token, name, session, ongoing, maybeAccepted());
        }

        private boolean isOver() {
            return execution.signal().isCancelled() || execution.deadline().passed(clock);
        }

        private Retries retries() {
            return new Retries(api.counters(), clock, patience, execution.login());
        }

        /**
         * Whether a failure of the service may pass: the service has answered before, or a connection is being made
         * while the service seems to start.
         */
        private boolean passes() {
            return reached || (outage && execution.login() != null);
        }
    }

    private int waitSeconds(Execution execution) {
        var left = execution.deadline().left(clock);
        if (!longPolling.supported() || left.compareTo(SHORT) < 0) {
            return 0;
        }
        var seconds = execution.login() == null ? 1 : Math.min(CONNECTING_SECONDS, left.toSeconds() / 3);
        return timeouts.longestWait((int) Math.max(1, seconds));
    }

    /**
     * How long each kind of failure is repeated. The first request of a connection fails fast: a wrong address does not
     * mend itself.
     *
     * @param passes whether a failure of the service may pass
     */
    private Map<Kind, Duration> patience(boolean maybeAccepted, boolean passes) {
        var patience = limits(reached ? Patience.SUBMITTING : Patience.CONNECTING);
        if (passes) {
            patience.putAll(limits(Patience.CONNECTING_IN_AN_OUTAGE));
        }
        if (maybeAccepted) {
            patience.putAll(limits(reached ? Patience.SUBMITTING_IN_DOUBT : Patience.CONNECTING_IN_DOUBT));
        }
        return patience;
    }

    private Map<Kind, Duration> limits(Patience patience) {
        return patience.limits(timeouts.request(), Duration.ZERO);
    }
}
