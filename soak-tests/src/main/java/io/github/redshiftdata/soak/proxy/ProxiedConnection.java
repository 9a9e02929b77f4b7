package io.github.redshiftdata.soak.proxy;

import io.github.redshiftdata.soak.Pause;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** One connection of the driver's HTTP client. Each of its requests goes to the service on a connection of its own. */
final class ProxiedConnection {

    private static final int NEVER = 600_000;

    /** Connects to the service. */
    @FunctionalInterface
    interface Upstream {
        Socket connect() throws IOException;
    }

    private final Socket client;
    private final Upstream upstream;
    private final FaultPlan plan;
    private final FaultLog log;
    private final Owners owners;
    private final BooleanSupplier blackHole;
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile boolean held;

    ProxiedConnection(
            Socket client, Upstream upstream, FaultPlan plan, FaultLog log, Owners owners, BooleanSupplier blackHole) {
        this.client = client;
        this.upstream = upstream;
        this.plan = plan;
        this.log = log;
        this.owners = owners;
        this.blackHole = blackHole;
    }

    /** Serves until one of the sides, or a fault, ends it. */
    void serve() {
        try (client) {
            client.setTcpNoDelay(true);
            while (serveOne()) {
                // the next request
            }
        } catch (IOException ended) {
            // The driver left, the service did, or the proxy refuses; the driver has to live with it.
            reset();
        }
    }

    private boolean serveOne() throws IOException {
        var request = HttpMessage.read(client.getInputStream());
        if (request == null) {
            return false;
        }
        var owner = owners.of(request.bodyText());
        if (blackHole.getAsBoolean()) {
            log.met(owner, "BLACK_HOLE", operation(request));
            hold();
            return false;
        }
        var fault = plan.next(owner);
        if (fault == null) {
            send(answerOf(request, owner).bytes());
            return true;
        }
        log.met(owner, fault.name(), operation(request));
        return meet(fault, request, owner);
    }

    private static String operation(HttpMessage request) {
        var target = String.valueOf(request.header("x-amz-target"));
        return target.substring(target.indexOf('.') + 1);
    }

    /** Does it; gives whether the connection can take another request. */
    private boolean meet(RequestFault fault, HttpMessage request, String owner) throws IOException {
        if (fault.isAnsweredByTheProxy()) {
            send(Refusal.of(fault).bytes());
            return true;
        }
        if (fault.losesTheAnswer()) {
            lose(fault, answerOf(request, owner));
            return fault == RequestFault.TRUNCATED || fault == RequestFault.EMPTY;
        }
        switch (fault) {
            case RESET_BEFORE -> reset();
            case CUT_BEFORE -> client.close();
            case CUT_IN_REQUEST_HEADERS -> forwardPart(request.head(), request.head().length / 2);
            case CUT_IN_REQUEST_BODY -> forwardPart(request.bytes(), request.head().length + request.body().length / 2);
            case BLACK_HOLE_BEFORE -> hold();
            case STALLED, DRIPPED, LATE -> {
                sendSlowly(fault, answerOf(request, owner).bytes());
                return true;
            }
            default -> throw new IllegalStateException("No rule for " + fault);
        }
        return false;
    }

    private HttpMessage answerOf(HttpMessage request, String owner) throws IOException {
        try (var service = upstream.connect()) {
            service.getOutputStream().write(request.bytes());
            var answer = HttpMessage.read(service.getInputStream());
            if (answer == null) {
                throw new SocketException("The service closed without an answer");
            }
            owners.learn(owner, answer.bodyText());
            return answer;
        }
    }

    /** The service gets a part of the request and then the end of the connection, and so does the driver. */
    private void forwardPart(byte[] bytes, int length) throws IOException {
        try (var service = upstream.connect()) {
            service.getOutputStream().write(bytes, 0, length);
        }
        client.close();
    }

    private void lose(RequestFault fault, HttpMessage answer) throws IOException {
        var bytes = answer.bytes();
        var headLength = answer.head().length;
        switch (fault) {
            case SWALLOWED_CUT -> client.close();
            case SWALLOWED_RESET -> reset();
            case HALF_CLOSED -> {
                client.shutdownOutput();
                hold();
            }
            case BLACK_HOLE_AFTER -> hold();
            case CUT_IN_ANSWER_HEADERS -> send(Arrays.copyOf(bytes, headLength / 2));
            case CUT_IN_ANSWER_BODY -> send(Arrays.copyOf(bytes, headLength + answer.body().length / 2));
            case RESET_IN_ANSWER_BODY -> {
                send(Arrays.copyOf(bytes, headLength + answer.body().length / 2));
                Pause.millis(5);
                reset();
            }
            case TRUNCATED ->
                send(answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2))
                        .bytes());
            case EMPTY ->
                send(answer.withBody("{}".getBytes(StandardCharsets.UTF_8)).bytes());
            default -> throw new IllegalStateException("No rule for " + fault);
        }
    }

    private void sendSlowly(RequestFault fault, byte[] bytes) throws IOException {
        switch (fault) {
            case LATE -> {
                Pause.millis(plan.millis(300, 4000));
                send(bytes);
            }
            case STALLED -> {
                send(Arrays.copyOf(bytes, bytes.length / 2));
                Pause.millis(plan.millis(1000, 9000));
                send(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
            }
            default -> {
                var drops = 40;
                var pause = plan.millis(5, 80);
                for (var drop = 0; drop < drops; drop++) {
                    send(Arrays.copyOfRange(bytes, bytes.length * drop / drops, bytes.length * (drop + 1) / drops));
                    Pause.millis(pause);
                }
            }
        }
    }

    private void send(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
    }

    /** Gives no answer until the driver leaves. */
    private void hold() throws IOException {
        held = true;
        client.setSoTimeout(NEVER);
        if (letGo.getCount() > 0 && client.getInputStream().read() < 0) {
            return;
        }
        reset();
    }

    /** Ends what {@link #hold()} began. */
    void letGo() {
        letGo.countDown();
        if (held) {
            reset();
        }
    }

    /** The driver sees "connection reset", not an orderly end. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException closedAlready) {
            log.note("reset of a closed connection: " + closedAlready.getMessage());
        }
    }
}
