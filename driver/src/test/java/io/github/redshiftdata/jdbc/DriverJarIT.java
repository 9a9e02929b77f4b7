package io.github.redshiftdata.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the built jar shows to those who load it. */
class DriverJarIT {

    private static final Path JAR = Path.of(System.getProperty("driver.jar"));

    @Test
    void theServiceFileNamesTheDriver() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var entry = jar.getJarEntry("META-INF/services/java.sql.Driver");
            assertThat(entry).isNotNull();
            var text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.strip()).isEqualTo(RedshiftDataDriver.class.getName());
        }
    }

    @Test
    void onlyThePublicPackageIsExported() {
        var descriptor = ModuleFinder.of(JAR).findAll().iterator().next().descriptor();
        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet()))
                .containsExactly("io.github.redshiftdata.jdbc");
        assertThat(descriptor.provides()).anySatisfy(provided -> {
            assertThat(provided.service()).isEqualTo("java.sql.Driver");
            assertThat(provided.providers()).containsExactly(RedshiftDataDriver.class.getName());
        });
    }

    @Test
    void theVersionIsWrittenIntoIt() {
        assertThat(new RedshiftDataDriver().getMajorVersion()).isNotNegative();
        assertThat(io.github.redshiftdata.jdbc.internal.config.DriverVersion.text())
                .doesNotContain("$")
                .isNotEqualTo("0.0");
    }
}
