package io.github.redshiftdata.jdbc.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reading of a long text, and holding what was read, takes at most ten times the text in heap. */
class UserSqlHeapTest {

    /**
     * As bad as they can be: a token for each character, a statement for each two, markers and nothing else. An escape
     * that becomes a text many times its length has the heap of that text.
     */
    private static final List<String> PIECES = List.of(
            ";",
            "a;",
            "?;",
            "?,?;",
            ":a;",
            "'';",
            "'',",
            "?,",
            "--\n",
            "--\n;",
            "--\n;a;",
            "/**/",
            "/**/;",
            "[1];",
            "\"a\";",
            "$$$$;",
            "1::int;",
            "(a);",
            "select ?;",
            "begin;",
            "{d '2024-01-01'};",
            "select {d ?}, ?, ?, ?, ?, ?, ?, ?, ?;",
            "{fn ucase(?)};");

    /** Of the JVM itself and of its class files. */
    private static final int BASE = 8_000_000;

    @Test
    void heapOfTenTimesTheTextIsEnough() throws IOException, InterruptedException {
        var output = run(PIECES);
        assertThat(output.lines()).as(output).hasSize(PIECES.size());
        assertThat(output)
                .doesNotContain("too much")
                .contains("2500000 statements, 2500000 markers, 2500000 parameters");
    }

    private static String run(List<String> pieces) throws IOException, InterruptedException {
        // One collector and few young objects: what is free is then all of one piece.
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn4m",
                "-Xmx" + (BASE + 11L * ReadingInSmallHeap.LENGTH),
                "-cp",
                System.getProperty("java.class.path"),
                ReadingInSmallHeap.class.getName()));
        command.addAll(pieces);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
