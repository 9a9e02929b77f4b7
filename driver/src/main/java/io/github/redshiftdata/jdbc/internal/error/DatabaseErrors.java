package io.github.redshiftdata.jdbc.internal.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the error text of a statement into an exception. */
public final class DatabaseErrors {

    private DatabaseErrors() {}

    /** The exception for a statement that FAILED, or was ABORTED. */
    public static SQLException of(
            @Nullable String errorText,
            boolean aborted,
            String statementId,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        var text = errorText == null ? "The statement gave no error text." : errorText;
        return Errors.of(
                aborted ? SqlState.QUERY_CANCELED : SqlState.UNKNOWN,
                text + " (statement " + statementId + ", request " + requestId + ")",
                cause);
    }
}
