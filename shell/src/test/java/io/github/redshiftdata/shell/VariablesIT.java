package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.shell.TestSession.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesIT {

    private static Run run(String script, String... variables) throws IOException {
        var arguments = new ArrayList<String>();
        for (var variable : variables) {
            arguments.addAll(List.of("-v", variable));
        }
        arguments.addAll(List.of("-t", "--format", "csv"));
        return TestSession.runWithInput(script, arguments.toArray(String[]::new));
    }

    @Test
    void aVariableIsATextAStringOrAName() throws IOException {
        var run = run("select :n + 1, :'word', count(*) from :\"table\";", "n=7", "word=it's", "table=sales");
        assertThat(run).isEqualTo(new Run(0, "8,it's,100000\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "a\\", "\\'; select 1; --", "''", "x=y", "é\"$$", ""})
    void noValueLeavesItsQuotes(String value) throws IOException {
        var csv = run(
                "select :'value' = '" + value.replace("\\", "\\\\").replace("'", "''") + "', length(:'value');",
                "value=" + value);
        assertThat(csv).isEqualTo(new Run(0, "t," + value.codePointCount(0, value.length()) + "\n", ""));
        var name = run("select 1 as :\"value\";\\d :\"value\"", "value=" + value + "\"x");
        assertThat(name.errors()).contains("There is no table or view named");
    }

    @Test
    void setChangesAVariableAndUnsetRemovesIt() throws IOException {
        var run =
                run("select :n;\n\\set n 2\nselect :n;\n\\set word 'a b'\n\\echo :word\n\\unset n\nselect :n;", "n=1");
        assertThat(run.out()).isEqualTo("1\n2\na b\n");
        assertThat(run.errors()).startsWith("stdin:7: ERROR: ");
        assertThat(run("\\set b 2\n\\set", "a=1").out()).isEqualTo("a = '1'\nb = '2'\n");
    }

    @Test
    void whatIsNoVariableStays() throws IOException {
        assertThat(run("select '1'::int, ':n', $$:n$$, (array[1,2,3])[1:2] -- :n", "n=7")
                        .out())
                .isEqualTo("1,:n,:n,\"{1,2}\"\n");
    }
}
