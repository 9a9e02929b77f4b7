package io.github.redshiftdata.jdbc.internal.api.sdk;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads an answer that reports an error. Its code stands in a header or in the body; its text, too. */
final class ServiceError {

    private static final Set<String> CODES = Set.of("__type", "code");

    private ServiceError() {}

    /** The exception of the SDK for an answer. */
    static AwsServiceException of(SdkHttpResponse response, @Nullable InputStream content) {
        var body = body(content);
        return AwsServiceException.builder()
                .statusCode(response.statusCode())
                .requestId(response.firstMatchingHeader(PageCapture.REQUEST_ID).orElse(null))
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("RedshiftData")
                        .errorCode(code(response, body))
                        .errorMessage(response.firstMatchingHeader("x-amzn-error-message")
                                .orElse(null))
                        .rawResponse(SdkBytes.fromByteArrayUnsafe(body))
                        .sdkHttpResponse(response)
                        .build())
                // By how much the signature was put right already.
                .clockSkew(Duration.ofSeconds(SdkGlobalTime.getGlobalTimeOffset()))
                .build();
    }

    /** The status tells enough where the rest breaks off, or does not end. */
    private static byte[] body(@Nullable InputStream content) {
        try {
            return content == null ? new byte[0] : content.readAllBytes();
        } catch (IOException broken) {
            return new byte[0];
        }
    }

    /** The name of the error, without its namespace before it and its address behind it; null if there is none. */
    private static @Nullable String code(SdkHttpResponse response, byte[] body) {
        var code = response.firstMatchingHeader("x-amzn-ErrorType").orElseGet(() -> inBody(body));
        if (code == null) {
            return null;
        }
        var name = code.substring(code.indexOf('#') + 1);
        var end = name.indexOf(':');
        return end < 0 ? name : name.substring(0, end);
    }

    private static @Nullable String inBody(byte[] body) {
        return ErrorBody.member(body, CODES::contains, token -> token.isScalarValue() && token != JsonToken.VALUE_NULL);
    }
}
