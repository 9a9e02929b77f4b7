package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every jar that is published brings its licence and its notice, and those of what it contains. */
class LicencesIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("docs")).resolve("..").normalize();
    private static final List<String> PUBLISHED = List.of("driver", "emulator", "flyway", "emulator-testcontainers");

    @TestFactory
    Stream<DynamicTest> everyJarHasItsLicence() {
        return PUBLISHED.stream()
                .flatMap(LicencesIT::jars)
                .map(jar -> DynamicTest.dynamicTest(jar.getFileName().toString(), () -> check(jar)));
    }

    private static Stream<Path> jars(String module) {
        try (var files = Files.list(PROJECT.resolve(module).resolve("target"))) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .toList();
            assertThat(jars).as(module).isNotEmpty();
            return jars.stream();
        } catch (IOException e) {
            throw new AssertionError(module + " is not built", e);
        }
    }

    private static void check(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            var notice = text(jar, "META-INF/NOTICE");
            assertThat(notice).contains("the developers of redshift-data-jdbc");
            if (notice.contains("included in LICENSE.txt")) {
                assertThat(text(jar, "META-INF/LICENSE.txt")).contains("Apache License");
            }
            if (jar.stream().anyMatch(entry -> entry.getName().matches("postgres-.*\\.txz"))) {
                assertThat(text(jar, "META-INF/LICENSE-postgresql")).contains("PostgreSQL Global Development Group");
            }
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        var entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (var in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
