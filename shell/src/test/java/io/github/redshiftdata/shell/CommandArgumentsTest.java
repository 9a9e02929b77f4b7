package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandArgumentsTest {

    private final Variables variables = new Variables();

    private List<String> split(String text) throws ShellException {
        return CommandArguments.split(text, variables);
    }

    @Test
    void blanksSeparateAndQuotesHoldTogether() throws ShellException {
        assertThat(split(" a 'b c' 'it''s' \"D e\".f ")).containsExactly("a", "b c", "it's", "\"D e\".f");
        assertThat(split("")).isEmpty();
    }

    @Test
    void aSemicolonAtTheEndIsOneOfHabit() throws ShellException {
        assertThat(split("sales;")).containsExactly("sales");
        assertThat(split("a;b ';'")).containsExactly("a;b", ";");
    }

    @Test
    void variablesAreReplaced() throws ShellException {
        variables.set("name", "sales");
        assertThat(split(":name x:name :other :\"name\" jdbc:redshift-data://h/d"))
                .containsExactly("sales", "xsales", ":other", "\"sales\"", "jdbc:redshift-data://h/d");
    }

    @Test
    void aQuoteWithoutEndIsSaid() {
        assertThatThrownBy(() -> split("'a")).hasMessage("A quote has no end: 'a");
    }
}
