package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;

/** Sends CancelStatement. Never throws: a statement that ended meanwhile is no error, and the caller ends anyhow. */
final class CancelRequests {

    /** For all tries together: whoever cancels does not want to wait. */
    private static final Duration LIMIT = Duration.ofMillis(600);

    private static final Map<Kind, Duration> PATIENCE = Map.of(
            Kind.THROTTLED, LIMIT,
            Kind.SERVICE, LIMIT,
            Kind.NETWORK, LIMIT,
            Kind.TIMED_OUT, LIMIT,
            Kind.UNREACHABLE, LIMIT);

    private final DataApi api;
    private final Pacing pacing;

    CancelRequests(DataApi api, Pacing pacing) {
        this.api = api;
        this.pacing = pacing;
    }

    void send(String statementId) {
        var deadline = pacing.deadline(LIMIT);
        var retries = new Retries(api.counters(), pacing, PATIENCE);
        while (true) {
            try {
                api.cancelStatement(statementId, Durations.max(deadline.left(pacing), Duration.ofMillis(100)));
                return;
            } catch (DataApiException e) {
                if (!again(retries, e, deadline)) {
                    Logs.CALLS.debug("Statement {} was not cancelled: {}", statementId, e.getMessage());
                    return;
                }
            }
        }
    }

    private static boolean again(Retries retries, DataApiException e, Deadline deadline) {
        try {
            return retries.again(e.failure(), deadline, new Canceller());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
