package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;

/** Asks ListSessions how a session is. */
final class SessionHealth {

    enum Finding {
        AVAILABLE,
        BUSY,
        GONE,
        /** The question was not answered; perhaps nobody here may ask it. */
        UNANSWERED
    }

    private final DataApi api;

    SessionHealth(DataApi api) {
        this.api = api;
    }

    Finding of(String sessionId, Duration timeout) {
        try {
            var session = api.findSession(sessionId, timeout);
            if (session.isEmpty()) {
                return Finding.GONE;
            }
            return switch (session.get().status()) {
                case AVAILABLE -> Finding.AVAILABLE;
                case BUSY -> Finding.BUSY;
                case CLOSED, UNKNOWN -> Finding.GONE;
            };
        } catch (DataApiException e) {
            Logs.SESSION.debug("ListSessions did not tell of session {}: {}", sessionId, e.getMessage());
            return e.failure().kind() == Kind.NOT_FOUND ? Finding.GONE : Finding.UNANSWERED;
        }
    }
}
