package io.github.redshiftdata.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.redshiftdata.testcontainers.RedshiftDataContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The emulator's image, built and run. Skipped where no container engine runs. */
class ContainerIT {

    @Test
    void theDriverTalksToTheEmulatorInAContainer() throws IOException, SQLException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "Skipped: no container engine runs here, so the emulator's image is not tested");
        try (var container = new RedshiftDataContainer(image())) {
            container.start();
            try (var connection = DriverManager.getConnection(container.getJdbcUrl(), credentials());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from sales")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isPositive();
            }
            assertThat(container.execInContainer("id", "-u").getStdout()).startsWith("10001");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any will do for the emulator. */
    private static Properties credentials() {
        var properties = new Properties();
        properties.setProperty("accessKeyId", "any");
        properties.setProperty("secretAccessKey", "any");
        return properties;
    }

    private static ImageFromDockerfile image() throws IOException {
        var emulator = Path.of(System.getProperty("emulator"));
        try (var files = Files.list(emulator.resolve("target"))) {
            var jar = files.filter(file -> file.toString().endsWith("-all.jar"))
                    .findAny()
                    .orElseThrow();
            return new ImageFromDockerfile()
                    .withFileFromPath("Dockerfile", emulator.resolve("Dockerfile"))
                    .withFileFromPath("target/" + jar.getFileName(), jar);
        }
    }
}
