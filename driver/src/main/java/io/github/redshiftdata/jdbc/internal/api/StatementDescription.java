package io.github.redshiftdata.jdbc.internal.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeStatement says of a statement. Numbers are -1 where the service has no value.
 *
 * @param error the text of the database's error, or null
 * @param subStatements the parts of a batch, in order; empty for a single statement
 */
public record StatementDescription(
        String statementId,
        StatementStatus status,
        boolean hasResultSet,
        long resultRows,
        long resultSize,
        long durationNanos,
        long redshiftQueryId,
        long redshiftPid,
        @Nullable String sessionId,
        @Nullable String error,
        List<SubStatement> subStatements,
        @Nullable String requestId) {

    /** One statement of a batch. */
    public record SubStatement(
            String statementId,
            StatementStatus status,
            boolean hasResultSet,
            long resultRows,
            long redshiftQueryId,
            @Nullable String error) {}
}
