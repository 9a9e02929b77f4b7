package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.RedshiftDataStatus;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.exec.statement.SettingsAlong;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts what the service tells of a statement into the form that the program sees. The marks for "no value" are absent. */
final class Statistics {

    private Statistics() {}

    /** Of a statement or batch. */
    static RedshiftDataStatistics of(StatementDescription told) {
        var parts = SettingsAlong.without(told.subStatements()).stream()
                .map(part -> of(told.of(part.statementId()), List.of()))
                .toList();
        return of(told.of(told.statementId()), parts);
    }

    /** Of the statement behind a result; empty where nothing was sent. */
    static Optional<RedshiftDataStatistics> of(@Nullable StatementOutcome outcome) throws SQLException {
        var told = outcome == null ? null : outcome.told();
        return told == null ? Optional.empty() : Optional.of(of(told, List.of()));
    }

    private static RedshiftDataStatistics of(SubStatement told, List<RedshiftDataStatistics> parts) {
        var figures = told.figures();
        var ended = told.status().isTerminal();
        return new RedshiftDataStatistics(
                told.statementId(),
                status(told.status()),
                Optional.ofNullable(figures.createdAt()),
                Optional.ofNullable(figures.updatedAt()),
                duration(figures.durationNanos(), ended),
                count(told.resultRows(), ended),
                count(figures.resultBytes(), ended),
                number(told.redshiftQueryId()),
                Optional.ofNullable(told.redshiftQueryUuid()),
                number(figures.processId()),
                parts);
    }

    /** Before the end, 0 means no value. */
    private static Optional<Duration> duration(long nanos, boolean ended) {
        return nanos > 0 || (ended && nanos == 0) ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static OptionalLong count(long told, boolean ended) {
        return told > 0 || (ended && told == 0) ? OptionalLong.of(told) : OptionalLong.empty();
    }

    private static OptionalLong number(long told) {
        return told > 0 ? OptionalLong.of(told) : OptionalLong.empty();
    }

    static RedshiftDataStatus status(StatementStatus told) {
        return switch (told) {
            case SUBMITTED -> RedshiftDataStatus.SUBMITTED;
            case PICKED -> RedshiftDataStatus.PICKED;
            case STARTED -> RedshiftDataStatus.STARTED;
            case FINISHED -> RedshiftDataStatus.FINISHED;
            case FAILED -> RedshiftDataStatus.FAILED;
            case ABORTED -> RedshiftDataStatus.ABORTED;
            case UNKNOWN -> RedshiftDataStatus.UNKNOWN;
        };
    }
}
