package io.github.redshiftdata.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests byte by byte: whose are taken, and what becomes of those that are slow, cut or malformed. */
class HttpTest {

    private static final String BODY = "{\"Sql\": \"change 1\", \"WorkgroupName\": \"wg1\", \"Database\": \"dev\"}";

    private final FakeEngine engine = new FakeEngine();
    private final Emulator emulator = Emulator.start(
            EmulatorOptions.defaults()
                    .withAllowedHosts(List.of("Warehouse.example.com"))
                    .withRequestTime(Duration.ofMillis(300)),
            engine,
            null);

    @AfterEach
    void close() {
        emulator.close();
    }

    private static String head(String host, String... more) {
        return "POST / HTTP/1.1\r\nHost: " + host + "\r\nX-Amz-Target: RedshiftData.ExecuteStatement\r\n"
                + "X-Amz-Date: 20261123T000000Z\r\nAuthorization: " + RawClient.SIGNED + "\r\n"
                + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n");
    }

    private static String request(String host, String... more) {
        return head(host, more) + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    }

    private Socket open() throws IOException {
        return new Socket("localhost", emulator.endpoint().getPort());
    }

    /** Everything that comes until the emulator closes; the client closes its sending half first if it is told to. */
    private String send(String text, boolean cut) throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            if (cut) {
                socket.shutdownOutput();
            }
            return readAll(socket.getInputStream());
        }
    }

    /** A connection that ends by a reset has ended. */
    private static String readAll(InputStream in) {
        var text = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (IOException e) {
            return text.toString();
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8192",
                "localhost.",
                "warehouse.localhost",
                "127.0.0.1:32768",
                "192.168.1.7",
                "[::1]:8192",
                "[fe80::1%eth0]",
                "host.docker.internal:8192",
                "warehouse.example.com",
                "WAREHOUSE.example.com.:80"
            })
    void aRequestToANameOfTheEmulatorIsTaken(String host) throws Exception {
        assertThat(send(request(host, "Connection: close"), false)).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.nip.example:8192",
                "warehouse.example.com.evil.example",
                "evil",
                "1.2.3.4.5",
                "256.1.1.1",
                "localhost@evil.example",
                "evil.example:80@localhost",
                "localhost evil.example",
                "[evil.example]",
                "internal.evil.example",
                "",
            })
    void aRequestToAnotherNameIsRefused(String host) throws Exception {
        var answer = send(request(host), false);

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("AccessDeniedException", "--allow-host");
        assertThat(engine.executed).isEmpty();
        assertThat(emulator.calls()).isEmpty();
    }

    private String answerOf(EmulatorOptions options, String... header) throws IOException {
        try (var other = Emulator.start(options, engine, null);
                var socket = new Socket("localhost", other.endpoint().getPort())) {
            var headers = Arrays.copyOf(header, header.length + 1);
            headers[header.length] = "Connection: close";
            socket.getOutputStream().write(request("localhost", headers).getBytes(StandardCharsets.UTF_8));
            return readAll(socket.getInputStream());
        }
    }

    @Test
    void answersAreCompressedForClientsThatTakeThatIfTheOptionsSaySo() throws IOException {
        var accepts = "Accept-Encoding: deflate, gzip";
        var plain = answerOf(EmulatorOptions.defaults(), accepts);
        assertThat(plain).contains("\"Id\"").doesNotContain("Content-Encoding");
        assertThat(answerOf(EmulatorOptions.defaults().withCompressed(true)))
                .contains("\"Id\"")
                .doesNotContain("Content-Encoding");
        var answer = answerOf(EmulatorOptions.defaults().withCompressed(true), accepts);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Encoding: gzip\r\n");
        var body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"")
                    .contains("\"Id\"");
        }
    }

    @Test
    void whatOtherMachinesReachTakesNamesWithoutADot() throws Exception {
        try (var reachable = Emulator.start(EmulatorOptions.defaults().withHost("0.0.0.0"), engine, null);
                var socket = new Socket("localhost", reachable.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(request("warehouse:8192", "Connection: close").getBytes(StandardCharsets.UTF_8));

            assertThat(readAll(socket.getInputStream())).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8192", "null", "https://evil.example"})
    void aWebPageIsRefused(String origin) throws Exception {
        assertThat(send(request("localhost", "Origin: " + origin), false))
                .startsWith("HTTP/1.1 403 ")
                .contains("no requests of web pages");
        assertThat(engine.executed).isEmpty();
    }

    @Test
    void aHostThatIsNotClearIsRefused() throws Exception {
        assertThat(send(request("localhost", "Host: evil.example"), false)).startsWith("HTTP/1.1 400 ");
        assertThat(send(request("localhost").replace("POST / ", "POST http://evil.example/ "), false))
                .startsWith("HTTP/1.1 403 ");
        assertThat(send(request("localhost").replace("Host: localhost\r\n", ""), false))
                .startsWith("HTTP/1.1 400 ");
        assertThat(engine.executed).isEmpty();
    }

    @Test
    void aRequestThatIsCutAnywhereIsClosedAndNotCarriedOut() throws Exception {
        var whole = request("localhost");
        for (int length = 0; length < whole.length(); length++) {
            assertThat(send(whole.substring(0, length), true))
                    .as(whole.substring(0, length))
                    .isEmpty();
        }
        var chunked = head("localhost", "Transfer-Encoding: chunked") + "\r\n" + Integer.toHexString(BODY.length())
                + "\r\n" + BODY + "\r\n0\r\n\r\n";
        for (int length = chunked.indexOf("chunked"); length < chunked.length(); length++) {
            assertThat(send(chunked.substring(0, length), true)).isEmpty();
        }

        assertThat(engine.executed).isEmpty();
        assertThat(emulator.keptStatements()).isZero();
        assertThat(send(chunked.replace("\r\nTransfer", "\r\nConnection: close\r\nTransfer"), false))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anUnknownOperationThatIsCutIsNotAnsweredEither() throws Exception {
        var whole = request("localhost").replace("ExecuteStatement", "Nonsense");

        assertThat(send(whole.substring(0, whole.length() - 1), true)).isEmpty();
        assertThat(send(request("evil.example").replace(BODY, "{"), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST / HTTP/2.0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nno field\r\n\r\n",
                "POST / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxy\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
            })
    void whatIsNoHttpEndsTheConnection(String text) throws Exception {
        assertThat(send(text, false)).startsWith("HTTP/1.1 400 ").contains("BadRequestException", "Connection: close");
    }

    @Test
    void anEndlessHeadEnds() throws Exception {
        assertThat(send(head("localhost", "A: " + "a".repeat(70_000)), false)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void halfARequestEndsByTimeWhileOthersAreAnswered() throws Exception {
        var whole = request("localhost");
        try (var inHead = open();
                var inBody = open()) {
            inHead.getOutputStream().write(whole.substring(0, 60).getBytes(StandardCharsets.UTF_8));
            inBody.getOutputStream()
                    .write(whole.substring(0, whole.length() - 5).getBytes(StandardCharsets.UTF_8));

            assertThat(send(request("localhost", "Connection: close"), false)).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(readAll(inHead.getInputStream())).isEmpty();
            assertThat(readAll(inBody.getInputStream())).isEmpty();
        }
        assertThat(engine.executed).containsExactly("change 1");
    }

    @Test
    void drippingBytesDoNotBuyTime() throws Exception {
        try (var slow = open()) {
            var out = slow.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: localhost\r\nA: ".getBytes(StandardCharsets.UTF_8));
            slow.setSoTimeout(20);
            boolean open = true;
            while (open) {
                open = dripped(slow);
            }
        }
        assertThat(engine.executed).isEmpty();
    }

    /** Waits a moment for an end that does not come, and sends one more byte; false once the emulator has closed. */
    private static boolean dripped(Socket slow) throws IOException {
        try {
            return slow.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return writes(slow);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean writes(Socket slow) {
        try {
            slow.getOutputStream().write('a');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (var socket = open()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request("localhost").getBytes(StandardCharsets.UTF_8));
                assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200 OK\r\n");
            }
        }
    }

    @Test
    void aClientThatAsksBeforeItsBodyIsToldToGoOn() throws Exception {
        try (var socket = open()) {
            var whole = request("localhost", "Expect: 100-continue");
            int body = whole.length() - BODY.length();
            socket.getOutputStream().write(whole.substring(0, body).getBytes(StandardCharsets.UTF_8));
            assertThat(answer(socket.getInputStream())).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
            assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    /** The next answer, whole. */
    private static String answer(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            text.append((char) in.read());
        }
        var length = Pattern.compile("Content-Length: (\\d+)").matcher(text);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text.append(new String(in.readNBytes(body), StandardCharsets.UTF_8))
                .toString();
    }
}
