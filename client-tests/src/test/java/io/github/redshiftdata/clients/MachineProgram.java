package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Programs outside of this JVM, which the machine has from its packages. They load the driver as one file. */
final class MachineProgram {

    /** The driver as people give it to such programs. */
    static final Path ALL_JAR =
            Path.of(System.getProperty("all.jar")).toAbsolutePath().normalize();

    private static final Path DOCS = Path.of(System.getProperty("docs"));
    private static final int MINUTES = 5;

    private MachineProgram() {}

    /**
     * Skips the test where a package is missing. {@code .ci/clients}, which installs it, sets CLIENT_PROGRAMS, and then the
     * test fails instead.
     *
     * @param packages what Debian calls them
     * @param file what they bring
     */
    static void need(String packages, String file) {
        var missing = "Debian's " + packages + " is not installed: " + file + " is missing";
        if ("installed".equals(System.getenv("CLIENT_PROGRAMS"))) {
            assertThat(Path.of(file)).as(missing).exists();
        }
        assumeTrue(Files.exists(Path.of(file)), missing);
    }

    /** The version of a package of Debian, without that of the packaging. */
    static String version(String name) throws Exception {
        var version = run(Path.of("."), "dpkg-query", "-W", "-f", "${Version}", name);
        return version.replaceFirst("^\\d+:", "").replaceFirst("-[^-]*$", "").strip();
    }

    /** What a program printed, which must end well. */
    static String run(Path directory, String... command) throws Exception {
        var output = Files.createTempFile("program", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try {
            var ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            var text = Files.readString(output);
            assertThat(ended)
                    .as("%s ends within %d minutes:%n%s", command[0], MINUTES, text)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s ended with:%n%s", Arrays.toString(command), text)
                    .isZero();
            return text;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** A script of the tests, as a file. */
    static Path script(Path directory, String name) throws IOException {
        try (var script = MachineProgram.class.getResourceAsStream("/programs/" + name)) {
            var file = directory.resolve(name);
            Files.copy(script, file);
            return file;
        }
    }

    /** A block of the manual with the jar and the warehouse of this test. */
    static String here(String block, String url) {
        assertThat(block).contains("redshift-data-jdbc-VERSION-all.jar").contains("jdbc:redshift-data:");
        return block.replace("redshift-data-jdbc-VERSION-all.jar", ALL_JAR.toString())
                .replaceAll("jdbc:redshift-data:[^\"]*", url);
    }

    /** The blocks of a language on a page of the manual. */
    static List<String> blocks(String page, String language) throws IOException {
        return Arrays.stream(Files.readString(DOCS.resolve(page)).split("(?m)^```", -1))
                .filter(block -> block.startsWith(language + "\n"))
                .map(block -> block.substring(language.length() + 1))
                .collect(Collectors.toList());
    }
}
