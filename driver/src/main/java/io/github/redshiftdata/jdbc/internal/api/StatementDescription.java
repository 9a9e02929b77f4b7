package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeStatement says of a statement. Numbers are -1 where the service has no value.
 *
 * @param hasResultSet whether it has rows; null if the service does not say
 * @param error the text of the database's error, or null
 * @param resultFormat the format that its rows come in; JSON if the service does not say
 * @param subStatements the parts of a batch, in order; empty for a single statement
 * @param redshiftQueryUuid the UUID of the query, or null if the service tells none
 * @param figures what else it tells
 * @param autoCommit of a batch, whether each of its parts committed by itself; null if the service does not say
 */
public record StatementDescription(
        String statementId,
        StatementStatus status,
        @Nullable Boolean hasResultSet,
        long resultRows,
        long redshiftQueryId,
        @Nullable String sessionId,
        @Nullable String error,
        List<SubStatement> subStatements,
        @Nullable String requestId,
        ResultFormat resultFormat,
        @Nullable String redshiftQueryUuid,
        StatementFigures figures,
        @Nullable Boolean autoCommit) {

    /** A description without further figures, which does not say how a batch was run. */
    public StatementDescription(
            String statementId,
            StatementStatus status,
            @Nullable Boolean hasResultSet,
            long resultRows,
            long redshiftQueryId,
            @Nullable String sessionId,
            @Nullable String error,
            List<SubStatement> subStatements,
            @Nullable String requestId,
            ResultFormat resultFormat,
            @Nullable String redshiftQueryUuid) {
        this(
                statementId,
                status,
                hasResultSet,
                resultRows,
                redshiftQueryId,
                sessionId,
                error,
                subStatements,
                requestId,
                resultFormat,
                redshiftQueryUuid,
                StatementFigures.NONE,
                null);
    }

    /**
     * The texts that say why it ended without success: its own first, then those of its parts. An answer may have the one
     * without the other.
     */
    public List<String> reasons() {
        return Stream.concat(Stream.ofNullable(error), subStatements.stream().map(SubStatement::error))
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .toList();
    }

    /**
     * What it tells of the statement of an id: of itself, or of one of its parts, which ran in the same process. The
     * service answers a question about a part with the batch, and of its parts only that one.
     */
    public SubStatement of(String id) {
        if (!id.equals(statementId)) {
            for (var part : subStatements) {
                if (part.statementId().equals(id)) {
                    return part.inProcess(figures.processId());
                }
            }
            if (!subStatements.isEmpty()) {
                return new SubStatement(id, StatementStatus.UNKNOWN, null, -1, -1, null, null);
            }
        }
        return new SubStatement(
                id, status, hasResultSet, resultRows, redshiftQueryId, error, redshiftQueryUuid, figures);
    }

    /** The description of one statement of this batch, as if it had been run alone. */
    public StatementDescription ofPart(SubStatement part) {
        return new StatementDescription(
                part.statementId(),
                part.status(),
                part.hasResultSet(),
                part.resultRows(),
                part.redshiftQueryId(),
                sessionId,
                part.error(),
                List.of(),
                requestId,
                resultFormat,
                part.redshiftQueryUuid());
    }

    /** One statement of a batch. */
    public record SubStatement(
            String statementId,
            StatementStatus status,
            @Nullable Boolean hasResultSet,
            long resultRows,
            long redshiftQueryId,
            @Nullable String error,
            @Nullable String redshiftQueryUuid,
            StatementFigures figures) {

        /** A part without further figures. */
        public SubStatement(
                String statementId,
                StatementStatus status,
                @Nullable Boolean hasResultSet,
                long resultRows,
                long redshiftQueryId,
                @Nullable String error,
                @Nullable String redshiftQueryUuid) {
            this(
                    statementId,
                    status,
                    hasResultSet,
                    resultRows,
                    redshiftQueryId,
                    error,
                    redshiftQueryUuid,
                    StatementFigures.NONE);
        }

        private SubStatement inProcess(long processId) {
            return new SubStatement(
                    statementId,
                    status,
                    hasResultSet,
                    resultRows,
                    redshiftQueryId,
                    error,
                    redshiftQueryUuid,
                    new StatementFigures(
                            figures.createdAt(),
                            figures.updatedAt(),
                            figures.durationNanos(),
                            figures.resultBytes(),
                            processId,
                            figures.queryString()));
        }
    }
}
