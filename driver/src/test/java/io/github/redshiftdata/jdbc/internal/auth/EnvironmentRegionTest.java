package io.github.redshiftdata.jdbc.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which region counts where a connection names none. */
class EnvironmentRegionTest {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path folder;

    @BeforeEach
    void profiles() throws IOException {
        var config = Files.writeString(
                folder.resolve("config"),
                """
                [default]
                region = eu-west-1
                [profile work]
                region = eu-west-2
                [profile other]
                region = eu-west-3
                [profile nowhere]
                output = json
                """);
        System.setProperty("aws.configFile", config.toString());
    }

    @AfterEach
    void reset() {
        System.clearProperty("aws.configFile");
    }

    private static @Nullable String of(
            @Nullable String profile, Map<String, String> properties, Map<String, String> environment) {
        return EnvironmentRegion.of(profile, properties::get, environment::get);
    }

    @Test
    void theProfileOfTheConnectionComesFirst() {
        assertThat(of("work", Map.of("aws.region", "a"), Map.of("AWS_REGION", "b")))
                .isEqualTo("eu-west-2");
    }

    @Test
    void thenTheJvmThenTheEnvironment() {
        var environment = Map.of("AWS_REGION", " b ", "AWS_PROFILE", "other");
        assertThat(of("nowhere", Map.of("aws.region", "a"), environment)).isEqualTo("a");
        assertThat(of(null, Map.of("aws.region", " "), environment)).isEqualTo("b");
    }

    @Test
    void thenTheProfileOfTheEnvironment() {
        assertThat(of("absent", NONE, Map.of("AWS_PROFILE", "other"))).isEqualTo("eu-west-3");
        assertThat(of(null, Map.of("aws.profile", "work"), Map.of("AWS_PROFILE", "other")))
                .isEqualTo("eu-west-2");
        assertThat(of(null, NONE, NONE)).isEqualTo("eu-west-1");
        assertThat(of(null, NONE, Map.of("AWS_PROFILE", "nowhere"))).isNull();
    }

    @Test
    void aFileThatCannotBeReadNamesNone() throws IOException {
        Files.writeString(folder.resolve("config"), "no profile at all");
        assertThat(of("work", NONE, NONE)).isNull();
    }
}
