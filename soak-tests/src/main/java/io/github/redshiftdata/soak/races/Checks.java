package io.github.redshiftdata.soak.races;

import io.github.redshiftdata.soak.verdict.Conclusions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds after every call, whatever was done to it. */
final class Checks {

    /** What a call says that meets the close of its connection. */
    static final Set<String> CONNECTION_CLOSED = Set.of("08003");

    /** What a call says that meets the close of its statement or result: it was cancelled, or came to a closed one. */
    static final Set<String> STATEMENT_CLOSED = Set.of("57014", "24000");

    /** What a dead connection says. */
    static final Set<String> DEAD = Set.of("08003", "08006");

    static final String FAILED_TRANSACTION = "25P02";

    private Checks() {}

    /**
     * Only SQLExceptions leave the driver, with SQLSTATE and message, and no late close is taken for bad SQL. Gives
     * whether it is so.
     */
    static boolean isHonest(Round round, String what, @Nullable Throwable failure) {
        if (failure == null) {
            return true;
        }
        var untruth = Conclusions.untruthOf(failure);
        if (untruth.isPresent()) {
            round.broken(what + ": " + untruth.get(), failure);
            return false;
        }
        var state = String.valueOf(((SQLException) failure).getSQLState());
        if (state.startsWith("42") || state.startsWith("XX") || state.startsWith("HY")) {
            round.broken(what + " was told as an error of the statement", failure);
            return false;
        }
        return true;
    }

    /** What a call says that met a close, of whatever class its exception is. */
    static void isToldAsClosed(Round round, String what, @Nullable Throwable failure, Set<String> states) {
        var state = failure instanceof SQLException error ? String.valueOf(error.getSQLState()) : "";
        if (failure != null && !states.contains(state)) {
            round.broken(what + " met a close that is not told as one", failure);
        }
    }

    /** The next statement of the connection, on another Statement: nothing late hits it. */
    static void nextIsUnharmed(Round round, Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 42")) {
            if (!rows.next() || rows.getInt(1) != 42) {
                round.broken("the next statement gave a wrong row");
            }
        } catch (SQLException | RuntimeException e) {
            round.broken("the next statement failed", e);
        }
    }

    /** The same after a call in autocommit mode, which may have cost the connection if it was a transaction of its own. */
    static void nextIsUnharmed(Round round, Connection connection, Operation operation, @Nullable Throwable failure)
            throws SQLException {
        if (operation.isTransactionOfItsOwn() && Conclusions.isInDoubt(failure) && !connection.isValid(0)) {
            round.lane().replaceConnection();
            return;
        }
        nextIsUnharmed(round, connection);
    }

    /** Inside a transaction whose statement failed everything fails with 25P02, commit too. */
    static void isFailedTransaction(Round round, Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 43")) {
            round.broken("after a failed statement the next one of the transaction succeeded: " + rows.next());
        } catch (SQLException e) {
            if (!FAILED_TRANSACTION.equals(e.getSQLState()) && !DEAD.contains(String.valueOf(e.getSQLState()))) {
                round.broken("after a failed statement the next one of the transaction is not 25P02", e);
            }
        } catch (RuntimeException e) {
            round.broken("after a failed statement the next one threw what is no SQLException", e);
        }
    }

    /** Nothing of this lane runs on at the service, and no more sessions are open than connections. */
    static void nothingIsLeft(Round round, int connections) {
        if (!round.lane().settles()) {
            round.broken("runs on: " + round.lane().emulator().runningStatements());
        }
        if (!round.lane().comesDownTo(connections)) {
            round.broken(
                    round.lane().emulator().openSessions() + " sessions are open for " + connections + " connections");
        }
    }
}
