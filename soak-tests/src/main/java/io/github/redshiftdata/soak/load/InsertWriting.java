package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.SQLException;
import java.util.List;

/** A single INSERT with autocommit, of one row or several, quick or slow, with and without parameters. */
final class InsertWriting implements Writing {

    @Override
    public Written write(Task task) {
        var dice = task.dice();
        var rows = dice.pick(1, 1, 1, 2, 5, 20);
        var key = task.journal().keys(rows);
        try {
            var count = rows == 1 && dice.percent(40) ? prepared(task, key) : plain(task, key, rows);
            var untruths = count >= 0 && count != rows
                    ? List.of("executeUpdate told " + count + " rows of " + rows)
                    : List.<String>of();
            return new Written(Atom.one(key, rows, Conclusion.IN), null, untruths);
        } catch (SQLException | RuntimeException e) {
            return new Written(Atom.one(key, rows, Conclusions.of(e)), e, List.of());
        }
    }

    private static long plain(Task task, long key, int rows) throws SQLException {
        var sql = task.dice().percent(12) ? task.slowInsert(key, rows) : task.insert(key, rows);
        var timeout = task.someTimeout();
        try (var statement = task.connection().createStatement()) {
            statement.setQueryTimeout(timeout);
            return task.execute(statement, "INSERT", timeout, () -> statement.executeLargeUpdate(sql));
        }
    }

    private static long prepared(Task task, long key) throws SQLException {
        var timeout = task.someTimeout();
        try (var statement = task.connection().prepareStatement("insert into soak_rows values (?, ?, ?)")) {
            statement.setLong(1, key);
            statement.setString(2, task.owner());
            statement.setString(3, "it's \\ prepared");
            statement.setQueryTimeout(timeout);
            return task.execute(statement, "prepared INSERT", timeout, statement::executeLargeUpdate);
        }
    }
}
