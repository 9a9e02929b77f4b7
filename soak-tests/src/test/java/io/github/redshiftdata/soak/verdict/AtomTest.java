package io.github.redshiftdata.soak.verdict;

import static io.github.redshiftdata.soak.verdict.Conclusion.IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.NOT_IN;
import static io.github.redshiftdata.soak.verdict.Conclusion.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AtomTest {

    @Test
    void elementsOfOneTransactionAreOneAtom() {
        assertThat(Atom.ofElements(10, List.of(IN, IN, IN, UNKNOWN, UNKNOWN), 3))
                .containsExactly(new Atom(10, 3, IN), new Atom(13, 2, UNKNOWN));
    }

    @Test
    void elementsOfWhichDifferentThingsWereToldStandAlone() {
        assertThat(Atom.ofElements(10, List.of(IN, NOT_IN, IN), 2))
                .containsExactly(new Atom(10, 1, IN), new Atom(11, 1, NOT_IN), new Atom(12, 1, IN));
    }
}
