package io.github.redshiftdata.tests.support;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What {@link AnsweringProxy} does with a request instead of handing it on and its answer back. */
public enum ProxyFault {
    THROTTLED(false, error(400, "ThrottlingException")),
    ACTIVE_STATEMENTS(false, error(400, "ActiveStatementsExceededException")),
    ACTIVE_SESSIONS(false, error(400, "ActiveSessionsExceededException")),
    WAITING_REQUESTS(false, error(400, "ActiveWaitingRequestsExceededException")),
    QUERY_TIMEOUT(false, error(400, "QueryTimeoutException")),
    VALIDATION(false, error(400, "ValidationException")),
    NOT_FOUND(false, error(400, "ResourceNotFoundException")),
    EXPIRED_TOKEN(false, error(400, "ExpiredTokenException")),
    ACCESS_DENIED(false, error(400, "AccessDeniedException")),
    UNRECOGNIZED_CLIENT(false, error(400, "UnrecognizedClientException")),
    INVALID_SIGNATURE(false, error(400, "InvalidSignatureException")),
    INTERNAL(false, error(500, "InternalServerException")),
    INTERNAL_AFTER(true, error(500, "InternalServerException")),
    EXECUTE_STATEMENT_AFTER(true, error(500, "ExecuteStatementException")),
    BATCH_EXECUTE_STATEMENT_AFTER(true, error(500, "BatchExecuteStatementException")),
    DATABASE_CONNECTION_AFTER(true, error(500, "DatabaseConnectionException")),
    HTML_302(false, page(302)),
    HTML_401(false, page(401)),
    HTML_403(false, page(403)),
    HTML_404(false, page(404)),
    HTML_407(false, page(407)),
    HTML_413(false, page(413)),
    HTML_502(false, page(502)),
    HTML_502_AFTER(true, page(502)),
    HTML_504_AFTER(true, page(504)),
    HTML_200_AFTER(true, page(200)),
    NOTHING_IN_IT_AFTER(true, answer(200, "application/x-amz-json-1.1", "{}")),
    TYPE_IN_IT_AFTER(true, answer(200, "application/x-amz-json-1.1", "{\"__type\":\"InternalServerException\"}")),
    EMPTY_AFTER(true, answer(200, "application/x-amz-json-1.1", "")),
    NO_CONTENT_AFTER(true, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
    CUT_IN_HEADERS_AFTER(true, "HTTP/1.1 200 OK\r\nContent-Ty"),
    CUT_IN_BODY_AFTER(true, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Id\":\""),
    NOT_JSON_AFTER(true, answer(200, "application/x-amz-json-1.1", "not JSON")),
    CUT(false, null),
    CUT_AFTER(true, null);

    private final boolean handsOn;
    private final @Nullable String answer;

    ProxyFault(boolean handsOn, @Nullable String answer) {
        this.handsOn = handsOn;
        this.answer = answer;
    }

    /** Whether the service gets the request and carries it out. */
    boolean handsOn() {
        return handsOn;
    }

    /** What is sent back before the connection is closed; empty for nothing. */
    byte[] answer() {
        return answer == null ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
    }

    private static String error(int status, String type) {
        var body =
                "{\"__type\":\"" + type + "\",\"Message\":\"A fault that is being tested.\",\"StatementId\":\"none\","
                        + "\"ResourceId\":\"none\"}";
        return answer(status, "application/x-amz-json-1.1", body);
    }

    private static String page(int status) {
        return answer(status, "text/html", "<html><body>Please log in</body></html>");
    }

    private static String answer(int status, String type, String body) {
        return "HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
    }
}
