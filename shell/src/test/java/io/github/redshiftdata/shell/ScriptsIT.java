package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.redshiftdata.shell.TestSession.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people rely on who script with the shell: how it ends, what it says, and where. */
class ScriptsIT {

    private enum Way {
        OPTION,
        OPTIONS,
        FILE,
        LINES_OF_A_FILE,
        PIPE,
        PIPE_AS_FILE
    }

    @TempDir
    private Path directory;

    private Run run(Way way, List<String> statements, String... more) throws IOException {
        var together = String.join("; ", statements);
        var arguments = new ArrayList<>(List.of(more));
        arguments.add("-t");
        switch (way) {
            case OPTION -> arguments.addAll(List.of("-e", together));
            case OPTIONS -> statements.forEach(statement -> arguments.addAll(List.of("-e", statement)));
            case FILE -> arguments.addAll(List.of("-f", file(together)));
            case LINES_OF_A_FILE -> arguments.addAll(List.of("-f", file(String.join(";\n", statements) + ";\n")));
            case PIPE -> {
                return TestSession.runWithInput(together, arguments.toArray(String[]::new));
            }
            case PIPE_AS_FILE -> {
                arguments.addAll(List.of("-f", "-"));
                return TestSession.runWithInput(String.join(";\n", statements), arguments.toArray(String[]::new));
            }
        }
        return TestSession.run(arguments.toArray(String[]::new));
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("script.sql"), text).toString();
    }

    @ParameterizedTest
    @EnumSource
    void allStatementsRunAndTheEndIsGood(Way way) throws IOException {
        var run = run(way, List.of("select 1", "select 2", "select 3"));
        assertThat(run).isEqualTo(new Run(0, " 1\n\n 2\n\n 3\n\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstErrorEndsItAndTheEndIsNotGood(Way way) throws IOException {
        var run = run(way, List.of("select 1", "select nope", "select 3"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEqualTo(" 1\n\n");
        assertThat(run.errors())
                .contains("ERROR: column \"nope\" does not exist")
                .doesNotContain("at io.github");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAtTheEndIsNotGoodEither(Way way) throws IOException {
        assertThat(run(way, List.of("select 1", "select nope")).exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void continueRunsWhatComesAfterAnErrorAndTheEndIsStillNotGood(Way way) throws IOException {
        var run = run(way, List.of("select nope", "select 2", "select nope2", "select 4"), "--continue");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEqualTo(" 2\n\n 4\n\n");
        assertThat(run.errors()).contains("\"nope\"").contains("\"nope2\"");
    }

    @Test
    void anErrorOfAFileNamesItsLineAndShowsThePlace() throws IOException {
        var file = file("select 1;\n\nselect a,\n  nope from sales;\n");
        var run = TestSession.run("-f", file);
        assertThat(run.errors()).startsWith(file + ":3: ERROR: ").contains("\n  select a,\n         ^");
    }

    @Test
    void anErrorOfAPipeNamesItsLine() throws IOException {
        assertThat(TestSession.runWithInput("\nselect nope").errors()).startsWith("stdin:2: ERROR: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'a;\nselect 2", "select \"a", "select 1 /* ;"})
    void whatHasNoEndIsNotRun(String text) throws IOException {
        var run = TestSession.runWithInput(text);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.errors()).matches("stdin: The .* that begins in line 1 has no end, so it was not run\\.\n");
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() throws IOException {
        var run = TestSession.runWithInput("select 'é'".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run).isEqualTo(new Run(1, "", "stdin: The text cannot be read: it is not UTF-8.\n"));
    }

    @Test
    void lineBreaksInStringsAndABraceStayAsTheyAre() throws IOException {
        var run = TestSession.runWithInput(
                "\uFEFFselect length('a\r\nb'), '{d ''2024-01-01''}', 'x?'", "-t", "--format", "csv");
        assertThat(run).isEqualTo(new Run(0, "4,{d '2024-01-01'},x?\n", ""));
    }

    @Test
    void theEscapesOfJdbcAreNoSql() throws IOException {
        assertThat(TestSession.run("-e", "select {d '2024-01-01'}").errors()).contains("syntax error at or near \"{\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f|missing.sql|there is no such file", "-f|.|it is a directory"})
    void aFileThatCannotBeReadIsSaidBeforeAnythingRuns(String example) throws IOException {
        var words = example.split("\\|", -1);
        var run = TestSession.run("-e", "select 1", words[0], words[1]);
        assertThat(run).isEqualTo(new Run(1, "", "sql: The file " + words[1] + " cannot be read: " + words[2] + ".\n"));
    }

    @Test
    void aWrongOptionIsASentence() throws IOException {
        assertThat(TestSession.run("select 1").errors())
                .isEqualTo(
                        "sql: 'select 1' is neither an option nor a URL. Statements stand behind -e: sql -e \"select 1\".\n");
    }

    @Test
    void withoutAConnectionTheEndIs2() throws IOException {
        var run = TestSession.run("-e", "select 1", "jdbc:redshift-data://localhost:1/dev?connectTimeout=1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("sql: ").doesNotContain("\tat ");
    }

    @Test
    void workThatWasNotCommittedIsSaidToBeLost() throws IOException {
        assertThat(TestSession.run("-q", "-e", "begin; create table never_there (a int)")
                        .errors())
                .isEqualTo("WARNING: the transaction that is open is rolled back: there was no COMMIT.\n");
        assertThat(TestSession.run("-q", "-e", "begin; select 1; commit").errors())
                .isEmpty();
    }

    @Test
    void statementsWithoutRowsSayWhatTheyDid() throws IOException {
        var run = TestSession.run(
                "-e",
                "create temp table tags (a int); insert into tags values (1), (2); update tags set a = 3; drop table tags");
        assertThat(run).isEqualTo(new Run(0, "CREATE TABLE\nINSERT 2\nUPDATE 2\nDROP TABLE\n", ""));
        assertThat(TestSession.run("-q", "-e", "create temp table tags (a int)").out())
                .isEmpty();
    }

    @Test
    void aProcessEndsWithTheCodeAndWritesUtf8WhateverTheLocaleIs() throws Exception {
        var run = TestSession.runProcess(
                List.of("-Dfile.encoding=US-ASCII"), "select 'é€' as word; select nope; select 2;", TestSession.url());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("é€").doesNotContain(" 2\n");
        assertThat(run.errors()).startsWith("stdin:1: ERROR: column \"nope\" does not exist");
    }

    @Test
    void aSignalCancelsTheStatementAndTheEndIsThatOfTheSignal() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "a system with signals");
        Signals.assumeTheyArrive();
        var process =
                TestSession.start(List.of(), "-e", "select 'cancelled by a signal', pg_sleep(600)", TestSession.url());
        try (var postgres = DriverManager.getConnection(TestSession.postgresUrl());
                var statement = postgres.createStatement()) {
            var running = "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                    + " and query like '%cancelled by a signal%'";
            await(statement, running, 1);
            new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor()).isEqualTo(130);
            await(statement, running, 0);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        }
    }

    /** The child runs at its own pace, so the database is asked until it shows what is waited for. */
    private static void await(Statement statement, String sql, int count) throws SQLException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        int found = -1;
        while (found != count && System.nanoTime() < end) {
            try (var rows = statement.executeQuery(sql)) {
                rows.next();
                found = rows.getInt(1);
            }
        }
        assertThat(found).isEqualTo(count);
    }

    @Test
    void helpListsTheOptions() throws IOException {
        var run = TestSession.run("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("-e, --execute=SQL")
                .contains("--continue")
                .contains("--format=FORMAT");
        assertThat(TestSession.run("--version").out()).matches("sql \\d+\\.\\d+\n");
    }

    @Test
    void aCheckTellsEachStageAndEndsByTheWorst() throws IOException {
        var good = TestSession.run("--check");
        assertThat(good.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(good.out().lines())
                .hasSize(11)
                .allMatch(line -> line.startsWith("ok  "))
                .anyMatch(line -> line.contains(" database user "));
        var bad = TestSession.run("--check", "jdbc:redshift-data://sales:eu-west-1/dev?profile=a&accessKeyId=b");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.CONNECTION);
        assertThat(bad.out())
                .startsWith("FAILED     settings")
                .contains("in one way only")
                .contains("not tried  name");
    }
}
