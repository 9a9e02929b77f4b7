package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on the loopback address that gives prepared answers, in order, and keeps what it was asked. */
public final class FakeService implements AutoCloseable {

    static final String JSON = "application/x-amz-json-1.1";

    /** What a client sent. */
    record Request(String operation, String body) {}

    /** A prepared answer. */
    @FunctionalInterface
    interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    public FakeService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** Who signed the requests. */
    public List<String> authorizations() {
        return authorizations;
    }

    public FakeService answers(String body) {
        return answers(200, JSON, body, Map.of());
    }

    public FakeService fails(int status, String code, String members) {
        return answers(status, JSON, "{\"__type\":\"" + code + "\"" + members + "}", Map.of());
    }

    public FakeService answers(int status, String contentType, String body, Map<String, String> headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("x-amzn-RequestId", "request-1");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    public FakeService answers(Answer answer) {
        answers.add(answer);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(new Request(target == null ? "" : target.replace("RedshiftData.", ""), body));
            @Nullable Answer answer = answers.poll();
            if (answer == null) {
                exchange.sendResponseHeaders(400, -1);
            } else {
                answer.send(exchange);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
