package io.github.redshiftdata.jdbc.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.trace.LineSink.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);
    private static final int LINES = 400;

    @TempDir
    private Path folder;

    private final List<IOException> complaints = new ArrayList<>();

    private LogFile file(Level level, long largest) {
        return new LogFile(folder.resolve("driver.log"), level, CLOCK, largest, complaints::add);
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("driver.log"));
    }

    @Test
    void aLineTellsTimeWeightProcessThreadAndConcern() throws IOException {
        file(Level.INFO, LogFile.LARGEST).line(Level.INFO, "calls", "something happened");
        assertThat(written())
                .isEqualTo("2026-01-02T03:04:05.678Z INFO ["
                        + ProcessHandle.current().pid() + " "
                        + Thread.currentThread().getName() + "] - calls: something happened\n");
    }

    @Test
    void lighterLinesThanTheLevelAreNotWritten() throws IOException {
        var file = file(Level.INFO, LogFile.LARGEST);
        file.open();
        file.line(Level.DEBUG, "sql", "select 1");
        assertThat(written()).isEmpty();
        assertThat(file.takes(Level.WARN)).isTrue();
        assertThat(file.takes(Level.DEBUG)).isFalse();
    }

    @Test
    void oneEventIsOneLine() throws IOException {
        file(Level.DEBUG, LogFile.LARGEST).line(Level.DEBUG, "sql", "one\r\ntwo\nthree");
        assertThat(written()).endsWith("one\\r\\ntwo\\nthree\n").hasLineCount(1);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        file(Level.INFO, LogFile.LARGEST).open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("driver.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullFileIsMovedAsideAndOldOnesGo() throws IOException {
        var file = file(Level.INFO, 200);
        for (var number = 0; number < 40; number++) {
            file.line(Level.INFO, "calls", "line " + number);
        }
        assertThat(complaints).isEmpty();
        assertThat(names())
                .containsExactly(
                        "driver.log", "driver.log.1", "driver.log.2", "driver.log.3", "driver.log.4", "driver.log.lck");
        assertThat(written()).contains("line 39");
        assertThat(Files.size(folder.resolve("driver.log.4"))).isLessThanOrEqualTo(200);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFolderThatDoesNotExistIsRefusedAtTheBeginning() {
        var file = new LogFile(folder.resolve("none").resolve("driver.log"), Level.INFO, CLOCK, complaints::add);
        assertThatThrownBy(file::open).isInstanceOf(IOException.class);
    }

    @Test
    void whatCannotBeWrittenLaterIsToldOnce() throws IOException {
        var file = file(Level.INFO, LogFile.LARGEST);
        file.open();
        Files.delete(folder.resolve("driver.log"));
        Files.createDirectory(folder.resolve("driver.log"));
        file.line(Level.INFO, "calls", "one");
        file.line(Level.INFO, "calls", "two");
        assertThat(complaints).hasSize(1);
    }

    /** Neither is a line lost nor does one stand within another, whoever moves the file aside. */
    @Test
    void twoJvmsWithTwoThreadsEachDoNotGarbleIt() throws Exception {
        var processes = new ArrayList<Process>();
        for (var number = 0; number < 2; number++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.resolve("driver.log").toString(),
                            "p" + number)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (var process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        var found = new TreeSet<String>();
        for (var name : names()) {
            if (!name.endsWith(".lck")) {
                for (var line : Files.readAllLines(folder.resolve(name))) {
                    assertThat(line).matches("\\S+ INFO \\[\\d+ \\S+\\] - calls: p[01]t[01] \\d+ x{300}");
                    found.add(line.replaceFirst(".* calls: (\\S+ \\d+) .*", "$1"));
                }
            }
        }
        assertThat(found).hasSize(4 * LINES);
    }

    /** Writes to a file that two processes fill about twice. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws InterruptedException {
            var file = new LogFile(Path.of(arguments[0]), Level.INFO, Clock.systemUTC(), 300_000, failed -> {
                throw new IllegalStateException(failed);
            });
            var threads = IntStream.range(0, 2)
                    .mapToObj(thread -> new Thread(() -> {
                        for (var number = 0; number < LINES; number++) {
                            file.line(
                                    Level.INFO,
                                    "calls",
                                    arguments[1] + "t" + thread + " " + number + " " + "x".repeat(300));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (var thread : threads) {
                thread.join();
            }
        }
    }
}
