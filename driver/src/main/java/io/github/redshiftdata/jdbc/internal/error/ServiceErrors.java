package io.github.redshiftdata.jdbc.internal.error;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Errors of requests to the service, as opposed to those of the database behind it. */
public final class ServiceErrors {

    private record Rejection(String words, SqlState state, String advice) {}

    /** Refusals that are told apart by the words of the service; the first that is found counts. */
    private static final List<Rejection> REJECTIONS = List.of(
            new Rejection(
                    "endpoint doesn't exist in this region",
                    SqlState.UNABLE_TO_CONNECT,
                    "Check clusterIdentifier or workgroupName, and region."),
            new Rejection(
                    "either clusteridentifier or workgroupname",
                    SqlState.UNABLE_TO_CONNECT,
                    "Set clusterIdentifier or workgroupName."),
            new Rejection(
                    "username and password in secret",
                    SqlState.INVALID_AUTHORIZATION,
                    "The secret of secretArn needs the keys username and password."),
            new Rejection(
                    "session is not available",
                    SqlState.CONNECTION_FAILURE,
                    "The session ended; its transaction and temporary tables are gone. Open a new connection."),
            new Rejection(
                    "session with id",
                    SqlState.CONNECTION_FAILURE,
                    "The session of this connection cannot be used. Open a new connection."),
            new Rejection(
                    "active statements",
                    SqlState.CONFIGURATION_LIMIT_EXCEEDED,
                    "Let running statements end, or run fewer at once."),
            new Rejection(
                    "less than or equal to 100000",
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "The service takes 100 kB of SQL. Split the statement, or load the rows with COPY."),
            new Rejection(
                    "too large",
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "It is longer than the service takes. Split the statement, or load the rows with COPY."),
            new Rejection(
                    "could not cancel a query",
                    SqlState.INVALID_TRANSACTION_STATE,
                    "The statement had ended already; nothing needs to be cancelled."),
            new Rejection("", SqlState.SYNTAX_OR_ACCESS_ERROR, "The service refused the request as it was."));

    private ServiceErrors() {}

    /** The exception of a failed request. */
    public static SQLException of(ServiceFailure failure, @Nullable String statementId, @Nullable Throwable cause) {
        return of(failure, statementId, false, cause);
    }

    /**
     * The exception of a failed request.
     *
     * @param statementId the statement that the request was about, or null
     * @param sessionGone whether the connection cannot be used any more because of the failure
     */
    public static SQLException of(
            ServiceFailure failure, @Nullable String statementId, boolean sessionGone, @Nullable Throwable cause) {
        var rejection = rejection(failure);
        var advice = sessionGone
                ? "The session of this connection is lost. Open a new connection."
                : failure.kind() == Kind.REJECTED ? rejection.advice() : advice(failure.kind());
        var message = failure.message() + " (" + failure.code() + ") " + advice
                + Reference.of(statementId, failure.requestId());
        if (sessionGone) {
            return Errors.of(SqlState.CONNECTION_FAILURE, message, cause);
        }
        return switch (failure.kind()) {
            case THROTTLED, QUOTA -> Errors.of(SqlState.CONFIGURATION_LIMIT_EXCEEDED, message, cause);
            case SERVICE, NETWORK -> new SQLTransientConnectionException(message, SqlState.SYSTEM_ERROR.code(), cause);
            case UNREACHABLE -> Errors.of(SqlState.UNABLE_TO_CONNECT, message, cause);
            case TIMED_OUT -> new SQLTimeoutException(message, SqlState.QUERY_CANCELED.code(), cause);
            case INTERRUPTED -> Errors.of(SqlState.QUERY_CANCELED, message, cause);
            case UNAUTHORIZED -> Errors.of(SqlState.INVALID_AUTHORIZATION, message, cause);
            case NOT_FOUND -> Errors.of(SqlState.UNDEFINED_OBJECT, message, cause);
            case REJECTED -> rejected(rejection.state(), message, cause);
        };
    }

    /** A page of a result came, and cannot be read: of the statement itself that tells nothing. */
    public static SQLException ofUnreadableResult(
            ServiceFailure failure, String statementId, @Nullable Throwable cause) {
        return Errors.of(
                SqlState.SYSTEM_ERROR,
                failure.message() + " (" + failure.code() + ") The statement has ended, only its result cannot be read."
                        + " Run a query again; if it stays so, report it with the ids."
                        + Reference.of(statementId, failure.requestId()),
                cause);
    }

    private static SQLException rejected(SqlState state, String message, @Nullable Throwable cause) {
        // Not transient, unlike an endpoint that cannot be reached: the same settings are refused again.
        return state == SqlState.UNABLE_TO_CONNECT
                ? new SQLNonTransientConnectionException(message, state.code(), cause)
                : Errors.of(state, message, cause);
    }

    private static Rejection rejection(ServiceFailure failure) {
        var said = failure.message().toLowerCase(Locale.ROOT);
        return REJECTIONS.stream()
                .filter(rejection -> said.contains(rejection.words()))
                .findFirst()
                .orElseThrow();
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case THROTTLED -> "The rate of requests is used up: try again later, or use fewer connections.";
            case QUOTA -> "A quota of the Data API is used up: let statements and sessions end, or use fewer.";
            case SERVICE -> "The service failed; whether the statement ran is not known.";
            case NETWORK -> "The connection to the service broke; whether the statement ran is not known.";
            case UNREACHABLE -> "Nothing was sent. Check region, endpoint, proxy and network.";
            case TIMED_OUT -> "The time limit ended; see queryTimeout and requestTimeout.";
            case INTERRUPTED -> "The thread was interrupted while it waited.";
            case UNAUTHORIZED -> "Check the AWS credentials (profile, accessKeyId, roleArn) and their IAM permissions.";
            case NOT_FOUND -> "Statements and results are kept for 24 hours, sessions until they end.";
            case REJECTED -> "The service refused the request as it was.";
        };
    }
}
