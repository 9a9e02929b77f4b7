package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call that is part of a transaction: a row before it, and the commit after it, which tells the truth of both. */
final class TransactionEnd {

    private final Round round;
    private final Connection connection;
    private final long firstKey;

    private TransactionEnd(Round round, Connection connection, long firstKey) {
        this.round = round;
        this.connection = connection;
        this.firstKey = firstKey;
    }

    /** Begins the transaction. */
    static TransactionEnd begin(Round round, Connection connection) throws SQLException {
        round.note("in a transaction");
        connection.setAutoCommit(false);
        var key = round.lane().keys(1);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + Lane.TABLE + " values (" + key + ", 'first')");
        }
        return new TransactionEnd(round, connection, key);
    }

    /** Ends it after the call, and goes back to autocommit on a connection that nobody closed. */
    void end(Operation operation, @Nullable Throwable failure) throws SQLException {
        goBack(failure, conclude(operation, failure));
    }

    /** Ends it after the call, which may have met the close of its connection; gives what the commit threw. */
    @Nullable
    Exception conclude(Operation operation, @Nullable Throwable failure) throws SQLException {
        var mustFail = operation.failsTransaction(failure);
        if (mustFail) {
            Checks.isFailedTransaction(round, connection);
        } else if (operation.endedOnlyReading(failure) && !connection.isClosed()) {
            Checks.nextIsUnharmed(round, connection);
        }
        var ofCommit = commit();
        Checks.isHonest(round, "commit", ofCommit);
        if (mustFail && ofCommit == null) {
            round.broken("commit succeeded although a statement had failed");
        }
        if (failure == null && ofCommit != null && Conclusions.of(ofCommit) != Conclusion.UNKNOWN) {
            round.note("commit threw " + Round.told(ofCommit));
        }
        var conclusion = Conclusions.of(ofCommit);
        round.wrote("first row of a transaction", Atom.one(firstKey, 1, conclusion), ofCommit);
        // Of a call that came to a closed Statement nobody says whether it ran.
        var ofCall = failure != null && ofCommit == null ? Conclusion.UNKNOWN : conclusion;
        round.wrote(operation + " in a transaction", operation.inTransaction(ofCall), ofCommit);
        return ofCommit;
    }

    /** A connection whose transaction something lost may still enter is dead, and says so; any other one works on. */
    private void goBack(@Nullable Throwable failure, @Nullable Exception ofCommit) throws SQLException {
        var mayBeDead = Conclusions.isInDoubt(failure) || Conclusions.isInDoubt(ofCommit);
        if (connection.isClosed() || (mayBeDead && !connection.isValid(0))) {
            if (!mayBeDead) {
                round.broken("the connection is dead although nothing of it is in doubt: " + told(failure) + ", then "
                        + told(ofCommit));
            }
            round.lane().replaceConnection();
            return;
        }
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static String told(@Nullable Throwable failure) {
        return failure == null ? "no failure" : Round.told(failure);
    }

    private @Nullable Exception commit() {
        try {
            connection.commit();
            return null;
        } catch (SQLException | RuntimeException e) {
            return e;
        }
    }
}
