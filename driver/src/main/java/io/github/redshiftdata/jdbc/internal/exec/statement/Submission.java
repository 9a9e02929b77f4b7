package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands commands to the service, each exactly once: every attempt of a command carries the same ClientToken. Once an
 * attempt may have been accepted, no refusal of a later one says that the command was not carried out. When the caller
 * leaves, nothing is sent any more.
 */
public final class Submission {

    /** With less time than this left, the id is needed sooner than the end. */
    private static final Duration SHORT = Duration.ofMillis(1500);
    /** How long a caller who leaves waits for the answer that is under way, and then for that of one question. */
    private static final Duration LEAVING = Duration.ofMillis(400);

    private final DataApi api;
    private final LongPolling longPolling;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final NetworkSilence silence;
    private final AbandonedSubmissions abandoned;
    private volatile boolean reached;

    public Submission(
            Endpoint endpoint, LongPolling longPolling, NetworkSilence silence, AbandonedSubmissions abandoned) {
        this.silence = silence;
        this.abandoned = abandoned;
        this.api = endpoint.api();
        this.longPolling = longPolling;
        this.clock = endpoint.clock();
        this.timeouts = endpoint.timeouts();
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
        private final SessionUse session;
        private final Execution execution;
        private final String token = UUID.randomUUID().toString();
        private final String name;
        private Retries retries;
        /** An attempt so far may have been accepted. */
        private boolean maybeAccepted;

        /** Something on the way says that what is behind it is away. */
        private boolean outage;

        private Map<Kind, Duration> patience;

        /** Why the attempt before was not taken. */
        private @Nullable ServiceFailure last;

        private boolean renewed;
        private int wait;

        Attempts(Command command, SessionUse session, Execution execution) {
            this.command = command;
            this.session = session;
            this.execution = execution;
            this.name = execution.nameOf(token);
            this.wait = waitSeconds(execution.deadline());
            this.patience = patience(maybeAccepted, passes());
            this.retries = retries();
        }

        Accepted untilAccepted() throws NotAcceptedException, UnknownEndException, SQLException {
            while (true) {
                var rate = api.rates().of(command.operation());
                if (!clock.awaitTurn(rate, last, execution.deadline(), execution.signal())) {
                    return leave(null);
                }
                var request = command.request(token, session, name, wait, execution.resultFormat());
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
         * Prepares the next attempt; throws where there is to be none.
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
            maybeAccepted |= failure.mayBeDone();
            var newPatience = patience(maybeAccepted, passes());
            if (!newPatience.equals(patience)) {
                // From now on other things are borne, and for longer.
                patience = newPatience;
                retries = retries();
            }
            if (wait > 0 && failure.reason() == Reason.WAIT_UNSUPPORTED) {
                longPolling.noticedUnsupported();
                wait = 0;
            } else if (!renewed && failure.mendedByAskingAgain()) {
                renewed = true;
            } else if (!pauseBeforeRetry(failure) && !isOver()) {
                return Optional.of(giveUp(failed));
            }
            return Optional.empty();
        }

        /** A full house of sessions does not empty by itself, one of statements does. */
        private boolean pauseBeforeRetry(ServiceFailure failure) {
            var hopeless = !maybeAccepted && failure.reason() == Reason.SESSIONS_USED_UP;
            return !hopeless && retries.pauseBeforeRetry(failure, execution.deadline(), execution.signal());
        }

        private Accepted giveUp(DataApiException failed)
                throws NotAcceptedException, UnknownEndException, SQLException {
            var failure = failed.failure();
            if (!maybeAccepted) {
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
                throw EarlyEndErrors.whileSubmitted(execution, name, failed);
            }
            throw UnknownEndException.ofSubmission(name, failed);
        }

        /**
         * The caller does not want to wait any longer. What is under way may still be answered in a moment, or the service
         * knows the command by its name; else that is found out when the caller has left.
         *
         * @param attempt the attempt that is under way, or null
         */
        private Accepted leave(@Nullable CompletableFuture<Submitted> attempt)
                throws NotAcceptedException, SQLException {
            // What still waits for credentials, say, must not be sent when its caller has gone.
            var ongoing = attempt == null || api.withdraw(attempt) ? null : attempt;
            if (ongoing == null && !maybeAccepted) {
                throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution), null);
            }
            DataApiException last = null;
            // Who has had no answer for long need not wait for one more.
            var longest = execution.signal().isSilenced() ? Duration.ZERO : LEAVING;
            if (ongoing != null && execution.signal().awaitRegardless(ongoing, longest, clock)) {
                try {
                    return accepted(ReadRequests.valueOf(ongoing));
                } catch (DataApiException failed) {
                    last = failed;
                    if (!maybeAccepted && !failed.failure().mayBeDone()) {
                        throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution), failed.failure());
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
            throw EarlyEndErrors.whileSubmitted(execution, name, last);
        }

        private AbandonedSubmissions.Lost lost(@Nullable CompletableFuture<Submitted> ongoing) {
            return new AbandonedSubmissions.Lost(token, name, session, ongoing, maybeAccepted);
        }

        private boolean isOver() {
            return execution.signal().isCancelled() || execution.deadline().passed(clock);
        }

        private Retries retries() {
            return new Retries(api.counters(), clock, patience, execution.login());
        }

        /** Whether a failure of the service may pass: it is there, or a connection is made while it seems to come up. */
        private boolean passes() {
            return reached || (outage && execution.login() != null);
        }
    }

    private int waitSeconds(Deadline deadline) {
        var hurry = deadline.left(clock).compareTo(SHORT) < 0;
        return longPolling.supported() && !hurry ? timeouts.longestWait(1) : 0;
    }

    /**
     * A connection's very first request fails fast: a wrong address does not mend itself.
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
