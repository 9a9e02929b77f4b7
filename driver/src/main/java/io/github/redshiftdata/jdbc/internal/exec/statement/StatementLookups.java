package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestLoop;
import java.time.Duration;
import java.util.Optional;

/** Asks about statements that have ended. */
public final class StatementLookups {

    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final Endpoint endpoint;
    private final ReadRequests asking;

    public StatementLookups(Endpoint endpoint, ReadRequests asking) {
        this.endpoint = endpoint;
        this.asking = asking;
    }

    /**
     * Asks DescribeStatement, again and again where that helps. For a caller that has cancelled it is asked once more,
     * briefly: the statement has ended, and how it ended is worth knowing.
     *
     * @throws DataApiException if the service does not answer within the patience, or before the caller leaves
     */
    public StatementDescription describe(String statementId, Execution execution) throws DataApiException {
        var loop = new RequestLoop(endpoint, null, Patience.READING, execution.login(), RequestLoop.Triage.AS_TOLD);
        var deadline = deadline(execution);
        var signal = execution.signal();
        var answer = loop.untilAnswered(() -> describe(statementId, deadline, signal), deadline, signal);
        if (answer.isPresent()) {
            return answer.get();
        }
        var last = loop.last();
        if (!signal.isCancelled() && last != null) {
            throw last;
        }
        return describeBriefly(statementId, signal);
    }

    private Optional<StatementDescription> describe(String statementId, Deadline deadline, CallerSignal signal)
            throws DataApiException {
        var timeout = endpoint.timeouts().waiting(0, deadline);
        return asking.ask(() -> endpoint.api().describeStatement(statementId, 0, timeout), timeout, signal);
    }

    /**
     * The rest of the query timeout. If that is over, as for a caller that asks later, a new timeout of the same
     * length, but at most {@link #BRIEF}.
     */
    private Deadline deadline(Execution execution) {
        var clock = endpoint.clock();
        var late = execution.login() == null && execution.deadline().passed(clock);
        return late ? clock.deadline(Durations.min(execution.timeout(), BRIEF)) : execution.deadline();
    }

    private StatementDescription describeBriefly(String statementId, CallerSignal signal) throws DataApiException {
        var timeout = endpoint.timeouts().lastTry();
        return asking.askRegardless(() -> endpoint.api().describeStatement(statementId, 0, timeout), timeout, signal)
                .orElseThrow(ReadRequests::noAnswer);
    }
}
