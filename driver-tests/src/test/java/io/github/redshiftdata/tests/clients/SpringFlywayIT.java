package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Flyway, in the version of Spring Boot, as that starts it: through the pool, before the application. */
@Tag("flyway")
@Tag("flyway-of-spring-boot")
class SpringFlywayIT {

    private static final TestEmulator EMULATOR = TestEmulator.shared();

    @TempDir
    private Path scripts;

    /** An application with what Boot configures by itself. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private ConfigurableApplicationContext boot(Map<String, Object> settings) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode",
                        "off",
                        "spring.datasource.url",
                        EMULATOR.url(),
                        "spring.datasource.driver-class-name",
                        "io.github.redshiftdata.jdbc.RedshiftDataDriver",
                        "spring.flyway.locations",
                        "filesystem:" + scripts,
                        "spring.jpa.database-platform",
                        "org.hibernate.community.dialect.PostgreSQLLegacyDialect"))
                .properties(settings)
                .run();
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    @Test
    void theApplicationFindsItsTablesMigrated() throws IOException, SQLException {
        var schema = EMULATOR.newSchema();
        script("V1__visits.sql", "CREATE TABLE visits (visitor VARCHAR(40)) DISTSTYLE EVEN;\n");
        script("V2__first.sql", "INSERT INTO visits VALUES ('Ann');\n");
        try (var context =
                boot(Map.of("spring.flyway.schemas", schema, "spring.datasource.hikari.maximum-pool-size", "2"))) {
            assertThat(context.getBean(Flyway.class).info().applied()).hasSize(2);
            assertThat(context.getBean(JdbcTemplate.class)
                            .queryForList("SELECT visitor FROM " + schema + ".visits", String.class))
                    .containsExactly("Ann");
        }
    }

    @Test
    void flywayMayHaveAConnectionOfItsOwn() throws IOException, SQLException {
        var schema = EMULATOR.newSchema();
        script("V1__visits.sql", "CREATE TABLE visits (visitor VARCHAR(40));\n");
        try (var context = boot(Map.of(
                "spring.flyway.schemas",
                schema,
                "spring.flyway.url",
                EMULATOR.url(),
                "spring.flyway.driver-class-name",
                "io.github.redshiftdata.jdbc.RedshiftDataDriver",
                "spring.datasource.hikari.maximum-pool-size",
                "1"))) {
            assertThat(context.getBean(Flyway.class).info().applied()).hasSize(1);
        }
    }
}
