package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When TLS is made. */
class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final String CLASS_OF_TLS = " sun.security.ssl.SSLContextImpl ";

    @Test
    void itIsMadeOnce() throws IOException {
        var tls = new Tls(null);
        assertThat(tls.made()).isSameAs(tls.made());
    }

    @Test
    void anEndpointOfPlainHttpNeedsNoneOfIt() throws IOException, InterruptedException {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", TlsTest::refuse);
        service.start();
        try {
            var port = service.getAddress().getPort();
            assertThat(loadedFor("http://127.0.0.1:" + port))
                    .contains("WatchedRequest ")
                    .doesNotContain(CLASS_OF_TLS);
            assertThat(loadedFor("https://127.0.0.1:" + port)).contains(CLASS_OF_TLS);
        } finally {
            service.stop(0);
        }
    }

    /** A server, or a proxy that opens TLS, may let in only whoever shows a certificate: the one of the JVM's key store. */
    @Test
    void theCertificateOfTheJvmIsShownToWhoeverAsksForOne(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.p12").toString();
        said(
                List.of("keytool", "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=a"),
                List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file));
        var requests = new AtomicInteger();
        var service = whoShowsACertificateIsAnswered(
                KeyStore.getInstance(Path.of(file).toFile(), PASSWORD.toCharArray()), requests);
        try {
            var endpoint = "https://127.0.0.1:" + service.getAddress().getPort();
            var trusted =
                    List.of("-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
            connect(endpoint, trusted);
            assertThat(requests).hasValue(0);
            var shown = new ArrayList<>(trusted);
            shown.add("-Djavax.net.ssl.keyStore=" + file);
            shown.add("-Djavax.net.ssl.keyStorePassword=" + PASSWORD);
            connect(endpoint, shown);
            assertThat(requests).hasPositiveValue();
        } finally {
            service.stop(0);
        }
    }

    private static HttpsServer whoShowsACertificateIsAnswered(KeyStore keys, AtomicInteger requests) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        var service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        service.createContext("/", exchange -> {
            requests.incrementAndGet();
            refuse(exchange);
        });
        service.start();
        return service;
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(400, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The classes that another JVM loads when it connects to an endpoint, which fails. */
    private static String loadedFor(String endpoint) throws IOException, InterruptedException {
        return connect(endpoint, List.of("-Xlog:class+load"));
    }

    /** What another JVM says that connects to an endpoint, which fails. */
    private static String connect(String endpoint, List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("java"));
        command.addAll(options);
        return said(
                command,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "jdbc:redshift-data://sales:us-east-1/dev?loginTimeout=10&endpoint=" + endpoint));
    }

    private static String said(List<String> program, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(program);
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", program.get(0)).toString());
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Connects to where nobody is let in. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            var keys = new Properties();
            keys.setProperty("accessKeyId", "AKIDEXAMPLE");
            keys.setProperty("secretAccessKey", "none");
            try (var connection = new RedshiftDataDriver().connect(arguments[0], keys)) {
                Runtime.getRuntime().halt(connection == null ? 2 : 1);
            } catch (SQLException expected) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
