package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.Deadline;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions for executions that ended early, by a cancel, an interrupt or the query timeout, all with SQLSTATE
 * 57014. "Was cancelled" is said only of a statement that surely did nothing.
 */
public final class EarlyEndErrors {

    private EarlyEndErrors() {}

    /** For a command of which no request can have arrived. */
    public static SQLException beforeSubmission(Execution execution) {
        return beforeSubmission(execution, null);
    }

    /**
     * For a command of which no request can have arrived.
     *
     * @param last why the service did not take it so far, or null where nothing failed
     */
    static SQLException beforeSubmission(Execution execution, @Nullable ServiceFailure last) {
        return certain(execution, "was cancelled before the service gave it an id", last, null);
    }

    /**
     * For a command of which a request may have arrived, but no answer told an id.
     *
     * @param last why the service did not take it so far, or null where nothing failed
     */
    static SQLException whileSubmitted(
            Execution execution,
            String statementName,
            String clientToken,
            @Nullable ServiceFailure last,
            @Nullable Throwable cause) {
        if (execution.isDetached()) {
            return leftUnfound(execution, statementName, clientToken, cause);
        }
        return doubtful(
                execution,
                "is to be cancelled, but the service has not told its id: it may have run, or run on. The driver looks for"
                        + " it under the statement name " + statementName + " to cancel it",
                last,
                cause);
    }

    /** For a submission that was to return at once. */
    private static SQLException leftUnfound(
            Execution execution, String statementName, String clientToken, @Nullable Throwable cause) {
        var text = (endsByTime(execution)
                        ? "The submission was not answered within the query timeout of "
                                + execution.timeout().toMillis() + " ms"
                        : "The submission was ended before it was answered")
                + ": the statement may have run, or run on. The driver looks for it under the statement name "
                + statementName + " to cancel it." + execution.howToFind(clientToken);
        return endsByTime(execution) ? Doubt.ofTimedOut(text, cause) : Doubt.ofCancelled(text, cause);
    }

    /** For a statement that the service says was aborted. */
    static SQLException aborted(Execution execution, String statementId, Throwable cause) {
        return certain(execution, "was cancelled" + named(statementId), null, cause);
    }

    /** For a statement that has an id, but whose end is not known. */
    static SQLException left(Execution execution, ServerCancel cancel) {
        return doubtful(execution, fate(cancel), null, null);
    }

    /** For one of several statements that was ended early with them, and of which the service tells no end. */
    static SQLException untold(Execution execution, String statementId, @Nullable Throwable cause) {
        return doubtful(
                execution,
                "was to be cancelled" + named(statementId)
                        + ", and the service does not tell whether it was carried out: that is not known",
                null,
                cause);
    }

    private static SQLException certain(
            Execution execution, String predicate, @Nullable ServiceFailure last, @Nullable Throwable cause) {
        var text = sentence(execution, predicate, last);
        return endsByTime(execution)
                ? new SQLTimeoutException(text, SqlState.QUERY_CANCELED.code(), cause)
                : Errors.of(SqlState.QUERY_CANCELED, text, cause);
    }

    private static SQLException doubtful(
            Execution execution, String predicate, @Nullable ServiceFailure last, @Nullable Throwable cause) {
        var text = sentence(execution, predicate + "; look at the data before you repeat it", last);
        return endsByTime(execution) ? Doubt.ofTimedOut(text, cause) : Doubt.ofCancelled(text, cause);
    }

    private static boolean endsByTime(Execution execution) {
        return !execution.signal().isCancelled();
    }

    private static String sentence(Execution execution, String predicate, @Nullable ServiceFailure last) {
        if (endsByTime(execution)) {
            return "The statement did not end within its query timeout of "
                    + execution.timeout().toMillis() + " ms and " + predicate + "."
                    // A longer time would not help where the service does not take the statement.
                    + (last == null ? " Raise the timeout if it needs longer." : lastTry(last));
        }
        return (execution.signal().isOwnerInterrupted()
                        ? "The thread was interrupted, so its statement " + predicate + "."
                        : "The statement " + predicate + ".")
                + (last == null ? "" : lastTry(last));
    }

    private static String lastTry(ServiceFailure last) {
        return " The last try failed: " + last.message() + " (" + last.code() + ")";
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

    /** For a list of statements of which not every page has come. */
    static SQLException listing(Execution execution, @Nullable Throwable cause) {
        return endsByTime(execution)
                ? new SQLTimeoutException(
                        "The list of statements did not come within the query timeout of "
                                + execution.timeout().toMillis() + " ms.",
                        SqlState.QUERY_CANCELED.code(),
                        cause)
                : Errors.of(SqlState.QUERY_CANCELED, "The listing of statements was ended.", cause);
    }

    /** For a statement that the program only attached to: the wait for it ends, and the statement runs on. */
    static SQLException waitEnded(String statementId, Execution execution) {
        return endsByTime(execution)
                ? Doubt.ofTimedOut(
                        "Statement " + statementId + " did not end within the query timeout of "
                                + execution.timeout().toMillis() + " ms. It was only attached to, so it runs on.",
                        null)
                : Doubt.ofCancelled(
                        "The wait for statement " + statementId + " was ended; the statement itself is not touched.",
                        null);
    }

    /** What is known of the statement's cancel when its caller leaves. */
    private static String fate(ServerCancel cancel) {
        var name = named(cancel.statementId());
        return switch (cancel.fate()) {
            case TAKEN ->
                "is being cancelled" + name
                        + ": the service has taken the cancel, but has not told yet how the statement ended";
            case ASKED_FOR ->
                "is to be cancelled" + name
                        + ", but the service has not taken the cancel yet: it may run on while the driver asks again";
            case ENDED_BEFORE -> "ended before its cancel came" + name + "; it may have changed rows";
            case REFUSED -> "could not be cancelled" + name + ": the service refuses that, so it may run on";
        };
    }

    private static String named(String statementId) {
        return " (statement " + statementId + ")";
    }
}
