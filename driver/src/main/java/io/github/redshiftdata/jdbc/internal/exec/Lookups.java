package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;

/** Asks about statements that have ended. These requests change nothing, so they are repeated freely. */
final class Lookups {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration MEDIUM = Duration.ofMinutes(1);
    private static final Duration BRIEF = Duration.ofSeconds(2);
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
            Kind.UNAUTHORIZED, MEDIUM,
            Kind.NOT_FOUND, NOT_FOUND);

    private final DataApi api;
    private final Pacing pacing;
    private final Timeouts timeouts;
    private final Asking asking;

    Lookups(DataApi api, Asking asking, Pacing pacing, Timeouts timeouts) {
        this.asking = asking;
        this.api = api;
        this.pacing = pacing;
        this.timeouts = timeouts;
    }

    /**
     * What DescribeStatement says now. Even whoever cancelled asks once more, briefly: the statement has ended, and how is
     * worth knowing.
     *
     * @throws DataApiException if it says nothing within the patience, or before the caller leaves
     */
    StatementDescription describe(String statementId, Run run) throws DataApiException {
        var retries = new Retries(api.counters(), pacing, PATIENCE, run.login());
        var deadline = deadline(run);
        var canceller = run.canceller();
        DataApiException last = null;
        while (!canceller.isCancelled()) {
            try {
                var timeout = timeouts.waiting(0, deadline);
                var answer = asking.ask(() -> api.describeStatement(statementId, 0, timeout), timeout, canceller);
                if (answer.isPresent()) {
                    return answer.get();
                }
                last = Asking.noAnswer();
            } catch (DataApiException e) {
                last = e;
            }
            if (!canceller.isCancelled() && !retries.again(last.failure(), deadline, canceller)) {
                throw last;
            }
        }
        return describeBriefly(statementId, canceller);
    }

    /** What is left of the query timeout; where that is over, as for who asks later, a little of it. */
    private Deadline deadline(Run run) {
        var late = run.login() == null && run.deadline().passed(pacing);
        return late ? pacing.deadline(Durations.min(run.timeout(), BRIEF)) : run.deadline();
    }

    private StatementDescription describeBriefly(String statementId, Canceller canceller) throws DataApiException {
        var timeout = timeouts.lastTry();
        return asking.askRegardless(() -> api.describeStatement(statementId, 0, timeout), timeout, canceller)
                .orElseThrow(Asking::noAnswer);
    }
}
