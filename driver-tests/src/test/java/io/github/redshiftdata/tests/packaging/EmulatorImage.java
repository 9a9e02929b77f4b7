package io.github.redshiftdata.tests.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The emulator's image, built from its Dockerfile as the manual says. */
public final class EmulatorImage {

    /** The name that the manual gives it. */
    public static final String NAME = "redshift-data-emulator";

    private EmulatorImage() {}

    /** Whether a container engine runs here; says so where none does. */
    public static boolean canBeBuilt() {
        var hasEngine = DockerClientFactory.instance().isDockerAvailable();
        if (!hasEngine) {
            System.out.println("SKIPPED: no container engine runs here, so the emulator's image is not tested");
        }
        return hasEngine;
    }

    public static void build() throws IOException {
        var emulator = Path.of(System.getProperty("emulator"));
        try (var files = Files.list(emulator.resolve("target"))) {
            var jar = files.filter(file -> file.toString().endsWith("-all.jar"))
                    .findAny()
                    .orElseThrow();
            new ImageFromDockerfile(NAME, false)
                    .withFileFromPath("Dockerfile", emulator.resolve("Dockerfile"))
                    .withFileFromPath("target/" + jar.getFileName(), jar)
                    .get();
        }
    }
}
