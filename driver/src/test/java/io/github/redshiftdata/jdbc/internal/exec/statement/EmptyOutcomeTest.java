package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import org.junit.jupiter.api.Test;

class EmptyOutcomeTest {

    private final EmptyOutcome nothing = new EmptyOutcome();

    @Test
    void nothingWasSentAndNothingChanged() {
        assertThat(nothing.kind()).isEqualTo(StatementKind.EMPTY);
        assertThat(nothing.statementId()).isEmpty();
        assertThat(nothing.sessionId()).isNull();
        assertThat(nothing.redshiftQueryId()).isZero();
        assertThat(nothing.redshiftQueryUuid()).isNull();
        assertThat(nothing.hasResultSet()).isFalse();
        assertThat(nothing.updateCount()).isZero();
        assertThat(nothing.warning()).isNull();
    }

    @Test
    void thereAreNoRowsToRead() {
        assertThatIllegalStateException().isThrownBy(nothing::openPages);
    }
}
