package io.github.redshiftdata.emulator.http;

import io.github.redshiftdata.emulator.api.Operations;
import io.github.redshiftdata.emulator.api.ServiceException;
import io.github.redshiftdata.emulator.fault.Fault;
import io.github.redshiftdata.emulator.fault.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of AWS JSON 1.1. */
final class DataApiHandler {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(DataApiHandler.class);
    private static final String TARGET_PREFIX = "RedshiftData.";
    private static final String JSON_TYPE = "application/x-amz-json-1.1";

    private final Operations operations;
    private final Faults faults;
    private final AllowedHosts hosts;
    private final boolean compressed;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param compressed whether answers are compressed for clients that take that */
    DataApiHandler(Operations operations, Faults faults, AllowedHosts hosts, boolean compressed) {
        this.compressed = compressed;
        this.operations = operations;
        this.faults = faults;
        this.hosts = hosts;
    }

    /** Ends the delays of faults. */
    void close() {
        closing.countDown();
    }

    /**
     * Answers a request, or sends no answer where a fault says so.
     *
     * @throws IOException where the client is gone, too slow, or closed before its request was whole
     */
    void handle(Exchange exchange) throws IOException {
        exchange.answer().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.answer().set("Date", DATE.format(Instant.now()));
        try {
            requireOwnClient(exchange);
            answer(exchange);
        } catch (ServiceException e) {
            sendError(exchange, e);
        } catch (BadRequestException e) {
            refuse(exchange, e);
        } catch (RuntimeException e) {
            LOG.warn("A request failed inside the emulator", e);
            sendError(exchange, ServiceException.internal(String.valueOf(e.getMessage())));
        }
    }

    /** Answers what is no request of HTTP. Nobody knows where the next one would begin, so the connection ends. */
    void refuse(Exchange exchange, BadRequestException reason) throws IOException {
        exchange.endConnection();
        send(exchange, new ServiceException("BadRequestException", 400, String.valueOf(reason.getMessage())));
    }

    private void requireOwnClient(Exchange exchange) {
        try {
            hosts.check(exchange.head());
        } catch (ServiceException e) {
            exchange.endConnection();
            throw e;
        }
    }

    private void answer(Exchange exchange) throws IOException {
        var operation = operation(exchange);
        calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
        var fault = faults.meet(operation).orElse(null);
        if (fault == Fault.Cut.BEFORE_READ) {
            return;
        }
        var text = exchange.body();
        SignatureShape.check(exchange.head().headers());
        if (fault == Fault.Cut.AFTER_READ) {
            return;
        }
        if (fault instanceof Fault.BareStatus bare) {
            exchange.send(bare.status(), new byte[0]);
            return;
        }
        if (fault instanceof Fault.ServiceError error) {
            throw new ServiceException(error.type(), error.status(), error.message());
        }
        if (fault instanceof Fault.Instead instead) {
            exchange.answer().set("Content-Type", JSON_TYPE);
            exchange.send(200, instead.body().get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        run(exchange, operation, members(text), fault);
    }

    private void run(Exchange exchange, String operation, Map<String, @Nullable Object> members, @Nullable Fault fault)
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
        exchange.answer().set("Content-Type", JSON_TYPE);
        if (fault instanceof Fault.Changed changed) {
            var text = changed.change().apply(body.toString(StandardCharsets.UTF_8));
            exchange.send(200, text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.send(200, encoded(exchange, body));
    }

    /** The answer as the client is to get it. */
    private byte[] encoded(Exchange exchange, ByteArrayOutputStream body) throws IOException {
        if (!compressed || !exchange.head().headers().lists("Accept-Encoding", "gzip")) {
            return body.toByteArray();
        }
        exchange.answer().set("Content-Encoding", "gzip");
        var smaller = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(smaller)) {
            body.writeTo(gzip);
        }
        return smaller.toByteArray();
    }

    private static void sendDamaged(Exchange exchange, byte[] body, Fault.Body damage) throws IOException {
        exchange.answer().set("Content-Type", damage == Fault.Body.HTML ? "text/html" : JSON_TYPE);
        exchange.sendPart(200, body, damage == Fault.Body.TRUNCATED ? body.length / 2 : body.length);
    }

    private String operation(Exchange exchange) {
        var target = exchange.head().headers().first("X-Amz-Target");
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

    /** Only what came whole is answered, also with an error. */
    private void sendError(Exchange exchange, ServiceException error) throws IOException {
        try {
            exchange.body();
        } catch (BadRequestException e) {
            refuse(exchange, e);
            return;
        }
        send(exchange, error);
    }

    private static void send(Exchange exchange, ServiceException error) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("__type", error.type());
        body.put("Message", String.valueOf(error.getMessage()));
        if (error.resourceId() != null) {
            body.put("ResourceId", error.resourceId());
        }
        exchange.answer().set("Content-Type", JSON_TYPE);
        exchange.answer().set("x-amzn-ErrorType", error.type());
        exchange.send(error.status(), JsonTree.write(body));
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
