package io.github.redshiftdata.shell;

import static io.github.redshiftdata.shell.TransactionState.FAILED;
import static io.github.redshiftdata.shell.TransactionState.NONE;
import static io.github.redshiftdata.shell.TransactionState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"begin", "BEGIN READ ONLY", "start transaction", "/* a */ begin work"})
    void theseBeginOne(String statement) {
        assertThat(NONE.after(statement)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "end", "rollback", "abort", "truncate t"})
    void theseEndOne(String statement) {
        assertThat(OPEN.after(statement)).isEqualTo(NONE);
        assertThat(FAILED.after(statement)).isEqualTo(NONE);
    }

    @Test
    void otherStatementsLeaveItAsItIs() {
        assertThat(OPEN.after("select 1")).isEqualTo(OPEN);
        assertThat(NONE.after("select 1")).isEqualTo(NONE);
    }

    @Test
    void anErrorFailsTheOpenOneOnly() {
        assertThat(OPEN.afterError()).isEqualTo(FAILED);
        assertThat(FAILED.afterError()).isEqualTo(FAILED);
        assertThat(NONE.afterError()).isEqualTo(NONE);
    }
}
