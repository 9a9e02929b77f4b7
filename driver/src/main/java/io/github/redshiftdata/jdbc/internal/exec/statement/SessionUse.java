package io.github.redshiftdata.jdbc.internal.exec.statement;

import org.jspecify.annotations.Nullable;

/**
 * Where a submission runs.
 *
 * @param sessionId the session, or null: then it logs in anew
 * @param keepAliveSeconds opens a session, or sets how long the given one may idle; null leaves it out
 */
public record SessionUse(@Nullable String sessionId, @Nullable Integer keepAliveSeconds) {

    /** In no session: nothing is left after the statement. */
    public static final SessionUse NONE = new SessionUse(null, null);
}
