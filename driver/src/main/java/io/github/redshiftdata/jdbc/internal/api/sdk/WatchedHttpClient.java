package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Tells the {@link Transmission} of the calling thread how far its request has come. The HTTP client reads the body of
 * a request only when it writes it to the connection: until then nothing was sent. Asks for results compressed.
 */
final class WatchedHttpClient implements SdkHttpClient {

    /**
     * The transmission of the calling thread. The SDK gives the HTTP client only the request, in the thread that runs
     * the call.
     */
    private static final ThreadLocal<Transmission> CURRENT = new ThreadLocal<>();

    private static final String RESULTS = "RedshiftData.GetStatementResult";

    private final SdkHttpClient client;
    private final boolean compressed;

    private WatchedHttpClient(SdkHttpClient client, boolean compressed) {
        this.client = client;
        this.compressed = compressed;
    }

    /** Runs a call of the SDK that sends one request, which this transmission watches. */
    static <T> T watch(Transmission transmission, Supplier<T> call) {
        CURRENT.set(transmission);
        try {
            return call.get();
        } finally {
            CURRENT.remove();
        }
    }

    /**
     * Builds the client in the way the SDK requires.
     *
     * @param compressed whether results may come compressed
     */
    record Builder(SdkHttpClient.Builder<?> client, boolean compressed) implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new WatchedHttpClient(client.buildWithDefaults(defaults), compressed);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var transmission = CURRENT.get();
        var watched = HttpExecuteRequest.builder()
                .request(compressible(request.httpRequest()))
                .contentStreamProvider(request.contentStreamProvider()
                        .map(body -> (ContentStreamProvider) () -> new WatchedBody(body.newStream(), transmission))
                        .orElse(null))
                .build();
        return new WatchedRequest(client.prepareRequest(watched), transmission);
    }

    /**
     * The request, which says that its answer may come compressed if it asks for a page of a result. It says so behind its
     * signature, so that a proxy may take that out.
     */
    private SdkHttpRequest compressible(SdkHttpRequest request) {
        var wanted = compressed
                && request.firstMatchingHeader("X-Amz-Target")
                        .filter(target -> target.startsWith(RESULTS))
                        .isPresent();
        return wanted ? request.toBuilder().putHeader("Accept-Encoding", "gzip").build() : request;
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record WatchedRequest(ExecutableHttpRequest request, Transmission transmission)
            implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            transmission.through(request);
            var response = request.call();
            transmission.answered();
            return response;
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    private static final class WatchedBody extends FilterInputStream {
        private final Transmission transmission;

        WatchedBody(InputStream body, Transmission transmission) {
            super(body);
            this.transmission = transmission;
        }

        @Override
        public int read() throws IOException {
            transmission.leaving();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            transmission.leaving();
            return super.read(bytes, from, length);
        }
    }
}
