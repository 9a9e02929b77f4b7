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

    /** The same, as far as the service has taken the cancel. */
    static SQLException leftAfterCancel(Cancel cancel, @Nullable Throwable cause) {
        return Errors.of(SqlState.QUERY_CANCELED, "The statement " + fate(cancel) + ".", cause);
    }

    static SQLException interrupted(@Nullable String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "The thread was interrupted, so its statement was cancelled" + named(statementId) + ".",
                cause);
    }

    /** The same, as far as the service has taken the cancel. */
    static SQLException leftAfterInterrupt(Cancel cancel, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED, "The thread was interrupted, so its statement " + fate(cancel) + ".", cause);
    }

    static SQLTimeoutException timedOut(@Nullable String statementId, Deadline deadline, @Nullable Throwable cause) {
        return outOfTime("was cancelled" + named(statementId), deadline, cause);
    }

    /** The same, as far as the service has taken the cancel. */
    static SQLTimeoutException leftAfterTimeout(Cancel cancel, Deadline deadline, @Nullable Throwable cause) {
        return outOfTime(fate(cancel), deadline, cause);
    }

    private static SQLTimeoutException outOfTime(String fate, Deadline deadline, @Nullable Throwable cause) {
        return new SQLTimeoutException(
                "The statement did not end within its query timeout of "
                        + deadline.timeout().toMillis() + " ms and " + fate
                        + ". Raise the timeout if it needs longer.",
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    static SQLException readingCancelled(String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "The reading of the result was cancelled (statement " + statementId + ").",
                cause);
    }

    static SQLException readingInterrupted(String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "The thread was interrupted while it waited for a page of the result (statement " + statementId + ").",
                cause);
    }

    static SQLTimeoutException readingTimedOut(String statementId, Deadline deadline, @Nullable Throwable cause) {
        return new SQLTimeoutException(
                "A page of the result did not come within the query timeout of "
                        + deadline.timeout().toMillis() + " ms (statement " + statementId + ").",
                SqlState.QUERY_CANCELED.code(),
                cause);
    }

    /** For a statement of somebody else: only the wait for it ends. */
    static SQLException waitEnded(String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "The wait for statement " + statementId + " was ended; the statement itself is not touched.",
                cause);
    }

    /** For a statement of somebody else: only the wait for it ends. */
    static SQLTimeoutException waitTimedOut(String statementId, Deadline deadline) {
        return new SQLTimeoutException(
                "Statement " + statementId + " did not end within the query timeout of "
                        + deadline.timeout().toMillis() + " ms. It was only attached to, so it runs on.",
                SqlState.QUERY_CANCELED.code());
    }

    static SQLException notToldWhatCame(String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.QUERY_CANCELED,
                "Statement " + statementId
                        + " has ended, but the question how was cancelled or interrupted. It may have "
                        + "changed rows: look before you repeat it.",
                cause);
    }

    /** What is true of the statement when its caller leaves. */
    private static String fate(Cancel cancel) {
        var name = named(cancel.statementId());
        return switch (cancel.fate()) {
            case TAKEN -> "was cancelled" + name;
            case ASKED_FOR ->
                "is to be cancelled" + name
                        + ", but the service has not taken the cancel yet: it may run on while the driver asks again";
            case ENDED_BEFORE -> "ended before its cancel came" + name + "; it may have changed rows";
            case REFUSED ->
                "could not be cancelled" + name
                        + ": the service refuses that, so it may run on. Check the right to CancelStatement";
        };
    }

    private static String named(@Nullable String statementId) {
        return statementId == null ? " before the service gave it an id" : " (statement " + statementId + ")";
    }
}
