package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int DOCUMENTED = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = SECOND / DOCUMENTED;
    /** Draws the middle of everything. */
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    private long now = -5;
    private final Pace pace = new Pace(DOCUMENTED, () -> now, MIDDLE);

    private long waitOfNext() {
        return pace.reserve().left();
    }

    /** The distance at which requests go, seen from the queue. */
    private long distance() {
        var first = waitOfNext();
        return waitOfNext() - first;
    }

    @Test
    void nothingIsHeldBackBeforeTheServiceRefuses() {
        for (var i = 0; i < 1000; i++) {
            assertThat(waitOfNext()).isZero();
            pace.accepted();
        }
    }

    @Test
    void afterARefusalRequestsKeepADistanceAsIfOthersAskedToo() {
        pace.throttled();
        var distance = distance();
        assertThat(distance).isBetween(5 * STEP, 10 * STEP);
        for (var i = 0; i < 50; i++) {
            assertThat(distance()).isCloseTo(distance, within(2L));
        }
    }

    @Test
    void refusalsOfTheSameSecondCountAsOne() {
        pace.throttled();
        var distance = distance();
        now += SECOND / 2;
        pace.throttled();
        assertThat(distance()).isCloseTo(distance, within(2L));
        now += SECOND / 2;
        pace.throttled();
        assertThat(distance()).isGreaterThan(distance + 2);
    }

    @Test
    void whereNobodyHadToWaitForAWhileNothingIsHeldBackAnyMore() {
        pace.throttled();
        now += 6 * SECOND;
        assertThat(waitOfNext()).isZero();
        assertThat(waitOfNext()).isZero();
    }

    @Test
    void theNextRefusalFindsThePaceAsItWasAndSlowsItDown() {
        pace.throttled();
        for (var i = 0; i < 20; i++) {
            take();
        }
        var distance = distance();
        now += 60 * SECOND;
        assertThat(waitOfNext()).isZero();
        pace.throttled();
        assertThat(distance()).isCloseTo(distance * 16 / 15, within(2L));
    }

    @Test
    void whileTheServiceTakesNothingThePaceIsKept() {
        pace.throttled();
        for (var i = 0; i < 30; i++) {
            now += SECOND;
            pace.reserve();
        }
        assertThat(distance()).isPositive();
    }

    @Test
    void whereTheServiceTakesAllThePaceReachesWhatItAllows() {
        pace.throttled();
        for (var i = 0; i < 60; i++) {
            take();
        }
        assertThat(distance()).isLessThan(2 * STEP);
        for (var i = 0; i < 600; i++) {
            take();
        }
        assertThat(distance()).isLessThan(STEP / 2);
    }

    @Test
    void itGrowsOnlyWhereSomebodyWaits() {
        pace.throttled();
        var distance = distance();
        now += 3 * distance;
        for (var i = 0; i < 4; i++) {
            now += 2 * distance;
            pace.reserve();
            pace.accepted();
        }
        assertThat(distance()).isCloseTo(distance, within(2L));
    }

    @Test
    void refusalsTakeMoreAndMoreAwayButLeaveARequestAMinute() {
        pace.throttled();
        var before = distance();
        for (var i = 0; i < 60; i++) {
            refuseOne();
        }
        assertThat(distance()).isBetween(50 * before, 150 * before);
        for (var i = 0; i < 60; i++) {
            refuseOne();
        }
        assertThat(distance()).isBetween(50 * SECOND, 70 * SECOND);
    }

    @Test
    void everyRefusalTakesTheSamePartOfAShareThatIsNotLookingForItsSizeAnyMore() {
        pace.throttled();
        refuseOne();
        for (var i = 0; i < 4; i++) {
            var before = distance();
            refuseOne();
            assertThat(distance()).isCloseTo(before * 16 / 15, within(SECOND / 1000));
        }
    }

    private void refuseOne() {
        pace.reserve();
        now += SECOND;
        pace.throttled();
    }

    @Test
    void afterAMinuteOfRefusalsFromTheFirstRequestOnThePaceComesBackWithinTwoMinutes() {
        pace.throttled();
        var end = now + 60 * SECOND;
        while (now < end) {
            now += Math.max(SECOND, pace.reserveAgain().left());
            pace.throttled();
        }
        var start = now;
        for (var i = 0; i < 10; i++) {
            take();
        }
        assertThat(now - start).isLessThan(120 * SECOND);
        assertThat(distance()).isLessThan(SECOND);
    }

    @Test
    void afterAMinuteOfRefusalsThePaceComesBackAtOnce() {
        pace.throttled();
        for (var i = 0; i < 100; i++) {
            take();
        }
        var before = distance();
        for (var i = 0; i < 60; i++) {
            pace.reserve();
            now += SECOND;
            pace.throttled();
        }
        assertThat(distance()).as("still asks now and then").isBetween(3 * before, 9 * before);
        pace.accepted();
        assertThat(distance()).isLessThan(3 * before);
    }

    @Test
    void whatWasRefusedGoesBeforeThoseWhoWait() {
        pace.throttled();
        var distance = distance();
        var last = pace.reserve();
        var before = last.left();
        assertThat(pace.reserveAgain().left()).isLessThan(distance);
        assertThat(last.left()).as("they move back by one").isCloseTo(before + distance, within(2L));
    }

    @Test
    void thoseWhoWaitFeelThePaceChange() {
        pace.throttled();
        pace.reserve();
        pace.reserve();
        var turn = pace.reserve();
        var before = turn.left();
        pace.accepted();
        assertThat(turn.left()).isLessThan(before);
        now += turn.left();
        assertThat(turn.left()).isZero();
    }

    @Test
    void aTurnThatIsNotUsedHoldsNobodyUp() {
        pace.throttled();
        pace.reserve();
        var unused = pace.reserve();
        var next = pace.reserve();
        now += next.left();
        assertThat(next.left()).isZero();
        assertThat(unused.left()).isZero();
    }

    /** Waits for a turn behind somebody else, and is taken. */
    private void take() {
        var turn = pace.reserve();
        pace.reserve();
        now += turn.left();
        pace.accepted();
    }
}
