package io.github.redshiftdata.jdbc.internal.exec.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long failures of each kind are borne, alone and in turns. */
class RetriesTest {

    private final FakeTime time = new FakeTime();
    private final DriverClock clock = time.clock();
    private final Retries retries = new Retries(
            new Counters(), clock, Map.of(Kind.QUOTA, Duration.ofMinutes(10), Kind.REJECTED, Duration.ofMinutes(1)));

    private boolean pauseBeforeRetry(Kind kind) {
        var failure = new ServiceFailure(kind, "Code", "text", 400, null, true);
        return retries.pauseBeforeRetry(failure, Deadline.NONE, new CallerSignal());
    }

    private Duration borne(Kind... inTurn) {
        var start = clock.now();
        for (var number = 0; pauseBeforeRetry(inTurn[number % inTurn.length]); number++) {
            assertThat(clock.since(start)).isLessThan(Duration.ofHours(1));
        }
        return clock.since(start);
    }

    @Test
    void aKindIsBorneForItsTime() {
        assertThat(borne(Kind.REJECTED)).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(67));
    }

    @Test
    void aKindThatIsNotBorneEndsItAtOnce() {
        assertThat(borne(Kind.UNAUTHORIZED)).isZero();
    }

    @Test
    void oneThatComesLateBehindAnotherHasNotLasted() {
        assertThat(pauseBeforeRetry(Kind.REJECTED)).isTrue();
        var start = clock.now();
        while (clock.since(start).compareTo(Duration.ofMinutes(2)) < 0) {
            assertThat(pauseBeforeRetry(Kind.QUOTA)).isTrue();
        }
        assertThat(pauseBeforeRetry(Kind.REJECTED)).isTrue();
    }

    @Test
    void kindsInTurnsAreBorneAsLongAsTheMostPatient() {
        assertThat(borne(Kind.QUOTA, Kind.REJECTED)).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(607));
    }
}
