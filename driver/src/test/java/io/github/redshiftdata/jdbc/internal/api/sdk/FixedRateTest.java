package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FixedRateTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1) / 4;

    private long now = 7;
    private final FixedRate limiter = new FixedRate(4, 3, () -> now);

    private FixedRate.Turn turn() {
        return limiter.reserve(LONG).orElseThrow();
    }

    @Test
    void afterTheBurstRequestsAreSpread() {
        for (var i = 0; i < 3; i++) {
            assertThat(turn().left()).isZero();
        }
        assertThat(turn().left()).isEqualTo(INTERVAL);
        assertThat(turn().left()).isEqualTo(2 * INTERVAL);
    }

    @Test
    void aPlaceThatIsTooFarAwayIsNotTaken() {
        for (var i = 0; i < 3; i++) {
            turn().left();
        }
        assertThat(limiter.reserve(Duration.ofNanos(INTERVAL - 1))).isEmpty();
        assertThat(limiter.reserve(Duration.ofNanos(INTERVAL))).isPresent();
    }

    @Test
    void slowAnswersMoveEverybodyBack() {
        var burst = new FixedRate.Turn[] {turn(), turn(), turn()};
        for (var turn : burst) {
            turn.left();
        }
        var fourth = turn();
        var fifth = turn();
        now += 2 * INTERVAL;
        for (var turn : burst) {
            turn.over();
        }
        assertThat(fourth.left()).isEqualTo(INTERVAL);
        assertThat(fifth.left()).isEqualTo(2 * INTERVAL);
        assertThat(turn().left()).isEqualTo(3 * INTERVAL);
    }

    @Test
    void aSlowAnswerIsTakenAsCountedAtItsEnd() {
        var first = turn();
        first.left();
        now += 4 * INTERVAL;
        first.over();
        assertThat(turn().left()).isZero();
        assertThat(turn().left()).isZero();
        assertThat(turn().left()).isEqualTo(INTERVAL);
    }

    @Test
    void afterAPauseTheBurstIsWhole() {
        for (var i = 0; i < 5; i++) {
            var turn = turn();
            now += turn.left();
            turn.left();
            turn.over();
        }
        now += Duration.ofHours(1).toNanos();
        for (var i = 0; i < 3; i++) {
            assertThat(turn().left()).isZero();
        }
        assertThat(turn().left()).isEqualTo(INTERVAL);
    }

    @Test
    void whoLeavesDoesNotHoldUpThoseAfterHim() {
        var answered = turn();
        answered.left();
        turn().leave();
        now += 10 * INTERVAL;
        answered.over();
        assertThat(turn().left()).isZero();
        assertThat(turn().left()).isZero();
        assertThat(turn().left()).isEqualTo(INTERVAL);
    }

    @Test
    void whoGoesAtTheVeryTimeOfItsPlaceIsNotQueuedAnyMore() {
        for (var i = 0; i < 3; i++) {
            turn().left();
        }
        var due = turn();
        now += due.left();
        assertThat(due.left()).isZero();
        now += 10 * INTERVAL;
        due.over();
        // the three of the burst are still under way
        assertThat(turn().left()).isEqualTo(2 * INTERVAL);
    }
}
