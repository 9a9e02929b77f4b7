package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/** The exceptions for executions that somebody ended early, all with SQLSTATE 57014. */
final class Cancellations {

    private Cancellations() {}

    static SQLException cancelled(@Nullable String statementId, @Nullable Throwable cause) {
        return Errors.of(SqlState.QUERY_CANCELED, "The statement was cancelled" + named(statementId) + ".", cause);
    }

    static SQLException interrupted(@Nullable String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "The thread was interrupted, so its statement was cancelled" + named(statementId) + ".",
                cause);
    }

    static SQLTimeoutException timedOut(@Nullable String statementId, Deadline deadline, @Nullable Throwable cause) {
        return new SQLTimeoutException(
                "The statement did not end within its query timeout of "
                        + deadline.timeout().toMillis() + " ms and was cancelled" + named(statementId)
                        + ". Raise the timeout if it needs longer.",
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    private static String named(@Nullable String statementId) {
        return statementId == null ? " before the service gave it an id" : " (statement " + statementId + ")";
    }
}
