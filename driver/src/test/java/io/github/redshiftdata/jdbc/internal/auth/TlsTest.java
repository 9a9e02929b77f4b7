package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** When TLS is made. */
class TlsTest {

    private static final String CLASS_OF_TLS = " sun.security.ssl.SSLContextImpl ";

    @Test
    void itIsMadeOnce() throws IOException {
        var tls = new Tls(null);
        assertThat(tls.made()).isSameAs(tls.made());
    }

    @Test
    void anEndpointOfPlainHttpNeedsNoneOfIt() throws IOException, InterruptedException {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
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

    /** The classes that another JVM loads when it connects to an endpoint, which fails. */
    private static String loadedFor(String endpoint) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "jdbc:redshift-data://sales:us-east-1/dev?loginTimeout=10&endpoint=" + endpoint)
                .redirectErrorStream(true)
                .start();
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
