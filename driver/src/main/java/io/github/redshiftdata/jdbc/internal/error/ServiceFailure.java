package io.github.redshiftdata.jdbc.internal.error;

import org.jspecify.annotations.Nullable;

/**
 * Why a request to the service failed.
 *
 * @param kind what a caller can do about it
 * @param code the service's exception name (ValidationException…), or the client's own word for it
 * @param message never empty
 * @param httpStatus 0 where no answer came
 * @param requestId the AWS request id, or null
 */
public record ServiceFailure(Kind kind, String code, String message, int httpStatus, @Nullable String requestId) {

    /** The code of an answer with status 200 that does not mean what it must. */
    public static final String UNEXPECTED_ANSWER = "UnexpectedAnswer";

    public enum Kind {
        /** The rate or quota of requests is used up: the request was not carried out, ask again later. */
        THROTTLED,
        /** The service failed (5xx) or answered nonsense: the request may or may not have been carried out. */
        SERVICE,
        /** No whole answer came: the request may or may not have been carried out. */
        NETWORK,
        /** The endpoint cannot be reached at all (refused, unknown host, TLS): nothing was carried out. */
        UNREACHABLE,
        /** The caller's own time limit for the request ended. */
        TIMED_OUT,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** No credentials, or expired, invalid or denied ones. */
        UNAUTHORIZED,
        /** ResourceNotFoundException: no such statement, session or result. */
        NOT_FOUND,
        /** ValidationException and other refusals of the request itself. */
        REJECTED,
        /** ActiveStatements-, ActiveSessions- or ActiveWaitingRequestsExceededException. */
        QUOTA
    }
}
