package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module uses the driver from the module path, in a JVM of its own. */
class ModulePathIT {

    private static final String DRIVER = System.getProperty("driver.jar");

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void compileTheProgram() throws Exception {
        var module = Files.writeString(
                folder.resolve("module-info.java"),
                """
                module reader {
                    requires io.github.redshiftdata.jdbc;
                    uses java.sql.Driver;
                }
                """);
        var main = Files.writeString(
                folder.resolve("Main.java"),
                """
                package reader;

                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        var found = java.util.ServiceLoader.load(java.sql.Driver.class).stream()
                                .map(provider -> provider.type().getModule().getName())
                                .toList();
                        System.out.println("drivers: " + found);
                        try (var connection = java.sql.DriverManager.getConnection(arguments[0]);
                                var statement = connection.createStatement();
                                var rows = statement.executeQuery("SELECT count(*) FROM sales")) {
                            rows.next();
                            System.out.println("rows: " + rows.getInt(1));
                            System.out.println("id: " + statement
                                    .unwrap(io.github.redshiftdata.jdbc.RedshiftDataStatement.class)
                                    .getClass().getModule().getName());
                        }
                    }
                }
                """);
        program = folder.resolve("classes");
        var problems = new StringWriter();
        var outcome = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(problems),
                        new PrintWriter(problems),
                        "-p",
                        DRIVER + File.pathSeparator + runtime(),
                        "-d",
                        program.toString(),
                        module.toString(),
                        main.toString());
        assertThat(outcome).as(problems.toString()).isZero();
    }

    private static String runtime() throws IOException {
        return Files.readString(Path.of(System.getProperty("driver.classpath"))).strip();
    }

    @Test
    void theDriverIsAModule() throws Exception {
        assertReads(DRIVER + File.pathSeparator + runtime());
    }

    private void assertReads(String modulePath) throws Exception {
        var output = run(List.of("-p", program + File.pathSeparator + modulePath, "-m", "reader/reader.Main"));
        assertThat(output)
                .contains("drivers: [io.github.redshiftdata.jdbc]", "rows: 100000", "id: io.github.redshiftdata.jdbc");
    }

    private String run(List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        command.add(TestEmulator.shared().url());
        var output = folder.resolve("output").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        var exit = process.waitFor();
        var text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertThat(exit).as(text).isZero();
        return text;
    }
}
