package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void statementsAndFilesKeepTheirOrderAndTheUrlStandsAnywhere() throws ShellException {
        var options = Options.parse(
                "-e", "select 1", "-f", "a.sql", "jdbc:redshift-data://x/dev", "-e", "@b", "-v", "a=b=c", "-v", "d=");
        assertThat(options.inputs)
                .containsExactly(new Input.Text("select 1"), new Input.File("a.sql"), new Input.Text("@b"));
        assertThat(options.url).isEqualTo("jdbc:redshift-data://x/dev");
        assertThat(options.variables).containsEntry("a", "b=c").containsEntry("d", "");
    }

    @Test
    void withoutArgumentsItIsTheEmulator() throws ShellException {
        var options = Options.parse();
        assertThat(options.inputs).isEmpty();
        assertThat(options.url).isEqualTo("jdbc:redshift-data://embedded/dev");
    }

    @Test
    void aStatementMayLookLikeAnOption() throws ShellException {
        assertThat(Options.parse("-e", "-- a comment\nselect 1").inputs)
                .containsExactly(new Input.Text("-- a comment\nselect 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1|'select 1' is neither an option nor a URL. Statements stand behind -e: sql -e \"select 1\".",
                "--nonsense|Unknown option: '--nonsense'. sql --help lists the options.",
                "-e|Missing required parameter for option '--execute' (SQL). sql --help lists the options.",
                "--format=xml|There is no format 'xml'. The formats are table, vertical, csv, tsv, json, jsonl, markdown, html.",
                "-vname|-v needs NAME=VALUE and was given 'name'.",
                "jdbc:postgresql://x/y|The URL must start with jdbc:redshift-data:// and was 'jdbc:postgresql://x/y'.",
                "sel\uFFFDct|An argument has characters that the locale of this terminal does not know. Set LC_ALL=C.UTF-8, or put the SQL into a file."
            })
    void whatIsWrongIsSaidInASentence(String argument, String message) {
        assertThatThrownBy(() -> Options.parse(argument))
                .isInstanceOf(ShellException.class)
                .hasMessage(message)
                .extracting(e -> ((ShellException) e).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void withoutTheEmulatorAUrlMustBeGiven() throws ShellException {
        assertThatThrownBy(() -> Options.parse().checkEmulator(false))
                .hasMessage("No URL is given, and the emulator is not in this jar."
                        + " Write where to connect: jdbc:redshift-data://...");
        Options.parse().checkEmulator(true);
        Options.parse("jdbc:redshift-data://a/b").checkEmulator(false);
    }

    @Test
    void twoUrlsAreOneTooMany() {
        assertThatThrownBy(() -> Options.parse("jdbc:redshift-data://a/b", "jdbc:redshift-data://c/d"))
                .hasMessage("There are two URLs, 'jdbc:redshift-data://a/b' and 'jdbc:redshift-data://c/d'."
                        + " One shell has one connection.");
    }

    @Test
    void aCheckRunsNoStatements() throws ShellException {
        assertThatThrownBy(() -> Options.parse("--check", "-e", "select 1"))
                .hasMessage("--check runs no statements. Leave out -e, -f, --history and --attach.");
        assertThat(Options.parse("--check", "jdbc:redshift-data://a/b").check).isTrue();
    }
}
