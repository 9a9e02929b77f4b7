package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.SdkHttpResponse;

class RequestSignerTest {

    /** The refusal stays what it is: it says that nothing was done. */
    @Test
    void aTimeThatNoClockHasIsNotTakenOver() {
        int before = SdkGlobalTime.getGlobalTimeOffset();
        var answer = SdkHttpResponse.builder()
                .statusCode(400)
                .putHeader("x-amzn-ErrorType", "InvalidSignatureException")
                .putHeader("Date", "Fri, 31 Dec 9999 23:59:59 GMT")
                .build();
        var refusal = ServiceError.of(answer, null);
        assertThat(refusal.isClockSkewException()).isTrue();
        assertThat(RequestSigner.noticed(refusal)).isSameAs(refusal);
        assertThat(SdkGlobalTime.getGlobalTimeOffset()).isEqualTo(before);
    }
}
