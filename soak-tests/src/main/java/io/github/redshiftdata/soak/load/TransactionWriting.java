package io.github.redshiftdata.soak.load;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several statements and a COMMIT; after a failure a rollback, or a commit that must not succeed. */
final class TransactionWriting implements Writing {

    @Override
    public Written write(Task task) {
        var dice = task.dice();
        var statements = dice.between(2, 5);
        var rowsOfEach = dice.between(1, 6);
        var rows = statements * rowsOfEach;
        var key = task.journal().keys(rows);
        var connection = task.connection();
        try {
            connection.setAutoCommit(false);
            for (var number = 0; number < statements; number++) {
                insert(task, key + (long) number * rowsOfEach, rowsOfEach);
            }
        } catch (SQLException | RuntimeException e) {
            return afterFailedStatement(task, key, rows, e);
        }
        return commit(task, key, rows);
    }

    private static void insert(Task task, long key, int rows) throws SQLException {
        var dice = task.dice();
        var timeout = task.someTimeout();
        try (var statement = task.connection().createStatement()) {
            statement.setQueryTimeout(timeout);
            if (dice.percent(25)) {
                for (var row = 0; row < rows; row++) {
                    statement.addBatch(task.insert(key + row, 1));
                }
                task.execute(statement, "batch in a transaction", timeout, statement::executeBatch);
            } else {
                var sql = dice.percent(10) ? task.slowInsert(key, rows) : task.insert(key, rows);
                task.execute(statement, "INSERT in a transaction", timeout, () -> statement.executeUpdate(sql));
            }
        }
    }

    private static Written commit(Task task, long key, int rows) {
        var failure = end(task, "commit", Connection::commit);
        var conclusion = Conclusions.of(failure);
        if (conclusion == Conclusion.UNKNOWN && end(task, "rollback", Connection::rollback) == null) {
            // A rollback that succeeds says that nothing was committed.
            conclusion = Conclusion.NOT_IN;
        }
        autoCommit(task);
        return new Written(Atom.one(key, rows, conclusion), failure, List.of());
    }

    /** What was not committed is not in, whatever becomes of the rollback. */
    private static Written afterFailedStatement(Task task, long key, int rows, Exception failure) {
        if (task.dice().percent(30)) {
            var ofCommit = end(task, "commit", Connection::commit);
            if (ofCommit == null) {
                autoCommit(task);
                var untruth = "commit succeeded although a statement of the transaction had failed";
                return new Written(Atom.one(key, rows, Conclusion.UNKNOWN), failure, List.of(untruth));
            }
            autoCommit(task);
            var conclusion = Conclusions.of(ofCommit);
            return new Written(Atom.one(key, rows, conclusion), ofCommit, List.of());
        }
        var unused = end(task, "rollback", Connection::rollback);
        autoCommit(task);
        return new Written(Atom.one(key, rows, Conclusion.NOT_IN), failure, List.of());
    }

    @FunctionalInterface
    private interface End {
        void of(Connection connection) throws SQLException;
    }

    private static @Nullable Exception end(Task task, String what, End end) {
        try {
            task.timed(what, Watch.PATIENCE, () -> {
                end.of(task.connection());
                return true;
            });
            return null;
        } catch (SQLException | RuntimeException e) {
            return e;
        }
    }

    /** After a rollback that failed it would be a commit: a program closes such a connection. */
    private static void autoCommit(Task task) {
        var failure = end(task, "setAutoCommit", connection -> {
            connection.rollback();
            connection.setAutoCommit(true);
        });
        if (failure != null) {
            var unused = end(task, "close", Connection::close);
        }
    }
}
