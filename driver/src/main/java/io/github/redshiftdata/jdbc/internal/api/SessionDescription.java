package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.Nullable;

/** What ListSessions says of a session. */
public record SessionDescription(String sessionId, Status status, @Nullable String currentStatementId) {

    public enum Status {
        AVAILABLE,
        BUSY,
        CLOSED,
        UNKNOWN
    }
}
