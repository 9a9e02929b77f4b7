package io.github.redshiftdata.jdbc.internal.api.sdk;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * A request that tells its {@link Transmission} how far it has come. The HTTP client reads the body of a request only when it
 * writes it to the connection: until then nothing was sent.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record WatchedRequest(SdkHttpRequest head, byte[] body, Transmission transmission) {

    /**
     * Sends it, and waits for the head of the answer.
     *
     * @throws IOException without an answer, or if the transmission was ended
     */
    HttpExecuteResponse sendBy(SdkHttpClient http) throws IOException {
        var request = http.prepareRequest(HttpExecuteRequest.builder()
                .request(head)
                .contentStreamProvider(() -> new WatchedBody(body, transmission))
                .build());
        transmission.through(request);
        var response = request.call();
        transmission.answered();
        return response;
    }

    private static final class WatchedBody extends FilterInputStream {
        private final Transmission transmission;

        WatchedBody(byte[] body, Transmission transmission) {
            super(new ByteArrayInputStream(body));
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
