package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.Bearing;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.call.Retries;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Waits for the end of a statement: by long polls, or by polls that come less often the longer it runs. Failed requests
 * do not end the wait soon; a cancel or the deadline ends it within about a second, whatever the service says.
 */
public final class Waiting {

    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /**
     * A pause is the time waited so far, divided by this: on average, half a pause is lost at the end of the statement.
     */
    private static final int PART_OF_THE_WAIT = 7;

    private static final Duration PAUSE_WHILE_SETTLING = Duration.ofMillis(180);

    private final DataApi api;
    private final LongPolling longPolling;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final ReadRequests asking;

    public Waiting(Endpoint endpoint, ReadRequests asking, LongPolling longPolling) {
        this.asking = asking;
        this.api = endpoint.api();
        this.longPolling = longPolling;
        this.clock = endpoint.clock();
        this.timeouts = endpoint.timeouts();
    }

    /**
     * Waits for the end of a statement.
     *
     * @param cancel cancels the statement on the server
     * @param statusWithheld a wait was asked for before, and seems to have been ignored
     * @return how the statement ended, whether it finished, failed or was aborted
     * @throws UnknownEndException if the service does not tell the end any more
     * @throws SQLException if the caller left before the end was known
     */
    StatementDescription untilEnd(ServerCancel cancel, boolean statusWithheld, Execution execution)
            throws UnknownEndException, SQLException {
        var statement = new AwaitedStatement(cancel.statementId(), true);
        var watch = new Watch(statement, false, statusWithheld, execution);
        var end = watched(watch);
        return end.isPresent() ? end.get() : watch.endEarly(cancel);
    }

    /** Waits for the end of a statement that the program only attached to. It is never cancelled. */
    StatementDescription untilForeignEnd(AwaitedStatement statement, Execution execution)
            throws UnknownEndException, SQLException {
        return watched(new Watch(statement, true, false, execution))
                .orElseThrow(() -> EarlyEndErrors.waitEnded(statement.statementId(), execution));
    }

    /**
     * Waits for the end of a statement that is never cancelled, but not past the deadline.
     *
     * @return empty if the deadline came first
     */
    Optional<StatementDescription> untilForeignEndOrDeadline(AwaitedStatement statement, Execution execution)
            throws UnknownEndException, SQLException {
        var end = watched(new Watch(statement, true, false, execution));
        if (end.isEmpty() && execution.signal().isCancelled()) {
            throw EarlyEndErrors.waitEnded(statement.statementId(), execution);
        }
        return end;
    }

    private Optional<StatementDescription> watched(Watch watch) throws UnknownEndException {
        var start = clock.now();
        var wait = Call.waitFor("the statement");
        try {
            return watch.untilEnd();
        } finally {
            wait.end();
            api.counters().waited(clock.since(start).toNanos());
        }
    }

    /** One statement being waited for. */
    private final class Watch {

        private final AwaitedStatement statement;
        private final String statementId;
        /** Whether the program only attached to the statement. */
        private final boolean foreign;

        private final boolean statusWithheld;
        private final Execution execution;
        private final Deadline deadline;
        private final CallerSignal signal;
        private final Map<Kind, Duration> patience;
        private final Retries retries;
        private final long start = clock.now();
        private boolean pauseFirst;
        private boolean renewed;
        private boolean heardOf;

        Watch(AwaitedStatement statement, boolean foreign, boolean statusWithheld, Execution execution) {
            this.statement = statement;
            this.statementId = statement.statementId();
            this.foreign = foreign;
            this.statusWithheld = statusWithheld;
            this.execution = execution;
            this.deadline = execution.deadline();
            this.signal = execution.signal();
            this.patience = Patience.WAITING.limits(timeouts.request(), deadline.timeout());
            this.retries = new Retries(api.counters(), clock, patience, execution.login());
        }

        /** Empty if the caller leaves, or the deadline comes first. */
        Optional<StatementDescription> untilEnd() throws UnknownEndException {
            while (true) {
                if (pauseFirst || !longPolling.supported()) {
                    clock.pause(pauseAfter(clock.since(start)), deadline, signal);
                }
                if (signal.isCancelled() || deadline.passed(clock)) {
                    return Optional.empty();
                }
                var description = ask();
                if (description.isPresent()) {
                    return description;
                }
            }
        }

        StatementDescription endEarly(ServerCancel cancel) throws SQLException {
            if (signal.isSilenced()) {
                cancel.askElsewhere();
                throw EarlyEndErrors.left(execution, cancel);
            }
            cancel.askOnce();
            var end = settled();
            if (end.isPresent()) {
                return end.get();
            }
            throw EarlyEndErrors.left(execution, cancel);
        }

        /** Asks once; empty if the statement still runs, or no answer came. */
        private Optional<StatementDescription> ask() throws UnknownEndException {
            var asked = clock.now();
            var wait = waitSeconds(deadline);
            try {
                var timeout = timeouts.waiting(wait, deadline);
                var answer = asking.ask(() -> api.describeStatement(statementId, wait, timeout), timeout, signal);
                answer.ifPresent(description -> signal.told(statementId, description.status()));
                if (answer.isEmpty() || answer.get().status().isTerminal()) {
                    return answer;
                }
            } catch (DataApiException e) {
                afterFailure(e);
                return Optional.empty();
            }
            retries.succeeded();
            statement.known();
            heardOf = true;
            // A wait that was cut short must not become a storm of requests.
            pauseFirst = wait == 0 || clock.since(asked).toMillis() < wait * 500L;
            if (wait > 0 && pauseFirst && statusWithheld) {
                longPolling.noticedUnsupported();
            }
            return Optional.empty();
        }

        private void afterFailure(DataApiException e) throws UnknownEndException {
            var failure = e.failure();
            if (isUnknownForLong(failure)) {
                throw UnknownEndException.ofStatement(statementId, e);
            }
            if (signal.isCancelled() || deadline.passed(clock)) {
                return;
            }
            if (longPolling.supported() && failure.reason() == Reason.WAIT_UNSUPPORTED) {
                longPolling.noticedUnsupported();
                return;
            }
            if (foreign && !heardOf && failure.kind() == Kind.REJECTED) {
                // The program gave the id, and it may not be one at all: a retry does not change that.
                throw UnknownEndException.ofStatement(statementId, e);
            }
            if (!renewed && failure.mendedByAskingAgain()) {
                renewed = true;
                return;
            }
            if (!retries.pauseBeforeRetry(failure, deadline, signal)
                    && !signal.isCancelled()
                    && !deadline.passed(clock)) {
                throw UnknownEndException.ofStatement(statementId, e);
            }
        }

        /** Whether the service has not known the statement for so long, over several short waits, that it has none. */
        private boolean isUnknownForLong(ServiceFailure failure) {
            var longest = patience.getOrDefault(Kind.NOT_FOUND, Duration.ZERO);
            return failure.kind() == Kind.NOT_FOUND
                    && statement.isUnknownFor(longest, clock.now())
                    && foreign
                    && !heardOf
                    && !signal.isCancelled();
        }

        /** How a cancelled statement ended; empty if it keeps running, or the service does not answer. */
        private Optional<StatementDescription> settled() {
            var limit = clock.deadline(Bearing.SETTLING);
            while (true) {
                try {
                    var wait = waitSeconds(limit);
                    var timeout = timeouts.waiting(wait, limit);
                    var description = asking.askRegardless(
                            () -> api.describeStatement(statementId, wait, timeout), timeout, signal);
                    if (description.isPresent() && description.get().status().isTerminal()) {
                        return description;
                    }
                } catch (DataApiException notNow) {
                    // There is time for another try.
                }
                if (limit.passed(clock)) {
                    return Optional.empty();
                }
                signal.pauseRegardless(Durations.min(PAUSE_WHILE_SETTLING, limit.left(clock)), clock);
            }
        }
    }

    private int waitSeconds(Deadline deadline) {
        if (!longPolling.supported()) {
            return 0;
        }
        // The service waits for whole seconds only; short polls bridge the rest of less than a second.
        return (int) Math.min(
                timeouts.longestWait(LONGEST_WAIT_SECONDS), deadline.left(clock).toSeconds());
    }

    /**
     * The pause after a time of waiting: a part of it, so that little time is lost at the end of short and long
     * statements alike.
     */
    private Duration pauseAfter(Duration waited) {
        var part = Durations.min(LONGEST_PAUSE, waited.dividedBy(PART_OF_THE_WAIT));
        return clock.spread(Durations.max(SHORTEST_PAUSE, part));
    }
}
