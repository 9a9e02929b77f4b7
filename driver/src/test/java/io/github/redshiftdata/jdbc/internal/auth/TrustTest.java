package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.redshiftdata.jdbc.RedshiftDataCheck;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates to trust beside those of the JVM, as those of a proxy that opens TLS. */
class TrustTest {

    private static final String PASSWORD = "changeit";
    private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static HttpsServer service;

    private final RedshiftDataDataSource source = new RedshiftDataDataSource();

    @BeforeAll
    static void start() throws Exception {
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=proxy", "-ext", "san=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-alias",
                "ca",
                "-rfc",
                "-file",
                folder.resolve("ca.pem").toString());
        var keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setHttpsConfigurator(new HttpsConfigurator(context));
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            REQUESTS.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target")));
            var bytes = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    @AfterAll
    static void stop() {
        service.stop(0);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore", folder.resolve("keys.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @BeforeEach
    void reset() {
        REQUESTS.clear();
        source.setUrl("jdbc:redshift-data:///dev?region=eu-west-1&workgroupName=wg&endpoint=https://127.0.0.1:"
                + service.getAddress().getPort());
    }

    private void assertAnswered() {
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        assertThat(REQUESTS).isNotEmpty();
    }

    private String refusal() {
        var message = new StringBuilder();
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .satisfies(e -> message.append(e.getMessage()));
        assertThat(REQUESTS).isEmpty();
        return message.toString();
    }

    @Test
    void aCertificateOfNobodyKnownIsRefused() {
        assertThat(refusal()).contains("unable to find valid certification path");
    }

    @Test
    void aCertificateOfTheFileIsTrusted() {
        source.setCaCertificates(folder.resolve("ca.pem").toString());
        assertAnswered();
    }

    @Test
    void aTrustStoreIsTrusted() {
        source.setTrustStore(folder.resolve("keys.p12").toString());
        source.setTrustStorePassword(PASSWORD);
        source.setTrustStoreType("PKCS12");
        assertAnswered();
    }

    @Test
    void aFileMayCompleteATrustStore() throws Exception {
        var empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (var out = Files.newOutputStream(folder.resolve("empty.p12"))) {
            empty.store(out, PASSWORD.toCharArray());
        }
        source.setTrustStore(folder.resolve("empty.p12").toString());
        source.setTrustStorePassword(PASSWORD);
        source.setCaCertificates(folder.resolve("ca.pem").toString());
        assertAnswered();
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        source.setTrustStore(folder.resolve("keys.p12").toString());
        source.setTrustStorePassword("open sesame");
        assertThat(refusal())
                .contains("the trustStore '" + folder.resolve("keys.p12") + "' cannot be read")
                .contains("password was incorrect")
                .doesNotContain("open sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "trustStore, /no/such/file, the trustStore '/no/such/file' cannot be read (NoSuchFileException",
        "trustStoreType, NO-SUCH-TYPE, the trustStoreType 'NO-SUCH-TYPE' cannot be read (KeyStoreException",
        "trustStoreType, PKCS12, 'a store of this type is a file, which trustStore must name'",
        "caCertificates, /no/such/file, 'the file of caCertificates, ''/no/such/file'', cannot be read (NoSuchFile'",
        "caCertificates, EMPTY, it holds no certificate"
    })
    void whatCannotBeReadIsNamed(String property, String value, String message) throws Exception {
        var empty = Files.writeString(folder.resolve("empty.pem"), "");
        var given = value.equals("EMPTY") ? empty.toString() : value;
        source.setUrl(source.getUrl() + "&" + property + "=" + given);
        assertThat(refusal()).contains(message);
    }

    @Test
    void aCertificateThatIsNotTrustedIsToldWithWhatToSet() {
        source.setAccessKeyId("AKIDEXAMPLE");
        source.setSecretAccessKey("hush");
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining("set caCertificates to its authority (PEM), or trustStore.");
        var tls = RedshiftDataDriver.check(source.getUrl(), null).of(RedshiftDataCheck.Stage.TLS);
        assertThat(tls.outcome()).isEqualTo(RedshiftDataCheck.Outcome.FAILED);
        assertThat(tls.found()).startsWith("the certificate of 127.0.0.1 is not accepted: ");
        assertThat(tls.whatToDo()).contains("set caCertificates to its authority (PEM), or trustStore.");
    }
}
