package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Arrays;

/** Says which statement of several it was. */
final class NumberedErrors {

    private NumberedErrors() {}

    /**
     * The same error, with the number of its statement.
     *
     * @param number from 1
     */
    static SQLException of(SQLException error, int number, int total) {
        var message = "Statement " + number + " of " + total + ": " + error.getMessage();
        var code = error.getSQLState();
        if (error instanceof SQLTimeoutException) {
            return new SQLTimeoutException(message, code, error);
        }
        return Arrays.stream(SqlState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .map(state -> Errors.of(state, message, error))
                .orElseGet(() -> new SQLException(message, code, error));
    }
}
