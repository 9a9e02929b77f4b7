package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.StatementLengths;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.session.BatchTexts;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementSize;
import io.github.redshiftdata.jdbc.internal.sql.InsertBatch;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue;
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

    /** One statement of many rows; its length in bytes. */
    private record Chunk(String sql, int rows, long bytes) {}

    /**
     * Runs the batch as INSERTs of many rows. All of them share one signal: a cancel between two of them ends the
     * batch.
     */
    private long[] runInserts(InsertBatch insert, CallerSignal signal) throws SQLException {
        var length = statement.owner().batchLength();
        var counts = new long[rows.size()];
        Arrays.fill(counts, Statement.EXECUTE_FAILED);
        var text = new StringBuilder();
        var refused = false;
        var done = 0;
        while (done < rows.size()) {
            var chunk = chunk(insert, text, done, refused ? StatementLengths.SURE : length.next());
            try {
                statement.runAlone(bound(chunk), signal);
            } catch (SQLException e) {
                if (!refused && chunk.rows() > 1 && length.mayBeTooLong(chunk.bytes(), e)) {
                    refused = true;
                    continue;
                }
                throw failure(e, counts, done, chunk);
            }
            length.taken(chunk.bytes(), refused);
            // An INSERT … VALUES inserts all its rows or none, so the driver need not ask for their number.
            Arrays.fill(counts, done, done + chunk.rows(), 1);
            done += chunk.rows();
        }
        return counts;
    }

    private BoundStatement bound(Chunk chunk) {
        var one = script.get(0);
        return new BoundStatement(chunk.sql(), List.of(), one.facts(), one.text());
    }

    /**
     * The longest statement that begins with a row.
     *
     * @param text is used to write it
     */
    private Chunk chunk(InsertBatch insert, StringBuilder text, int first, int limit) throws SQLException {
        var one = script.get(0);
        text.setLength(0);
        text.append(insert.head());
        var size = StatementSize.ofUtf8(insert.head());
        var next = first;
        while (next < rows.size()) {
            var row = rows.get(next);
            var before = text.length();
            text.append(next == first ? ' ' : ',');
            insert.<SQLException>appendRow(text, (to, marker) -> ParameterBinder.appendLiteral(to, one, row, marker));
            var rowBytes = StatementSize.ofUtf8(text, before, text.length());
            if (next > first && size + rowBytes > limit) {
                text.setLength(before);
                break;
            }
            size += rowBytes;
            next++;
        }
        return new Chunk(text.toString(), next - first, size);
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
