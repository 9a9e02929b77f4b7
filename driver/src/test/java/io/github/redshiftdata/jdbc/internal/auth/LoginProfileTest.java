package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.NetworkConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles that {@code aws login} has made: their login is used, and renewed by a signed request. */
class LoginProfileTest {

    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/Admin/ann";

    @TempDir
    Path folder;

    private HttpServer service;
    private final List<String> proofs = new ArrayList<>();
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            proofs.add(String.valueOf(exchange.getRequestHeaders().getFirst("DPoP")));
            if (status != 200) {
                exchange.getResponseHeaders().add("x-amzn-ErrorType", "AccessDeniedException");
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        var config = Files.writeString(
                folder.resolve("config"),
                """
                [profile work]
                login_session = %s
                region = eu-west-1
                endpoint_url = http://127.0.0.1:%d
                """
                        .formatted(SESSION, service.getAddress().getPort()));
        System.setProperty("aws.configFile", config.toString());
        System.setProperty("aws.loginCacheDirectory", folder.toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty("aws.configFile");
        System.clearProperty("aws.loginCacheDirectory");
        service.stop(0);
    }

    private void loggedInUntil(Instant end) throws Exception {
        var name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(SESSION.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(
                folder.resolve(name + ".json"),
                """
                {"accessToken": {"accessKeyId": "ASIACACHED", "secretAccessKey": "s", "sessionToken": "t",
                                 "accountId": "123456789012", "expiresAt": "%s"},
                 "tokenType": "aws_sigv4", "refreshToken": "refresh", "identityToken": "identity",
                 "clientId": "arn:aws:signin:::devtools/same-device", "dpopKey": "%s"}
                """
                        .formatted(end.truncatedTo(ChronoUnit.SECONDS), key().replace("\n", "\\n")));
    }

    /** A key of the curve P-256 in the form in which the command line keeps it. */
    private static String key() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var bytes = new ByteArrayOutputStream();
        bytes.write(HexFormat.of().parseHex("30770201010420"));
        bytes.write(in32((ECPrivateKey) pair.getPrivate()));
        bytes.write(HexFormat.of().parseHex("a00a06082a8648ce3d030107a14403420004"));
        bytes.write(in32(point.getAffineX().toByteArray()));
        bytes.write(in32(point.getAffineY().toByteArray()));
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes.toByteArray());
        return "-----BEGIN EC PRIVATE KEY-----\n" + text + "\n-----END EC PRIVATE KEY-----\n";
    }

    private static byte[] in32(ECPrivateKey key) {
        return in32(key.getS().toByteArray());
    }

    private static byte[] in32(byte[] number) {
        var result = new byte[32];
        var length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, result, 32 - length, length);
        return result;
    }

    private static Credentials credentials() {
        return new Credentials(
                new DriverConfig.Profile("work"), "eu-west-1", new Network(NetworkConfig.NONE), InstantSource.system());
    }

    @Test
    void aLoginThatIsValidIsUsedWithoutARequest() throws Exception {
        loggedInUntil(Instant.now().plus(1, ChronoUnit.HOURS));
        try (var credentials = credentials()) {
            assertThat(credentials.fetch().accessKeyId()).isEqualTo("ASIACACHED");
        }
        assertThat(proofs).isEmpty();
    }

    @Test
    void aLoginThatEndsIsRenewedByASignedRequest() throws Exception {
        loggedInUntil(Instant.now().minus(1, ChronoUnit.MINUTES));
        answer =
                """
                {"accessToken": {"accessKeyId": "ASIARENEWED", "secretAccessKey": "s2", "sessionToken": "t2"},
                 "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "next"}
                """;
        try (var credentials = credentials()) {
            assertThat(credentials.fetch().accessKeyId()).isEqualTo("ASIARENEWED");
        }
        assertThat(proofs).singleElement().asString().matches("[\\w-]+[.][\\w-]+[.][\\w-]+");
    }

    @Test
    void aLoginThatCannotBeRenewedSaysSo() throws Exception {
        loggedInUntil(Instant.now().minus(1, ChronoUnit.MINUTES));
        status = 400;
        answer = "{\"error\": \"TOKEN_EXPIRED\", \"message\": \"over\"}";
        try (var credentials = credentials()) {
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("no AWS credentials from profile work: Your session has expired.");
        }
    }

    @Test
    void aProfileThatNobodyLoggedInToSaysSo() {
        try (var credentials = credentials()) {
            assertThatThrownBy(credentials::fetch)
                    .isInstanceOf(CredentialsFailedException.class)
                    .hasMessageContaining("no AWS credentials from profile work: ")
                    .hasMessageContaining(SESSION + "` not found. You must re-authenticate.");
        }
    }
}
