package io.github.redshiftdata.jdbc.internal.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a submission.
 *
 * @param sessionId absent unless the statement runs in a session
 * @param status absent where the endpoint does not know long polling
 * @param hasResultSet absent like {@code status}
 */
public record Submitted(
        String statementId,
        @Nullable String sessionId,
        @Nullable StatementStatus status,
        @Nullable Boolean hasResultSet,
        @Nullable String requestId) {}
