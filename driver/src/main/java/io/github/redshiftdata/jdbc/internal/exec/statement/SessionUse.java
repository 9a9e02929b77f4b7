package io.github.redshiftdata.jdbc.internal.exec.statement;

import org.jspecify.annotations.Nullable;

/**
 * Where a submission runs.
 *
 * @param sessionId the session, or null: then the submission logs in anew
 * @param keepAliveSeconds how long the session may be idle; without {@code sessionId} this opens a session; null leaves
 *     it out
 */
public record SessionUse(@Nullable String sessionId, @Nullable Integer keepAliveSeconds) {

    /** The submission runs in no session: nothing is left after the statement. */
    public static final SessionUse NONE = new SessionUse(null, null);

    /** Whether it gives another idle time to a session that is open already. */
    boolean changesKeepAlive() {
        return sessionId != null && keepAliveSeconds != null;
    }
}
