package io.github.redshiftdata.soak.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.soak.races.ThreadsScenario.TransactionEnds;
import io.github.redshiftdata.soak.verdict.Atom;
import io.github.redshiftdata.soak.verdict.Conclusion;
import org.junit.jupiter.api.Test;

class TransactionEndsTest {

    private final TransactionEnds ends = new TransactionEnds();

    private Conclusion conclusion() {
        return ends.judged().get(0).conclusion();
    }

    private void row(long began, long ended) {
        ends.wrote(new Atom(1, 1, Conclusion.IN), began, ended, true);
    }

    @Test
    void theFirstEndAfterARowDecides() {
        row(10, 20);
        ends.ended(false, 1, 5);
        ends.ended(true, 30, 40);
        ends.ended(false, 50, 60);
        assertThat(conclusion()).isEqualTo(Conclusion.IN);
    }

    @Test
    void aRollbackTakesTheRowBack() {
        row(10, 20);
        ends.ended(false, 30, 40);
        ends.ended(true, 50, 60);
        assertThat(conclusion()).isEqualTo(Conclusion.NOT_IN);
    }

    @Test
    void anEndThatOverlapsWithTheRowMayComeBeforeOrAfterIt() {
        row(10, 20);
        ends.ended(false, 15, 25);
        ends.ended(true, 30, 40);
        assertThat(conclusion()).isEqualTo(Conclusion.UNKNOWN);
    }

    @Test
    void twoEndsThatOverlapAfterTheRowMayComeInEitherOrder() {
        row(10, 20);
        ends.ended(true, 30, 50);
        ends.ended(false, 40, 60);
        assertThat(conclusion()).isEqualTo(Conclusion.UNKNOWN);
    }

    @Test
    void overlappingEndsOfOneKindLeaveNoDoubt() {
        row(10, 20);
        ends.ended(true, 15, 25);
        ends.ended(true, 30, 40);
        assertThat(conclusion()).isEqualTo(Conclusion.IN);
    }

    @Test
    void withAutocommitARowIsIn() {
        ends.wrote(new Atom(1, 1, Conclusion.IN), 1, 2, false);
        ends.ended(false, 3, 4);
        assertThat(conclusion()).isEqualTo(Conclusion.IN);
    }
}
