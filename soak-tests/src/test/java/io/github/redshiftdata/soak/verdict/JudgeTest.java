package io.github.redshiftdata.soak.verdict;

import static io.github.redshiftdata.soak.verdict.Conclusion.IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.NOT_IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.redshiftdata.soak.verdict.Violation.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static WrittenCall call(Conclusion conclusion, int rows) {
        return new WrittenCall(
                "soak-w1", "insert", Atom.one(10, rows, conclusion), "SQLException 08001", List.of(), List.of("cut"));
    }

    private static List<Violation> judged(Conclusion conclusion, int rows, Map<Long, Integer> counts) {
        return Judge.judge(List.of(call(conclusion, rows)), new Truth(counts));
    }

    @Test
    void whatIsAsItWasToldIsNoViolation() {
        assertThat(judged(IN, 2, Map.of(10L, 1, 11L, 1))).isEmpty();
        assertThat(judged(NOT_IN, 2, Map.of())).isEmpty();
        assertThat(judged(UNKNOWN, 2, Map.of())).isEmpty();
        assertThat(judged(UNKNOWN, 2, Map.of(10L, 1, 11L, 1))).isEmpty();
    }

    @Test
    void acknowledgedRowsThatAreNotInAreLost() {
        assertThat(judged(IN, 3, Map.of())).singleElement().satisfies(lost -> {
            assertThat(lost.kind()).isEqualTo(Kind.LOST);
            assertThat(lost.rows()).isEqualTo(3);
        });
    }

    @Test
    void aPartOfAnAcknowledgedTransactionIsLostAndPartial() {
        assertThat(judged(IN, 3, Map.of(11L, 1)))
                .extracting(Violation::kind, Violation::rows)
                .containsExactly(
                        tuple(Kind.LOST, 2),
                        tuple(Kind.PARTIAL, 1));
    }

    @Test
    void rowsThatAreInTwiceAreDoubleWhateverWasTold() {
        for (var told : Conclusion.values()) {
            assertThat(judged(told, 1, Map.of(10L, 2))).extracting(Violation::kind).contains(Kind.DOUBLE);
        }
    }

    @Test
    void rowsThatAreInAgainstADefiniteErrorAreFalseDefinites() {
        assertThat(judged(NOT_IN, 2, Map.of(10L, 1, 11L, 1))).singleElement().satisfies(untrue -> {
            assertThat(untrue.kind()).isEqualTo(Kind.FALSE_DEFINITE);
            assertThat(untrue.rows()).isEqualTo(2);
            assertThat(untrue.text())
                    .contains("soak-w1", "insert", "keys 10 to 11", "SQLException 08001", "fault: cut");
        });
    }

    @Test
    void aPartOfATransactionOfUnknownEndIsPartial() {
        assertThat(judged(UNKNOWN, 3, Map.of(12L, 1)))
                .extracting(Violation::kind)
                .containsExactly(Kind.PARTIAL);
    }

    @Test
    void eachAtomIsJudgedByItself() {
        var atoms = List.of(new Atom(1, 1, IN), new Atom(2, 1, NOT_IN), new Atom(3, 2, UNKNOWN));
        var call = new WrittenCall("w", "plain_batch", atoms, "", List.of(), List.of());
        var truth = new Truth(Map.of(2L, 1, 3L, 1));
        assertThat(Judge.judge(List.of(call), truth))
                .extracting(Violation::kind)
                .containsExactlyInAnyOrder(Kind.LOST, Kind.FALSE_DEFINITE, Kind.PARTIAL);
        assertThat(call.rows()).isEqualTo(4);
        assertThat(call.acknowledged()).isEqualTo(1);
    }

    @Test
    void whatWasToldWronglyWithoutALookAtTheRowsCounts() {
        var call = new WrittenCall("w", "insert", Atom.one(1, 1, IN), "", List.of("told 0 rows of 1"), List.of());
        assertThat(Judge.judge(List.of(call), new Truth(Map.of(1L, 1))))
                .extracting(Violation::kind)
                .containsExactly(Kind.FALSE_DEFINITE);
    }

    @Test
    void rowsThatNobodyWroteAreViolations() {
        assertThat(Judge.judge(List.of(), new Truth(Map.of(5L, 1, 6L, 1)))).singleElement().satisfies(unasked -> {
            assertThat(unasked.kind()).isEqualTo(Kind.FALSE_DEFINITE);
            assertThat(unasked.rows()).isEqualTo(2);
        });
    }
}
