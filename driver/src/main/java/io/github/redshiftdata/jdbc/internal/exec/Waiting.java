package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.LongPolling;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a statement: by long polls, or by polls that come the rarer the longer it runs. A running
 * statement is not abandoned because requests fail; a cancel or the deadline ends the wait within about a second,
 * whatever the service says.
 */
final class Waiting {

    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A pause is this part of the time waited so far: on average half of it is waited for nothing. */
    private static final int PART_OF_THE_WAIT = 7;
    /** How long a cancelled statement has to say how it ended. */
    private static final Duration SETTLING = Duration.ofMillis(300);

    private static final Duration PAUSE_WHILE_SETTLING = Duration.ofMillis(180);

    private static final Duration NOTHING_BUT_FAILURES = Duration.ofMinutes(10);
    /** A statement that was just submitted may not be known everywhere yet. */
    private static final Duration NOT_FOUND = Duration.ofSeconds(5);

    private final DataApi api;
    private final LongPolling longPolling;
    private final Pacing pacing;
    private final Timeouts timeouts;

    Waiting(DataApi api, LongPolling longPolling, Pacing pacing, Timeouts timeouts) {
        this.api = api;
        this.longPolling = longPolling;
        this.pacing = pacing;
        this.timeouts = timeouts;
    }

    /**
     * Waits.
     *
     * @param cancel cancels it on the server
     * @param statusWithheld a wait was asked for before, and seems to have been ignored
     * @return how it ended, be it well or not
     * @throws SQLException if the end did not come to be known
     */
    StatementDescription untilEnd(Cancel cancel, boolean statusWithheld, Deadline deadline, Canceller canceller)
            throws SQLException {
        return watch(new Watch(cancel.statementId(), cancel, statusWithheld, deadline, canceller));
    }

    /** The same for a statement that somebody else submitted, which is never cancelled. */
    StatementDescription untilForeignEnd(String statementId, Deadline deadline, Canceller canceller)
            throws SQLException {
        return watch(new Watch(statementId, null, false, deadline, canceller));
    }

    private StatementDescription watch(Watch watch) throws SQLException {
        var start = pacing.now();
        try {
            return watch.untilEnd();
        } finally {
            api.counters().waited(pacing.since(start).toNanos());
        }
    }

    /** One statement being waited for. */
    private final class Watch {
        private final String statementId;
        /** Null for a statement of somebody else. */
        private final @Nullable Cancel cancel;

        private final boolean statusWithheld;
        private final Deadline deadline;
        private final Canceller canceller;
        private final Retries retries;
        private final long start = pacing.now();
        private boolean pauseFirst;

        Watch(
                String statementId,
                @Nullable Cancel cancel,
                boolean statusWithheld,
                Deadline deadline,
                Canceller canceller) {
            this.statementId = statementId;
            this.cancel = cancel;
            this.statusWithheld = statusWithheld;
            this.deadline = deadline;
            this.canceller = canceller;
            this.retries = new Retries(api.counters(), pacing, patience(deadline));
        }

        StatementDescription untilEnd() throws SQLException {
            while (true) {
                try {
                    if (pauseFirst || !longPolling.supported()) {
                        pacing.pause(pauseAfter(pacing.since(start)), deadline, canceller);
                    }
                    if (canceller.isCancelled() || deadline.passed(pacing)) {
                        return endEarly();
                    }
                    var description = ask();
                    if (description.isPresent()) {
                        return description.get();
                    }
                } catch (InterruptedException e) {
                    if (!canceller.ignoresInterrupt()) {
                        Thread.currentThread().interrupt();
                        throw interruptedBy(e);
                    }
                }
            }
        }

        private StatementDescription endEarly() throws SQLException {
            var cancelled = canceller.isCancelled();
            if (cancel == null) {
                throw cancelled
                        ? Cancellations.waitEnded(statementId, null)
                        : Cancellations.waitTimedOut(statementId, deadline);
            }
            if (!cancelled) {
                cancel.ask();
            }
            var end = settled(statementId);
            if (end.isPresent()) {
                return end.get();
            }
            throw cancelled
                    ? Cancellations.leftAfterCancel(cancel, null)
                    : Cancellations.leftAfterTimeout(cancel, deadline, null);
        }

        private SQLException interruptedBy(Exception e) {
            return cancel == null ? Cancellations.waitEnded(statementId, e) : interrupted(cancel, e);
        }

        /** Asks once; empty if it runs still, or no answer came. */
        private Optional<StatementDescription> ask() throws SQLException, InterruptedException {
            var asked = pacing.now();
            var wait = waitSeconds(deadline);
            try {
                var description = canceller.interruptibly(
                        () -> api.describeStatement(statementId, wait, timeouts.waiting(wait, deadline)));
                if (description.status().isTerminal()) {
                    return Optional.of(description);
                }
            } catch (DataApiException e) {
                afterFailure(e);
                return Optional.empty();
            }
            retries.succeeded();
            // A wait that was cut short must not become a storm of requests.
            pauseFirst = wait == 0 || pacing.since(asked).toMillis() < wait * 500L;
            if (wait > 0 && pauseFirst && statusWithheld) {
                longPolling.noticedUnsupported();
            }
            return Optional.empty();
        }

        private void afterFailure(DataApiException e) throws SQLException, InterruptedException {
            var failure = e.failure();
            if (canceller.isCancelled() || deadline.passed(pacing)) {
                return;
            }
            if (failure.kind() == Kind.INTERRUPTED) {
                if (canceller.ignoresInterrupt()) {
                    return;
                }
                throw interruptedBy(e);
            }
            if (longPolling.supported() && Refusals.ofWaiting(failure)) {
                longPolling.noticedUnsupported();
                return;
            }
            if (!retries.again(failure, deadline, canceller)) {
                throw ServiceErrors.of(failure, statementId, e);
            }
        }
    }

    /** Cancels on the server with the interrupt status out of the way, or the request would end at once. */
    private SQLException interrupted(Cancel cancel, Exception cause) {
        var interrupted = Thread.interrupted();
        try {
            cancel.ask();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return Cancellations.leftAfterInterrupt(cancel, cause);
    }

    /** How a cancelled statement ended; empty if it keeps running, or nobody answers. */
    private Optional<StatementDescription> settled(String statementId) {
        var deadline = pacing.deadline(SETTLING);
        var quiet = new Canceller();
        while (true) {
            try {
                var wait = waitSeconds(deadline);
                var description = api.describeStatement(statementId, wait, timeouts.waiting(wait, deadline));
                if (description.status().isTerminal()) {
                    return Optional.of(description);
                }
            } catch (DataApiException e) {
                if (e.failure().kind() == Kind.INTERRUPTED) {
                    return Optional.empty();
                }
            }
            if (deadline.passed(pacing)) {
                return Optional.empty();
            }
            try {
                pacing.pause(PAUSE_WHILE_SETTLING, deadline, quiet);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private int waitSeconds(Deadline deadline) {
        if (!longPolling.supported()) {
            return 0;
        }
        // The service waits for whole seconds: what is left below one is bridged by short polls.
        return (int) Math.min(LONGEST_WAIT_SECONDS, deadline.left(pacing).toSeconds());
    }

    /** A part of the time waited so far, so that little of it is lost at the end, be the statement short or long. */
    private Duration pauseAfter(Duration waited) {
        var part = Durations.min(LONGEST_PAUSE, waited.dividedBy(PART_OF_THE_WAIT));
        return pacing.spread(Durations.max(SHORTEST_PAUSE, part));
    }

    private static Map<Kind, Duration> patience(Deadline deadline) {
        var limit = deadline.exists() ? deadline.timeout().plus(SETTLING) : NOTHING_BUT_FAILURES;
        var patience = new HashMap<Kind, Duration>();
        for (var kind :
                new Kind[] {Kind.THROTTLED, Kind.QUOTA, Kind.UNREACHABLE, Kind.NETWORK, Kind.SERVICE, Kind.TIMED_OUT}) {
            patience.put(kind, limit);
        }
        patience.put(Kind.NOT_FOUND, NOT_FOUND);
        return Map.copyOf(patience);
    }
}
