package io.github.redshiftdata.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The shell as one file, and the scripts that start it. */
class AllJarIT {

    private static final Path JAR = Path.of(System.getProperty("all.jar", "missing"));
    private static final Path PROJECT =
            Path.of(System.getProperty("docs", "missing")).resolve("..");

    @Test
    void theJarAloneIsTheShell() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-jar",
                        JAR.toString(),
                        "-t",
                        "--format",
                        "csv",
                        "-e",
                        "select 6 * 7; select nope",
                        TestSession.url())
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("42\n");
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("ERROR: column \"nope\" does not exist");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void withoutAUrlItSaysThatTheEmulatorIsNotThere() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-jar", JAR.toString(), "-e", "select 1").start();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("sql: No URL is given, and the emulator is not in this jar."
                        + " Write where to connect: jdbc:redshift-data://...\n");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void itIsSmallAndHasItsLicenceAndNothingTwice() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(25_000_000);
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith("/JsonFactory.class")))
                    .containsExactlyInAnyOrder(
                            "com/fasterxml/jackson/core/JsonFactory.class",
                            "software/amazon/awssdk/thirdparty/jackson/core/JsonFactory.class");
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.contains("/shaded/io/github/")))
                    .isEmpty();
        }
    }

    @Test
    void theScriptOfWindowsStartsThisJar() throws IOException {
        var script = Files.readString(PROJECT.resolve("sql.cmd"));
        var name = JAR.getFileName().toString();
        assertThat(name).startsWith("redshift-data-sql-").endsWith("-all.jar");
        assertThat(script)
                .contains("shell\\target\\redshift-data-sql-*-all.jar")
                .contains("emulator\\target\\redshift-data-emulator-*-all.jar")
                .contains("io.github.redshiftdata.shell.SqlMain %*");
        assertThat(script).contains("-pl shell -am package").contains("exit /b %errorlevel%");
    }
}
