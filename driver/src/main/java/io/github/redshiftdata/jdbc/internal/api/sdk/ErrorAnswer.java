package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.auth.WayFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** An answer that reports an error, whether it comes from the service or from something on the way to it. */
record ErrorAnswer(String endpoint, SdkServiceException answer) {

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_CLIENT_ERROR = 400;
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

    ServiceFailure failure() {
        var code = code();
        var requestId = SdkAnswers.known(answer.requestId());
        var draft = new ServiceFailure(Kind.REJECTED, code, text(code), answer.statusCode(), requestId);
        var kind = kind(draft);
        var message = draft.message() + (kind == Kind.UNAUTHORIZED ? advice(draft) : "");
        return new ServiceFailure(kind, code, message, answer.statusCode(), requestId);
    }

    private String code() {
        return answer instanceof AwsServiceException aws
                        && aws.awsErrorDetails() != null
                        && aws.awsErrorDetails().errorCode() != null
                ? aws.awsErrorDetails().errorCode()
                : ServiceFailure.BARE_STATUS + answer.statusCode();
    }

    private Kind kind(ServiceFailure draft) {
        var code = draft.code();
        int status = draft.httpStatus();
        if (QUOTA_CODES.contains(code)) {
            return Kind.QUOTA;
        }
        if (code.equals("ResourceNotFoundException")) {
            return Kind.NOT_FOUND;
        }
        if (status == TOO_MANY_REQUESTS || answer.isThrottlingException()) {
            return Kind.THROTTLED;
        }
        if (status >= FIRST_SERVER_ERROR || status < FIRST_REDIRECT || status == REQUEST_TIMEOUT) {
            return Kind.SERVICE;
        }
        boolean denied = status == UNAUTHENTICATED
                || status == FORBIDDEN
                || KEY_CODES.contains(code)
                || draft.isOfTheSignature()
                || draft.hasExpired()
                || code.startsWith("AccessDenied");
        return denied ? Kind.UNAUTHORIZED : Kind.REJECTED;
    }

    private String text(String code) {
        var text = answer instanceof AwsServiceException aws ? ErrorText.of(aws) : null;
        if (text != null) {
            return text;
        }
        return code.startsWith(ServiceFailure.BARE_STATUS)
                ? bare(answer.statusCode())
                : "the service gave no text with " + code + " (HTTP " + answer.statusCode() + ")";
    }

    /** The text for an answer without the name of an error, which the Data API always gives. */
    private String bare(int status) {
        var what = "no error of the service but HTTP " + status + " came from " + endpoint;
        if (status >= FIRST_REDIRECT && status < FIRST_CLIENT_ERROR) {
            return what
                    + ", which leads elsewhere: is there a captive portal or a proxy that asks for a login, and is it"
                    + " the address of the Redshift Data API?";
        }
        return switch (status) {
            case PROXY_AUTHENTICATION ->
                what + ": " + WayFailure.ofProxy(status).sentences();
            case TOO_LARGE -> what + ": something on the way takes no request of this size";
            default -> what + "; is it the address of the Redshift Data API?";
        };
    }

    private static String advice(ServiceFailure draft) {
        if (draft.code().startsWith("AccessDenied")) {
            return " (check the IAM policy: redshift-data:* and the right to get credentials of the cluster,"
                    + " the workgroup or the secret)";
        }
        if (draft.hasExpired()) {
            return " (the AWS credentials have expired: renew them, or log in again)";
        }
        if (draft.isOfTheSignature()) {
            return " (check the secret access key and the clock of this machine)";
        }
        return " (check the AWS credentials and the region)";
    }
}
