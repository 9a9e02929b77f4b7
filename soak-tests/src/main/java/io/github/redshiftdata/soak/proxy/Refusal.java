package io.github.redshiftdata.soak.proxy;

import java.nio.charset.StandardCharsets;

/** What the proxy answers by itself, as a load balancer or the front of the service does. */
final class Refusal {

    private Refusal() {}

    static HttpMessage of(RequestFault fault) {
        return switch (fault) {
            case THROTTLED -> error("ThrottlingException", "Rate exceeded");
            case SIGN_IN_EXPIRED ->
                error("ExpiredTokenException", "The security token included in the request is expired");
            default -> message("503 Service Unavailable", "text/html", "<html>503</html>");
        };
    }

    private static HttpMessage error(String type, String text) {
        var body = "{\"__type\":\"" + type + "\",\"message\":\"" + text + "\"}";
        return message("400 Bad Request", "application/x-amz-json-1.1", body);
    }

    private static HttpMessage message(String status, String type, String body) {
        var head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n";
        return new HttpMessage(head.getBytes(StandardCharsets.ISO_8859_1), new byte[0])
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
