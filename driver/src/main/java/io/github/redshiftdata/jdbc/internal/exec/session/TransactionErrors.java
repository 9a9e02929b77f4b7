package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The exceptions for a transaction that did not end as it should. */
final class TransactionErrors {

    private TransactionErrors() {}

    static SQLException leftOpen(SQLException cause) {
        return lost(
                "The transaction was not committed, so autocommit could not be switched on, and the connection cannot be"
                        + " used any more: close it, which rolls back, and repeat the transaction on a new one. ",
                cause);
    }

    static SQLException notRolledBack(SQLException cause) {
        return lost(
                "The transaction could not be rolled back, so the connection cannot be used any more. Open a new one: ",
                cause);
    }

    static SQLException settingNotMade(SQLException cause) {
        return lost(
                "The setting could not be made, so the connection cannot be used any more. Open a new one: ", cause);
    }

    static SQLException sessionLost(SQLException cause) {
        return lost(
                "The transaction is rolled back, since its session lost its connection to the database. Open a new"
                        + " connection and begin again: ",
                cause);
    }

    static SQLException commitInDoubt(SQLException cause) {
        return Doubt.ofCommit(
                "Whether the transaction was committed is not known: " + cause.getMessage()
                        + " Look at the data before you repeat it, on a new connection.",
                cause);
    }

    /** For a commit behind a statement that commits by itself, of which it is not known whether it ran. */
    static SQLException perhapsCommitted(SQLException reason) {
        return Doubt.ofCommit(
                "What was open of the transaction was rolled back, not committed, because one of its statements had failed."
                        + " That statement may have committed what stood before it: look at the data before you repeat it. "
                        + reason.getMessage(),
                reason);
    }

    /** For a call behind a COMMIT in doubt: a program often sees only the exception of its rollback. */
    static SQLException afterCommitInDoubt(SQLException commit) {
        return Doubt.ofCommit(
                "Nothing was sent, as this connection cannot be used any more. Still, whether its last transaction was"
                        + " committed is not known. Look at the data before you repeat it, on a new connection.",
                commit);
    }

    /** For a call on a connection that has ended with a call of which it is not known what it did. */
    static SQLException afterDoubt(SqlState end, SQLException doubt) {
        if (SqlState.TRANSACTION_RESOLUTION_UNKNOWN.code().equals(doubt.getSQLState())) {
            return afterCommitInDoubt(doubt);
        }
        return Doubt.ofEarlierCall(
                end,
                "Nothing was sent, as this connection has ended. Still, it is not known what was done before: "
                        + doubt.getMessage(),
                doubt);
    }

    private static SQLException lost(String text, SQLException cause) {
        return Errors.of(SqlState.CONNECTION_FAILURE, text + cause.getMessage(), cause);
    }

    static SQLException rolledBackInstead(@Nullable SQLException reason) {
        return failed(
                "The transaction was rolled back, not committed, because one of its statements had failed: ", reason);
    }

    static SQLException failedBefore(@Nullable SQLException reason) {
        return failed("An earlier statement of the transaction failed. Roll back first: ", reason);
    }

    private static SQLException failed(String text, @Nullable SQLException reason) {
        return Errors.of(SqlState.IN_FAILED_TRANSACTION, text + (reason == null ? "" : reason.getMessage()), reason);
    }
}
