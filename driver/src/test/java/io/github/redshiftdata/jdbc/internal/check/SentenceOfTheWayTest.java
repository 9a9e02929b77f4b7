package io.github.redshiftdata.jdbc.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Outcome;
import io.github.redshiftdata.jdbc.RedshiftDataCheck.Stage;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong on the way: the exception of a connection says it in the words of the stage that the check shows. */
class SentenceOfTheWayTest {

    private static final String NOWHERE = "nothing.invalid";
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Properties properties = new Properties();
    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

    @BeforeEach
    void start() {
        properties.setProperty("accessKeyId", "AKIDEXAMPLE");
        properties.setProperty("secretAccessKey", "very-hush");
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("requestTimeout", "1");
    }

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** What is wrong, at which stage it shows, and the sentence. */
    private enum Wrong {
        HOST_UNKNOWN(
                Stage.NAME,
                "the name nothing.invalid is not known here",
                "Check endpoint, and the network (VPN, DNS).") {
            @Override
            String endpoint(SentenceOfTheWayTest test) {
                return "https://" + NOWHERE;
            }
        },
        PROXY_UNKNOWN(Stage.NAME, "the name nothing.invalid is not known here", "Check proxyHost, or the settings of") {
            @Override
            String endpoint(SentenceOfTheWayTest test) {
                test.byProxy(NOWHERE, 8080);
                return "";
            }
        },
        REFUSED(Stage.TLS, "127.0.0.1 takes no connection: ", "HTTPS to this host must be open.") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return "https://127.0.0.1:" + closedPort();
            }
        },
        PROXY_CLOSED(Stage.TLS, "the proxy 127.0.0.1 takes no connection: ", "Check proxyHost and proxyPort, or") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                test.byProxy("127.0.0.1", closedPort());
                return "";
            }
        },
        DROPPED(Stage.TLS, "127.0.0.1 does not answer: ", "A firewall may drop it: open HTTPS to this host, or set") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return "https://127.0.0.1:" + test.fullPort();
            }
        },
        PROXY_DROPPED(Stage.TLS, "the proxy 127.0.0.1 does not answer: ", "Check proxyHost and proxyPort, or") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                test.byProxy("127.0.0.1", test.fullPort());
                return "";
            }
        },
        MUTE(Stage.TLS, "127.0.0.1 does not answer: ", "") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return "https://127.0.0.1:" + test.own(loopback(50)).getLocalPort();
            }
        },
        NO_TLS(Stage.TLS, "no TLS with 127.0.0.1: ", "Check that endpoint and proxy speak HTTPS") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return "https://127.0.0.1:" + test.otherProtocolPort();
            }
        },
        NOBODY_KNOWN(
                Stage.TLS, "the certificate of 127.0.0.1 is not accepted: ", "set caCertificates to its authority") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws Exception {
                return test.tls(false, "-ext", "san=ip:127.0.0.1");
            }
        },
        EXPIRED(
                Stage.TLS,
                "the certificate of 127.0.0.1 is not accepted: ",
                "the certificate is not valid now: check") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws Exception {
                return test.tls(true, "-ext", "san=ip:127.0.0.1", "-startdate", "2020/01/01", "-validity", "30");
            }
        },
        NOT_YET_VALID(
                Stage.TLS,
                "the certificate of 127.0.0.1 is not accepted: ",
                "the certificate is not valid now: check") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws Exception {
                return test.tls(true, "-ext", "san=ip:127.0.0.1", "-startdate", "2090/01/01", "-validity", "30");
            }
        },
        OTHER_NAME(
                Stage.TLS,
                "the certificate of 127.0.0.1 is not accepted: ",
                "It is made for other names: check endpoint") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws Exception {
                return test.tls(true, "-ext", "san=dns:other.example");
            }
        },
        PROXY_WANTS_A_LOGIN(
                Stage.TLS, "the proxy on the way asks for a user and a password", "Set proxyUser and proxyPassword") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return test.refusedWith("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");
            }
        },
        PROXY_FORBIDS(
                Stage.TLS,
                "the proxy on the way opens no connection to the service (HTTP 403)",
                "Whoever runs the proxy") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return test.refusedWith("403 Forbidden");
            }
        },
        PROXY_REACHES_NOTHING(
                Stage.TLS,
                "the proxy on the way opens no connection to the service (HTTP 502)",
                "Whoever runs the proxy") {
            @Override
            String endpoint(SentenceOfTheWayTest test) throws IOException {
                return test.refusedWith("502 Bad Gateway");
            }
        },
        NO_CERTIFICATES(
                Stage.SETTINGS, "the trustStore '/none/such' cannot be read", "Check trustStore, its type and") {
            @Override
            String endpoint(SentenceOfTheWayTest test) {
                test.properties.setProperty("trustStore", "/none/such");
                return "";
            }
        };

        private final Stage stage;
        private final String told;
        private final String whatToDo;

        Wrong(Stage stage, String told, String whatToDo) {
            this.stage = stage;
            this.told = told;
            this.whatToDo = whatToDo;
        }

        /** Makes it so; the endpoint, or nothing for that of AWS. */
        abstract String endpoint(SentenceOfTheWayTest test) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void theExceptionOfAConnectionIsTheSentenceOfTheStage(Wrong wrong) throws Exception {
        var url = url(wrong.endpoint(this));
        var check = RedshiftDataDriver.check(url, properties);
        var found = check.of(wrong.stage);
        assertThat(found.outcome()).as(check.toString()).isEqualTo(Outcome.FAILED);
        assertThat(found.found()).contains(wrong.told);
        assertThat(found.whatToDo()).isNotEmpty().contains(wrong.whatToDo);
        var failed = failureOfConnect(url);
        assertThat(withoutPorts(failed.getMessage()))
                .contains(withoutPorts(found.found() + ". " + found.whatToDo()))
                .contains("Nothing was sent.")
                .doesNotContain("very-hush");
        assertThat(failed.getSQLState()).isEqualTo("08001");
    }

    /** A statement of a connection that is there already is told the same. */
    @Test
    void aStatementIsToldTheSameSentence() throws Exception {
        properties.setProperty("lazyConnect", "true");
        properties.setProperty("queryTimeout", "2");
        var url = url("https://" + NOWHERE);
        try (var connection = new RedshiftDataDriver().connect(url, properties);
                var statement = connection.createStatement()) {
            var failed = catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT 1"));
            assertThat(failed.getMessage())
                    .contains(
                            "the name nothing.invalid is not known here. Check endpoint, and the network (VPN, DNS).");
        }
    }

    private static String url(String endpoint) {
        return endpoint.isEmpty()
                ? "jdbc:redshift-data://sales:eu-west-1/dev"
                : "jdbc:redshift-data:///dev?workgroupName=w&region=eu-west-1&endpoint=" + endpoint;
    }

    private SQLException failureOfConnect(String url) {
        return catchThrowableOfType(SQLException.class, () -> new RedshiftDataDriver().connect(url, properties));
    }

    /** The same cause may name the socket of its own. */
    private static String withoutPorts(String text) {
        return text.replaceAll("local port \\d+|\\[[^\\]]*]", "");
    }

    private void byProxy(String host, int port) {
        properties.setProperty("proxyHost", host);
        properties.setProperty("proxyPort", String.valueOf(port));
    }

    private String refusedWith(String refusal) throws IOException {
        byProxy("127.0.0.1", own(new RefusingProxy(refusal)).port());
        return "";
    }

    private <T extends AutoCloseable> T own(T resource) {
        open.push(resource);
        return resource;
    }

    private static ServerSocket loopback(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static int closedPort() throws IOException {
        try (var listener = loopback(1)) {
            return listener.getLocalPort();
        }
    }

    /** A port whose queue is full: what comes more is dropped, as a firewall does. */
    private int fullPort() throws IOException {
        var port = own(loopback(1)).getLocalPort();
        for (var waiting = 0; waiting < 10; waiting++) {
            var socket = own(new Socket());
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
            } catch (SocketTimeoutException full) {
                return port;
            }
        }
        throw new IllegalStateException("the queue does not get full");
    }

    /** A port where something else than HTTPS greets whoever comes. */
    private int otherProtocolPort() throws IOException {
        var listener = own(loopback(50));
        var thread = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try {
                            own(listener.accept())
                                    .getOutputStream()
                                    .write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
                        } catch (IOException closed) {
                            // the next one, or the end
                        }
                    }
                },
                "greeter");
        thread.setDaemon(true);
        thread.start();
        return listener.getLocalPort();
    }

    /** An address with a certificate of its own making. */
    private String tls(boolean isTrusted, String... options) throws Exception {
        var store = folder.resolve("keys.p12");
        keytool(store, "ca", "-genkeypair", List.of("-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c"));
        keytool(store, "it", "-genkeypair", List.of(options), "-keyalg", "EC", "-dname", "CN=service", "-signer", "ca");
        if (isTrusted) {
            trust(store);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keytool(store, "ca", "-delete", List.of());
        managers.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        open.push(() -> server.stop(0));
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void trust(Path store) throws Exception {
        var pem = folder.resolve("ca.pem").toString();
        keytool(store, "ca", "-exportcert", List.of("-rfc", "-file", pem));
        properties.setProperty("caCertificates", pem);
    }

    private static void keytool(Path store, String alias, String what, List<String> options, String... more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), what, "-alias", alias));
        command.addAll(options);
        command.addAll(Arrays.asList(more));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
