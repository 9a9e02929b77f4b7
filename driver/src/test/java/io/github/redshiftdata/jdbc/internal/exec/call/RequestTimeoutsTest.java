package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTimeoutsTest {

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();

    private RequestTimeouts timeouts(int requestSeconds, int networkSeconds) {
        var timeouts = new RequestTimeouts(clock, Duration.ofSeconds(requestSeconds));
        timeouts.networkTimeout(Duration.ofSeconds(networkSeconds));
        return timeouts;
    }

    @ParameterizedTest
    @CsvSource({"60, 0, 60", "60, 20, 20", "60, 90, 60"})
    void aRequestTakesNoLongerThanEitherLimit(int request, int network, int seconds) {
        assertThat(timeouts(request, network).request()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(timeouts(request, network).networkTimeout()).isEqualTo(Duration.ofSeconds(network));
    }

    /** A service that holds its answer back is not to be taken for one that gives none. */
    @ParameterizedTest
    @CsvSource({"0, 30", "100, 30", "60, 30", "58, 29", "20, 10", "3, 1", "1, 0"})
    void theServiceHoldsAnAnswerBackForHalfOfTheNetworkTimeoutAtMost(int network, int seconds) {
        assertThat(timeouts(60, network).longestWait(30)).isEqualTo(seconds);
    }

    /** Before its first answer, the address may be that of anything. */
    @ParameterizedTest
    @CsvSource({"60, 5, true, 65", "60, 5, false, 15", "5, 5, false, 10", "5, 0, true, 5"})
    void aSubmissionWaitsForAnEndpointThatHasAnsweredOnly(int request, int wait, boolean reached, int seconds) {
        assertThat(timeouts(request, 0).submission(wait, reached)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aWaitEndsALittleAfterItsDeadlineAtTheLatest() {
        var timeouts = timeouts(60, 0);
        assertThat(timeouts.waiting(30, Deadline.NONE)).isEqualTo(Duration.ofSeconds(90));
        assertThat(timeouts.waiting(30, clock.deadline(Duration.ofSeconds(10)))).isEqualTo(Duration.ofMillis(10_250));
        assertThat(timeouts.waiting(0, clock.deadline(Duration.ofMinutes(10)))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theLastTryIsShort() {
        assertThat(timeouts(60, 0).lastTry()).isEqualTo(Duration.ofMillis(700));
        var brief = new RequestTimeouts(clock, Duration.ofMillis(300));
        assertThat(brief.lastTry()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aChangeIsToldToWhoeverWaitsOnceEach() {
        var timeouts = timeouts(60, 0);
        var first = timeouts.change();
        assertThat(first).isNotDone();
        timeouts.networkTimeout(Duration.ofSeconds(1));
        assertThat(first).isDone();
        assertThat(timeouts.change()).isNotDone();
    }
}
