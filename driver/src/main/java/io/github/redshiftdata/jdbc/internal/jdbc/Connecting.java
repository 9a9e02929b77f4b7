package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Causes;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a new connection works, and says why it cannot be made. If the warehouse is resuming or all sessions are
 * in use, it waits within the login timeout: the connecting statement does no harm if it is repeated.
 */
final class Connecting {

    private static final String PAUSED = " The warehouse may be paused or resuming: try again when it is up.";

    /** The SQLSTATEs of a database that starts, stops or takes no more connections. */
    private static final Set<String> PASSING_STATES = Set.of(
            SqlState.CANNOT_CONNECT_NOW.code(),
            SqlState.ADMIN_SHUTDOWN.code(),
            SqlState.CONNECTION_FAILURE.code(),
            SqlState.TOO_MANY_CONNECTIONS.code());

    /**
     * The SQLSTATEs that do not mean wrong settings, but a failure of the connecting statement or on the way to the
     * service.
     */
    private static final Set<String> STATES_OF_NO_CONNECTION = Set.of(
            SqlState.CANNOT_CONNECT_NOW.code(),
            SqlState.ADMIN_SHUTDOWN.code(),
            SqlState.CONNECTION_FAILURE.code(),
            SqlState.SYSTEM_ERROR.code(),
            SqlState.CONNECTION_EXCEPTION.code());

    private final ServerIdentity identity;
    private final DriverConfig config;
    private final Login login;

    Connecting(ServerIdentity identity, DriverConfig config, Login login) {
        this.identity = identity;
        this.config = config;
        this.login = login;
    }

    /**
     * Runs the connecting statement, and repeats it while that may help.
     *
     * @throws SQLTimeoutException of SQLSTATE 08001 if it takes too long
     */
    void prove() throws SQLException {
        while (true) {
            try {
                identity.prove();
                return;
            } catch (SQLException e) {
                if (!mayPass(e) || !login.pauseBeforeRetry()) {
                    throw told(e);
                }
            }
        }
    }

    private static boolean mayPass(SQLException e) {
        var failure = failureIn(e);
        if (failure != null) {
            return failure.kind() == Kind.QUOTA || (failure.kind() == Kind.REJECTED && ServiceErrors.mayPass(failure));
        }
        return PASSING_STATES.contains(String.valueOf(e.getSQLState())) || sleeps(e);
    }

    private static boolean sleeps(SQLException e) {
        return Reason.tellsOfAnAbsentWarehouse(String.valueOf(e.getMessage()));
    }

    private SQLException told(SQLException e) {
        var failure = failureIn(e);
        if (login.isInterrupted()) {
            return Errors.of(
                    SqlState.QUERY_CANCELED,
                    "The thread was interrupted while it waited for a connection. " + e.getMessage(),
                    e);
        }
        if (failure != null && failure.kind() == Kind.QUOTA) {
            // This error says more than that the time is over.
            return e;
        }
        if (login.isOver() || isByQueryTimeout(e, failure)) {
            return tooSlow(config, login, e);
        }
        if (failure != null
                && isRefused(failure)
                && !String.valueOf(e.getSQLState()).startsWith("08")
                && !isOfTheSignIn(e)) {
            return new SQLNonTransientConnectionException(
                    "The connection was refused. " + e.getMessage(), SqlState.REJECTED_CONNECTION.code(), e);
        }
        if (isAboutTheAnswer(e)) {
            return noAnswer(e);
        }
        var isNoConnection = e instanceof SQLTimeoutException
                || STATES_OF_NO_CONNECTION.contains(String.valueOf(e.getSQLState()))
                || sleeps(e);
        return isNoConnection ? notReached(e, failure) : e;
    }

    private static boolean isRefused(ServiceFailure failure) {
        return (failure.kind() == Kind.REJECTED && !ServiceErrors.mayPass(failure)) || failure.kind() == Kind.NOT_FOUND;
    }

    /** Whether the query timeout of the URL ended this: without a login timeout, it limits the connecting statement. */
    private boolean isByQueryTimeout(SQLException e, @Nullable ServiceFailure failure) {
        var saysTheService = failure != null && failure.kind() == Kind.REJECTED;
        return e instanceof SQLTimeoutException && !config.queryTimeout().isZero() && !saysTheService;
    }

    private static boolean isOfTheSignIn(SQLException e) {
        return SqlState.INVALID_AUTHORIZATION.code().equals(e.getSQLState());
    }

    /** Whether the service gave an answer that makes no sense, as opposed to a failure that may pass. */
    private static boolean isAboutTheAnswer(SQLException e) {
        return !(e instanceof SQLTransientException)
                && (SqlState.SYSTEM_ERROR.code().equals(e.getSQLState())
                        || SqlState.NO_DATA.code().equals(e.getSQLState()));
    }

    /**
     * The error for a connection that could not be made. It leaves no doubt about the outcome: a connection that was
     * not made has done nothing, whatever became of its first statement.
     */
    private static SQLException notReached(SQLException cause, @Nullable ServiceFailure failure) {
        var answered = failure == null || failure.isAnswerOfTheService() || failure.isOutage();
        var advice = answered ? PAUSED : " Check region, endpoint, proxy and network, or try again.";
        return Errors.of(
                SqlState.UNABLE_TO_CONNECT,
                "The connection could not be made." + advice + " " + cause.getMessage(),
                cause);
    }

    private static SQLException noAnswer(SQLException cause) {
        return new SQLNonTransientConnectionException(
                "The connection was not made: the answer to its first statement is none. " + cause.getMessage(),
                SqlState.UNABLE_TO_CONNECT.code(),
                cause);
    }

    /** The exception for a connection that was not made in time. */
    static SQLTimeoutException tooSlow(DriverConfig config, Login login, Exception cause) {
        var byLogin = !login.limit().isZero();
        var limit = byLogin ? login.limit() : config.queryTimeout();
        return new SQLTimeoutException(
                "The connection was not made within " + (byLogin ? "loginTimeout" : "queryTimeout") + ", "
                        + limit.toSeconds() + " s." + reason(login.lastFailure(), cause)
                        + " Raise it if the warehouse has to start first; in a pool, raise the time limit of the pool"
                        + " (HikariCP: connectionTimeout).",
                SqlState.UNABLE_TO_CONNECT.code(),
                cause);
    }

    private static String reason(@Nullable ServiceFailure last, Exception cause) {
        if (last != null) {
            var paused = last.isAnswerOfTheService() || last.isOutage() ? PAUSED : "";
            return " The last request failed: " + last.message() + " (" + last.code() + ")." + paused;
        }
        if (cause instanceof DataApiException notEvenBegun) {
            return " Nothing was sent: " + notEvenBegun.failure().message() + ".";
        }
        return cause instanceof SQLTimeoutException ? "" : " " + cause.getMessage() + PAUSED;
    }

    /** The failure of a request that an exception tells of, or null. */
    static @Nullable ServiceFailure failureIn(SQLException e) {
        return Causes.find(e, DataApiException.class)
                .map(DataApiException::failure)
                .orElse(null);
    }
}
