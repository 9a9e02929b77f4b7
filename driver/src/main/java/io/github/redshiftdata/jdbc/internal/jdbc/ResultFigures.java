package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataProgress;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.jdbc.RedshiftDataStatistics;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a statement tells of its current result beside rows and counts. */
interface ResultFigures extends RedshiftDataStatement {

    /** The outcome behind the current result, or null. */
    @Nullable
    StatementOutcome currentOutcome() throws SQLException;

    /** The signal of the last execution; null before the first one. */
    @Nullable
    CallerSignal lastSignal();

    @Override
    default Optional<RedshiftDataProgress> getProgress() {
        return Optional.ofNullable(lastSignal())
                .map(CallerSignal::told)
                .map(told -> new RedshiftDataProgress(told.statementId(), Statistics.status(told.status())));
    }

    @Override
    default long getRedshiftQueryId() throws SQLException {
        var outcome = currentOutcome();
        return outcome == null ? 0 : outcome.redshiftQueryId();
    }

    @Override
    default @Nullable String getRedshiftQueryUuid() throws SQLException {
        var outcome = currentOutcome();
        return outcome == null ? null : outcome.redshiftQueryUuid();
    }

    @Override
    default Optional<RedshiftDataStatistics> getStatistics() throws SQLException {
        return Statistics.of(currentOutcome());
    }
}
