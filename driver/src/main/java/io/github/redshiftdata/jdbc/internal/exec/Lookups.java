package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Asks about statements that have ended. These requests change nothing, so they are repeated freely. */
final class Lookups {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration MEDIUM = Duration.ofMinutes(1);
    /** The statement has ended, but the part of the service that holds its result may learn of it later. */
    private static final Duration NOT_FOUND = Duration.ofSeconds(2);

    /** For every request about a statement that has ended. */
    static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LONG,
            Kind.QUOTA, LONG,
            Kind.SERVICE, MEDIUM,
            Kind.NETWORK, MEDIUM,
            Kind.TIMED_OUT, MEDIUM,
            Kind.UNREACHABLE, MEDIUM,
            Kind.NOT_FOUND, NOT_FOUND);

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;

    Lookups(DataApi api, Pacing pacing, Timeouts timeouts) {
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
    }

    /**
     * What DescribeStatement says now. Even whoever cancelled asks once more, briefly: the statement has ended, and how is
     * worth knowing.
     */
    StatementDescription describe(String statementId, Run run) throws SQLException {
        var retries = new Retries(api.counters(), pacing, PATIENCE);
        var deadline = pacing.deadline(run.timeout());
        var canceller = run.canceller();
        while (true) {
            var lastTry = canceller.isCancelled();
            try {
                return lastTry
                        ? api.describeStatement(statementId, 0, timeouts.lastTry())
                        : canceller.interruptibly(
                                () -> api.describeStatement(statementId, 0, timeouts.waiting(0, deadline)));
            } catch (DataApiException e) {
                var ignored = e.failure().kind() == Kind.INTERRUPTED && canceller.ignoresInterrupt();
                if (ignored || (!lastTry && canceller.isCancelled())) {
                    continue;
                }
                if (lastTry || !again(retries, e, deadline, canceller)) {
                    throw failure(e, statementId, deadline, canceller);
                }
            }
        }
    }

    private SQLException failure(DataApiException e, String statementId, Deadline deadline, Canceller canceller) {
        if (e.failure().kind() == Kind.INTERRUPTED || canceller.isCancelled()) {
            return Cancellations.notToldWhatCame(statementId, e);
        }
        return deadline.passed(pacing)
                ? Cancellations.timedOut(statementId, deadline, e)
                : ServiceErrors.of(e.failure(), statementId, e);
    }

    private static boolean again(Retries retries, DataApiException e, Deadline deadline, Canceller canceller)
            throws SQLException {
        try {
            return retries.again(e.failure(), deadline, canceller);
        } catch (InterruptedException interrupt) {
            if (canceller.ignoresInterrupt()) {
                return true;
            }
            Thread.currentThread().interrupt();
            throw Cancellations.interrupted(null, interrupt);
        }
    }
}
