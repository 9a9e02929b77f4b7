package io.github.redshiftdata.jdbc.internal.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/** Says which statement of several it was. */
public final class NumberedErrors {

    private NumberedErrors() {}

    /**
     * An error of the same class, state and code, with the number of its statement.
     *
     * @param number from 1
     */
    public static SQLException of(SQLException error, int number, int total) {
        if (total == 1) {
            return error;
        }
        var numbered = like(error, "Statement " + number + " of " + total + ": " + error.getMessage());
        numbered.setStackTrace(error.getStackTrace());
        return numbered;
    }

    /** An error of the same class, state and code with another message. Subclasses stand before their classes. */
    public static SQLException like(SQLException error, String message) {
        var state = error.getSQLState();
        var code = error.getErrorCode();
        if (error instanceof SQLTimeoutException) {
            return new SQLTimeoutException(message, state, code, error);
        }
        if (error instanceof SQLTransactionRollbackException) {
            return new SQLTransactionRollbackException(message, state, code, error);
        }
        if (error instanceof SQLTransientConnectionException) {
            return new SQLTransientConnectionException(message, state, code, error);
        }
        if (error instanceof SQLTransientException) {
            return new SQLTransientException(message, state, code, error);
        }
        return error instanceof SQLNonTransientException
                ? lasting(error, message)
                : new SQLException(message, state, code, error);
    }

    private static SQLException lasting(SQLException error, String message) {
        var state = error.getSQLState();
        var code = error.getErrorCode();
        if (error instanceof SQLDataException) {
            return new SQLDataException(message, state, code, error);
        }
        if (error instanceof SQLSyntaxErrorException) {
            return new SQLSyntaxErrorException(message, state, code, error);
        }
        if (error instanceof SQLIntegrityConstraintViolationException) {
            return new SQLIntegrityConstraintViolationException(message, state, code, error);
        }
        if (error instanceof SQLInvalidAuthorizationSpecException) {
            return new SQLInvalidAuthorizationSpecException(message, state, code, error);
        }
        if (error instanceof SQLNonTransientConnectionException) {
            return new SQLNonTransientConnectionException(message, state, code, error);
        }
        return error instanceof SQLFeatureNotSupportedException
                ? new SQLFeatureNotSupportedException(message, state, code, error)
                : new SQLNonTransientException(message, state, code, error);
    }
}
