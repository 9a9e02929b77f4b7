package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the elements of {@code Statement.executeBatch}. With autocommit they go 40 at a time, each 40 being one
 * transaction; inside a transaction they go one by one, for a batch of the service would be a transaction of its own.
 * It stops at the first failure.
 */
final class UpdateBatchRunner {

    /** Runs some of the elements; gives their outcomes. */
    @FunctionalInterface
    private interface Runner {
        List<StatementOutcome> run(BatchRunner.Part part) throws SQLException;
    }

    private final Transaction transaction;
    private final BatchRunner batches;
    private final Outcomes outcomes;

    UpdateBatchRunner(Transaction transaction, BatchRunner batches, Outcomes outcomes) {
        this.transaction = transaction;
        this.batches = batches;
        this.outcomes = outcomes;
    }

    /** Runs stateless elements. */
    long[] runWithoutSession(List<BoundStatement> elements, Run run) throws SQLException {
        return runParts(
                elements,
                Command.Batch.LIMIT,
                part -> outcomes.ofBatch(batches.runWithoutSession(part, run), part.statements()));
    }

    /** Runs in the session; the {@link SessionLock} is held. */
    long[] runInSession(List<BoundStatement> elements, Run run) throws SQLException {
        transaction.guard(elements, run);
        if (transaction.autoCommit() && !transaction.isOpen() && BatchRunner.canRun(elements)) {
            return runParts(
                    elements,
                    Command.Batch.LIMIT,
                    part -> outcomes.ofBatch(batches.runInSession(part, run), part.statements()));
        }
        return runParts(elements, 1, part -> {
            var element = part.statements().get(0);
            try {
                return List.of(outcomes.ofStatement(transaction.run(element, run), element.kind()));
            } catch (SQLException e) {
                throw NumberedErrors.of(e, part.offset() + 1, part.total());
            }
        });
    }

    private static long[] runParts(List<BoundStatement> elements, int partSize, Runner runner)
            throws BatchUpdateException {
        var counts = new ArrayList<Long>();
        try {
            for (var from = 0; from < elements.size(); from += partSize) {
                var to = Math.min(from + partSize, elements.size());
                var part = new BatchRunner.Part(elements.subList(from, to), from, elements.size());
                counts.addAll(countsOf(part, runner.run(part)));
            }
        } catch (SQLException e) {
            throw failure(e, toArray(counts), elements.size());
        }
        return toArray(counts);
    }

    private static List<Long> countsOf(BatchRunner.Part part, List<StatementOutcome> outcomes) throws SQLException {
        if (outcomes.size() != part.statements().size()) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The service reports " + outcomes.size() + " results for "
                            + part.statements().size() + " statements. They were run; their counts are not known.");
        }
        var counts = new ArrayList<Long>();
        for (var outcome : outcomes) {
            if (outcome.hasResultSet()) {
                throw Errors.of(
                        SqlState.TOO_MANY_RESULTS,
                        "Statement " + (part.offset() + counts.size() + 1) + " of " + part.total()
                                + " gave rows. A batch takes only statements without rows.");
            }
            counts.add(outcome.updateCount());
        }
        return counts;
    }

    private static BatchUpdateException failure(SQLException e, long[] counts, int total) {
        var message = "The batch of " + total + " stopped: the first " + counts.length
                + " have run, what follows has not, or was rolled back. " + e.getMessage();
        var failure = new BatchUpdateException(message, e.getSQLState(), e.getErrorCode(), counts, e);
        failure.setNextException(e);
        return failure;
    }

    private static long[] toArray(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }
}
