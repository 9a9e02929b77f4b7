package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the elements of {@code Statement.executeBatch}. With autocommit they are sent 40 at a time, each 40 being one
 * transaction, or as a series of which each commits by itself; inside a transaction they are sent one by one, since a batch
 * of the service would be a transaction of its own. It stops at the first failure, unless a series goes on.
 */
final class UpdateBatchRunner {

    /** Runs some of the elements and returns their outcomes. */
    @FunctionalInterface
    private interface Runner {
        List<StatementOutcome> run(BatchRunner.Part part) throws SQLException;
    }

    private final Transaction transaction;
    private final BatchRunner batches;
    private final OutcomeFactory outcomes;
    private final SeriesRunner series;

    UpdateBatchRunner(Transaction transaction, BatchRunner batches, OutcomeFactory outcomes, SeriesRunner series) {
        this.transaction = transaction;
        this.batches = batches;
        this.outcomes = outcomes;
        this.series = series;
    }

    /** Runs the elements outside any session. */
    long[] runWithoutSession(List<BoundStatement> elements, Execution execution) throws SQLException {
        if (series.isFor(elements)) {
            return series.batchWithoutSession(elements, execution);
        }
        return runParts(
                elements,
                Command.Batch.LIMIT,
                part -> outcomes.ofBatch(batches.runWithoutSession(part, execution), part.statements()));
    }

    /** Runs the elements in the session; the caller holds the {@link SessionLock}. */
    long[] runInSession(List<BoundStatement> elements, Execution execution) throws SQLException {
        transaction.makeRoom(execution);
        transaction.guard(elements, execution);
        if (transaction.autoCommit() && !transaction.isOpen()) {
            if (series.isFor(elements)) {
                return series.batchInSession(elements, execution);
            }
            if (BatchRunner.canRun(elements)) {
                return runParts(
                        elements,
                        Command.Batch.LIMIT,
                        part -> outcomes.ofBatch(batches.runInSession(part, execution), part.statements()));
            }
        }
        return runParts(elements, 1, part -> {
            var element = part.statements().get(0);
            try {
                return List.of(outcomes.ofStatement(transaction.run(element, execution), element.kind()));
            } catch (SQLException e) {
                throw NumberedErrors.of(e, part.offset() + 1, part.total());
            }
        });
    }

    private static long[] runParts(List<BoundStatement> elements, int partSize, Runner runner)
            throws BatchUpdateException {
        var counts = new ArrayList<Long>();
        for (var from = 0; from < elements.size(); from += partSize) {
            var to = Math.min(from + partSize, elements.size());
            var part = new BatchRunner.Part(elements.subList(from, to), from, elements.size());
            List<StatementOutcome> outcomes;
            try {
                outcomes = runner.run(part);
            } catch (SQLException e) {
                throw failure(e, counts, part);
            }
            counts.addAll(countsOf(part, outcomes));
            requireNoRows(part, outcomes, counts);
        }
        return toArray(counts);
    }

    private static List<Long> countsOf(BatchRunner.Part part, List<StatementOutcome> outcomes) {
        if (outcomes.size() != part.statements().size()) {
            // The elements were carried out, but the service tells the results of fewer or more, or of none.
            return Collections.nCopies(part.statements().size(), (long) Statement.SUCCESS_NO_INFO);
        }
        var counts = new ArrayList<Long>();
        for (var outcome : outcomes) {
            counts.add(outcome.hasResultSet() ? Statement.SUCCESS_NO_INFO : outcome.updateCount());
        }
        return counts;
    }

    /** JDBC forbids elements with rows; what has run is counted all the same. */
    private static void requireNoRows(BatchRunner.Part part, List<StatementOutcome> outcomes, List<Long> counts)
            throws BatchUpdateException {
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).hasResultSet()) {
                throw BatchTexts.gaveRows(part.offset() + i + 1, part.total(), counts.size(), toArray(counts));
            }
        }
    }

    /**
     * The exception for a batch that stopped. Its counts say of each element up to the failure whether it was carried
     * out, failed, or is unknown.
     */
    private static BatchUpdateException failure(SQLException e, List<Long> done, BatchRunner.Part part) {
        var counts = new ArrayList<>(done);
        var inDoubt = Doubt.isIn(e);
        if (inDoubt) {
            counts.addAll(Collections.nCopies(part.statements().size(), (long) Statement.EXECUTE_FAILED));
        }
        var message =
                BatchTexts.stopped("Statement", part.offset(), part.statements().size(), part.total(), inDoubt)
                        + e.getMessage();
        var failure = new BatchUpdateException(message, e.getSQLState(), e.getErrorCode(), toArray(counts), e);
        failure.setNextException(e);
        return failure;
    }

    private static long[] toArray(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }
}
