package io.github.redshiftdata.jdbc.internal.exec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.api.SubmitRequest;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi;
import io.github.redshiftdata.jdbc.internal.exec.call.FakeDataApi.Course;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTest {

    private final Setup setup = new Setup();
    private final FakeDataApi api = setup.api;

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameToken() throws SQLException {
        api.courses.put("INSERT a", Course.gives(false, 1));
        api.loseAnswer("Execute");
        assertThat(setup.one("INSERT a").statementId()).isEqualTo("statement-1");
        assertThat(api.executed).hasSize(2);
        assertThat(api.executed)
                .extracting(SubmitRequest::clientToken)
                .containsOnly(api.executed.get(0).clientToken());
    }

    @Test
    void everyStatementHasItsOwnToken() throws SQLException {
        setup.one("INSERT a");
        setup.one("INSERT a");
        assertThat(api.executed).extracting(SubmitRequest::clientToken).doesNotHaveDuplicates();
    }

    @Test
    void aThrottledSubmissionWaitsForItsTurn() throws SQLException {
        for (var i = 0; i < 8; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        setup.one("INSERT a");
        assertThat(api.executed).hasSize(9);
        assertThat(api.counters().retries()).isEqualTo(8);
    }

    @Test
    void throttlingWithoutEndIsToldInTheEnd() {
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("Rate exceeded");
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(130));
    }

    @Test
    void throttlingPastTheDeadlineIsATimeout() {
        for (var i = 0; i < 1000; i++) {
            api.fail("Execute", Kind.THROTTLED, "Rate exceeded");
        }
        assertThatThrownBy(() -> setup.run(Duration.ofSeconds(3), new CallerSignal(), "INSERT a"))
                .isInstanceOf(SQLTimeoutException.class);
    }

    @Test
    void anAddressThatWasNeverReachedFailsAtOnce() {
        api.fail("Execute", Kind.UNREACHABLE, "unknown host");
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("unknown host");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void anAddressThatWasReachedBeforeIsTriedAgain() throws SQLException {
        setup.one("INSERT a");
        api.fail("Execute", Kind.UNREACHABLE, "refused");
        setup.one("INSERT a");
        assertThat(api.executed).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"NETWORK, 60", "TIMED_OUT, 60", "SERVICE, 60", "UNREACHABLE, 15", "QUOTA, 30", "THROTTLED, 120"})
    void aSubmissionToAnAddressThatHasAnsweredIsTriedForSoManySeconds(Kind kind, int seconds) throws SQLException {
        assertBorne(kind, seconds, false);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 60", "QUOTA, 60", "UNAUTHORIZED, 60", "NOT_FOUND, 5", "REJECTED, 5"})
    void aRefusalOfWhatMayBeAcceptedAlreadyIsBorneForSoManySeconds(Kind kind, int seconds) throws SQLException {
        assertBorne(kind, seconds, true);
    }

    /** What the driver's threads find out later is left for later. */
    private static void assertBorne(Kind kind, int seconds, boolean afterALostAnswer) throws SQLException {
        var alone = new Setup(SessionMode.ALWAYS, later -> {});
        alone.one("INSERT first");
        if (afterALostAnswer) {
            alone.api.loseAnswer("Execute");
        }
        for (var i = 0; i < 1000; i++) {
            alone.api.fail("Execute", kind, "no luck");
        }
        alone.api.deniesLists = true;
        var start = alone.time.nanos();
        assertThatThrownBy(() -> alone.one("INSERT a")).hasMessageContaining("no luck");
        var longest = Duration.ofSeconds(seconds);
        assertThat(alone.time.since(start)).isBetween(longest.minusMillis(1), longest.plusSeconds(8));
    }

    @Test
    void credentialsThatHaveExpiredAreRenewedByAskingAgainAtOnce() throws SQLException {
        api.fail("Execute", Kind.UNAUTHORIZED, "ExpiredTokenException");
        var waits = setup.time.waits();
        setup.one("INSERT a");
        assertThat(api.executed).hasSize(2);
        assertThat(setup.time.waits()).isEqualTo(waits);
    }

    @Test
    void credentialsThatHaveExpiredForGoodAreTold() {
        for (var i = 0; i < 5; i++) {
            api.fail("Execute", Kind.UNAUTHORIZED, "ExpiredTokenException");
        }
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("ExpiredToken");
        assertThat(api.executed).hasSize(2);
    }

    @Test
    void credentialsThatExpireDuringAWaitAreRenewedByAskingAgainAtOnce() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(10)));
        setup.one("INSERT a");
        var undisturbed = setup.time.waits();
        api.fail("Describe", Kind.UNAUTHORIZED, "ExpiredTokenException");
        setup.one("INSERT a");
        assertThat(setup.time.waits()).isEqualTo(2 * undisturbed);
        api.fail("Describe", Kind.UNAUTHORIZED, "ExpiredTokenException");
        api.fail("Describe", Kind.UNAUTHORIZED, "ExpiredTokenException");
        setup.one("INSERT a");
        assertThat(setup.time.waits()).as("the second time after a pause").isEqualTo(3 * undisturbed + 1);
    }

    @Test
    void aRefusalOfAWaitThatWasNotAskedForIsTold() {
        setup.longPolling.noticedUnsupported();
        api.fail("Execute", Kind.REJECTED, "Unknown parameter in input: \"WaitTimeSeconds\"");
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("WaitTimeSeconds");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void refusalsAreNotRepeated() {
        api.fail("Execute", Kind.REJECTED, "Parameters are not used");
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("Parameters are not used");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void aRunningStatementIsNotAbandonedBecauseRequestsFail() throws SQLException {
        api.courses.put("INSERT a", Course.finishes(Duration.ofSeconds(40)));
        for (var kind : new Kind[] {Kind.THROTTLED, Kind.SERVICE, Kind.NETWORK, Kind.TIMED_OUT, Kind.UNREACHABLE}) {
            api.fail("Describe", kind, "no luck");
        }
        assertThat(setup.one("INSERT a").statementId()).isEqualTo("statement-1");
        assertThat(api.executed).hasSize(1);
    }

    @Test
    void nothingButFailuresForTenMinutesIsToldInTheEnd() {
        api.courses.put("INSERT a", Course.finishes(Duration.ofHours(1)));
        for (var i = 0; i < 1000; i++) {
            api.fail("Describe", Kind.SERVICE, "internal failure");
        }
        var start = setup.time.nanos();
        assertThatThrownBy(() -> setup.one("INSERT a")).hasMessageContaining("internal failure");
        assertThat(setup.time.since(start)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void aPageIsAskedForAgain() throws SQLException {
        api.courses.put("SELECT a", Course.gives(true, 1));
        var outcome = setup.one("SELECT a");
        api.fail("GetResult", Kind.THROTTLED, "Rate exceeded");
        api.fail("GetResult", Kind.NOT_FOUND, "Query does not have result.");
        api.fail("GetResult", Kind.NETWORK, "connection reset");
        assertThat(outcome.openPages().fetch(null).rowCount()).isZero();
    }
}
