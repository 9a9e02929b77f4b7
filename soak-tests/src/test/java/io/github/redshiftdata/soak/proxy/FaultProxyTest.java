package io.github.redshiftdata.soak.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultProxyTest {

    private static final String BODY = "{\"StatementName\":\"soak-w3\"}";
    private static final String ANSWER = "{\"Id\":\"4962ec07\",\"more\":\"0123456789\"}";

    @TempDir
    Path folder;

    private final AtomicInteger carriedOut = new AtomicInteger();
    private HttpServer service;
    private FaultLog log;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        service.createContext("/", exchange -> {
            // The server of the JDK takes a request that ends in its headers for one without a body.
            if (exchange.getRequestBody().readAllBytes().length == BODY.length()) {
                carriedOut.incrementAndGet();
            }
            var answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        log = new FaultLog(folder.resolve("log"));
    }

    @AfterEach
    void stop() {
        service.stop(0);
        log.close();
    }

    private FaultProxy proxy(double percent) {
        return new FaultProxy(service.getAddress().getPort(), 1, percent, log);
    }

    /** A connection of the proxy that meets this fault at each request. */
    private String answerUnder(RequestFault fault) throws IOException {
        var plan = new FaultPlan(1, 0) {
            @Override
            synchronized RequestFault next(String owner) {
                return fault;
            }

            @Override
            synchronized int millis(int least, int most) {
                return 1;
            }
        };
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            var connection = new ProxiedConnection(
                    listener.accept(),
                    () -> new Socket(
                            InetAddress.getLoopbackAddress(),
                            service.getAddress().getPort()),
                    plan,
                    log,
                    new Owners(),
                    () -> false);
            var thread = new Thread(connection::serve);
            thread.start();
            client.getOutputStream().write(request());
            client.setSoTimeout(400);
            try {
                return read(client.getInputStream());
            } finally {
                connection.letGo();
            }
        }
    }

    private static byte[] request() {
        return ("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: RedshiftData.ExecuteStatement\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** All that comes; "timeout" behind it where it does not end. */
    private static String read(InputStream in) throws IOException {
        var all = new StringBuilder();
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                all.append((char) next);
            }
        } catch (java.net.SocketTimeoutException e) {
            all.append("timeout");
        }
        return all.toString();
    }

    @Test
    void withoutAFaultTheAnswerComesAsItIs() throws IOException {
        try (var proxy = proxy(0);
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            for (var request = 0; request < 3; request++) {
                client.getOutputStream().write(request());
                var answer = HttpMessage.read(client.getInputStream());
                assertThat(answer).isNotNull();
                assertThat(answer.bodyText()).isEqualTo(ANSWER);
            }
            assertThat(proxy.openConnections()).isEqualTo(1);
            assertThat(log.count()).isZero();
        }
    }

    @Test
    void aSwallowedAnswerLeavesTheRequestCarriedOut() throws IOException {
        assertThat(answerUnder(RequestFault.SWALLOWED_CUT)).isEmpty();
        assertThat(answerUnder(RequestFault.HALF_CLOSED)).isEmpty();
        assertThat(answerUnder(RequestFault.BLACK_HOLE_AFTER)).isEqualTo("timeout");
        assertThatThrownBy(() -> answerUnder(RequestFault.SWALLOWED_RESET)).isInstanceOf(SocketException.class);
        assertThat(carriedOut).hasValue(4);
    }

    @Test
    void aRequestThatIsCutIsNotCarriedOut() throws IOException {
        assertThat(answerUnder(RequestFault.CUT_BEFORE)).isEmpty();
        assertThat(answerUnder(RequestFault.CUT_IN_REQUEST_HEADERS)).isEmpty();
        assertThat(answerUnder(RequestFault.CUT_IN_REQUEST_BODY)).isEmpty();
        assertThat(answerUnder(RequestFault.BLACK_HOLE_BEFORE)).isEqualTo("timeout");
        assertThatThrownBy(() -> answerUnder(RequestFault.RESET_BEFORE)).isInstanceOf(SocketException.class);
        assertThat(answerUnder(RequestFault.UNAVAILABLE)).startsWith("HTTP/1.1 503 ");
        assertThat(answerUnder(RequestFault.THROTTLED))
                .startsWith("HTTP/1.1 400 ")
                .contains("ThrottlingException");
        assertThat(answerUnder(RequestFault.SIGN_IN_EXPIRED)).contains("ExpiredTokenException");
        assertThat(carriedOut).hasValue(0);
    }

    @Test
    void anAnswerIsCutWhereTheFaultSays() throws IOException {
        assertThat(answerUnder(RequestFault.CUT_IN_ANSWER_HEADERS))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("\r\n\r\n");
        assertThat(answerUnder(RequestFault.CUT_IN_ANSWER_BODY)).contains("Content-length: " + ANSWER.length());
        assertThat(answerUnder(RequestFault.TRUNCATED))
                .contains("Content-Length: " + ANSWER.length() / 2)
                .contains(ANSWER.substring(0, ANSWER.length() / 2));
        assertThat(answerUnder(RequestFault.EMPTY)).contains("\r\n\r\n{}");
        assertThat(carriedOut).hasValue(4);
    }

    @Test
    void aSlowAnswerIsComplete() throws IOException {
        for (var fault : new RequestFault[] {RequestFault.LATE, RequestFault.STALLED, RequestFault.DRIPPED}) {
            assertThat(answerUnder(fault)).contains("\r\n\r\n" + ANSWER);
        }
    }

    @RepeatedTest(20)
    void refusalEndsOpenConnectionsAndTakesNoNewOnesUntilItIsOver() throws IOException {
        try (var proxy = proxy(0);
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.getOutputStream().write(request());
            assertThat(HttpMessage.read(client.getInputStream())).isNotNull();
            proxy.refuse();
            assertThat(hasEnded(client)).isTrue();
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close())
                    .isInstanceOf(IOException.class);
            proxy.accept();
            new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close();
        }
    }

    /** By a reset, or in an orderly way where the proxy had not begun to wait for the next request. */
    private static boolean hasEnded(Socket client) {
        try {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Else one could take it while the proxy refuses, and it could never listen there again. */
    @Test
    void itsPortIsNeverGivenToAnOutgoingConnection() {
        try (var proxy = proxy(0)) {
            assertThat(proxy.port()).isBetween(1024, 32_767);
        }
    }

    @Test
    void faultsAreToldOfTheConnectionThatMetThem() throws IOException {
        try (var proxy = proxy(100);
                var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.getOutputStream().write(request());
            client.setSoTimeout(400);
            while (log.count() == 0) {
                Thread.onSpinWait();
            }
            assertThat(log.lastOf("soak-w3")).singleElement().asString().contains("soak-w3", "ExecuteStatement");
            assertThat(log.lastOf("soak-w4")).isEmpty();
            proxy.calm();
        }
    }
}
