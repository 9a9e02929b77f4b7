package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.SQLException;
import java.util.List;

/** A batch of statements with autocommit: 40 at a time are one transaction. */
final class PlainBatchWriting implements Writing {

    private static final int IN_ONE_TRANSACTION = 40;

    @Override
    public Written write(Task task) {
        var dice = task.dice();
        var elements = dice.percent(20) ? dice.between(41, 100) : dice.between(2, 20);
        var key = task.journal().keys(elements);
        var timeout = task.someTimeout();
        var slow = dice.percent(15) ? dice.between(0, elements - 1) : -1;
        try (var statement = task.connection().createStatement()) {
            statement.setQueryTimeout(timeout);
            for (var element = 0; element < elements; element++) {
                statement.addBatch(element == slow ? task.slowInsert(key + element, 1) : task.insert(key + element, 1));
            }
            var counts = task.execute(statement, "plain batch", timeout, statement::executeLargeBatch);
            var atoms = Atom.ofElements(key, Conclusions.ofBatch(null, elements), IN_ONE_TRANSACTION);
            return new Written(atoms, null, BatchCounts.untruths(counts, elements));
        } catch (SQLException | RuntimeException e) {
            var atoms = Atom.ofElements(key, Conclusions.ofBatch(e, elements), IN_ONE_TRANSACTION);
            return new Written(atoms, e, List.of());
        }
    }
}
