package io.github.redshiftdata.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void theSameSeedAndPlaceGiveTheSameChoices() {
        var one = Dice.of(1, 2, 3);
        var other = Dice.of(1, 2, 3);
        for (var choice = 0; choice < 100; choice++) {
            assertThat(one.between(0, 1000)).isEqualTo(other.between(0, 1000));
        }
    }

    /** A weak mixture would draw few of the kinds for neighbouring rounds. */
    @Test
    void neighbouringRoundsDrawAllChoicesEvenly() {
        var counts = new int[12];
        LongStream.range(0, 12_000).forEach(round -> counts[Dice.of(1, 42, round).between(0, 11)]++);
        for (var count : counts) {
            assertThat(count).isBetween(850, 1150);
        }
    }
}
