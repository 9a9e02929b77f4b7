package io.github.redshiftdata.jdbc.internal.api.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/**
 * SLF4J starts in the thread that connects. If a thread of the driver started it meanwhile, the program's own lines of that time
 * would go to substitutes, and SLF4J would tell of them on the console.
 */
class LoggingStartTest {

    @Test
    void theThreadThatConnectsStartsTheLogging() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dslf4j.provider=" + Provider.class.getName(),
                        "-Dslf4j.internal.verbosity=WARN",
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("started by main");
    }

    /** Connects without a request. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws SQLException {
            var url = "jdbc:redshift-data://127.0.0.1:9/dev?lazyConnect=true";
            try (var connection = new RedshiftDataDriver().connect(url, new Properties())) {
                System.out.println("started by " + (connection == null ? "nobody" : Provider.startedBy));
            }
            Runtime.getRuntime().halt(0);
        }
    }

    /** Logs nothing, and knows who started it. */
    public static final class Provider extends NOP_FallbackServiceProvider {

        private static volatile @Nullable String startedBy;

        @Override
        public void initialize() {
            startedBy = Thread.currentThread().getName();
        }

        @Override
        public String getRequestedApiVersion() {
            return "2.0.99";
        }
    }
}
