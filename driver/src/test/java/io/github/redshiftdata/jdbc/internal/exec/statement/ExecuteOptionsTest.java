package io.github.redshiftdata.jdbc.internal.exec.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExecuteOptionsTest {

    private static String sent(String name) {
        return new ExecuteOptions(Duration.ZERO, name).statementName();
    }

    @Test
    void aNameOfTheLengthThatIsTakenStaysAsItIs() {
        var longest = "n".repeat(ExecuteOptions.LONGEST_STATEMENT_NAME);
        assertThat(sent(longest)).isEqualTo(longest);
        assertThat(sent(null)).isNull();
    }

    @Test
    void aLongerNameIsCutBetweenTwoCharacters() {
        int most = ExecuteOptions.LONGEST_STATEMENT_NAME;
        assertThat(sent("n".repeat(1_000_000))).isEqualTo("n".repeat(most));
        assertThat(sent("n".repeat(most - 1) + "\uD834\uDD1E")).isEqualTo("n".repeat(most - 1));
        assertThat(sent("n".repeat(most - 2) + "\uD834\uDD1Ex")).isEqualTo("n".repeat(most - 2) + "\uD834\uDD1E");
    }
}
