package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.api.sdk.WireAnswer.Operation;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What the driver's own client makes of every {@link WireAnswer} at every operation, learnt by sending real requests to
 * a server that answers so. Whoever plays the service in virtual time gives these instead of inventing its own.
 */
public final class RecordedAnswers {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Enough for a request to leave a machine that has other things to do. */
    private static final int MOST_DOUBLINGS = 6;

    /** What a request came to. */
    public sealed interface Recorded {}

    /**
     * It failed.
     *
     * @param interrupts whether the interrupt status of its thread was set then
     */
    public record Thrown(DataApiException exception, boolean interrupts) implements Recorded {}

    /** It was taken for a good answer. */
    public record Taken(Object value) implements Recorded {}

    private final Map<WireAnswer, Map<Operation, Recorded>> recorded = new EnumMap<>(WireAnswer.class);
    private final DataApiException interrupted;
    private final DataApiException cancelTooLate;

    private RecordedAnswers() {
        interrupted = recordInterrupt();
        cancelTooLate = recordCancelTooLate();
    }

    /** Sends all requests; takes some seconds. */
    public static RecordedAnswers record() {
        var answers = new RecordedAnswers();
        var threads = Executors.newCachedThreadPool();
        try {
            var tasks = new EnumMap<WireAnswer, Map<Operation, Future<Recorded>>>(WireAnswer.class);
            for (var answer : WireAnswer.values()) {
                var byOperation = new EnumMap<Operation, Future<Recorded>>(Operation.class);
                for (var operation : Operation.values()) {
                    byOperation.put(operation, threads.submit(() -> record(answer, operation)));
                }
                tasks.put(answer, byOperation);
            }
            for (var task : tasks.entrySet()) {
                var byOperation = new EnumMap<Operation, Recorded>(Operation.class);
                for (var one : task.getValue().entrySet()) {
                    byOperation.put(one.getKey(), one.getValue().get());
                }
                answers.recorded.put(task.getKey(), byOperation);
            }
            return answers;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a request of this operation comes to where this is the answer. */
    public Recorded of(WireAnswer answer, Operation operation) {
        var found = recorded.getOrDefault(answer, Map.of()).get(operation);
        if (found == null) {
            throw new IllegalArgumentException(answer + " " + operation);
        }
        return found;
    }

    /** How a request fails whose thread is interrupted. */
    public DataApiException interrupted() {
        return interrupted;
    }

    /** How a CancelStatement fails whose statement has finished. */
    public DataApiException cancelTooLate() {
        return cancelTooLate;
    }

    private static Recorded record(WireAnswer answer, Operation operation) {
        var auth =
                switch (answer) {
                    case SIGNER_THROWS -> new DriverConfig.CustomProvider(Throwing.class.getName(), Map.of());
                    case SIGN_IN_ENDED -> new DriverConfig.CustomProvider(SignInEnded.class.getName(), Map.of());
                    case SIGNER_GIVES_NULL -> new DriverConfig.CustomProvider(GivingNull.class.getName(), Map.of());
                    case SIGNER_IS_SLOW -> new DriverConfig.CustomProvider(Slow.class.getName(), Map.of());
                    default -> TestConfig.KEYS;
                };
        if (answer == WireAnswer.SILENCE) {
            return recordSilence(operation, auth);
        }
        try (var server = new Server(answer, operation)) {
            return record(server, operation, auth, answer == WireAnswer.SIGNER_IS_SLOW ? SHORT : LONG);
        }
    }

    private static Recorded record(Server server, Operation operation, DriverConfig.AwsAuth auth, Duration timeout) {
        try (var lease = new ClientPool().lease(config(server.uri(), auth))) {
            return new Taken(send(lease.api(), operation, timeout));
        } catch (DataApiException e) {
            return new Thrown(e, Thread.interrupted());
        }
    }

    /** Nobody answers a request that has arrived: a time limit that ended before that would tell something else. */
    private static Recorded recordSilence(Operation operation, DriverConfig.AwsAuth auth) {
        for (var doublings = 0; doublings <= MOST_DOUBLINGS; doublings++) {
            try (var server = new Server(WireAnswer.SILENCE, operation)) {
                var recorded = record(server, operation, auth, SHORT.multipliedBy(1L << doublings));
                if (server.hasRequest()) {
                    return recorded;
                }
            }
        }
        throw new IllegalStateException("no request arrives");
    }

    private static DriverConfig config(URI endpoint, DriverConfig.AwsAuth auth) {
        return TestConfig.of(endpoint, TestConfig.WORKGROUP, new DriverConfig.IamIdentity(), auth);
    }

    private static Object send(DataApi api, Operation operation, Duration timeout) throws DataApiException {
        return switch (operation) {
            case EXECUTE ->
                api.executeStatement(
                        new SubmitRequest(
                                List.of("insert"), List.of(), "token", "session", null, "name", 0, ResultFormat.JSON),
                        timeout);
            case BATCH ->
                api.batchExecuteStatement(
                        new SubmitRequest(
                                List.of("insert"), List.of(), "token", "session", null, "name", 0, ResultFormat.JSON),
                        timeout);
            case DESCRIBE -> api.describeStatement(WireAnswer.RECORDED_ID, 0, timeout);
            case CANCEL -> api.cancelStatement(WireAnswer.RECORDED_ID, timeout);
            case FIND_SESSION -> api.findSession("session", timeout);
            case FIND_STATEMENTS -> api.findStatements("name", timeout);
            case GET_RESULT -> api.getStatementResult(WireAnswer.RECORDED_ID, null, timeout);
        };
    }

    private static DataApiException recordInterrupt() {
        try (var server = new Server(WireAnswer.SILENCE, Operation.DESCRIBE);
                var lease = new ClientPool().lease(config(server.uri(), TestConfig.KEYS))) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.valueOf(send(lease.api(), Operation.DESCRIBE, LONG)));
        } catch (DataApiException e) {
            return e;
        } finally {
            Thread.interrupted();
        }
    }

    private static DataApiException recordCancelTooLate() {
        try (var service = new FakeService();
                var lease = new ClientPool().lease(config(service.uri(), TestConfig.KEYS))) {
            service.fails(
                    400,
                    "ValidationException",
                    ",\"Message\":\"Could not cancel a query that is already in FINISHED state with ID: recorded\"");
            throw new IllegalStateException(String.valueOf(send(lease.api(), Operation.CANCEL, LONG)));
        } catch (DataApiException e) {
            return e;
        }
    }

    /** Answers every request with the same bytes, and closes the connection. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket;
        /** Keeps a port at which nobody listens: one that is free would soon be somebody else's. */
        private final java.net.Socket refusing = new java.net.Socket();

        private final List<java.net.Socket> open = new CopyOnWriteArrayList<>();
        private volatile boolean requestIsHere;

        Server(WireAnswer answer, Operation operation) {
            try {
                socket = new ServerSocket();
                var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                if (answer == WireAnswer.REFUSED) {
                    refusing.bind(anyPort);
                } else {
                    socket.bind(anyPort);
                    var thread = new Thread(() -> serve(answer, operation));
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean hasRequest() {
            return requestIsHere;
        }

        URI uri() {
            return URI.create(
                    "http://127.0.0.1:" + (refusing.isBound() ? refusing.getLocalPort() : socket.getLocalPort()));
        }

        private void serve(WireAnswer answer, Operation operation) {
            while (true) {
                try {
                    var connection = socket.accept();
                    if (answer == WireAnswer.SILENCE) {
                        open.add(connection);
                        readRequest(connection);
                        requestIsHere = true;
                        continue;
                    }
                    try (connection) {
                        readRequest(connection);
                        var bytes = answer.bytes(operation);
                        if (bytes != null) {
                            connection.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                            connection.getOutputStream().flush();
                        }
                    }
                } catch (IOException closed) {
                    if (socket.isClosed()) {
                        return;
                    }
                }
            }
        }

        /** To its end, or closing the connection would reset it. */
        private static void readRequest(java.net.Socket connection) throws IOException {
            var input = connection.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var next = input.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            var length = java.util.regex.Pattern.compile("(?i)content-length: *(\\d+)")
                    .matcher(head);
            if (length.find()) {
                var unused = input.readNBytes(Integer.parseInt(length.group(1)));
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
                refusing.close();
                for (var connection : open) {
                    connection.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A provider that fails for a reason of its own. */
    public static final class Throwing implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            throw new IllegalStateException("the vault is sealed");
        }
    }

    /** A provider whose sign-in has ended, as the SDK's own for single sign-on says it. */
    public static final class SignInEnded implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            throw SdkClientException.create("The SSO session associated with this profile has expired");
        }
    }

    /** A provider that breaks its contract. */
    public static final class GivingNull implements AwsCredentialsProvider {
        @Override
        @SuppressWarnings("NullAway") // that is the fault
        public AwsCredentials resolveCredentials() {
            return null;
        }
    }

    /** A provider that does not come back until its thread is interrupted. */
    public static final class Slow implements AwsCredentialsProvider {
        @Override
        public AwsCredentials resolveCredentials() {
            try {
                new CountDownLatch(1).await();
                throw new IllegalStateException("the latch is never opened");
            } catch (InterruptedException e) {
                throw SdkClientException.create("interrupted", e);
            }
        }
    }
}
