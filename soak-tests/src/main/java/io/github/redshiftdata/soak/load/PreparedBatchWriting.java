package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of a prepared INSERT: statements of many rows. */
final class PreparedBatchWriting implements Writing {

    @Override
    public Written write(Task task) {
        var rows = task.dice().between(2, 120);
        var key = task.journal().keys(rows);
        // Each of several statements has the whole time limit.
        var timeout = task.inOneChunk() == 1 ? 0 : task.someTimeout();
        try (var statement = task.connection().prepareStatement("insert into soak_rows values (?, ?, ?)")) {
            statement.setQueryTimeout(timeout);
            for (var row = 0; row < rows; row++) {
                statement.setLong(1, key + row);
                statement.setString(2, task.owner());
                statement.setString(3, "batch");
                statement.addBatch();
            }
            var counts = task.execute(statement, "prepared batch", timeout, statement::executeLargeBatch);
            return new Written(atoms(task, null, key, rows), null, BatchCounts.untruths(counts, rows));
        } catch (SQLException | RuntimeException e) {
            return new Written(atoms(task, e, key, rows), e, List.of());
        }
    }

    private static List<Atom> atoms(Task task, @Nullable Exception e, long key, int rows) {
        return Atom.ofElements(key, Conclusions.ofBatch(e, rows), Math.min(rows, task.inOneChunk()));
    }
}
