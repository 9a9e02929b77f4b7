package io.github.redshiftdata.soak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.soak.verdict.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingLineTest {

    @Test
    void aRunWithoutViolationsPasses() {
        var line = new ClosingLine(100, 7, List.of());
        assertThat(line.passes()).isTrue();
        assertThat(line.text())
                .isEqualTo("soak rows=100 faults=7 lost=0 double=0 false_definite=0 partial=0 short_reads=0 hangs=0"
                        + " leaks=0");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void oneViolationOfAnyKindFailsTheRun(Kind kind) {
        var line = new ClosingLine(100, 7, List.of(new Violation(kind, 3, "what", "", List.of())));
        assertThat(line.passes()).isFalse();
        assertThat(line.text()).contains("=3");
    }

    @Test
    void aRunThatWroteNothingFails() {
        assertThat(new ClosingLine(0, 7, List.of()).passes()).isFalse();
    }
}
