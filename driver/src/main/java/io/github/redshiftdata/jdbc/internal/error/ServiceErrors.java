package io.github.redshiftdata.jdbc.internal.error;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes exceptions from failed requests to the service, as opposed to errors of the database behind it. */
public final class ServiceErrors {

    private record Rejection(String words, SqlState state, String advice) {}

    private static final Rejection NO_ENDPOINT = new Rejection(
            "",
            SqlState.UNABLE_TO_CONNECT,
            "Check clusterIdentifier or workgroupName, and region; or it may be paused or resuming.");
    private static final Rejection SESSION_UNAVAILABLE = new Rejection(
            "session is not available",
            SqlState.CONNECTION_FAILURE,
            "The session of this connection has ended, or runs another statement. Open a new connection.");
    private static final Rejection ENDED_ALREADY = new Rejection(
            "could not cancel a query",
            SqlState.INVALID_TRANSACTION_STATE,
            "The statement had ended already; nothing needs to be cancelled.");

    /** Refusals that are no whole sentence of {@link Reason}, told apart by some words; the first that is found counts. */
    private static final List<Rejection> REJECTIONS = List.of(
            new Rejection(
                    "either clusteridentifier or workgroupname",
                    SqlState.UNABLE_TO_CONNECT,
                    "Set clusterIdentifier or workgroupName."),
            new Rejection(
                    "username and password in secret",
                    SqlState.INVALID_AUTHORIZATION,
                    "The secret of secretArn needs the keys username and password."),
            SESSION_UNAVAILABLE,
            new Rejection("session with id", SESSION_UNAVAILABLE.state(), SESSION_UNAVAILABLE.advice()),
            ENDED_ALREADY,
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
            new Rejection("", SqlState.SYNTAX_OR_ACCESS_ERROR, "The service refused the request as it was."));

    private static final String OF_CREDENTIALS =
            "Check the AWS credentials (profile, accessKeyId, roleArn) and their IAM permissions.";

    /** Refusals that say nothing of the statement: what answers knows the request by another form, or not at all. */
    private static final Set<String> NOT_ABOUT_THE_REQUEST =
            Set.of("UnknownOperationException", "SerializationException", "NotImplemented");

    private ServiceErrors() {}

    /**
     * The exception of a failed request.
     *
     * @param statementId the statement that the request was about, or null
     */
    public static SQLException of(ServiceFailure failure, @Nullable String statementId, @Nullable Throwable cause) {
        if (failure.isClosed()) {
            return Errors.of(SqlState.CONNECTION_DOES_NOT_EXIST, message(failure, closed(failure), statementId), cause);
        }
        if (failure.kind() == Kind.REJECTED) {
            return rejected(failure, statementId, cause);
        }
        var message = message(failure, advice(failure, statementId), statementId);
        return switch (failure.kind()) {
            case THROTTLED, QUOTA -> Errors.of(SqlState.CONFIGURATION_LIMIT_EXCEEDED, message, cause);
            case SERVICE, NETWORK ->
                new SQLTransientConnectionException(message, doubt(failure).code(), cause);
            case UNREACHABLE -> Errors.of(SqlState.UNABLE_TO_CONNECT, message, cause);
            case TIMED_OUT -> new SQLTimeoutException(message, SqlState.QUERY_CANCELED.code(), cause);
            case INTERRUPTED -> Errors.of(SqlState.QUERY_CANCELED, message, cause);
            case UNAUTHORIZED -> Errors.of(SqlState.INVALID_AUTHORIZATION, message, cause);
            case NOT_FOUND, REJECTED -> Errors.of(SqlState.UNDEFINED_OBJECT, message, cause);
        };
    }

    private static String message(ServiceFailure failure, String advice, @Nullable String statementId) {
        return (failure.message() + " (" + failure.code() + ") " + advice).strip()
                + Reference.of(statementId, failure.requestId());
    }

    private static String closed(ServiceFailure failure) {
        return failure.mayBeDone()
                ? "Whether the request was carried out is not known. Open a new connection."
                : "Open a new connection.";
    }

    /** An answer that cannot be read is one of the way to the service; the service itself fails otherwise. */
    private static SqlState doubt(ServiceFailure failure) {
        return failure.code().equals(ServiceFailure.UNEXPECTED_ANSWER)
                ? SqlState.CONNECTION_EXCEPTION
                : SqlState.SYSTEM_ERROR;
    }

    private static SQLException rejected(
            ServiceFailure failure, @Nullable String statementId, @Nullable Throwable cause) {
        var reason = failure.reason();
        if (reason == Reason.WAREHOUSE_AWAY) {
            var advice = "The warehouse may be paused or resuming: try again when it is up.";
            return Errors.of(SqlState.UNABLE_TO_CONNECT, message(failure, advice, statementId), cause);
        }
        if (reason == Reason.SLOW) {
            var advice = "The service gave up its own request to the warehouse: try again later.";
            return new SQLTimeoutException(
                    message(failure, advice, statementId), SqlState.QUERY_CANCELED.code(), cause);
        }
        var foreign = failure.code().startsWith(ServiceFailure.BARE_STATUS)
                || NOT_ABOUT_THE_REQUEST.contains(failure.code())
                || !failure.sent();
        if (foreign) {
            var advice =
                    unsent(failure, statementId) + unlessTold(failure, "Check endpoint, region, proxy and network.");
            return rejected(SqlState.UNABLE_TO_CONNECT, message(failure, advice, statementId), cause);
        }
        var rejection = rejection(failure);
        return rejected(rejection.state(), message(failure, rejection.advice(), statementId), cause);
    }

    /** Whether a refusal may be gone when the warehouse has woken up; a wrong name is refused in the same words. */
    public static boolean mayPass(ServiceFailure failure) {
        return switch (failure.reason()) {
            case WAREHOUSE_AWAY, NO_ENDPOINT, SLOW -> true;
            case SESSION_UNAVAILABLE,
                    SESSIONS_USED_UP,
                    WAIT_UNSUPPORTED,
                    KEEP_ALIVE_REFUSED,
                    EXECUTION_MODE_UNSUPPORTED,
                    ENDED_ALREADY,
                    OTHER -> false;
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
        return switch (failure.reason()) {
            case NO_ENDPOINT -> NO_ENDPOINT;
            case SESSION_UNAVAILABLE -> SESSION_UNAVAILABLE;
            case ENDED_ALREADY -> ENDED_ALREADY;
            case SLOW,
                    WAREHOUSE_AWAY,
                    SESSIONS_USED_UP,
                    WAIT_UNSUPPORTED,
                    KEEP_ALIVE_REFUSED,
                    EXECUTION_MODE_UNSUPPORTED,
                    OTHER -> byItsWords(failure);
        };
    }

    private static Rejection byItsWords(ServiceFailure failure) {
        var said = Reason.ownWords(failure);
        return REJECTIONS.stream()
                .filter(rejection -> said.contains(rejection.words()))
                .findFirst()
                .orElseThrow();
    }

    /** Says that nothing was done only where no statement can be meant that was submitted before. */
    private static String unsent(ServiceFailure failure, @Nullable String statementId) {
        return !failure.sent() && statementId == null ? "Nothing was sent. " : "";
    }

    private static String advice(ServiceFailure failure, @Nullable String statementId) {
        var unsent = unsent(failure, statementId);
        return switch (failure.kind()) {
            case THROTTLED -> "The rate of requests is used up: try again later, or use fewer connections.";
            case QUOTA -> "A quota of the Data API is used up: let statements and sessions end, or use fewer.";
            case SERVICE ->
                (failure.reason() == Reason.WAREHOUSE_AWAY ? "The warehouse may be paused or resuming. " : "")
                        + doubtOf(failure);
            case NETWORK ->
                failure.sent()
                        ? "The connection to the service broke; whether the request was carried out is not known."
                        : unsent + "The connection to the service broke.";
            case UNREACHABLE -> unsent + unlessTold(failure, "Check region, endpoint, proxy and network.");
            case TIMED_OUT ->
                unsent
                        + (failure.code().equals(ServiceFailure.CREDENTIALS_TIMED_OUT)
                                ? "Sign in, or give it more time; see queryTimeout and requestTimeout."
                                : "The time limit ended; see queryTimeout and requestTimeout.");
            case INTERRUPTED -> unsent + "The thread was interrupted while it waited.";
            case UNAUTHORIZED ->
                unsent
                        + (failure.code().equals(ServiceFailure.CREDENTIALS_FAILED)
                                ? unlessTold(failure, OF_CREDENTIALS)
                                : OF_CREDENTIALS);
            case NOT_FOUND -> "Statements and results are kept for 24 hours, sessions until they end.";
            case REJECTED -> "The service refused the request as it was.";
        };
    }

    /** What is known of the way has its own advice, a whole sentence. */
    private static String unlessTold(ServiceFailure failure, String advice) {
        return failure.message().endsWith(".") ? "" : advice;
    }

    private static String doubtOf(ServiceFailure failure) {
        return failure.code().equals(ServiceFailure.UNEXPECTED_ANSWER)
                ? "The answer says nothing; whether the request was carried out is not known."
                : "The service failed; whether the request was carried out is not known.";
    }
}
