package io.github.redshiftdata.jdbc.internal.api.sdk;

import io.github.redshiftdata.jdbc.internal.api.page.JsonPageDecoder;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.redshiftdata.model.ExecuteStatementResponse;

/**
 * Loads what the first request of a JVM needs: the HTTP client, the signer, JSON. That takes longer than all the rest of connecting,
 * so a thread does it while the driver reads the URL. Nothing is sent. TLS, which not every endpoint needs, comes once it is known.
 */
public final class ColdStart {

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private static final byte[] PAGE =
            "{\"Records\":[[{\"longValue\":1}]],\"ColumnMetadata\":[{\"name\":\"a\",\"typeName\":\"int4\"}],\"TotalNumRows\":1}"
                    .getBytes(StandardCharsets.US_ASCII);

    private ColdStart() {}

    /**
     * Begins, the first time that it is called. What fails here fails again where somebody needs it, and is told there. The caller
     * starts SLF4J before: it hands out substitutes, and complains, to whoever asks while another thread starts it.
     */
    public static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Logs.start();
            var thread = new Thread(ColdStart::loadOrLeave, "redshift-data-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void loadOrLeave() {
        try {
            load();
        } catch (IOException | RuntimeException | LinkageError failed) {
            Logs.CALLS.debug("Not all that the first request needs could be loaded early: {}", failed.getClass());
        }
    }

    /** Does what a request does, without a connection. */
    static void load() throws IOException {
        Apache5HttpClient.builder()
                .tlsSocketStrategy(ColdStart::withoutTls)
                .build()
                .close();
        var body = ModelJson.write(ExecuteStatementRequest.builder().sql("").build());
        var head = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("https://localhost"))
                .build();
        new RequestSigner(Region.US_EAST_1).sign(head, body, AwsBasicCredentials.create("none", "none"));
        ModelJson.read(
                new ByteArrayInputStream("{\"Id\":\"\"}".getBytes(StandardCharsets.US_ASCII)),
                ExecuteStatementResponse.builder());
        JsonPageDecoder.decode(PAGE.clone(), PAGE.length);
    }

    private static SSLSocket withoutTls(
            Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        throw new IOException("nothing is sent here");
    }
}
