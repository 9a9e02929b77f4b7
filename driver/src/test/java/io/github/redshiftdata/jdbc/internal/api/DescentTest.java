package io.github.redshiftdata.jdbc.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether it helped that a share of a quota of twenty requests a second fell. */
class DescentTest {

    private static final int THIRD = 14;
    private static final double TOP = 10;
    /** What is left of {@link #TOP} after all cuts. */
    private static final double LOW = 0.7;

    private static final double BEARABLE = 0.03;

    private final Descent descent = new Descent(20);
    private double share = TOP;

    private void cuts(int times, int taken, int refused) {
        for (var cut = 0; cut < times; cut++) {
            cut(taken, refused);
        }
    }

    private void cut(int taken, int refused) {
        for (var request = 0; request < taken; request++) {
            descent.taken();
        }
        for (var request = 0; request < refused; request++) {
            descent.refused();
        }
        descent.cut(share);
        share *= 15.0 / 16;
    }

    private boolean isVain() {
        return descent.isVain(LOW, BEARABLE);
    }

    @Test
    void aFallDuringWhichNoMoreIsTakenIsVain() {
        cuts(3 * THIRD - 1, 1, 1);
        assertThat(isVain()).as("not long enough").isFalse();
        cuts(1, 1, 1);
        assertThat(isVain()).isTrue();
        assertThat(descent.top()).isEqualTo(TOP);
        assertThat(descent.length()).isEqualTo(3 * THIRD);
        assertThat(descent.takenForEachRefusal()).isEqualTo(1);
    }

    @Test
    void onlyTheLastRefusalsCount() {
        cuts(5, 0, 1);
        cuts(3 * THIRD, 1, 1);
        assertThat(isVain()).isTrue();
        assertThat(descent.top()).isEqualTo(TOP * Math.pow(15.0 / 16, 5));
    }

    /** Of fourteen refusals, thirteen count at the beginning: the longest row does not. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void aFallHasHelpedWhereMoreIsTakenForEachRefusalAtItsEnd(int taken, boolean vain) {
        cuts(2 * THIRD, 1, 1);
        cuts(THIRD, taken, 1);
        assertThat(isVain()).isEqualTo(vain);
    }

    @Test
    void refusalsThatDidNotCutCountToo() {
        cuts(2 * THIRD, 2, 2);
        cuts(THIRD, 2, 1);
        assertThat(isVain()).as("twice as much is taken for each").isFalse();
        descent.forget();
        share = TOP;
        cuts(3 * THIRD, 2, 2);
        assertThat(isVain()).isTrue();
    }

    @Test
    void theLongestRowAtTheBeginningDoesNotCountAsOthersMayNotHaveBeenThere() {
        cut(1_000, 1);
        cuts(2 * THIRD - 1, 1, 1);
        cuts(THIRD, 2, 1);
        assertThat(isVain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4, false", "5, true"})
    void tooLittleTakenAtTheBeginningTellsNothing(int taken, boolean vain) {
        cuts(taken, 1, 1);
        cuts(3 * THIRD - taken, 0, 1);
        assertThat(isVain()).isEqualTo(vain);
    }

    @ParameterizedTest
    @CsvSource({"1.19, true", "1.21, false"})
    void aShareThatGrewMeanwhileHasNotFallen(double now, boolean vain) {
        cuts(3 * THIRD, 1, 1);
        assertThat(descent.isVain(now, BEARABLE)).isEqualTo(vain);
    }

    @ParameterizedTest
    @CsvSource({"1.01, true", "0.99, false"})
    void whoIsOneOfVeryManyGoesBackToNoShare(double top, boolean vain) {
        share = top;
        cuts(3 * THIRD, 1, 1);
        assertThat(descent.isVain(share, BEARABLE)).isEqualTo(vain);
    }

    @ParameterizedTest
    @CsvSource({"0.24, true", "0.26, false"})
    void whereWhatIsRefusedIsNearlyBearableTheFallEndsByItself(double bearable, boolean vain) {
        cuts(3 * THIRD, 1, 1);
        assertThat(descent.isVain(LOW, bearable)).isEqualTo(vain);
    }

    @Test
    void whatIsForgottenDoesNotCount() {
        cuts(3 * THIRD, 1, 1);
        descent.taken();
        descent.forget();
        assertThat(isVain()).isFalse();
        assertThat(descent.length()).isZero();
        cuts(3 * THIRD, 0, 1);
        assertThat(isVain()).isFalse();
    }
}
