package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeStatement says of a statement. Numbers are -1 where the service has no value.
 *
 * @param error the text of the database's error, or null
 * @param resultFormat the format that its rows come in; JSON if the service does not say
 * @param subStatements the parts of a batch, in order; empty for a single statement
 * @param redshiftQueryUuid the UUID of the query, or null if the service tells none
 */
public record StatementDescription(
        String statementId,
        StatementStatus status,
        boolean hasResultSet,
        long resultRows,
        long redshiftQueryId,
        @Nullable String sessionId,
        @Nullable String error,
        List<SubStatement> subStatements,
        @Nullable String requestId,
        ResultFormat resultFormat,
        @Nullable String redshiftQueryUuid) {

    /** One statement of a batch. */
    public record SubStatement(
            String statementId,
            StatementStatus status,
            boolean hasResultSet,
            long resultRows,
            long redshiftQueryId,
            @Nullable String error,
            @Nullable String redshiftQueryUuid) {}
}
