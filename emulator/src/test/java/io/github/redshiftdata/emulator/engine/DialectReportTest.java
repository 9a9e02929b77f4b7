package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectReportTest {

    /** Fails a statement that is one of these names, with the text beside it. */
    private static final Map<String, String> ERRORS = Map.of(
            "copy a", "ERROR: COPY is not supported by the emulator",
            "select a from b", "ERROR: relation \"b\" does not exist\n  Position: 15",
            "select a from c", "ERROR: relation \"c\" does not exist\n  Position: 15",
            "select x", "ERROR: syntax error at or near \"x\"",
            "select y", "ERROR: current transaction is aborted, commands ignored until end of transaction block");

    @TempDir
    Path folder;

    private final PlayedEngine engine = new PlayedEngine(ERRORS);

    private String report(Path... paths) throws IOException, EngineException {
        var bytes = new ByteArrayOutputStream();
        new DialectReport(engine).print(List.of(paths), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void eachStatementIsCountedOnceAndTheCausesAreGrouped() throws Exception {
        Path one = Files.writeString(
                folder.resolve("a.sql"),
                "select 1; copy a;\n-- a comment; no statement\nselect a from b;;select 'x;y'");
        Files.writeString(folder.resolve("b.sql"), "\n\nselect a from c;\nselect x");
        Files.writeString(folder.resolve("notes.txt"), "select 2");

        assertThat(report(folder, one))
                .isEqualTo(
                        """
                        %1$s: 6 tried, 2 accepted, 1 refused by design, 2 stopped by what is there or not, 1 failed
                        %2$s: 4 tried, 2 accepted, 1 refused by design, 1 stopped by what is there or not, 0 failed
                        Together: 10 tried, 4 accepted, 2 refused by design, 3 stopped by what is there or not, 1 failed

                        refused by design: 2
                             2  COPY is not supported by the emulator  (%2$s:1)

                        stopped by what is there or not: 3
                             3  relation "…" does not exist  (%2$s:3)

                        failed: 1
                             1  syntax error at or near "x"  (%3$s:4)
                        """
                                .formatted(folder, one, folder.resolve("b.sql")));
    }

    @Test
    void aTransactionThatHasFailedDoesNotFailWhatFollows() throws Exception {
        Path file = Files.writeString(folder.resolve("a.sql"), "begin; select y;");

        assertThat(report(file)).startsWith(file + ": 2 tried, 2 accepted");
        assertThat(engine.ran()).containsSubsequence("begin", "select y", "ROLLBACK", "select y");
    }

    @Test
    void eachFileRunsOnTheDatabaseThatItIsGiven() throws Exception {
        Path first = Files.writeString(folder.resolve("a.sql"), "select 1");
        Path second = Files.writeString(folder.resolve("b.sql"), "select 2");
        var given = new java.util.ArrayDeque<>(List.of("one", "two"));
        var report = new DialectReport(engine, given::remove);

        report.print(
                List.of(first, second), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

        assertThat(given).isEmpty();
    }

    @Test
    void whatIsTakenAsGivenMustSucceed() throws Exception {
        Path file = Files.writeString(folder.resolve("given.sql"), "select 1;\nselect x");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new DialectReport(engine).prepare(file))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("given.sql:2: ERROR: syntax error");
    }

    @Test
    void aCallOfAFunctionThatIsRefusedIsStoppedByThat() throws Exception {
        var tally = new CorpusTally();
        tally.add(
                new Corpus.Sql(folder, 1, "create external function mine(int) returns int"),
                "ERROR: CREATE EXTERNAL is not supported by the emulator");
        tally.add(new Corpus.Sql(folder, 2, "select mine(1)"), "ERROR: function mine(integer) does not exist");
        tally.add(new Corpus.Sql(folder, 3, "select yours(1)"), "ERROR: function yours(integer) does not exist");

        assertThat(tally.count(CorpusTally.Outcome.ENVIRONMENT)).isOne();
        assertThat(tally.count(CorpusTally.Outcome.FAILED)).isOne();
    }

    @Test
    void ofMarkdownOnlyStatementsInCodeBlocksCount() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.md"),
                """
                select 0;
                ```
                select 1;

                n
                ---
                select that; is a result
                1

                with a as (select 1)
                select 2;
                ```
                select 3;
                ```
                SELECT expression
                ```
                """);

        assertThat(Corpus.statements(file))
                .extracting(Corpus.Sql::line, Corpus.Sql::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, "select 1"),
                        org.assertj.core.groups.Tuple.tuple(7, "select that"),
                        org.assertj.core.groups.Tuple.tuple(10, "with a as (select 1)\nselect 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ERROR: relation \"stl_query\" does not exist | FAILED | relation \"stl_query\" does not exist",
                "ERROR: relation \"pg_catalog.svv_x\" does not exist | FAILED | relation \"pg_catalog.svv_x\" does not exist",
                "ERROR: relation \"sales2\" does not exist | ENVIRONMENT | relation \"…\" does not exist",
                "ERROR: column t.a does not exist | ENVIRONMENT | column \"…\" does not exist",
                "ERROR: role \"bob\" does not exist | ENVIRONMENT | role \"…\" does not exist",
                "ERROR: relation \"t\" already exists | ENVIRONMENT | relation \"…\" already exists",
                "ERROR: schema \"s\" does not exist | ENVIRONMENT | schema \"…\" does not exist",
                "ERROR: function sha3(text) does not exist | FAILED | function sha3(text) does not exist",
                "ERROR: type \"bytea\" is not supported | REFUSED | type \"…\" is not supported",
                "ERROR: syntax error at or near \"QUALIFY\" | FAILED | syntax error at or near \"qualify\"",
            })
    void theOutcomeIsReadFromTheError(String error, CorpusTally.Outcome outcome, String cause) {
        assertThat(CorpusTally.outcome(error)).isEqualTo(outcome);
        assertThat(CorpusTally.cause(error)).isEqualTo(cause);
    }
}
