package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.shell.TestSession.Run;
import io.github.redshiftdata.shell.output.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputsIT {

    private static final String TYPES = "select 1 as i, 2.50 as d, 1.5::float8 as f, true as b, null::boolean as n,"
            + " null::date as nd, '' as e, 'x' as t, date '2024-02-29' as day";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aWideTableHasAllItsColumnsInEveryFormat(OutputFormat format) throws IOException {
        var columns = TestSession.run(
                        "--format",
                        "csv",
                        "-t",
                        "-e",
                        "select column_name from information_schema.columns where table_name = 'all_types'")
                .out()
                .lines()
                .toList();
        var run = TestSession.run("--format", format.toString(), "-e", "select * from all_types limit 3");
        assertThat(columns).hasSizeGreaterThan(20);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replace("\\_", "_")).contains(columns);
    }

    @Test
    void valuesKeepTheirTypesInJson() throws IOException {
        assertThat(TestSession.run("--format", "jsonl", "-e", TYPES).out())
                .isEqualTo("{\"i\":1,\"d\":2.50,\"f\":1.5,\"b\":true,\"n\":null,\"nd\":null,\"e\":\"\",\"t\":\"x\","
                        + "\"day\":\"2024-02-29\"}\n");
    }

    @Test
    void nullIsToldFromTheEmptyText() throws IOException {
        assertThat(TestSession.run("-t", "--format", "csv", "-e", "select null::varchar, '', 'NULL'")
                        .out())
                .isEqualTo(",\"\",NULL\n");
        assertThat(TestSession.run("-t", "--format", "csv", "--null", "NULL", "-e", "select null::varchar, '', 'NULL'")
                        .out())
                .isEqualTo("NULL,,\"NULL\"\n");
    }

    @Test
    void superIsTheJsonThatItIs() throws IOException {
        assertThat(TestSession.run("--format", "jsonl", "-e", "select json_parse('{\"a\": [1, null]}') as s")
                        .out())
                .isIn("{\"s\":{\"a\":[1,null]}}\n", "{\"s\":{\"a\": [1, null]}}\n");
    }

    @Test
    void resultsGoToAFileAndNothingElse() throws IOException {
        var file = directory.resolve("result.csv");
        Files.writeString(file, "old");
        var run = TestSession.run(
                "-o", file.toString(), "--format", "csv", "-e", "create temp table o (a int); select 1 as a");
        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(file).hasContent("a\n1\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() throws IOException {
        var file = directory.resolve("missing").resolve("result.csv").toString();
        assertThat(TestSession.run("-o", file, "-e", "select 1"))
                .isEqualTo(new Run(
                        1, "", "sql: The file " + file + " cannot be written: there is no such file or directory.\n"));
    }

    @Test
    void aFullDiskIsAnError() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
        var run = TestSession.run("-o", "/dev/full", "-e", "select 1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).startsWith("The result cannot be written: ");
    }

    @Test
    void aMillionRowsNeedLittleMemory() throws Exception {
        var file = directory.resolve("large.csv");
        var run = TestSession.runProcess(
                List.of("-Xmx64m"),
                "select n, 'row ' || n as text, n * 1.5 as half from generate_series(1, 1000000) n",
                "--format",
                "csv",
                "-o",
                file.toString(),
                TestSession.url());
        assertThat(run).isEqualTo(new Run(0, "", ""));
        try (var lines = Files.lines(file)) {
            assertThat(lines.count()).isEqualTo(1_000_001);
        }
    }
}
