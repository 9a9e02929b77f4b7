package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a terminal of the system, which the command "script" makes: signals, the pager, the width. */
class RealTerminalIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    /** What starts the shell: with its options Java, of any version, says nothing of its own. */
    private static final Path SQL =
            Path.of(System.getProperty("docs", "missing")).resolve("../sql");

    @TempDir
    private Path directory;

    @Test
    void aPersonAsksCancelsAndLeaves() throws Exception {
        Signals.assumeTheyArrive();
        try (var person = start("")) {
            person.expect("dev=> ").enter("select n from generate_series(1, 40) n;");
            person.expect("paged: 40").expect("Time: ").expect("dev=> ");
            person.enter("select * from all_types limit 1;")
                    .expect("paged:-[ RECORD 1 ]")
                    .expect("dev=> ");
            person.enter("select pg_sleep(600);").expect("started 1 s").type("\u0003");
            person.expect("Cancelled.").expect("dev=> ");
            person.type("selec\u0003")
                    .expect("dev=> ")
                    .enter("select 6 * 7 as answer;")
                    .expect("     42")
                    .expect("dev=> ");
            person.enter("\\q");
            assertThat(person.end()).isZero();
            assertThat(person.text()).doesNotContain("ERROR", "rror:", "WARNING");
        }
        assertThat(Files.readString(directory.resolve("history"))).contains("answer");
    }

    /** The editor takes the signal over and gives it back with each line: at no moment may it end the program. */
    @Test
    void anInterruptAtAnyMomentBetweenTwoLinesEndsNothing() throws Exception {
        Signals.assumeTheyArrive();
        try (var person = start("")) {
            person.expect("dev=> ");
            for (int i = 0; i < 300; i++) {
                person.type("\u0003\r").awaitSomething();
            }
            assertThat(person.leave()).isZero();
            assertThat(person.text()).doesNotContain("rror:").doesNotContain("Exception");
        }
    }

    @Test
    void aWideResultOfAnOptionIsVerticalAndItsErrorEndsIt() throws Exception {
        try (var person = start(" -e 'select * from all_types limit 1; select nope'")) {
            assertThat(person.end()).isEqualTo(3);
            assertThat(person.text())
                    .contains("-[ RECORD 1 ]")
                    .contains("ERROR: column \"nope\"")
                    .doesNotContain("dev=> ");
        }
    }

    private Person start(String arguments) throws IOException {
        assumeTrue(Files.isExecutable(SCRIPT), "script of util-linux");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var options = Pattern.compile("shell=\\(java (.*?)\\s+-cp ").matcher(Files.readString(SQL));
        assertThat(options.find()).isTrue();
        var command = "stty rows 20 cols 80; exec '" + java + "' " + options.group(1) + " -cp '"
                + System.getProperty("java.class.path") + "' " + SqlMain.class.getName() + " '" + TestSession.url()
                + "'" + arguments;
        var file = Files.writeString(directory.resolve("run.sh"), command);
        // Without "exec" a shell may stay above the program, and end by the Ctrl-C that the program has taken.
        var builder = new ProcessBuilder(SCRIPT.toString(), "-qfec", "exec sh " + file, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("PAGER", "sed s/^/paged:/");
        builder.environment().put("SQL_HISTORY", directory.resolve("history").toString());
        builder.environment().put("TERM", "xterm");
        return new Person(builder.start());
    }

    private static final class Person implements AutoCloseable {

        private final Process process;
        private final StringBuilder shown = new StringBuilder();
        private int seen;
        private boolean isOver;

        Person(Process process) {
            this.process = process;
            var reading = new Thread(() -> read(process.getInputStream()));
            reading.setDaemon(true);
            reading.start();
        }

        private void read(InputStream from) {
            var bytes = new byte[4096];
            try {
                for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                    synchronized (this) {
                        shown.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // the terminal is gone
            }
            synchronized (this) {
                isOver = true;
                notifyAll();
            }
        }

        synchronized String text() {
            return shown.toString();
        }

        synchronized Person expect(String text) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (shown.indexOf(text, seen) < 0) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                assertThat(left)
                        .as("\"" + text + "\" in:\n" + shown.substring(seen))
                        .isPositive();
                wait(left);
            }
            seen = shown.indexOf(text, seen) + text.length();
            return this;
        }

        /** Leaves; as often as a late interrupt clears what was typed. */
        int leave() throws InterruptedException {
            try {
                while (process.isAlive()) {
                    enter("\\q").awaitSomething();
                }
            } catch (IOException e) {
                // the program has just left
            }
            return end();
        }

        /** Waits until more is shown, or nothing more can be. */
        synchronized void awaitSomething() throws InterruptedException {
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (shown.length() == seen && !isOver) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                assertThat(left).as("nothing is shown any more").isPositive();
                wait(left);
            }
            seen = shown.length();
        }

        Person enter(String line) throws IOException {
            return type(line + "\r");
        }

        Person type(String keys) throws IOException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return this;
        }

        int end() throws InterruptedException {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(text()).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
