package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.session.BatchTexts;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.InsertBatch;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batch of a prepared statement. An INSERT … VALUES of one row becomes statements of many rows, each as long as the
 * service takes; any other statement is run element by element, in batches of the service.
 */
final class PreparedBatch {

    private final PreparedStatementImpl statement;
    private final List<SqlStatement> script;
    private final List<List<@Nullable ParameterValue>> rows;

    PreparedBatch(
            PreparedStatementImpl statement, List<SqlStatement> script, List<List<@Nullable ParameterValue>> rows) {
        this.statement = statement;
        this.script = script;
        this.rows = rows;
    }

    long[] run() throws SQLException {
        if (rows.isEmpty()) {
            return new long[0];
        }
        var insert = InsertBatch.of(script.get(0));
        if (rows.size() > 1 && insert.isPresent()) {
            var known = insert.get();
            return StatementCalls.duringBatch(
                    statement.owner().trace(),
                    BoundStatement.of(script.get(0)),
                    rows.size(),
                    () -> runInserts(known, statement.newSignal()));
        }
        return runElements();
    }

    private long[] runElements() throws SQLException {
        var binder = new ParameterBinder(ParameterBinder.Mode.LITERAL);
        var elements = new ArrayList<BoundStatement>();
        for (var row : rows) {
            elements.addAll(binder.bind(script, row));
        }
        return statement.runBatch(elements);
    }

    /** One statement of many rows. */
    private record Chunk(String sql, int rows) {}

    /**
     * Runs the batch as INSERTs of many rows. All of them share one signal: a cancel between two of them ends the
     * batch.
     */
    private long[] runInserts(InsertBatch insert, CallerSignal signal) throws SQLException {
        var counts = new long[rows.size()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        var done = 0;
        for (var chunk : chunks(insert)) {
            try {
                var bound = new BoundStatement(
                        chunk.sql(),
                        List.of(),
                        script.get(0).facts(),
                        script.get(0).text());
                statement.runAlone(bound, signal);
            } catch (SQLException e) {
                throw failure(e, counts, done, chunk);
            }
            // An INSERT … VALUES inserts all its rows or none, so the driver need not ask for their number.
            Arrays.fill(counts, done, done + chunk.rows(), 1);
            done += chunk.rows();
        }
        return counts;
    }

    private List<Chunk> chunks(InsertBatch insert) throws SQLException {
        var limit = statement.owner().config().maxStatementBytes();
        var chunks = new ArrayList<Chunk>();
        var text = new StringBuilder(insert.head());
        var headBytes = bytes(insert.head());
        var size = headBytes;
        var count = 0;
        for (var row : rows) {
            var tuple = insert.row(ParameterBinder.literals(script.get(0), row)::get);
            var tupleBytes = bytes(tuple) + 1;
            if (count > 0 && size + tupleBytes > limit) {
                chunks.add(new Chunk(text.toString(), count));
                text.setLength(insert.head().length());
                size = headBytes;
                count = 0;
            }
            text.append(count == 0 ? ' ' : ',').append(tuple);
            size += tupleBytes;
            count++;
        }
        chunks.add(new Chunk(text.toString(), count));
        return chunks;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The exception for a batch that failed. If the outcome is unknown, the counts end with the rows in doubt: those
     * after them were not sent.
     */
    private BatchUpdateException failure(SQLException cause, long[] counts, int done, Chunk chunk) {
        var inDoubt = Doubt.isIn(cause);
        var message = BatchTexts.stopped("Row", done, chunk.rows(), rows.size(), inDoubt) + cause.getMessage();
        var known = inDoubt ? Arrays.copyOf(counts, done + chunk.rows()) : counts;
        var failure = new BatchUpdateException(message, cause.getSQLState(), cause.getErrorCode(), known, cause);
        failure.setNextException(cause);
        return failure;
    }
}
