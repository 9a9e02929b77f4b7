package io.github.redshiftdata.jdbc.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report keeps up with the rooms of the driver. */
class CoverageReportTest {

    static Iterable<String> rooms() {
        return CoverageReport.ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomThatItTellsOfHasClasses(String room) throws IOException {
        var folder =
                Path.of("src/main/java/io/github/redshiftdata/jdbc/internal").resolve(room);
        try (var files = Files.list(folder)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".java"));
        }
    }
}
