package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the share of a quota of twenty requests a second falls and rises, answer by answer. */
class RateShareTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Offset<Double> EXACT = within(1e-9);

    private final RateShare share = new RateShare(20);
    private long now = 5 * SECOND;

    private void refused() {
        now += SECOND;
        share.throttled(now);
    }

    private void refused(int times) {
        for (int i = 0; i < times; i++) {
            refused();
        }
    }

    private void taken(int times, boolean wanted) {
        for (int i = 0; i < times; i++) {
            share.accepted(++now, wanted);
        }
    }

    private void assertShare(double perSecond) {
        assertThat(share.perSecond()).isEqualTo(perSecond, EXACT);
        assertThat(share.isFree()).isFalse();
    }

    @Test
    void nothingIsHeldBackUntilTheFirstRefusal() {
        assertThat(share.isFree()).isTrue();
        taken(20, true);
        assertThat(share.isFree()).isTrue();
        assertThat(share.perSecond()).isZero();
        refused();
        assertShare(3);
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "6, 1", "7, 1.05", "20, 3", "30, 4.5"})
    void allBeginWithTheSamePartOfTheQuotaButWithOneRequestASecond(int documented, double first) {
        var begun = new RateShare(documented);
        begun.throttled(now);
        assertThat(begun.perSecond()).isEqualTo(first, EXACT);
    }

    @Test
    void refusalsOfOneSecondTellTheSame() {
        refused();
        share.throttled(now + 1);
        share.throttled(now + SECOND - 1);
        assertShare(3);
        share.throttled(now + SECOND);
        assertShare(3 * 0.6);
        share.throttled(now + 2 * SECOND - 1);
        assertShare(3 * 0.6);
        share.throttled(now + 2 * SECOND);
        assertShare(3 * 0.6 * 15 / 16);
    }

    @Test
    void untilASecondRefusalItGrowsQuicklyWhereItIsWanted() {
        refused();
        taken(1, true);
        assertShare(3.4);
        taken(1, false);
        assertShare(3.4);
        taken(2, true);
        assertShare(4.2);
    }

    @Test
    void theSearchEndsWithTheNextRefusalAndIsSlowFromThenOn() {
        refused(2);
        assertShare(1.8);
        taken(1, true);
        // bears one refusal of the 36 requests that it sends in twenty seconds
        assertShare(1.8 + 1.8 / 16 / 35);
        taken(1, false);
        assertShare(1.8 + 1.8 / 16 / 35);
    }

    @Test
    void aSmallShareBearsNineRefusalsInAHundred() {
        var large = new RateShare(2000);
        large.throttled(now);
        for (int i = 1; i < 100; i++) {
            large.throttled(now + i * SECOND);
        }
        double before = large.perSecond();
        assertThat(before).isLessThan(2);
        large.free(now);
        large.throttled(now + 1);
        before = large.perSecond();
        large.accepted(now + 2, true);
        assertThat(large.perSecond()).isEqualTo(before + before / 16 * 0.09 / 0.91, EXACT);
    }

    /** By how large a part of the quota it is, or one in twenty seconds, but three in a hundred at most. */
    @ParameterizedTest
    @CsvSource({"100, 9, 0.02", "20, 1.8, 0.0277778", "10, 0.9, 0.03", "6, 0.6, 0.03"})
    void aShareBearsWhatComesFromTimeToTime(int documented, double perSecond, double bearable) {
        var one = new RateShare(documented);
        one.throttled(now);
        one.throttled(now + SECOND);
        assertThat(one.perSecond()).isEqualTo(perSecond, EXACT);
        one.accepted(now + 2 * SECOND, true);
        var grown = (one.perSecond() - perSecond) / perSecond * 16;
        assertThat(grown).isEqualTo(bearable / (1 - bearable), within(1e-6));
    }

    @Test
    void whatOthersDoEveryTwentySecondsDoesNotTakeAwayASmallQuota() {
        var small = new RateShare(3);
        small.throttled(now);
        for (var round = 0; round < 200; round++) {
            for (var number = 0; number < 22 * small.perSecond(); number++) {
                small.accepted(++now, small.perSecond() < 3);
            }
            now += 22 * SECOND;
            small.throttled(now);
        }
        assertThat(small.perSecond()).isGreaterThan(2.5);
    }

    @Test
    void theLongerNoRefusalComesThatWasToBeExpectedTheFasterItGrowsUpToALimit() {
        refused(2);
        taken(49, true);
        double before = share.perSecond();
        taken(1, true);
        double growth = share.perSecond() - before;
        taken(200, true);
        before = share.perSecond();
        taken(1, true);
        assertThat(share.perSecond() - before).isGreaterThan(5 * growth).isLessThan(0.1);
        taken(3000, true);
        before = share.perSecond();
        taken(1, true);
        assertShare(before + 0.005 * 20);
        refused();
        before = share.perSecond();
        taken(1, true);
        assertThat(share.perSecond() - before).isPositive().isLessThan(0.05);
    }

    @Test
    void withoutAProvedShareItFallsToOneRequestAMinuteAndNoFurther() {
        refused(200);
        assertShare(1.0 / 60);
    }

    @Test
    void whatIsTakenJustBeforeTheFirstRefusalProvesTheShareForAnOutage() {
        for (long age : new long[] {SECOND - 1, SECOND}) {
            var used = new RateShare(20);
            used.accepted(now - age, true);
            for (int i = 0; i < 200; i++) {
                used.throttled(now + i * SECOND);
            }
            assertThat(used.perSecond()).isEqualTo(age < SECOND ? 3 * 0.2 : 1.0 / 60, EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8})
    void eightRequestsInARowProveAShare(int taken) {
        refused(2);
        taken(taken, false);
        refused(200);
        assertShare(taken < 8 ? 1.0 / 60 : 1.8 * 0.2);
    }

    @Test
    void aRefusalBreaksTheRow() {
        refused(2);
        taken(7, false);
        refused();
        taken(7, false);
        refused(200);
        assertShare(1.0 / 60);
    }

    @Test
    void afterAnOutageItSoonHasMostOfWhatWasProvedAndSearchesAgain() {
        refused(2);
        taken(8, false);
        refused(6);
        taken(1, false);
        assertShare(1.8 * 0.75);
        taken(1, true);
        assertShare(1.8 * 0.75 + 0.4);
    }

    @Test
    void afterALongOutageTooAndTheNextOneFallsToHalfOfThat() {
        refused(2);
        taken(8, false);
        refused(100);
        assertShare(1.8 * 0.2);
        taken(1, true);
        assertShare(1.8 * 0.75 + 0.4);
        refused(100);
        assertShare(1.8 * 0.2 / 2);
    }

    @Test
    void fiveRefusalsInARowAreNoOutage() {
        refused(2);
        taken(8, false);
        refused(5);
        taken(1, false);
        assertShare(1.8 * Math.pow(15.0 / 16, 5));
        taken(1, true);
        assertThat(share.perSecond()).isLessThan(1.8 * Math.pow(15.0 / 16, 5) + 0.01);
    }

    @Test
    void refusalsBeforeATakenRequestDoNotCountForAnOutage() {
        refused(2);
        taken(8, false);
        refused(5);
        taken(1, false);
        refused();
        taken(1, false);
        assertShare(1.8 * Math.pow(15.0 / 16, 6));
    }

    @Test
    void aSearchFromLittleGrowsByHalf() {
        refused(200);
        taken(1, true);
        assertShare(1.0 / 60 * 1.5);
        taken(1, true);
        assertShare(1.0 / 60 * 1.5 * 1.5);
    }

    @Test
    void aFreedShareIsFoundAgainForTenMinutes() {
        for (long minutes : new long[] {1, 9}) {
            var freed = new RateShare(20);
            long begun = TimeUnit.HOURS.toNanos(5);
            freed.throttled(begun);
            freed.throttled(begun + SECOND);
            freed.free(begun + 2 * SECOND);
            assertThat(freed.isFree()).isTrue();
            long again = begun + 2 * SECOND + TimeUnit.MINUTES.toNanos(minutes);
            freed.throttled(again);
            assertThat(freed.perSecond()).isEqualTo(1.8 * 15 / 16, EXACT);
            // it is not a search
            freed.accepted(again, true);
            assertThat(freed.perSecond()).isLessThan(1.8 * 15 / 16 + 0.01);
        }
    }

    @Test
    void afterTenMinutesAFreedShareBeginsAnew() {
        refused(2);
        share.free(now);
        share.throttled(now + TimeUnit.MINUTES.toNanos(10));
        assertShare(3);
        share.accepted(now, true);
        assertShare(3.4);
    }

    @Test
    void aSmallShareIsRememberedForFiftyOfItsRequests() {
        for (int requests : new int[] {49, 51}) {
            var freed = new RateShare(20);
            for (int i = 0; i < 200; i++) {
                freed.throttled(i * SECOND);
            }
            freed.free(0);
            freed.throttled(requests * 60L * SECOND);
            assertThat(freed.perSecond()).isEqualTo(requests < 50 ? 1.0 / 60 : 3, EXACT);
        }
    }

    @Test
    void whatIsTakenWhileNothingIsHeldBackLeavesTheProofOfTheShare() {
        refused(2);
        taken(8, false);
        share.free(now);
        taken(20, true);
        refused(200);
        assertShare(1.8 * 0.2);
    }

    /** Each refusal is followed by one request that is taken. */
    private void refusedAndTaken(int times) {
        for (int i = 0; i < times; i++) {
            refused();
            taken(1, false);
        }
    }

    /** Returns the share that it fell from: one more refusal, and it goes back. */
    private double falling() {
        refused();
        share.accepted(++now, true);
        var top = share.perSecond();
        refusedAndTaken(41);
        return top;
    }

    private double fallenInVain() {
        var top = falling();
        refused();
        assertShare(top);
        return top;
    }

    @Test
    void aShareGoesBackToWhereItFellFromIfThatDidNotHelp() {
        var top = falling();
        assertThat(share.perSecond()).isLessThan(top / 10);
        refused();
        assertShare(top);
    }

    @Test
    void afterThatAsManyRefusalsTakeNothingAway() {
        var top = fallenInVain();
        for (var number = 0; number < 42; number++) {
            taken(1, false);
            refused();
            assertShare(top);
        }
        taken(1, false);
        refused();
        assertShare(top * 15 / 16);
    }

    @Test
    void itFallsAgainAsSoonAsMoreIsTakenInARow() {
        var top = fallenInVain();
        taken(5, false);
        refused();
        assertShare(top);
        taken(6, false);
        refused();
        assertShare(top * 15 / 16);
    }

    @Test
    void itFallsAgainInAnOutage() {
        var top = fallenInVain();
        refused(19);
        assertShare(top);
        refused(1);
        assertThat(share.perSecond()).isLessThan(top);
    }

    @Test
    void inAnOutageNoFallIsVain() {
        refused();
        taken(1, false);
        refusedAndTaken(27);
        refused();
        var before = share.perSecond();
        refused(14);
        assertThat(share.perSecond()).isLessThan(before);
    }

    @Test
    void aFallThatAnOutageBroughtIsForgottenBehindIt() {
        refused();
        taken(1, false);
        refusedAndTaken(19);
        refused();
        refused(22);
        taken(1, false);
        var before = share.perSecond();
        refused();
        assertThat(share.perSecond()).isLessThan(before);
    }
}
