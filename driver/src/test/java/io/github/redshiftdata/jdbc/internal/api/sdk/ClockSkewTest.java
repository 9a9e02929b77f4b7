package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.jdbc.OwnThread;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ResultFormat;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkGlobalTime;

/** A clock of this machine that is off: the service tells its own time with the refusal. */
class ClockSkewTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration OFF = Duration.ofHours(2);
    private static final DateTimeFormatter SIGNED =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ClientPool pool = new ClientPool();
    private final List<Instant> signedAt = new ArrayList<>();
    private ServerSocket server;
    private CompletableFuture<Void> serving;
    private ClientLease lease;

    @BeforeEach
    void connect() throws Exception {
        // The SDK keeps the difference for the whole JVM.
        SdkGlobalTime.setGlobalTimeOffset(0);
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        serving = OwnThread.run(this::serve);
        lease = pool.lease(TestConfig.of(URI.create("http://127.0.0.1:" + server.getLocalPort())));
    }

    @AfterEach
    void close() throws Exception {
        lease.close();
        server.close();
        serving.join();
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    /** Refuses what is not signed at its own time, as the service does. */
    private void serve() {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                answer(connection);
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        var signed = Instant.EPOCH;
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            var value = line.substring(line.indexOf(':') + 1).strip();
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(value);
            } else if (line.toLowerCase(Locale.ROOT).startsWith("x-amz-date:")) {
                signed = SIGNED.parse(value, Instant::from);
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
        signedAt.add(signed);
        var now = ZonedDateTime.now(ZoneOffset.UTC).plus(OFF);
        var good = Duration.between(signed, now).abs().compareTo(Duration.ofMinutes(5)) < 0;
        var body = good
                ? "{\"Id\":\"s1\",\"Status\":\"FINISHED\"}"
                : "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired\"}";
        var head = "HTTP/1.1 " + (good ? "200 OK" : "400 Bad Request") + "\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(now) + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\nContent-Type: application/x-amz-json-1.1\r\n\r\n";
        connection.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aQuestionIsAskedAgainWithTheTimeOfTheService() throws DataApiException {
        assertThat(lease.api().describeStatement("s1", 0, LONG).status()).isEqualTo(StatementStatus.FINISHED);
        assertThat(signedAt).hasSize(2);
        assertThat(lease.counters().retries()).isEqualTo(1);
        lease.api().describeStatement("s1", 0, LONG);
        assertThat(signedAt).hasSize(3);
    }

    @Test
    void aSubmissionIsRefusedOnceAndThenSignedWithTheTimeOfTheService() throws DataApiException {
        var request =
                new SubmitRequest(List.of("select 1"), List.of(), "token-1", null, null, null, 0, ResultFormat.JSON);
        var refused =
                catchThrowableOfType(DataApiException.class, () -> lease.api().executeStatement(request, LONG));
        assertThat(refused.failure().kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(refused.failure().mendedByAskingAgain()).isTrue();
        assertThat(refused.failure().mayBeDone()).isFalse();
        assertThat(signedAt).hasSize(1);
        assertThat(lease.api().executeStatement(request, LONG).statementId()).isEqualTo("s1");
    }
}
