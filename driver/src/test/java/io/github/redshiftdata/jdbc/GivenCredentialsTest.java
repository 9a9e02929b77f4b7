package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Credentials that the program hands in as an object. */
class GivenCredentialsTest {

    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final RedshiftDataDataSource source = new RedshiftDataDataSource();
    private HttpServer service;

    /** A provider that wants to be closed, and that says to be equal to all others. */
    private static final class Provider implements AwsCredentialsProvider, AutoCloseable {
        private final String key;
        private final AtomicInteger closed = new AtomicInteger();

        Provider(String key) {
            this.key = key;
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(key, "hush");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Provider;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "hush";
        }
    }

    /** Refuses everything: what counts is who signed. */
    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            signatures.add(headers.getFirst("Authorization") + " " + headers.getFirst("X-Amz-Security-Token"));
            var bytes = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        source.setUrl("jdbc:redshift-data://localhost:" + service.getAddress().getPort() + "/dev?workgroupName=wg");
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private void assertSignedWith(RedshiftDataDataSource source, String... signs) {
        signatures.clear();
        assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);
        assertThat(signatures).isNotEmpty().allSatisfy(signature -> assertThat(signature)
                .contains(signs));
    }

    @Test
    void aProviderOfTheSdkSignsAndIsNeverClosed() {
        var provider = new Provider("AKIDGIVEN");
        source.setCredentials(provider);
        assertSignedWith(source, "Credential=AKIDGIVEN/");
        assertThat(provider.closed).hasValue(0);
    }

    @Test
    void aDatabaseUserOfAPoolChangesNothingAboutIt() {
        source.setCredentials(new Provider("AKIDGIVEN"));
        assertThatThrownBy(() -> source.getConnection("ann", "hush")).isInstanceOf(SQLException.class);
        assertThat(signatures).isNotEmpty().allSatisfy(signature -> assertThat(signature)
                .contains("Credential=AKIDGIVEN/"));
    }

    @Test
    void aSourceWithoutTypesOfTheSdkSigns() {
        source.setCredentialsSource(() -> new RedshiftDataCredentials.Keys("AKIDOWN", "hush", null));
        assertSignedWith(source, "Credential=AKIDOWN/", " null");
        source.setCredentialsSource(() -> new RedshiftDataCredentials.Keys("ASIAOWN", "hush", "token-1"));
        assertSignedWith(source, "Credential=ASIAOWN/", " token-1");
    }

    /** Otherwise the second would sign with the client of the first. */
    @Test
    void providersAreTheSameOnlyIfTheyAreOneObject() throws SQLException {
        source.setLazyConnect(true);
        source.setCredentials(new Provider("AKIDFIRST"));
        try (var open = source.getConnection()) {
            assertThat(open.isClosed()).isFalse();
            source.setLazyConnect(false);
            source.setCredentials(new Provider("AKIDSECOND"));
            assertSignedWith(source, "Credential=AKIDSECOND/");
        }
    }

    @Test
    void propertiesMayHoldItToo() {
        var properties = new Properties();
        properties.put("credentialsProvider", new Provider("AKIDPUT"));
        assertThatThrownBy(() -> DriverManager.getConnection(source.getUrl(), properties))
                .isInstanceOf(SQLException.class);
        assertThat(signatures).isNotEmpty().allSatisfy(signature -> assertThat(signature)
                .contains("Credential=AKIDPUT/"));
    }

    @Test
    void aSourceThatFailsSaysWhy() {
        source.setCredentialsSource(() -> {
            throw new IOException("the vault is sealed");
        });
        assertThatThrownBy(source::getConnection)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
                .hasMessageContaining("no AWS credentials from the given object of class ")
                .hasMessageContaining("the vault is sealed");
        source.setCredentialsSource(() -> null);
        assertThatThrownBy(source::getConnection).hasMessageContaining("it gave null");
        source.setCredentialsSource(() -> new RedshiftDataCredentials.Keys("AKID", " ", null));
        assertThatThrownBy(source::getConnection).hasMessageContaining("it gave no secret access key");
        assertThat(signatures).isEmpty();
    }

    @Test
    void anObjectThatIsNoProviderIsRefusedByItsClass() {
        var properties = new Properties();
        properties.put("credentialsProvider", List.of("hush"));
        assertThatThrownBy(() -> DriverManager.getConnection(source.getUrl(), properties))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("must implement " + RedshiftDataCredentials.class.getName())
                .hasMessageContaining(AwsCredentialsProvider.class.getName())
                .hasMessageNotContaining("hush");
    }

    @Test
    void anotherWayToSignContradictsIt() {
        source.setProfile("analytics");
        source.setCredentials(new Provider("AKIDGIVEN"));
        assertThatThrownBy(source::getConnection)
                .hasMessageContaining("in one way only, but profile and credentialsProvider are set");
        source.setProfile(null);
        assertSignedWith(source, "Credential=AKIDGIVEN/");
        source.setCredentials(null);
        assertSignedWith(source, "Credential=emulator/");
    }

    @Test
    void itDoesNotLeaveTheJvm() throws Exception {
        source.setCredentials(new Provider("AKIDGIVEN"));
        assertThat(source.toString()).doesNotContain("hush");
        assertThat(source.getReference().toString()).doesNotContain("hush", "credentialsProvider");
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(source);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertSignedWith((RedshiftDataDataSource) in.readObject(), "Credential=emulator/");
        }
    }

    @Test
    void keysDoNotShowTheirSecrets() {
        assertThat(new RedshiftDataCredentials.Keys("AKID", "hush", "hush").toString())
                .isEqualTo("Keys[accessKeyId=AKID]");
    }
}
