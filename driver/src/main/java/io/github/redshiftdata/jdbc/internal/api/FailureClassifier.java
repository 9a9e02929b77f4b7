package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Says of every exception of the SDK what it means for the caller. */
final class FailureClassifier {

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private static final Set<String> QUOTA_CODES = Set.of(
            "ActiveStatementsExceededException",
            "ActiveSessionsExceededException",
            "ActiveWaitingRequestsExceededException");

    private static final Set<String> KEY_CODES = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "NotAuthorized");

    private static final Set<String> SIGNATURE_CODES = Set.of(
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "RequestInTheFuture");

    private final String endpoint;

    /**
     * A classifier for one address.
     *
     * @param endpoint how messages name the address
     */
    FailureClassifier(String endpoint) {
        this.endpoint = endpoint;
    }

    /** The exception to throw for one of the SDK's. Sets the thread's interrupt status where that was the reason. */
    DataApiException classify(RuntimeException thrown) {
        var failure = thrown instanceof SdkServiceException answer ? answered(answer) : unanswered(thrown);
        if (failure.kind() == Kind.INTERRUPTED) {
            Thread.currentThread().interrupt();
        }
        return new DataApiException(failure, thrown);
    }

    /** An answer that does not mean what it must. */
    DataApiException unreadable(String what, @Nullable String requestId, Throwable cause) {
        return new DataApiException(
                new ServiceFailure(Kind.SERVICE, "UnexpectedAnswer", what + ", from " + endpoint, 200, requestId),
                cause);
    }

    /** A time limit that ended before anything was sent. */
    DataApiException tooLate(Duration timeout) {
        var failure = new ServiceFailure(
                Kind.TIMED_OUT, "Timeout", "no time was left to ask " + endpoint + " (" + timeout + ")", 0, null);
        return new DataApiException(failure, new IllegalArgumentException("timeout " + timeout));
    }

    /** An interrupt while waiting for one's turn; sets the thread's interrupt status. */
    DataApiException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new DataApiException(
                failure(Kind.INTERRUPTED, "Interrupted", "interrupted while waiting to ask " + endpoint), interrupted);
    }

    private ServiceFailure answered(SdkServiceException answer) {
        var code = code(answer);
        var kind = kind(answer, code);
        return new ServiceFailure(
                kind, code, message(answer, code) + advice(kind, code), answer.statusCode(), known(answer.requestId()));
    }

    private static String code(SdkServiceException answer) {
        if (answer instanceof AwsServiceException aws
                && aws.awsErrorDetails() != null
                && aws.awsErrorDetails().errorCode() != null) {
            return aws.awsErrorDetails().errorCode();
        }
        return "HTTP " + answer.statusCode();
    }

    private static Kind kind(SdkServiceException answer, String code) {
        if (QUOTA_CODES.contains(code)) {
            return Kind.QUOTA;
        }
        if (code.equals("ResourceNotFoundException")) {
            return Kind.NOT_FOUND;
        }
        int status = answer.statusCode();
        if (status == TOO_MANY_REQUESTS || answer.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (status >= FIRST_SERVER_ERROR) {
            return Kind.SERVICE;
        }
        boolean denied = status == UNAUTHENTICATED
                || status == FORBIDDEN
                || KEY_CODES.contains(code)
                || SIGNATURE_CODES.contains(code)
                || code.startsWith("AccessDenied")
                || code.startsWith("ExpiredToken");
        return denied ? Kind.UNAUTHORIZED : Kind.REJECTED;
    }

    private String message(SdkServiceException answer, String code) {
        var text = answer instanceof AwsServiceException aws ? ErrorText.of(aws) : null;
        if (text != null) {
            return text;
        }
        var known = "the service gave no text with " + code + " (HTTP " + answer.statusCode() + ")";
        return code.startsWith("HTTP ") ? known + "; is " + endpoint + " the address of the Redshift Data API?" : known;
    }

    private static String advice(Kind kind, String code) {
        if (kind != Kind.UNAUTHORIZED) {
            return "";
        }
        if (code.startsWith("AccessDenied")) {
            return " (check the IAM policy: redshift-data:* and the right to get credentials of the cluster,"
                    + " the workgroup or the secret)";
        }
        if (code.startsWith("ExpiredToken")) {
            return " (the AWS credentials have expired: renew them, or log in again)";
        }
        if (SIGNATURE_CODES.contains(code)) {
            return " (check the secret access key and the clock of this machine)";
        }
        return " (check the AWS credentials and the region)";
    }

    private ServiceFailure unanswered(RuntimeException thrown) {
        if (thrown instanceof ApiCallTimeoutException || thrown instanceof ApiCallAttemptTimeoutException) {
            return failure(Kind.TIMED_OUT, "Timeout", "no answer in time from " + endpoint);
        }
        if (Causes.find(thrown, FailureClassifier::isInterrupt).isPresent()) {
            return failure(Kind.INTERRUPTED, "Interrupted", "interrupted while asking " + endpoint);
        }
        var unexpected = Causes.find(thrown, UnexpectedAnswerException.class);
        if (unexpected.isPresent()) {
            return failure(Kind.SERVICE, "UnexpectedAnswer", endpoint + " " + text(unexpected.get()));
        }
        var withoutCredentials = Causes.find(thrown, CredentialsFailedException.class);
        if (withoutCredentials.isPresent()) {
            // Whoever gives them out, as STS, may be what cannot be reached.
            var reached = Causes.find(withoutCredentials.get(), UnknownHostException.class)
                    .isEmpty();
            return failure(
                    reached ? Kind.UNAUTHORIZED : Kind.UNREACHABLE,
                    "CredentialsNotFound",
                    text(withoutCredentials.get()));
        }
        if (Causes.find(thrown, Retries::isUnreadable).isPresent()) {
            return failure(Kind.SERVICE, "UnexpectedAnswer", endpoint + " answered something that is not whole JSON");
        }
        return connection(thrown);
    }

    private ServiceFailure connection(RuntimeException thrown) {
        var unreachable = Causes.find(thrown, FailureClassifier::isUnreachable);
        if (unreachable.isPresent()) {
            return failure(
                    Kind.UNREACHABLE, "Unreachable", "cannot connect to " + endpoint + ": " + text(unreachable.get()));
        }
        var broken = Causes.find(thrown, IOException.class);
        if (broken.isPresent()) {
            return failure(Kind.NETWORK, "Connection", "no whole answer from " + endpoint + ": " + text(broken.get()));
        }
        return failure(Kind.REJECTED, thrown.getClass().getSimpleName(), text(thrown));
    }

    private static boolean isInterrupt(Throwable cause) {
        return cause instanceof AbortedException || cause instanceof InterruptedException;
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof UnknownHostException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || Retries.isRefusedByTls(cause)
                // The HTTP client's class for a connection that was not made in time.
                || cause.getClass().getSimpleName().equals("ConnectTimeoutException");
    }

    private static ServiceFailure failure(Kind kind, String code, String message) {
        return new ServiceFailure(kind, code, message, 0, null);
    }

    private static String text(Throwable cause) {
        var message = cause.getMessage();
        var type = cause.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return type;
        }
        return cause instanceof UnknownHostException ? "unknown host " + message : message;
    }

    /** The request id, or null for the word that the SDK has for none. */
    static @Nullable String known(@Nullable String requestId) {
        return requestId == null || requestId.toUpperCase(Locale.ROOT).equals("UNKNOWN") ? null : requestId;
    }
}
