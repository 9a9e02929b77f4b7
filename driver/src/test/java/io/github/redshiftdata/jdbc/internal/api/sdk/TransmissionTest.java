package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.redshiftdata.jdbc.internal.api.sdk.Transmission.End;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** How far a request has come, who ended it, and that nothing leaves once it is ended. */
class TransmissionTest {

    private final Transmission transmission = new Transmission();
    private final AtomicInteger aborts = new AtomicInteger();

    @Test
    void untilItLeavesNothingIsSent() throws IOException {
        assertThat(transmission.isSent()).isFalse();
        assertThat(transmission.isAnswered()).isFalse();
        transmission.leaving();
        assertThat(transmission.isSent()).isTrue();
        assertThat(transmission.isAnswered()).isFalse();
        transmission.answered();
        assertThat(transmission.isAnswered()).isTrue();
        assertThat(transmission.end()).isEqualTo(End.NOBODY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOBODY")
    void whatIsEndedNeverLeavesAndTheFirstToEndItIsTheReason(End by) {
        transmission.end(by);
        transmission.end(by == End.CALLER ? End.TIME_LIMIT : End.CALLER);
        assertThat(transmission.end()).isEqualTo(by);
        assertThatIOException().isThrownBy(transmission::leaving);
        assertThatIOException().isThrownBy(() -> transmission.through(aborts::incrementAndGet));
        assertThat(transmission.isSent()).isFalse();
        assertThat(aborts).hasValue(0);
    }

    @Test
    void theEndClosesTheConnectionOnce() throws IOException {
        transmission.through(aborts::incrementAndGet);
        transmission.leaving();
        assertThat(aborts).hasValue(0);
        transmission.end(End.TIME_LIMIT);
        transmission.end(End.CALLER);
        assertThat(aborts).hasValue(1);
        assertThat(transmission.isSent()).isTrue();
    }

    @Test
    void whatHasNotLeftIsTakenBackForGood() {
        assertThat(transmission.withdraw()).isTrue();
        assertThat(transmission.end()).isEqualTo(End.CALLER);
        assertThat(transmission.withdraw()).isTrue();
        assertThatIOException().isThrownBy(transmission::leaving);
    }

    @Test
    void whatHasLeftIsNotTakenBack() throws IOException {
        transmission.leaving();
        assertThat(transmission.withdraw()).isFalse();
        assertThat(transmission.end()).isEqualTo(End.NOBODY);
    }

    @Test
    void whatWasEndedByOthersIsTakenBackWithItsReason() {
        transmission.end(End.TIME_LIMIT);
        assertThat(transmission.withdraw()).isTrue();
        assertThat(transmission.end()).isEqualTo(End.TIME_LIMIT);
    }

    // ---------------------------------------------------------------- the HTTP client that tells it

    private boolean readsTheBody = true;
    private boolean byteByByte;

    /** An HTTP client that reads the body of a request or fails before. */
    private final class Fake implements SdkHttpClient, ExecutableHttpRequest {
        private HttpExecuteRequest request;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest wanted) {
            request = wanted;
            return this;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            if (readsTheBody) {
                try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                    var text = byteByByte
                            ? Character.toString(body.read()) + (char) body.read()
                            : new String(body.readNBytes(10), StandardCharsets.US_ASCII);
                    assertThat(text).isEqualTo("{}");
                }
            }
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).build())
                    .build();
        }

        @Override
        public void abort() {
            aborts.incrementAndGet();
        }

        @Override
        public void close() {
            throw new IllegalStateException("the client stays open");
        }

        @Override
        public String clientName() {
            return "Fake";
        }
    }

    private int status() throws IOException {
        var head = SdkHttpRequest.builder()
                .uri(URI.create("https://data.example.com"))
                .method(SdkHttpMethod.POST)
                .build();
        var request = new WatchedRequest(head, "{}".getBytes(StandardCharsets.US_ASCII), transmission);
        return request.sendBy(new Fake()).httpResponse().statusCode();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenTheBodyIsReadTheRequestHasLeft(boolean bytewise) throws IOException {
        byteByByte = bytewise;
        assertThat(status()).isEqualTo(200);
        assertThat(transmission.isSent()).isTrue();
        assertThat(transmission.isAnswered()).isTrue();
    }

    @Test
    void whereItIsNotReadNothingHasLeft() throws IOException {
        readsTheBody = false;
        assertThat(status()).isEqualTo(200);
        assertThat(transmission.isSent()).isFalse();
    }

    @Test
    void aRequestThatIsEndedDoesNotReadItsBody() {
        transmission.end(End.CALLER);
        assertThatIOException().isThrownBy(this::status);
        assertThat(transmission.isSent()).isFalse();
        assertThat(transmission.isAnswered()).isFalse();
    }

    @Test
    void theEndAbortsTheRequest() throws IOException {
        assertThat(status()).isEqualTo(200);
        transmission.end(End.TIME_LIMIT);
        assertThat(aborts).hasValue(1);
    }
}
