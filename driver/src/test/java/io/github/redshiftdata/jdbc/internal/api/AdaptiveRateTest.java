package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {

    private static final int DOCUMENTED = 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = SECOND / DOCUMENTED;
    /** Draws the middle of everything. */
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    private long now = -5;
    private final AdaptiveRate rate = new AdaptiveRate(DOCUMENTED, () -> now, MIDDLE);

    private long waitOfNext() {
        return rate.reserve().left();
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
            rate.accepted();
        }
    }

    @Test
    void afterARefusalRequestsKeepADistanceAsIfOthersAskedToo() {
        rate.throttled();
        var distance = distance();
        assertThat(distance).isBetween(5 * STEP, 10 * STEP);
        for (var i = 0; i < 50; i++) {
            assertThat(distance()).isCloseTo(distance, within(2L));
        }
    }

    @Test
    void whoDoesNotWantToWaitLongTakesNoPlaceInALongQueue() {
        assertThat(rate.reserveWithin(Duration.ZERO)).as("a free pace").isPresent();
        rate.throttled();
        for (var i = 0; i < 20; i++) {
            rate.reserve();
        }
        var next = waitOfNext();
        var distance = waitOfNext() - next;
        assertThat(rate.reserveWithin(Duration.ofNanos(next + distance))).isEmpty();
        assertThat(rate.reserveWithin(Duration.ofNanos(next + 2 * distance + 2)))
                .isPresent();
        assertThat(waitOfNext()).isCloseTo(next + 3 * distance, within(5L));
    }

    @Test
    void whoStandsBehindOneWhoLeavesMovesUp() {
        rate.throttled();
        var turns = Stream.generate(rate::reserve).limit(20).toList();
        var distance = turns.get(11).left() - turns.get(10).left();
        var first = turns.get(0).left();
        var last = turns.get(19).left();
        turns.subList(5, 15).forEach(AdaptiveRate.Turn::leave);
        assertThat(turns.get(0).left()).as("before them").isEqualTo(first);
        assertThat(turns.get(19).left()).isCloseTo(last - 10 * distance, within(20L));
        now += first + 4 * distance + 10;
        assertThat(turns.get(4).left()).isZero();
        assertThat(turns.get(15).left()).isCloseTo(distance, within(30L));
        now += distance;
        assertThat(turns.get(15).left()).isZero();
        assertThat(turns.get(16).left()).isCloseTo(distance, within(30L));
    }

    /** Some of its places were left, and some owners are gone without a word. */
    @Test
    void aQueueThatWasGivenUpHastensNobodyInTheNextOne() {
        rate.throttled();
        var before = Stream.generate(rate::reserve).limit(80).toList();
        before.subList(40, 60).forEach(AdaptiveRate.Turn::leave);
        now += 6 * SECOND;
        assertThat(waitOfNext()).as("nobody waits any more").isZero();
        rate.throttled();
        before.subList(60, 80).forEach(AdaptiveRate.Turn::leave);
        var distance = distance();
        for (var i = 0; i < 100; i++) {
            assertThat(distance()).isCloseTo(distance, within(2L));
        }
    }

    @Test
    void refusalsOfTheSameSecondCountAsOne() {
        rate.throttled();
        var distance = distance();
        now += SECOND / 2;
        rate.throttled();
        assertThat(distance()).isCloseTo(distance, within(2L));
        now += SECOND / 2;
        rate.throttled();
        assertThat(distance()).isGreaterThan(distance + 2);
    }

    @Test
    void whereNobodyHadToWaitForAWhileNothingIsHeldBackAnyMore() {
        rate.throttled();
        now += 6 * SECOND;
        assertThat(waitOfNext()).isZero();
        assertThat(waitOfNext()).isZero();
    }

    @Test
    void theNextRefusalFindsThePaceAsItWasAndSlowsItDown() {
        rate.throttled();
        for (var i = 0; i < 20; i++) {
            take();
        }
        var distance = distance();
        now += 60 * SECOND;
        assertThat(waitOfNext()).isZero();
        rate.throttled();
        assertThat(distance()).isCloseTo(distance * 16 / 15, within(2L));
    }

    @Test
    void whileTheServiceTakesNothingThePaceIsKept() {
        rate.throttled();
        for (var i = 0; i < 30; i++) {
            now += SECOND;
            rate.reserve();
        }
        assertThat(distance()).isPositive();
    }

    @Test
    void whereTheServiceTakesAllThePaceReachesWhatItAllows() {
        rate.throttled();
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
        rate.throttled();
        var distance = distance();
        now += 3 * distance;
        for (var i = 0; i < 4; i++) {
            now += 2 * distance;
            rate.reserve();
            rate.accepted();
        }
        assertThat(distance()).isCloseTo(distance, within(2L));
    }

    @Test
    void refusalsTakeMoreAndMoreAwayButLeaveARequestAMinute() {
        rate.throttled();
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
        rate.throttled();
        refuseOne();
        for (var i = 0; i < 4; i++) {
            var before = distance();
            refuseOne();
            assertThat(distance()).isCloseTo(before * 16 / 15, within(SECOND / 1000));
        }
    }

    private void refuseOne() {
        rate.reserve();
        now += SECOND;
        rate.throttled();
    }

    @Test
    void afterAMinuteOfRefusalsFromTheFirstRequestOnThePaceComesBackWithinTwoMinutes() {
        rate.throttled();
        var end = now + 60 * SECOND;
        while (now < end) {
            now += Math.max(SECOND, rate.reserveAgain().left());
            rate.throttled();
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
        rate.throttled();
        for (var i = 0; i < 100; i++) {
            take();
        }
        var before = distance();
        for (var i = 0; i < 60; i++) {
            rate.reserve();
            now += SECOND;
            rate.throttled();
        }
        assertThat(distance()).as("still asks now and then").isBetween(3 * before, 9 * before);
        rate.accepted();
        assertThat(distance()).isLessThan(3 * before);
    }

    @Test
    void whatWasRefusedGoesBeforeThoseWhoWait() {
        rate.throttled();
        var distance = distance();
        var last = rate.reserve();
        var before = last.left();
        assertThat(rate.reserveAgain().left()).isLessThan(distance);
        assertThat(last.left()).as("they move back by one").isCloseTo(before + distance, within(2L));
    }

    @Test
    void thoseWhoWaitFeelThePaceChange() {
        rate.throttled();
        rate.reserve();
        rate.reserve();
        var turn = rate.reserve();
        var before = turn.left();
        rate.accepted();
        assertThat(turn.left()).isLessThan(before);
        now += turn.left();
        assertThat(turn.left()).isZero();
    }

    @Test
    void aTurnThatIsNotUsedHoldsNobodyUp() {
        rate.throttled();
        rate.reserve();
        var unused = rate.reserve();
        var next = rate.reserve();
        now += next.left();
        assertThat(next.left()).isZero();
        assertThat(unused.left()).isZero();
    }

    @Test
    void theFirstAfterTheFirstRefusalGoesWithinOneDistanceByChance() {
        rate.throttled();
        assertThat(waitOfNext()).isCloseTo(distance() / 2, within(2L));
    }

    @Test
    void theDistancesOfSeveralJvmsDifferByChance() {
        for (var draw : new long[] {0, -1}) {
            var drawn = new AdaptiveRate(DOCUMENTED, () -> now, () -> draw);
            drawn.throttled();
            var first = drawn.reserve().left();
            var distance = drawn.reserve().left() - first;
            assertThat(distance).isCloseTo((long) (SECOND / 3.0 * (draw == 0 ? 0.85 : 1.15)), within(2L));
        }
    }

    @Test
    void aTurnThatWasTakenWhileNothingWasHeldBackIsNotHeldBackLater() {
        var turns = Stream.generate(rate::reserve).limit(5).toList();
        rate.throttled();
        assertThat(turns).extracting(AdaptiveRate.Turn::left).containsOnly(0L);
    }

    @Test
    void placesThatAreTakenBehindOthersKeepThePace() {
        rate.throttled();
        for (var i = 0; i < 10; i++) {
            rate.reserve();
            rate.reserve();
            rate.reserve();
            rate.reserve();
            now += SECOND;
            rate.accepted();
        }
        assertThat(distance()).isPositive();
    }

    @Test
    void whatWasRefusedGoesAtOnceWhereNobodyWaits() {
        rate.throttled();
        rate.reserve();
        now += SECOND * 3;
        assertThat(rate.reserveAgain().left()).isZero();
    }

    @Test
    void whatWasRefusedGoesBetweenTheLastAndTheNext() {
        rate.throttled();
        var distance = distance();
        assertThat(rate.reserveAgain().left()).isCloseTo(distance / 2, within(2L));
    }

    @Test
    void aSlowPaceIsNotGivenUpSoonerThanSomeOfItsRequestsTake() {
        rate.throttled();
        for (var i = 0; i < 200; i++) {
            refuseOne();
        }
        rate.accepted();
        now += 100 * SECOND;
        assertThat(distance()).isGreaterThan(30 * SECOND);
        rate.accepted();
        now += 1000 * SECOND;
        assertThat(distance()).isZero();
    }

    @Test
    void onceNothingIsHeldBackThoseWhoWaitGoAtOnce() {
        rate.throttled();
        AdaptiveRate.Turn turn = rate.reserve();
        for (var i = 0; i < 100; i++) {
            turn = rate.reserve();
        }
        now++;
        rate.accepted();
        now += 6 * SECOND;
        rate.reserve();
        assertThat(turn.left()).isZero();
    }

    @Test
    void itGrowsAlsoWhereSomebodyWaitedAMomentAgo() {
        rate.throttled();
        var distance = distance();
        var turn = rate.reserve();
        now += turn.left() - distance;
        assertThat(turn.left()).isPositive();
        now += distance + 10;
        rate.accepted();
        assertThat(distance()).isLessThan(distance - 2);
    }

    /** Waits for a turn behind somebody else, and is taken. */
    private void take() {
        var turn = rate.reserve();
        rate.reserve();
        now += turn.left();
        rate.accepted();
    }
}
