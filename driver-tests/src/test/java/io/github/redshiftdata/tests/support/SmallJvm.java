package io.github.redshiftdata.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM of its own with a heap of 64 MB, for results that are far larger than that. */
public final class SmallJvm {

    private SmallJvm() {}

    /** Runs a main class with a URL of the driver to its end, which must be a good one, and returns what it printed. */
    public static String run(Class<?> main, String url) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-Xmx64m", "-cp", System.getProperty("java.class.path"), main.getName(), url)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
