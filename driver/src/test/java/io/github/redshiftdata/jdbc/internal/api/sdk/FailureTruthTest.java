package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a request that failed may have arrived, and whose interrupt it was. */
class FailureTruthTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ClientPool pool = new ClientPool();
    private final FakeService service = new FakeService();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private ClientLease lease;

    @BeforeEach
    void connect() throws DataApiException {
        lease = pool.lease(TestConfig.of(service.uri()));
    }

    @AfterEach
    void close() {
        release.countDown();
        lease.close();
        service.close();
    }

    @Test
    void whereNobodyListensNothingWasSent() {
        service.close();
        var failure = failure(this::submit);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sent()).isFalse();
    }

    @Test
    void toAHostThatIsNotKnownNothingWasSent() throws DataApiException {
        try (var nowhere = pool.lease(TestConfig.of(URI.create("http://no-such-host.invalid")))) {
            var failure = failure(() -> nowhere.api().executeStatement(submission(), LONG));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.sent()).isFalse();
        }
    }

    @Test
    void toAServerThatIsNotTrustedNothingWasSent() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var tls = pool.lease(TestConfig.of(URI.create("https://127.0.0.1:" + plain.getLocalPort())))) {
            var answering = OwnThread.run(() -> answerInPlainText(plain));
            var failure = failure(() -> tls.api().executeStatement(submission(), LONG));
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.sent()).isFalse();
            answering.join();
        }
    }

    @Test
    void aServerThatSaysNothingWhileItIsConnectedToGetsNothing() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var tls = pool.lease(TestConfig.of(URI.create("https://127.0.0.1:" + silent.getLocalPort())))) {
            var failure = failure(() -> tls.api().executeStatement(submission(), Duration.ofMillis(300)));
            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failure.sent()).isFalse();
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try (var accepted = server.accept()) {
            accepted.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            accepted.shutdownOutput();
            accepted.getInputStream().readAllBytes();
        } catch (IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
    }

    @Test
    void anAnswerThatIsLostMayBeThatOfAStatementThatRuns() {
        service.answers(exchange -> {});
        var failure = failure(this::submit);
        assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
        assertThat(failure.mayBeDone()).isTrue();
    }

    @Test
    void anAnswerThatIsNotHttpIsNoneOfTheService() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var talking = pool.lease(TestConfig.of(URI.create("http://127.0.0.1:" + other.getLocalPort())))) {
            var answering = OwnThread.run(() -> {
                try (var accepted = other.accept()) {
                    accepted.getOutputStream().write("HTTP/9.9 200 Fine\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    accepted.shutdownOutput();
                    accepted.getInputStream().readAllBytes();
                } catch (IOException closed) {
                    throw new java.io.UncheckedIOException(closed);
                }
            });
            var failure = failure(() -> talking.api().executeStatement(submission(), LONG));
            assertThat(failure.code()).isEqualTo("UnexpectedAnswer");
            assertThat(failure.isAnswerOfTheService()).isFalse();
            answering.join();
        }
    }

    @Test
    void theTimeLimitOfASubmissionLeavesItPerhapsAccepted() {
        service.answers(this::hold);
        var failure = failure(() -> lease.api().executeStatement(submission(), Duration.ofMillis(300)));
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure.mayBeDone()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void withoutTimeNothingIsSent() {
        var failure = failure(() -> lease.api().executeStatement(submission(), Duration.ZERO));
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure.sent()).isFalse();
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void anInterruptBeforeTheRequestSendsNothingAndStays() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                this::submit, () -> lease.api().describeStatement("s1", 0, LONG), () -> lease.api()
                        .cancelStatement("s1", LONG))) {
            Thread.currentThread().interrupt();
            var failure = failure(call);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(failure.sent()).isFalse();
        }
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void anInterruptEndsWhatTheServiceHoldsBackAndStays() throws Exception {
        service.answers(this::hold);
        var caller = Thread.currentThread();
        var interrupting = OwnThread.run(() -> {
            await(arrived);
            caller.interrupt();
        });
        var failure = failure(() -> lease.api().describeStatement("s1", 30, LONG));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(failure.sent()).isTrue();
        interrupting.join();
    }

    @Test
    void whoeverBeganARequestMayLeaveAndItGoesOn() throws Exception {
        service.answers(exchange -> {
            arrived.countDown();
            await(release);
            send(exchange, "{\"Id\":\"s1\"}");
        });
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        await(arrived);
        assertThat(begun).isNotDone();
        Thread.currentThread().interrupt();
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        assertThat(begun.get().statementId()).isEqualTo("s1");
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void whatWasBegunFailsAsWhatWasCalled() {
        service.fails(400, "ValidationException", ",\"Message\":\"no\"");
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        var thrown = catchThrowableOfType(CompletionException.class, begun::join);
        assertThat(thrown.getCause()).isInstanceOfSatisfying(DataApiException.class, failed -> assertThat(
                        failed.failure().kind())
                .isEqualTo(Kind.REJECTED));
    }

    @Test
    void aClosedClientSaysSoAndSendsNothing() {
        lease.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                this::submit, () -> lease.api().describeStatement("s1", 0, LONG), () -> lease.catalog()
                        .databases(TestConfig.limits(LONG)))) {
            assertThat(failure(call)).satisfies(FailureTruthTest::isClosedUnsent);
        }
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        var thrown = catchThrowableOfType(CompletionException.class, begun::join);
        assertThat(thrown.getCause())
                .isInstanceOfSatisfying(DataApiException.class, failed -> isClosedUnsent(failed.failure()));
        assertThat(service.requests()).isEmpty();
    }

    private static void isClosedUnsent(ServiceFailure failure) {
        assertThat(failure.isClosed()).isTrue();
        assertThat(failure.sent()).isFalse();
        assertThat(failure.mayBeDone()).isFalse();
    }

    @Test
    void whatIsUnderWayWhenTheClientClosesMayBeDone() throws Exception {
        service.answers(this::hold);
        var begun = lease.api().begin(() -> lease.api().executeStatement(submission(), LONG));
        await(arrived);
        lease.close();
        var thrown = catchThrowableOfType(CompletionException.class, begun::join);
        assertThat(thrown.getCause()).isInstanceOfSatisfying(DataApiException.class, failed -> {
            assertThat(failed.failure().isClosed()).isTrue();
            assertThat(failed.failure().mayBeDone()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"302, REJECTED", "307, REJECTED", "407, REJECTED", "413, REJECTED", "401, UNAUTHORIZED", "502, SERVICE"
    })
    void anAnswerOfSomethingOnTheWayIsKnownByItsBareStatus(int status, Kind kind) {
        service.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Location", "http://login.invalid/");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write("<html>Log in</html>".getBytes(StandardCharsets.US_ASCII));
        });
        var failure = failure(this::submit);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("HTTP " + status);
        assertThat(failure.isAnswerOfTheService()).isFalse();
    }

    @Test
    void anErrorWithATypeIsAnAnswerOfTheService() {
        service.fails(500, "InternalServerException", "");
        assertThat(failure(this::submit).isAnswerOfTheService()).isTrue();
    }

    @Test
    void aBodyThatDripsEndsWithTheTimeLimit() {
        service.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"Id\":\"s1\"".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            await(release);
        });
        var failure = failure(() -> lease.api().executeStatement(submission(), Duration.ofMillis(300)));
        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure.mayBeDone()).isTrue();
    }

    @Test
    void anAnswerThatDoesNotEndIsRefused() {
        service.answers(exchange -> sendWithoutEnd(exchange, 200, "{\"Error\":\"", "text"))
                .answers(exchange -> sendWithoutEnd(exchange, 200, "", "    "));
        for (int answer = 0; answer < 2; answer++) {
            assertThat(failure(() -> lease.api().describeStatement("s1", 0, LONG)))
                    .satisfies(FailureTruthTest::isTooLarge);
        }
    }

    @Test
    void anAnswerThatIsOfNoUseIsNotReadToItsEnd() {
        service.answers(exchange -> sendWithoutEnd(exchange, 200, "{\"Id\":\"s1\",\"x\":", "}}}}"))
                .answers(exchange -> sendWithoutEnd(exchange, 200, "<html>", "<br>"))
                .answers(exchange -> sendWithoutEnd(exchange, 400, "{\"message\":\"", "text"));
        for (var kind : List.of(Kind.SERVICE, Kind.SERVICE, Kind.REJECTED)) {
            assertThat(failure(() -> lease.api().describeStatement("s1", 0, LONG))
                            .kind())
                    .isEqualTo(kind);
        }
    }

    @Test
    void aPageThatDoesNotEndIsRefused() {
        service.answers(exchange -> sendWithoutEnd(exchange, 200, "{\"Records\":[[", "1234"));
        assertThat(failure(() -> lease.api().getStatementResult("s1", null, LONG)))
                .satisfies(FailureTruthTest::isTooLarge);
        service.answers(exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(release);
        });
        var start = System.nanoTime();
        assertThat(failure(() -> lease.api().getStatementResultV2("s1", null, LONG)))
                .satisfies(FailureTruthTest::isTooLarge);
        // Not at the limit of the request: nobody waits for the rest.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
    }

    private static void isTooLarge(ServiceFailure failure) {
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.code()).isEqualTo("UnexpectedAnswer");
        assertThat(failure.message()).contains("larger than");
    }

    private static void sendWithoutEnd(
            com.sun.net.httpserver.HttpExchange exchange, int status, String start, String rest) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(start.getBytes(StandardCharsets.US_ASCII));
        var more = rest.repeat(1 << 14).getBytes(StandardCharsets.US_ASCII);
        while (!Thread.currentThread().isInterrupted()) {
            exchange.getResponseBody().write(more);
        }
    }

    private void submit() throws DataApiException {
        lease.api().executeStatement(submission(), LONG);
    }

    private void hold(com.sun.net.httpserver.HttpExchange exchange) {
        arrived.countDown();
        await(release);
    }

    private static void send(com.sun.net.httpserver.HttpExchange exchange, String body) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static SubmitRequest submission() {
        return new SubmitRequest(List.of("select 1"), List.of(), "token-1", null, null, null, 0, ResultFormat.JSON);
    }

    private static ServiceFailure failure(ThrowingCallable call) {
        var thrown = catchThrowableOfType(DataApiException.class, call);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }
}
