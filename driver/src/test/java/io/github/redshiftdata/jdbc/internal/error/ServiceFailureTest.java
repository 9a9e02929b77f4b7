package io.github.redshiftdata.jdbc.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a request that failed. */
class ServiceFailureTest {

    private static final Set<Kind> LEAVE_IT_OPEN =
            EnumSet.of(Kind.NETWORK, Kind.SERVICE, Kind.TIMED_OUT, Kind.INTERRUPTED);
    private static final Set<Kind> MAY_HAVE_NO_ANSWER = EnumSet.of(Kind.NETWORK, Kind.UNREACHABLE, Kind.TIMED_OUT);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyWhatWasSentAndNotDeniedMayBeDone(Kind kind) {
        assertThat(new ServiceFailure(kind, "X", "x", 0, null, true).mayBeDone())
                .isEqualTo(LEAVE_IT_OPEN.contains(kind));
        assertThat(new ServiceFailure(kind, "X", "x", 0, null, false).mayBeDone())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereNothingAnsweredARequestThatWasTriedItIsWithoutAnswer(Kind kind) {
        assertThat(new ServiceFailure(kind, "X", "x", 0, null).isWithoutAnswer())
                .isEqualTo(MAY_HAVE_NO_ANSWER.contains(kind));
        assertThat(new ServiceFailure(kind, "X", "x", 500, null).isWithoutAnswer())
                .isFalse();
        for (var notTried : new String[] {ServiceFailure.CLOSED, ServiceFailure.NO_TIME_LEFT}) {
            assertThat(new ServiceFailure(kind, notTried, "x", 0, null).isWithoutAnswer())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, true, false, false",
        "SignatureDoesNotMatch, true, false, false",
        "RequestTimeTooSkewed, true, false, false",
        "ExpiredTokenException, false, true, false",
        "ExpiredToken, false, true, false",
        "AccessDeniedException, false, false, true",
        "AccessDenied, false, false, true",
        "UnrecognizedClientException, false, false, false",
    })
    void theCodeTellsWhatIsWrongWithTheCredentials(String code, boolean signature, boolean expired, boolean denied) {
        var failure = new ServiceFailure(Kind.UNAUTHORIZED, code, "x", 403, null);
        assertThat(failure.isOfTheSignature()).isEqualTo(signature);
        assertThat(failure.hasExpired()).isEqualTo(expired);
        assertThat(failure.isDenied()).isEqualTo(denied);
        // A clock is set right by the answer, and credentials that have expired are asked for anew.
        assertThat(failure.mendedByAskingAgain()).isEqualTo(signature || expired);
        assertThat(new ServiceFailure(Kind.REJECTED, code, "x", 400, null).mendedByAskingAgain())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ValidationException, 400, , true",
        "ValidationException, 1, , true",
        "HTTP 503, 503, , false",
        "HTTP 503, 503, req-1, true",
        "UnexpectedAnswer, 200, , false",
        "UnexpectedAnswer, 200, req-1, true",
        "Closed, 0, , false",
        "HTTP 503, 0, req-1, false",
    })
    void anAnswerIsOfTheServiceIfItSaysSo(String code, int status, String requestId, boolean ofTheService) {
        var failure = new ServiceFailure(Kind.SERVICE, code, "x", status, requestId);
        assertThat(failure.isAnswerOfTheService()).isEqualTo(ofTheService);
        assertThat(failure.isAnswered()).isEqualTo(status > 0);
        assertThat(failure.isClosed()).isEqualTo(code.equals("Closed"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aGatewaySaysThatWhatIsBehindItIsAway(int status) {
        assertThat(new ServiceFailure(Kind.SERVICE, "X", "x", status, null).isOutage())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 400, 499, 501})
    void whatIsRefusedOrNotImplementedIsNoOutage(int status) {
        assertThat(new ServiceFailure(Kind.SERVICE, "X", "x", status, null).isOutage())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, HTTP 407, 407, , SERVICE",
        "REJECTED, HTTP 302, 302, , SERVICE",
        "REJECTED, ValidationException, 400, , REJECTED",
        "REJECTED, HTTP 400, 400, req-1, REJECTED",
        "REJECTED, NullPointerException, 0, , SERVICE",
        "REJECTED, Closed, 0, , REJECTED",
        "THROTTLED, HTTP 429, 429, , THROTTLED",
        "UNAUTHORIZED, HTTP 403, 403, , UNAUTHORIZED",
    })
    void aRefusalThatIsNotOfTheServiceIsSeenAsAnOutage(
            Kind kind, String code, int status, String requestId, Kind seen) {
        var failure = new ServiceFailure(kind, code, "x", status, requestId).asSeenInAnOutage();
        assertThat(failure).isEqualTo(new ServiceFailure(seen, code, "x", status, requestId));
    }

    @Test
    void whatTheServiceSaysIsKeptOnOneLine() {
        var failure = new ServiceFailure(Kind.SERVICE, "X\ny", "two\nlines", 500, "r\n1");
        assertThat(failure.code()).isEqualTo("X\\ny");
        assertThat(failure.message()).isEqualTo("two\\nlines");
        assertThat(failure.requestId()).isEqualTo("r\\n1");
        assertThat(new ServiceFailure(Kind.SERVICE, "X", "x", 500, null).requestId())
                .isNull();
    }
}
