package io.github.redshiftdata.jdbc.internal.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** AWS STS on this machine: it takes every question, unless told to refuse an action, and keeps what it was asked. */
public final class FakeSts implements AutoCloseable {

    /** The parameters of the requests, in their order. */
    public final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

    /** Who signed them; null for nobody. */
    public final List<String> authorizations = new CopyOnWriteArrayList<>();

    /** By actions: status, code and message. */
    private final Map<String, String[]> refusals = new ConcurrentHashMap<>();

    /** What is answered besides the credentials; empty where that is well formed. */
    public volatile String nonsense = "";

    public volatile String expiration = "2100-01-01T00:00:00Z";

    private final HttpServer server;

    public FakeSts() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void refuses(String action, int status, String code, String message) {
        refusals.put(action, new String[] {String.valueOf(status), code, message});
    }

    public void takesAgain(String action) {
        refusals.remove(action);
    }

    public List<String> actions() {
        return requests.stream().map(request -> request.get("Action")).toList();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked =
                    FakePortal.parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(asked);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            var action = asked.getOrDefault("Action", "");
            var refusal = refusals.get(action);
            if (refusal != null) {
                send(
                        exchange,
                        Integer.parseInt(refusal[0]),
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                                + refusal[1] + "</Code><Message>" + refusal[2]
                                + "</Message></Error><RequestId>r1</RequestId></ErrorResponse>");
            } else if (!nonsense.isEmpty()) {
                send(exchange, 200, nonsense);
            } else if (action.equals("GetCallerIdentity")) {
                send(
                        exchange,
                        200,
                        result(
                                action,
                                "<Arn>arn:aws:sts::123456789012:assumed-role/Reader/me</Arn><UserId>U</UserId>"
                                        + "<Account>123456789012</Account>"));
            } else {
                send(
                        exchange,
                        200,
                        result(
                                action,
                                "<Credentials><AccessKeyId>ASIA" + action + requests.size()
                                        + "</AccessKeyId><SecretAccessKey>hush</SecretAccessKey>"
                                        + "<SessionToken>t</SessionToken><Expiration>" + expiration
                                        + "</Expiration></Credentials>"));
            }
        }
    }

    private static String result(String action, String members) {
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action + "Result>"
                + members
                + "</" + action + "Result><ResponseMetadata><RequestId>r1</RequestId></ResponseMetadata></" + action
                + "Response>";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
