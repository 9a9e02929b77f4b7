package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What may come back for a request instead of its right answer: every error of the service model, every common error of
 * AWS, what stands on the way, broken answers and the client's own failures.
 */
public enum WireAnswer {
    VALIDATION("ValidationException", refusal("ValidationException", "A member has a value that is not valid.")),
    SESSION_NOT_AVAILABLE("Session is not available", refusal("ValidationException", "Session is not available.")),
    NOT_FOUND("ResourceNotFoundException", refusal("ResourceNotFoundException", "The resource was not found.")),
    ACTIVE_STATEMENTS(
            "ActiveStatementsExceededException",
            refusal("ActiveStatementsExceededException", "Active statements exceeded the allowed quota.")),
    ACTIVE_SESSIONS(
            "ActiveSessionsExceededException",
            refusal("ActiveSessionsExceededException", "Active sessions exceeded the allowed quota.")),
    ACTIVE_WAITING(
            "ActiveWaitingRequestsExceededException",
            refusal("ActiveWaitingRequestsExceededException", "Waiting requests exceeded the allowed quota.")),
    QUERY_TIMEOUT("QueryTimeoutException", refusal("QueryTimeoutException", "Connection timed out. Please try again.")),
    THROTTLING("ThrottlingException", refusal("ThrottlingException", "Rate exceeded")),
    EXPIRED_TOKEN(
            "ExpiredTokenException",
            refusal("ExpiredTokenException", "The security token included in the request is expired")),
    ACCESS_DENIED(
            "AccessDeniedException", refusal("AccessDeniedException", "User is not authorized to perform the action")),
    UNRECOGNIZED_CLIENT(
            "UnrecognizedClientException",
            refusal("UnrecognizedClientException", "The security token included in the request is invalid.")),
    INVALID_SIGNATURE(
            "InvalidSignatureException",
            refusal("InvalidSignatureException", "The request signature we calculated does not match.")),
    INCOMPLETE_SIGNATURE("IncompleteSignature", refusal("IncompleteSignature", "The request signature is incomplete.")),
    MISSING_TOKEN(
            "MissingAuthenticationToken",
            refusal("MissingAuthenticationToken", "Request is missing Authentication Token")),
    REQUEST_EXPIRED("RequestExpired", refusal("RequestExpired", "The request has expired.")),
    INTERNAL("InternalServerException", failure("InternalServerException", "Something failed inside.")),
    EXECUTE_STATEMENT(
            "ExecuteStatementException",
            failure("ExecuteStatementException", "The statement met an environmental error while running.")),
    BATCH_EXECUTE_STATEMENT(
            "BatchExecuteStatementException",
            failure("BatchExecuteStatementException", "A statement met an environmental error while running.")),
    DATABASE_CONNECTION(
            "DatabaseConnectionException", failure("DatabaseConnectionException", "Connection to a database failed.")),
    HTML_401("401 with HTML", page(401)),
    HTML_403("403 with HTML", page(403)),
    HTML_407("407 with HTML", page(407)),
    HTML_302("302 to a page", page(302)),
    HTML_404("404 with HTML", page(404)),
    HTML_413("413 with HTML", page(413)),
    HTML_500("500 with HTML", page(500)),
    HTML_502("502 with HTML", page(502)),
    HTML_503("503 with HTML", page(503)),
    HTML_504("504 with HTML", page(504)),
    HTML_200("200 with HTML", page(200)),
    NOTHING_IN_IT("200 with {}", ok("{}")),
    TYPE_IN_IT("200 with {\"__type\": …}", ok("{\"__type\":\"InternalServerException\",\"message\":\"no\"}")),
    EMPTY("200 without a body", ok("")),
    NO_CONTENT("204", raw("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
    CUT_IN_HEADERS("cut in a header", raw("HTTP/1.1 200 OK\r\nContent-Type: applic")),
    CUT_AFTER_HEADER("cut between headers", raw("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n")),
    CUT_IN_BODY("cut in the body", operation -> cut(operation.body())),
    NOT_JSON("not JSON", ok("this is <no> JSON")),
    JSON_NULL("200 with null", ok("null")),
    JSON_LIST("200 with []", ok("[]")),
    REPEATED_MEMBERS("members repeated", operation -> http(200, "application/x-amz-json-1.1", repeated(operation))),
    NULL_MEMBERS("members null", operation -> http(200, "application/x-amz-json-1.1", operation.nulls())),
    RESET("connection closed without an answer", operation -> null),
    SILENCE("no answer", operation -> null),
    REFUSED("connection refused", operation -> null),
    SIGNER_THROWS("the credentials provider throws", operation -> null),
    SIGN_IN_ENDED("the sign-in has ended", operation -> null),
    SIGNER_GIVES_NULL("the credentials provider gives null", operation -> null),
    SIGNER_IS_SLOW("the credentials provider is slow", operation -> null);

    /** Makes the bytes of an answer; null where none is sent. */
    interface Bytes {
        @Nullable
        String of(Operation operation);
    }

    /** The requests of the driver, each with its right answer to a request about {@link #RECORDED_ID}. */
    public enum Operation {
        EXECUTE("{\"Id\":\"recorded\",\"SessionId\":null,\"Status\":null,\"HasResultSet\":null}"),
        BATCH("{\"Id\":\"recorded\",\"SessionId\":null,\"Status\":null,\"HasResultSet\":null}"),
        DESCRIBE(
                "{\"Id\":\"recorded\",\"Status\":null,\"HasResultSet\":null,\"ResultRows\":null,\"SubStatements\":null}"),
        CANCEL("{\"Status\":null}"),
        FIND_SESSION("{\"Sessions\":null}"),
        FIND_STATEMENTS("{\"Statements\":null}"),
        GET_RESULT("{\"Records\":null,\"ColumnMetadata\":null,\"TotalNumRows\":null}");

        private final String nulls;

        Operation(String nulls) {
            this.nulls = nulls;
        }

        String nulls() {
            return nulls;
        }

        String body() {
            return nulls.replace("\"Status\":null", "\"Status\":\"STARTED\"");
        }
    }

    /** The statement that recorded answers are about. */
    public static final String RECORDED_ID = "recorded";

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // what makes an answer holds nothing that changes
    private final Bytes bytes;

    WireAnswer(String label, Bytes bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** How tables and failures name it. */
    public String label() {
        return label;
    }

    /** Whether the service itself says, in its own form, that it did not do what it was asked for. */
    public boolean isRefusal() {
        return compareTo(REQUEST_EXPIRED) <= 0;
    }

    /** Whether the request cannot have been carried out, be the answer the service's or somebody else's. */
    public boolean isBeforeTheService() {
        return isRefusal()
                || switch (this) {
                    case HTML_401, HTML_403, HTML_407, HTML_302, HTML_404, HTML_413 -> true;
                    case REFUSED, SIGNER_THROWS, SIGN_IN_ENDED, SIGNER_GIVES_NULL, SIGNER_IS_SLOW -> true;
                    default -> false;
                };
    }

    /** Whether it is an answer that a service which carried the request out gives, with less in it. */
    public boolean isOnlyAfterTheService() {
        return this == REPEATED_MEMBERS || this == NULL_MEMBERS;
    }

    @Nullable
    String bytes(Operation operation) {
        return bytes.of(operation);
    }

    private static Bytes refusal(String type, String message) {
        return error(400, type, message);
    }

    private static Bytes failure(String type, String message) {
        return error(500, type, message);
    }

    private static Bytes error(int status, String type, String message) {
        var body = "{\"__type\":\"" + type + "\",\"Message\":\"" + message
                + "\",\"StatementId\":\"recorded\",\"ResourceId\":\"recorded\"}";
        return raw(http(status, "application/x-amz-json-1.1", body));
    }

    /** Of a proxy or a portal, which knows nothing of the service's request ids. */
    private static Bytes page(int status) {
        var location = status == 302 ? "Location: http://127.0.0.1:9/login\r\n" : "";
        return raw(http(status, "text/html", "<html><body>Please log in</body></html>")
                .replace("x-amzn-RequestId: request-1\r\n", "")
                .replaceFirst("\r\n", "\r\n" + location));
    }

    private static Bytes ok(String body) {
        return raw(http(200, "application/x-amz-json-1.1", body));
    }

    private static Bytes raw(String answer) {
        return operation -> answer;
    }

    private static String cut(String body) {
        var whole = http(200, "application/x-amz-json-1.1", body);
        return whole.substring(0, whole.length() - body.length() / 2);
    }

    private static String repeated(Operation operation) {
        var body = operation.body();
        return body.substring(0, body.length() - 1) + "," + body.substring(1);
    }

    private static String http(int status, String type, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\nx-amzn-RequestId: request-1\r\nConnection: close\r\n\r\n" + body;
    }
}
