package io.github.redshiftdata.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.testcontainers.RedshiftDataContainer;
import io.github.redshiftdata.tests.metadata.MetadataRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The emulator's image and the class for Testcontainers. Skipped where no container engine runs. */
@EnabledIf(
        value = "io.github.redshiftdata.tests.packaging.EmulatorImage#canBeBuilt",
        disabledReason = "no container engine runs here")
class ContainerIT {

    @SuppressWarnings("resource") // stopped below
    private static final RedshiftDataContainer CONTAINER = new RedshiftDataContainer(EmulatorImage.NAME)
            .withCommand("--page-bytes", "10000")
            .withUrlParam("applicationName", "tests")
            .withInitScript("visits.sql");

    @BeforeAll
    static void start() throws IOException {
        EmulatorImage.build();
        CONTAINER.start();
    }

    @AfterAll
    static void stop() {
        CONTAINER.stop();
    }

    private static String text(String sql) throws SQLException {
        try (var connection = CONTAINER.createConnection("");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void theDriverNeedsTheUrlAlone() throws SQLException {
        assertThat(text("SELECT count(*) FROM sales")).isEqualTo("100000");
        try (var connection = CONTAINER.createConnection("?readOnly=true")) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("tests");
            assertThat(connection.getCatalog()).isEqualTo(CONTAINER.getDatabaseName());
            assertThat((Throwable) connection.getWarnings()).isNull();
        }
    }

    @Test
    void theInitScriptHasRun() throws SQLException {
        assertThat(text("SELECT visitor FROM visits ORDER BY visitor LIMIT 1")).isEqualTo("Ann; the first");
    }

    @Test
    void theCommandsArgumentsReachTheEmulator() throws SQLException {
        try (var connection = CONTAINER.createConnection("");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT repeat('x', 1000) FROM generate_series(1, 100)")) {
            assertThat(MetadataRows.count(rows)).isEqualTo(100);
            assertThat(connection
                            .unwrap(RedshiftDataConnection.class)
                            .getCounters()
                            .calls()
                            .get("GetStatementResult"))
                    .isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void theImageDoesNotRunAsRootAndTellsItsHealth() throws Exception {
        assertThat(CONTAINER.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
        var check = CONTAINER.getContainerInfo().getConfig().getHealthcheck();
        assertThat(check).isNotNull();
        assertThat(check.getTest()).startsWith("CMD");
        var command = check.getTest().stream().skip(1).toArray(String[]::new);
        assertThat(CONTAINER.execInContainer(command).getExitCode()).isZero();
        var ofAnotherPort =
                Arrays.stream(command).map(word -> word.replace("8192", "8193")).toArray(String[]::new);
        assertThat(CONTAINER.execInContainer(ofAnotherPort).getExitCode()).isPositive();
    }

    /** An application whose warehouse is a container. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        @ServiceConnection
        RedshiftDataContainer warehouse() {
            return new RedshiftDataContainer(EmulatorImage.NAME);
        }
    }

    @Test
    void springBootConnectsToTheContainerByItself() {
        try (var context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "spring.flyway.enabled", "false",
                        "spring.jpa.database-platform", "org.hibernate.community.dialect.PostgreSQLLegacyDialect"))
                .run()) {
            assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
                    .isEqualTo(context.getBean(RedshiftDataContainer.class).getJdbcUrl());
            assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM sales", Integer.class))
                    .isEqualTo(100_000);
        }
    }
}
