package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadRetryRuleTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private final ReadRetryRule patience =
            new ReadRetryRule(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(2));

    private static ServiceFailure failure(Kind kind, String code, int status) {
        return new ServiceFailure(kind, code, "text", status, null);
    }

    private static ServiceFailure throttled() {
        return failure(Kind.THROTTLED, "ThrottlingException", 400);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1600", "6, 1600", "50, 1600"})
    void pausesDoubleUpToALimit(int attempts, long millis) {
        assertThat(patience.pauseAfter(throttled(), attempts, AT_ONCE)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, ThrottlingException, 400, 10000",
        "QUOTA, ActiveStatementsExceededException, 400, 10000",
        "NETWORK, Connection, 0, 2000",
        "UNREACHABLE, Unreachable, 0, 2000",
        "SERVICE, InternalServerException, 500, 2000",
        "SERVICE, HTTP 503, 503, 2000"
    })
    void whatMayPassIsAskedAgainAsLongAsThereIsPatience(Kind kind, String code, int status, long millis) {
        var failure = failure(kind, code, status);
        assertThat(patience.pauseAfter(failure, 1, Duration.ofMillis(millis - 100)))
                .contains(Duration.ofMillis(100));
        assertThat(patience.pauseAfter(failure, 1, Duration.ofMillis(millis - 99)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "INTERRUPTED", "UNAUTHORIZED", "NOT_FOUND", "REJECTED"})
    void whatStaysAsItIsIsNotAskedAgain(Kind kind) {
        assertThat(patience.pauseAfter(failure(kind, "Code", 400), 1, AT_ONCE)).isEmpty();
    }

    @Test
    void anOperationThatIsNotThereStaysAway() {
        assertThat(patience.pauseAfter(failure(Kind.SERVICE, "HTTP 501", 501), 1, AT_ONCE))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsAskedForThreeTimes() {
        var unreadable = failure(Kind.SERVICE, ServiceFailure.UNEXPECTED_ANSWER, 200);
        assertThat(patience.pauseAfter(unreadable, 1, AT_ONCE)).isPresent();
        assertThat(patience.pauseAfter(unreadable, 2, AT_ONCE)).isPresent();
        assertThat(patience.pauseAfter(unreadable, 3, AT_ONCE)).isEmpty();
    }

    @Test
    void aClosedClientIsAskedNothingMore() {
        assertThat(patience.pauseAfter(failure(Kind.NETWORK, ServiceFailure.CLOSED, 0), 1, AT_ONCE))
                .isEmpty();
    }
}
