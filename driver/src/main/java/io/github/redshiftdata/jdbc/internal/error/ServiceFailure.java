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

    /** The code of an answer that makes no sense: it cannot be read, or lacks a required member. */
    public static final String UNEXPECTED_ANSWER = "UnexpectedAnswer";

    /** The code of a request that met a client being closed, or closed already. */
    public static final String CLOSED = "Closed";

    /** The code of a request whose credentials could not be obtained. */
    public static final String CREDENTIALS_FAILED = "CredentialsFailed";

    /** The code of a request whose credentials did not come in time. */
    public static final String CREDENTIALS_TIMED_OUT = "CredentialsTimedOut";

    /** The code of a request that was not sent, since no time was left. */
    public static final String NO_TIME_LEFT = "NoTimeLeft";

    /** The code of a request that had no answer for the network timeout of the connection. */
    public static final String SILENCE = "NoAnswer";

    /** The code of a listing that was left, since it has more pages than its caller wants to read. */
    public static final String TOO_MANY_PAGES = "TooManyPages";

    /** The begin of the code of an answer that names no error of the service; its HTTP status follows. */
    public static final String BARE_STATUS = "HTTP ";

    private static final Set<String> SIGNATURE_CODES = Set.of(
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "RequestInTheFuture");

    /** A failure of a request that was sent. */
    public ServiceFailure(Kind kind, String code, String message, int httpStatus, @Nullable String requestId) {
        this(kind, code, message, httpStatus, requestId, true);
    }

    /** What the service means by it, in as far as its code and its words tell. */
    public Reason reason() {
        return Reason.of(this);
    }

    /** Whether the service may have carried out the request: it was sent, and nothing that can be believed denies it. */
    public boolean mayBeDone() {
        return switch (kind) {
            case NETWORK, SERVICE, TIMED_OUT, INTERRUPTED -> sent;
            case THROTTLED, UNREACHABLE, UNAUTHORIZED, NOT_FOUND, REJECTED, QUOTA -> false;
        };
    }

    /**
     * Whether the same request may succeed at once: the answer corrected the clock that signs, or the credentials had
     * expired and are asked for anew with the next request.
     */
    public boolean mendedByAskingAgain() {
        return kind == Kind.UNAUTHORIZED && (isOfTheSignature() || hasExpired());
    }

    /** Whether the signature was refused, because of a wrong key or a clock that is wrong. */
    public boolean isOfTheSignature() {
        return SIGNATURE_CODES.contains(code);
    }

    /** Whether the credentials were valid once, but have expired. */
    public boolean hasExpired() {
        return code.startsWith("ExpiredToken");
    }

    /** Whether a policy denies the request. */
    public boolean isDenied() {
        return code.startsWith("AccessDenied");
    }

    /** Whether the client was closed, so that a retry is in vain. */
    public boolean isClosed() {
        return code.equals(CLOSED);
    }

    /** Whether the answer came from AWS, as opposed to something else at the address or on the way to it. */
    public boolean isAnswerOfTheService() {
        var named = !code.startsWith(BARE_STATUS) && !code.equals(UNEXPECTED_ANSWER);
        return httpStatus > 0 && (named || requestId != null);
    }

    /**
     * This failure as a thread of the driver sees it that retries for minutes. A refusal by the page of a proxy or a
     * captive portal, or by something in this JVM, does not tell what the service would do: it is an outage like any
     * other.
     */
    public ServiceFailure asSeenInAnOutage() {
        return kind == Kind.REJECTED && !isAnswerOfTheService() && !isClosed() ? as(Kind.SERVICE) : this;
    }

    /** A copy of this failure of another kind, for a caller that knows better what can be done about it. */
    public ServiceFailure as(Kind better) {
        return new ServiceFailure(better, code, message, httpStatus, requestId, sent);
    }

    /**
     * Whether the service has looked at what the request asks. Then it was not one too many, whatever became of it.
     */
    public boolean isAboutWhatWasAsked() {
        return switch (kind) {
            case REJECTED, NOT_FOUND, QUOTA -> isAnswerOfTheService();
            case THROTTLED, SERVICE, INTERRUPTED, UNAUTHORIZED, NETWORK, UNREACHABLE, TIMED_OUT -> false;
        };
    }

    /** Whether an answer came, from the service or anything else at the address. */
    public boolean isAnswered() {
        return httpStatus > 0;
    }

    /** Whether the request was tried, and no answer came. */
    public boolean isWithoutAnswer() {
        return switch (kind) {
            case NETWORK, UNREACHABLE, TIMED_OUT -> !isAnswered() && !isClosed() && !code.equals(NO_TIME_LEFT);
            case THROTTLED, SERVICE, INTERRUPTED, UNAUTHORIZED, NOT_FOUND, REJECTED, QUOTA -> false;
        };
    }

    /** Whether the answer says that something behind its sender is unavailable, as a gateway does. */
    public boolean isOutage() {
        return httpStatus >= 500 && httpStatus != 501;
    }

    /**
     * Makes the texts fit for messages and logs, since they come from the service or from anything that answers in its
     * place.
     */
    public ServiceFailure {
        code = Shown.oneLine(code);
        message = Shown.oneLine(message);
        requestId = requestId == null ? null : Shown.value(requestId);
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
