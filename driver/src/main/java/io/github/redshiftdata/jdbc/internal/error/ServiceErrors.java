package io.github.redshiftdata.jdbc.internal.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns the failure of a request into an exception. */
public final class ServiceErrors {

    private ServiceErrors() {}

    /** The exception for a request that did not succeed. */
    public static SQLException of(ServiceFailure failure, @Nullable String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.SYSTEM_ERROR,
                failure.code() + ": " + failure.message() + " (statement " + statementId + ")",
                cause);
    }
}
