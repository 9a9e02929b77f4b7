package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A closed network as firms have it, all at once: the only way out is a proxy that asks for a password and opens TLS with an
 * authority of its own; the addresses of the sign-in are others; the Data API is that of FIPS.
 */
class ClosedNetworkTest {

    private static final String OIDC = "oidc.vpce.example";
    private static final String PORTAL = "portal.vpce.example";
    private static final String STS = "sts.vpce.example";
    private static final String DATA = "redshift-data-fips.us-east-1.amazonaws.com";
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<String> signers = new CopyOnWriteArrayList<>();
    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private FakePortal portal;
    private FakeSts sts;
    private HttpServer service;
    private ServerSocket proxy;
    private static SSLContext inspecting;

    @BeforeEach
    void start() throws Exception {
        portal = new FakePortal();
        sts = new FakeSts();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            signers.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::serve);
        System.setProperty("aws.ssoCacheDirectory", folder.toString());
        source.setUrl("jdbc:redshift-data://sales:us-east-1/dev");
        source.setSsoStartUrl("https://" + UUID.randomUUID() + ".example/start");
        source.setSsoRegion("us-east-1");
        source.setSsoOidcEndpoint("https://" + OIDC);
        source.setSsoEndpoint("https://" + PORTAL);
        source.setStsEndpoint("https://" + STS);
        source.setFips(true);
        source.setProxyHost("127.0.0.1");
        source.setProxyPort(proxy.getLocalPort());
        source.setProxyUser("ann");
        source.setProxyPassword("open sesame");
        source.setCaCertificates(certificates.resolve("ca.pem").toString());
        source.setSsoPrompt((page, code) -> portal.signInAt(page));
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("aws.ssoCacheDirectory");
        proxy.close();
        service.stop(0);
        portal.close();
        sts.close();
    }

    @Test
    void aPersonSignsInByTheBrowserAndTakesARole() {
        source.setRoleArn("arn:aws:iam::123456789012:role/Analyst");
        assertRefusedByTheService();
        assertThat(tunnels).containsOnly(OIDC + ":443", PORTAL + ":443", STS + ":443", DATA + ":443");
        assertThat(portal.pages).singleElement().asString().startsWith("https://" + OIDC + "/authorize?");
        assertThat(sts.actions()).containsExactly("AssumeRole");
        assertThat(signers).isNotEmpty().allSatisfy(signer -> assertThat(signer)
                .contains("Credential=ASIAAssumeRole1/"));
    }

    @Test
    void thePersonIsPassedOn() {
        source.setRoleArn("arn:aws:iam::123456789012:role/Analyst");
        source.setSsoApplicationArn(FakePortal.APPLICATION);
        assertRefusedByTheService();
        assertThat(portal.requests).contains("iam token-exchange");
        assertThat(tunnels).containsOnly(OIDC + ":443", PORTAL + ":443", STS + ":443", DATA + ":443");
    }

    @Test
    void aWrongPasswordOfTheProxyIsToldByTheSignIn() {
        source.setProxyPassword("wrong");
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining("the proxy on the way asks for a user and a password")
                .hasMessageContaining("if they are set, the proxy does not take them")
                .hasMessageNotContaining("wrong");
        assertThat(tunnels).isEmpty();
        // A proxy may lock a user out after a few.
        assertThat(refused)
                .filteredOn(head -> head.contains("Proxy-Authorization"))
                .hasSizeLessThan(2);
        assertThatThrownBy(source::getConnection).hasMessageContaining("less than a minute ago");
        assertThat(refused).hasSizeLessThan(4);
    }

    @Test
    void withoutTheAuthorityTheSignInTellsOfTheCertificate() {
        source.setCaCertificates(null);
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining("the certificate of " + OIDC + " is not accepted")
                .hasMessageContaining("set caCertificates to its authority (PEM), or trustStore.");
        assertThat(portal.requests).isEmpty();
    }

    private void assertRefusedByTheService() {
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining("check the IAM policy");
    }

    private int behind(String host) {
        var ports = Map.of(
                OIDC,
                URI.create(portal.address()).getPort(),
                PORTAL,
                URI.create(portal.address()).getPort(),
                STS,
                URI.create(sts.address()).getPort(),
                DATA,
                service.getAddress().getPort());
        return ports.getOrDefault(host, 0);
    }

    private void serve() {
        while (!proxy.isClosed()) {
            try {
                var socket = proxy.accept();
                daemon(() -> tunnel(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void tunnel(Socket socket) {
        try (socket) {
            while (true) {
                var head = head(socket.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                // ann:open sesame
                if (!head.contains("Proxy-Authorization: Basic YW5uOm9wZW4gc2VzYW1l")) {
                    refused.add(head);
                    say(socket, "407 No\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0");
                    continue;
                }
                var target = head.split(" ", -1)[1];
                tunnels.add(target);
                say(socket, "200 Go");
                inspect(socket, target.substring(0, target.indexOf(':')));
                return;
            }
        } catch (IOException ended) {
            // the end of this one
        }
    }

    private void inspect(Socket socket, String host) throws IOException {
        try (var opened = (SSLSocket) inspecting.getSocketFactory().createSocket(socket, null, false);
                var beyond = new Socket(InetAddress.getLoopbackAddress(), behind(host))) {
            opened.setUseClientMode(false);
            daemon(() -> pump(beyond, opened));
            opened.getInputStream().transferTo(beyond.getOutputStream());
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // the end of this one
        }
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "inspecting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @BeforeAll
    static void openTls() throws Exception {
        var names = "san=dns:" + OIDC + ",dns:" + PORTAL + ",dns:" + STS + ",dns:" + DATA;
        keytool("ca", "-genkeypair", "-keyalg", "EC", "-dname", "CN=company", "-ext", "bc:c");
        keytool("it", "-genkeypair", "-keyalg", "EC", "-dname", "CN=proxy", "-ext", names, "-signer", "ca");
        keytool(
                "ca",
                "-exportcert",
                "-rfc",
                "-file",
                certificates.resolve("ca.pem").toString());
        keytool("ca", "-delete");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var store = KeyStore.getInstance(certificates.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        managers.init(store, PASSWORD.toCharArray());
        inspecting = SSLContext.getInstance("TLS");
        inspecting.init(managers.getKeyManagers(), null, null);
    }

    private static void keytool(String alias, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", certificates.resolve("keys.p12").toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
