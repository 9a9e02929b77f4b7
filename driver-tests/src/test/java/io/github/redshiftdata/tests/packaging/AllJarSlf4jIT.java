package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code all} jar beside the SLF4J of a program: none, version 2 and version 1.7, with their simplest providers. */
class AllJarSlf4jIT {

    private static final String OF_THE_DRIVER = "Running: select 42 as of_the_tool";
    private static final String DEBUG_BY_SIMPLE = "-Dorg.slf4j.simpleLogger.log.io.github.redshiftdata.jdbc=debug";

    @TempDir
    private Path folder;

    /** What the tool prints, with jars behind the driver's. */
    private static String run(List<String> options, boolean logs, String... jars) throws Exception {
        var own = Path.of(LoggingTool.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var parts = new ArrayList<>(List.of(System.getProperty("all.jar"), own.toString()));
        parts.addAll(List.of(jars));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                parts.stream().collect(Collectors.joining(File.pathSeparator)),
                LoggingTool.class.getName(),
                TestEmulator.shared().url(),
                logs ? "logs" : "is silent"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("answer 42");
        return output;
    }

    private static String jar(String artifact, String version) {
        return Path.of(System.getProperty("slf4j.jars"), artifact + "-" + version + ".jar")
                .toString();
    }

    @Test
    void withoutOneNothingIsPrinted() throws Exception {
        assertThat(run(List.of(), false).strip()).isEqualTo("answer 42");
    }

    @Test
    void withoutOneTheLinesAreThoseOfTheJdk() throws Exception {
        var settings = Files.writeString(
                folder.resolve("logging.properties"),
                """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                io.github.redshiftdata.jdbc.level = FINE
                """);
        assertThat(run(List.of("-Djava.util.logging.config.file=" + settings), false))
                .contains("io.github.redshiftdata.jdbc.sql", OF_THE_DRIVER);
    }

    @Test
    void besideVersion2TheLinesOfBothAreThere() throws Exception {
        assertThat(run(List.of(DEBUG_BY_SIMPLE), true, jar("slf4j-api", "2.0.18"), jar("slf4j-simple", "2.0.18")))
                .contains(LoggingTool.LINE, OF_THE_DRIVER)
                .doesNotContain("SLF4J(");
    }

    @Test
    void besideVersion1TheLinesOfBothAreThere() throws Exception {
        assertThat(run(List.of(DEBUG_BY_SIMPLE), true, jar("slf4j-api", "1.7.36"), jar("slf4j-simple", "1.7.36")))
                .contains(LoggingTool.LINE, OF_THE_DRIVER)
                .doesNotContain("SLF4J:");
    }
}
