package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import java.time.Duration;
import java.util.Optional;

/** Asks about statements that have ended. */
final class Lookups {

    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final Endpoint endpoint;
    private final Asking asking;

    Lookups(Endpoint endpoint, Asking asking) {
        this.endpoint = endpoint;
        this.asking = asking;
    }

    /**
     * What DescribeStatement says now. A caller who has cancelled asks once more, briefly: the statement has ended, and how
     * it ended is worth knowing.
     *
     * @throws DataApiException if it says nothing within the patience, or before the caller leaves
     */
    StatementDescription describe(String statementId, Execution execution) throws DataApiException {
        var loop = new RequestLoop(endpoint, null, Patience.READING, execution.login(), RequestLoop.Triage.AS_TOLD);
        var deadline = deadline(execution);
        var canceller = execution.canceller();
        var answer = loop.untilAnswered(() -> describe(statementId, deadline, canceller), deadline, canceller);
        if (answer.isPresent()) {
            return answer.get();
        }
        var last = loop.last();
        if (!canceller.isCancelled() && last != null) {
            throw last;
        }
        return describeBriefly(statementId, canceller);
    }

    private Optional<StatementDescription> describe(String statementId, Deadline deadline, Canceller canceller)
            throws DataApiException {
        var timeout = endpoint.timeouts().waiting(0, deadline);
        return asking.ask(() -> endpoint.api().describeStatement(statementId, 0, timeout), timeout, canceller);
    }

    /** What is left of the query timeout; where that is over, as for a caller who asks later, a little of it. */
    private Deadline deadline(Execution execution) {
        var pacing = endpoint.pacing();
        var late = execution.login() == null && execution.deadline().passed(pacing);
        return late ? pacing.deadline(Durations.min(execution.timeout(), BRIEF)) : execution.deadline();
    }

    private StatementDescription describeBriefly(String statementId, Canceller canceller) throws DataApiException {
        var timeout = endpoint.timeouts().lastTry();
        return asking.askRegardless(() -> endpoint.api().describeStatement(statementId, 0, timeout), timeout, canceller)
                .orElseThrow(Asking::noAnswer);
    }
}
