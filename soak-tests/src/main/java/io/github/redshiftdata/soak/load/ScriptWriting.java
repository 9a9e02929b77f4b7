package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Several statements in one text, which are one transaction; more than 40 go between BEGIN and COMMIT. */
final class ScriptWriting implements Writing {

    /** What getUpdateCount tells behind the last result. */
    private static final int NO_MORE = -1;

    @Override
    public Written write(Task task) {
        var dice = task.dice();
        var rows = dice.percent(10) ? dice.between(41, 46) : dice.between(2, 8);
        var key = task.journal().keys(rows);
        var timeout = task.someTimeout();
        var slow = dice.percent(12) ? dice.between(0, rows - 1) : -1;
        var script = new ArrayList<String>();
        for (var row = 0; row < rows; row++) {
            script.add(row == slow ? task.slowInsert(key + row, 1) : task.insert(key + row, 1));
        }
        try (var statement = task.connection().createStatement()) {
            statement.setQueryTimeout(timeout);
            task.execute(statement, "script", timeout, () -> statement.execute(String.join("; ", script)));
            return new Written(Atom.one(key, rows, Conclusion.IN), null, untruths(statement, rows));
        } catch (SQLException | RuntimeException e) {
            return new Written(Atom.one(key, rows, Conclusions.of(e)), e, List.of());
        }
    }

    /** The script is in; a count that cannot be had does not take that back. */
    private static List<String> untruths(Statement statement, int rows) {
        var counts = new ArrayList<Integer>();
        try {
            var count = statement.getUpdateCount();
            while (count != NO_MORE) {
                counts.add(count);
                statement.getMoreResults();
                count = statement.getUpdateCount();
            }
        } catch (SQLException notToBeHad) {
            return List.of();
        }
        var right = counts.size() == rows
                && counts.stream().allMatch(count -> count == 1 || count == Statement.SUCCESS_NO_INFO);
        return right ? List.of() : List.of("a script of " + rows + " INSERTs told the counts " + counts);
    }
}
