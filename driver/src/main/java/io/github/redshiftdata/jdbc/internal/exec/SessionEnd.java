package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.ExecuteRequest;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Gives up a session. The service has no operation for that: a last statement sets the idle time to 0 seconds, and as
 * it has to be some statement it is ROLLBACK, which costs the database nothing and ends whatever is open.
 */
final class SessionEnd {

    /** Whoever closes does not wait for a service that is stuck. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final DataApi api;
    private final Timeouts timeouts;

    SessionEnd(DataApi api, Timeouts timeouts) {
        this.api = api;
        this.timeouts = timeouts;
    }

    /** Sends one request and does not wait for the end of the statement. Never fails. */
    void send(String sessionId) {
        var token = UUID.randomUUID().toString();
        try {
            api.executeStatement(
                    new ExecuteRequest("ROLLBACK", List.of(), token, sessionId, 0, null, 0, ResultFormat.JSON),
                    Durations.min(LIMIT, timeouts.request()));
            Logs.SESSION.debug("Session {} is given up", sessionId);
        } catch (DataApiException e) {
            Logs.SESSION.debug("Session {} was left to end by itself: {}", sessionId, e.getMessage());
        }
    }
}
