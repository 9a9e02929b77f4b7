package io.github.redshiftdata.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.api.ServiceException;
import io.github.redshiftdata.emulator.fault.Fault;
import io.github.redshiftdata.emulator.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of AWS JSON 1.1. */
final class DataApiHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DataApiHandler.class);
    private static final String TARGET_PREFIX = "RedshiftData.";
    private static final String JSON_TYPE = "application/x-amz-json-1.1";

    private final Operations operations;
    private final Faults faults;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    DataApiHandler(Operations operations, Faults faults) {
        this.operations = operations;
        this.faults = faults;
    }

    /** Ends the delays of faults. */
    void close() {
        closing.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            answer(exchange);
        } catch (ServiceException e) {
            sendError(exchange, e);
        } catch (RuntimeException e) {
            LOG.warn("A request failed inside the emulator", e);
            sendError(exchange, ServiceException.internal(String.valueOf(e.getMessage())));
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var operation = operation(exchange);
        calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
        var fault = faults.meet(operation).orElse(null);
        if (fault == Fault.Cut.BEFORE_READ) {
            return;
        }
        var text = exchange.getRequestBody().readAllBytes();
        SignatureShape.check(exchange.getRequestHeaders());
        if (fault == Fault.Cut.AFTER_READ) {
            return;
        }
        if (fault instanceof Fault.BareStatus bare) {
            exchange.sendResponseHeaders(bare.status(), -1);
            return;
        }
        if (fault instanceof Fault.ServiceError error) {
            throw new ServiceException(error.type(), error.status(), error.message());
        }
        if (fault instanceof Fault.Instead instead) {
            send(exchange, instead.body().get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        run(exchange, operation, members(text), fault);
    }

    private void run(
            HttpExchange exchange, String operation, Map<String, @Nullable Object> members, @Nullable Fault fault)
            throws IOException {
        if (fault instanceof Fault.Event happening) {
            happening.event().run();
        }
        var body = new ByteArrayOutputStream();
        try (var json = JsonTree.FACTORY.createGenerator(body)) {
            operations.call(operation, members).writeTo(json);
        }
        if (fault instanceof Fault.Delay delay) {
            linger(delay.time());
        }
        if (fault == Fault.Cut.AFTER_RUN) {
            return;
        }
        if (fault instanceof Fault.Body damage) {
            sendDamaged(exchange, DamagedBody.of(body.toByteArray(), damage, members), damage);
            return;
        }
        if (fault instanceof Fault.Changed changed) {
            var text = changed.change().apply(body.toString(StandardCharsets.UTF_8));
            send(exchange, text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", JSON_TYPE);
        exchange.sendResponseHeaders(200, body.size());
        body.writeTo(exchange.getResponseBody());
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", JSON_TYPE);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void sendDamaged(HttpExchange exchange, byte[] body, Fault.Body damage) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", damage == Fault.Body.HTML ? "text/html" : JSON_TYPE);
        exchange.sendResponseHeaders(200, body.length);
        int length = damage == Fault.Body.TRUNCATED ? body.length / 2 : body.length;
        exchange.getResponseBody().write(body, 0, length);
        exchange.getResponseBody().flush();
    }

    private String operation(HttpExchange exchange) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET_PREFIX)) {
            throw new ServiceException("UnknownOperationException", 400, "X-Amz-Target names no operation");
        }
        var operation = target.substring(TARGET_PREFIX.length());
        if (!operations.knows(operation)) {
            throw new ServiceException("UnknownOperationException", 400, "Unknown operation " + operation);
        }
        return operation;
    }

    private static Map<String, @Nullable Object> members(byte[] text) {
        try {
            return JsonTree.readObject(text);
        } catch (IOException e) {
            // The parser's own message may quote the body, and with it values.
            throw ServiceException.serialization("The body is not a JSON object");
        }
    }

    private void linger(Duration time) {
        try {
            if (closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("A delay ended early because the emulator closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendError(HttpExchange exchange, ServiceException error) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("__type", error.type());
        body.put("Message", String.valueOf(error.getMessage()));
        if (error.resourceId() != null) {
            body.put("ResourceId", error.resourceId());
        }
        var bytes = JsonTree.write(body);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", JSON_TYPE);
        exchange.getResponseHeaders().set("x-amzn-ErrorType", error.type());
        exchange.sendResponseHeaders(error.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** How often each operation was called, by name. */
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        calls.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    void resetCounts() {
        calls.clear();
    }
}
