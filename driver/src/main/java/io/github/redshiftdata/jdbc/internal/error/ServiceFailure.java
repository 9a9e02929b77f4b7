package io.github.redshiftdata.jdbc.internal.error;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a request to the service failed.
 *
 * @param kind what a caller can do about it
 * @param code the service's exception name (ValidationException…), or the client's own word for it
 * @param message never empty
 * @param httpStatus 0 where no answer came
 * @param requestId the AWS request id, or null
 * @param sent whether anything of the request may have left this machine
 */
public record ServiceFailure(
        Kind kind, String code, String message, int httpStatus, @Nullable String requestId, boolean sent) {

    private static final Set<String> CLOCK_CODES = Set.of(
            "RequestTimeTooSkewed",
            "RequestExpired",
            "RequestInTheFuture",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure");

    /** A failure of a request that was sent. */
    public ServiceFailure(Kind kind, String code, String message, int httpStatus, @Nullable String requestId) {
        this(kind, code, message, httpStatus, requestId, true);
    }

    /** Whether the service may have carried out the request: it was sent, and nothing that can be believed denies it. */
    public boolean mayBeDone() {
        return switch (kind) {
            case NETWORK, SERVICE, TIMED_OUT, INTERRUPTED -> sent;
            case THROTTLED, UNREACHABLE, UNAUTHORIZED, NOT_FOUND, REJECTED, QUOTA -> false;
        };
    }

    /** Whether the same request may do better at once: the clock is known now, or new credentials may be there. */
    public boolean mendedByAskingAgain() {
        return code.startsWith("ExpiredToken") || CLOCK_CODES.contains(code);
    }

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
