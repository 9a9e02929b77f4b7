package io.github.redshiftdata.jdbc.internal.error;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Makes every exception of the driver: the standard subclass of its SQLSTATE, never without a message. */
public final class Errors {

    private Errors() {}

    /** An exception of the class that its state calls for. */
    public static SQLException of(SqlState state, String message) {
        return of(state, message, null);
    }

    /** An exception of the class that its state calls for. */
    public static SQLException of(SqlState state, String text, @Nullable Throwable cause) {
        var code = state.code();
        var message = Shown.lines(text);
        return switch (state) {
            case FEATURE_NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, code, cause);
            // A limit is one of the service, not of the data: frameworks tell it by this class that it passes.
            case UNABLE_TO_CONNECT, CANNOT_CONNECT_NOW, CONFIGURATION_LIMIT_EXCEEDED ->
                new SQLTransientConnectionException(message, code, cause);
            case LOCK_NOT_AVAILABLE -> new SQLTransientException(message, code, cause);
            // Not what its first digits call for: frameworks would take it for bad SQL.
            case UNDEFINED_PARAMETER, INVALID_DESCRIPTOR_INDEX, INVALID_PARAMETER_VALUE ->
                new SQLException(message, code, cause);
            default -> byClass(code, message, cause);
        };
    }

    /** The exception of an error of the database, whose state is one of PostgreSQL's. */
    static SQLException ofDatabase(String code, String text, @Nullable Throwable cause) {
        return SqlState.ofDatabase(code)
                .map(state -> of(state, text, cause))
                .orElseGet(() -> byClass(code, Shown.lines(text), cause));
    }

    private static SQLException byClass(String code, String message, @Nullable Throwable cause) {
        return switch (code.substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(message, code, cause);
            case "22" -> new SQLDataException(message, code, cause);
            case "23" -> new SQLIntegrityConstraintViolationException(message, code, cause);
            case "28" -> new SQLInvalidAuthorizationSpecException(message, code, cause);
            case "40" -> new SQLTransactionRollbackException(message, code, cause);
            case "3D", "3F", "42" -> new SQLSyntaxErrorException(message, code, cause);
            case "53" -> new SQLTransientException(message, code, cause);
            default -> new SQLException(message, code, cause);
        };
    }

    /** Use of something closed: "connection", "statement", "result set". */
    public static SQLException closed(String what) {
        return of(
                what.equals("connection") ? SqlState.CONNECTION_DOES_NOT_EXIST : SqlState.INVALID_CURSOR_STATE,
                "The " + what + " is closed. "
                        + (what.equals("result set") ? "Run the query again." : "Open a new one."));
    }

    /**
     * A feature that Redshift or its Data API lacks.
     *
     * @param subject the subject of the sentence "… is not supported", the reason before it: "Arrays: Redshift has no such
     *     type, so createArrayOf"
     */
    public static SQLFeatureNotSupportedException unsupported(String subject) {
        return new SQLFeatureNotSupportedException(
                subject + " is not supported by this driver.", SqlState.FEATURE_NOT_SUPPORTED.code());
    }
}
