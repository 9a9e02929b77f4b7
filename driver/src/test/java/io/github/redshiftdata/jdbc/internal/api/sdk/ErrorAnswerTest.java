package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.redshiftdata.model.RedshiftDataException;

/** Refusals by what they are called, by their HTTP status, and by their text. */
class ErrorAnswerTest {

    private static final String PLACE = "https://data.example.com";

    private static AwsServiceException refusal(
            int status, @Nullable String code, @Nullable String text, @Nullable String body) {
        var details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(text)
                .rawResponse(body == null ? null : SdkBytes.fromString(body, StandardCharsets.UTF_8))
                .build();
        return RedshiftDataException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .requestId("r-1")
                .build();
    }

    private static ServiceFailure failure(int status, @Nullable String code, @Nullable String text) {
        return new ErrorAnswer(PLACE, refusal(status, code, text, null)).failure();
    }

    @ParameterizedTest
    @CsvSource({
        "200, SERVICE",
        "299, SERVICE",
        "300, REJECTED",
        "400, REJECTED",
        "401, UNAUTHORIZED",
        "402, REJECTED",
        "403, UNAUTHORIZED",
        "404, REJECTED",
        "408, SERVICE",
        "429, THROTTLED",
        "499, REJECTED",
        "500, SERVICE",
        "503, SERVICE"
    })
    void theStatusTellsWhatANameDoesNot(int status, Kind kind) {
        assertThat(failure(status, "SomethingNew", "text").kind()).isEqualTo(kind);
        assertThat(failure(status, null, "text").kind()).isEqualTo(kind);
        assertThat(failure(status, null, "text").code()).isEqualTo("HTTP " + status);
        assertThat(failure(status, "SomethingNew", "text").requestId()).isEqualTo("r-1");
    }

    private static final String KEYS = " (check the AWS credentials and the region)";
    private static final String SIGNATURE = " (check the secret access key and the clock of this machine)";
    private static final String EXPIRED = " (the AWS credentials have expired: renew them, or log in again)";
    private static final String POLICY = " (check the IAM policy: redshift-data:* and the right to get credentials of"
            + " the cluster, the workgroup or the secret)";

    static Stream<Arguments> advice() {
        return Stream.of(
                Arguments.of("UnrecognizedClientException", KEYS),
                Arguments.of("InvalidClientTokenId", KEYS),
                Arguments.of("MissingAuthenticationToken", KEYS),
                Arguments.of("IncompleteSignature", KEYS),
                Arguments.of("InvalidSignatureException", SIGNATURE),
                Arguments.of("SignatureDoesNotMatch", SIGNATURE),
                Arguments.of("RequestExpired", SIGNATURE),
                Arguments.of("ExpiredTokenException", EXPIRED),
                Arguments.of("ExpiredToken", EXPIRED),
                Arguments.of("AccessDeniedException", POLICY),
                Arguments.of("AccessDenied", POLICY));
    }

    @ParameterizedTest
    @MethodSource("advice")
    void whoIsNotLetInIsToldWhatToCheck(String code, String advice) {
        var failure = failure(400, code, "no");
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(failure.message()).isEqualTo("no" + advice);
    }

    @Test
    void aRefusalOfTheRequestItselfGetsNoAdviceAboutCredentials() {
        assertThat(failure(400, "ValidationException", "bad Sql").message()).isEqualTo("bad Sql");
    }

    private static final String IS_IT = "; is it the address of the Redshift Data API?";
    private static final String PORTAL = ", which leads elsewhere: is there a captive portal or a proxy that asks for a"
            + " login, and is it the address of the Redshift Data API?";

    static Stream<Arguments> bare() {
        return Stream.of(
                Arguments.of(299, IS_IT),
                Arguments.of(300, PORTAL),
                Arguments.of(302, PORTAL),
                Arguments.of(399, PORTAL),
                Arguments.of(400, IS_IT),
                Arguments.of(404, IS_IT),
                Arguments.of(
                        407,
                        ": the proxy on the way asks for a user and a password. Set proxyUser and proxyPassword; if they"
                                + " are set, the proxy does not take them."),
                Arguments.of(413, ": something on the way takes no request of this size"),
                Arguments.of(502, IS_IT));
    }

    @ParameterizedTest
    @MethodSource("bare")
    void anAnswerWithoutANameIsNotThatOfTheService(int status, String what) {
        assertThat(failure(status, null, null).message())
                .isEqualTo("no error of the service but HTTP " + status + " came from " + PLACE + what);
    }

    @Test
    void aNameWithoutTextIsSaidWithItsStatus() {
        assertThat(failure(400, "ValidationException", " ").message())
                .isEqualTo("the service gave no text with ValidationException (HTTP 400)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__type\":\"x\",\"MESSAGE\":\"bad Sql\"}",
                "{\"a\":{\"message\":\"other\"},\"b\":[\"message\",\"c\"],\"errorMessage\":\"bad Sql\"}",
                "{\"message\":5,\"Message\":\"bad Sql\"}"
            })
    void theTextIsFoundInTheBodyWhereTheSdkFindsNone(String body) {
        assertThat(ErrorText.of(refusal(400, "ValidationException", null, body)))
                .isEqualTo("bad Sql");
        assertThat(ErrorText.of(refusal(400, "ValidationException", "  ", body)))
                .isEqualTo("bad Sql");
        assertThat(ErrorText.of(refusal(400, "ValidationException", "the SDK's", body)))
                .isEqualTo("the SDK's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[\"message\",\"bad Sql\"]",
                "{}",
                "{\"text\":\"bad Sql\"}",
                "{\"message\":\" \"}",
                "{\"message\":{\"message\":\"inner\"}}",
                "{\"message\":\"cut"
            })
    void aBodyWithoutTextGivesNone(String body) {
        assertThat(ErrorText.of(refusal(400, "ValidationException", null, body)))
                .isNull();
    }

    @Test
    void anAnswerWithoutDetailsIsToldByItsStatus() {
        var bare =
                SdkServiceException.builder().statusCode(503).message("unused").build();
        var failure = new ErrorAnswer(PLACE, bare).failure();
        assertThat(failure.kind()).isEqualTo(Kind.SERVICE);
        assertThat(failure.code()).isEqualTo("HTTP 503");
        assertThat(failure.message()).startsWith("no error of the service but HTTP 503 came from " + PLACE);
        var withoutDetails = RedshiftDataException.builder().statusCode(500).build();
        assertThat(ErrorText.of(withoutDetails)).isNull();
        assertThat(new ErrorAnswer(PLACE, withoutDetails).failure().code()).isEqualTo("HTTP 500");
    }
}
