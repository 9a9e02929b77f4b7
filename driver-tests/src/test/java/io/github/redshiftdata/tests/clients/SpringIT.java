package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataMetrics;
import io.github.redshiftdata.tests.support.TestEmulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JDBC support and a Spring Boot application. */
class SpringIT {

    private static final TestEmulator EMULATOR = TestEmulator.shared();

    private String schema;
    private RedshiftDataDataSource dataSource;
    private JdbcTemplate jdbc;

    @BeforeEach
    void createTable() throws SQLException {
        schema = EMULATOR.newSchema();
        dataSource = new RedshiftDataDataSource();
        dataSource.setUrl(EMULATOR.url());
        dataSource.setCurrentSchema(schema);
        jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("CREATE TABLE item (id INT NOT NULL, name VARCHAR(40), price DECIMAL(10,2), day DATE,"
                + " at TIMESTAMP, good BOOLEAN)");
    }

    @AfterEach
    void dropSchema() {
        jdbc.execute("DROP SCHEMA " + schema + " CASCADE");
    }

    private void insert(int id, String name) {
        jdbc.update("INSERT INTO item (id, name) VALUES (?, ?)", id, name);
    }

    private int rows() {
        return jdbc.queryForObject("SELECT count(*) FROM item", Integer.class);
    }

    @Test
    void jdbcTemplateWritesAndReadsEveryType() {
        var day = LocalDate.of(2024, 2, 29);
        var at = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000);
        jdbc.update("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", 1, "it's", new BigDecimal("1.50"), day, at, true);
        jdbc.update("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", 2, null, null, null, null, null);

        var row = jdbc.queryForObject(
                "SELECT * FROM item WHERE id = ?",
                (found, number) -> List.of(
                        found.getString("name"),
                        found.getBigDecimal("price"),
                        found.getObject("day", LocalDate.class),
                        found.getObject("at", LocalDateTime.class),
                        found.getBoolean("good")),
                1);
        assertThat(row).isEqualTo(List.of("it's", new BigDecimal("1.50"), day, at, true));
        var empty = jdbc.queryForMap("SELECT * FROM item WHERE id = ?", 2);
        assertThat(empty).containsEntry("name", null).containsEntry("day", null);
    }

    @Test
    void aBatchIsWrittenAtOnce() {
        var counts = jdbc.batchUpdate(
                "INSERT INTO item (id, name) VALUES (?, ?)",
                List.of(new Object[] {1, "a"}, new Object[] {2, null}, new Object[] {3, "c"}));
        assertThat(Arrays.stream(counts)).hasSize(3);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void namedParametersMayBeLists() {
        insert(1, "a");
        insert(2, "b");
        insert(3, "c");
        var named = new NamedParameterJdbcTemplate(jdbc);
        assertThat(named.queryForList(
                        "SELECT name FROM item WHERE id IN (:ids) AND name <> :not ORDER BY id",
                        Map.of("ids", List.of(1, 2, 3), "not", "b"),
                        String.class))
                .containsExactly("a", "c");
    }

    @Test
    void simpleJdbcInsertReadsTheColumnsFromTheMetadata() {
        var insert = new SimpleJdbcInsert(dataSource).withSchemaName(schema).withTableName("item");
        assertThat(insert.execute(Map.of("id", 7, "name", "seven", "day", LocalDate.of(2024, 1, 1))))
                .isEqualTo(1);
        assertThat(insert.executeBatch(new MapSqlParameterSource("id", 8), new MapSqlParameterSource("id", 9)))
                .hasSize(2);
        assertThat(jdbc.queryForObject("SELECT name FROM item WHERE id = 7", String.class))
                .isEqualTo("seven");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aStreamReadsTheRowsOneByOne() {
        jdbc.setFetchSize(100);
        try (var names =
                jdbc.queryForStream("SELECT generate_series(1, 1000) AS n", (found, number) -> found.getInt("n"))) {
            assertThat(names.mapToInt(n -> n).sum()).isEqualTo(500_500);
        }
    }

    /** Statements that fail, with the SQLSTATE of the failure and Spring's exception. */
    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments("SELEKT 1", "42601", BadSqlGrammarException.class),
                arguments("SELECT * FROM no_such_table", "42P01", BadSqlGrammarException.class),
                arguments("SELECT no_such_column FROM item", "42703", BadSqlGrammarException.class),
                arguments("SELECT no_such_function(1)", "42883", BadSqlGrammarException.class),
                arguments("SELECT 1 / 0", "22012", DataIntegrityViolationException.class),
                arguments("SELECT 'x'::int", "22P02", DataIntegrityViolationException.class),
                arguments("SELECT 32767::smallint + 1::smallint", "22003", DataIntegrityViolationException.class),
                arguments("INSERT INTO item (id) VALUES (NULL)", "23502", DataIntegrityViolationException.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedStatementBecomesSpringsException(
            String sql, String state, Class<? extends DataAccessException> expected) {
        assertThatThrownBy(() -> jdbc.execute(sql)).isInstanceOf(expected).satisfies(e -> assertThat(stateOf(e))
                .isEqualTo(state));
    }

    private static @Nullable String stateOf(Throwable translated) {
        return ((SQLException) translated.getCause()).getSQLState();
    }

    @Test
    void aStatementThatIsEndedIsAQueryTimeout() throws Exception {
        jdbc.setQueryTimeout(1);
        assertThatThrownBy(() -> jdbc.queryForList("SELECT pg_sleep(60)")).isInstanceOf(QueryTimeoutException.class);
        jdbc.setQueryTimeout(0);
        try (var own = TestEmulator.own()) {
            var slow = new RedshiftDataDataSource();
            slow.setUrl(own.url());
            var running =
                    new FutureTask<>(() -> new JdbcTemplate(slow).execute((StatementCallback<Boolean>) statement -> {
                        new Thread(() -> cancelWhenRunning(own, statement)).start();
                        return statement.execute("SELECT pg_sleep(60)");
                    }));
            running.run();
            assertThatThrownBy(running::get).cause().isInstanceOf(QueryTimeoutException.class);
        }
    }

    private static void cancelWhenRunning(TestEmulator emulator, Statement statement) {
        try {
            emulator.awaitRunning(1);
            statement.cancel();
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAbortedTransactionIsUncategorized() {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    assertThatThrownBy(() -> jdbc.queryForList("SELECT 1 / 0")).isNotNull();
                    jdbc.queryForList("SELECT 1");
                }))
                .isInstanceOf(UncategorizedSQLException.class)
                .satisfies(e -> assertThat(stateOf(e)).isEqualTo("25P02"));
    }

    @Test
    void whatTheServiceCannotDoIsAWrongUseOfTheApi() {
        assertThatThrownBy(() -> jdbc.execute((ConnectionCallback<Object>) Connection::createClob))
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .satisfies(e -> assertThat(stateOf(e)).isEqualTo("0AR00"));
    }

    @Test
    void aFailedBatchKeepsTheCountsAndShowsTheCause() {
        assertThatThrownBy(() -> jdbc.batchUpdate(
                        "INSERT INTO item (id, name) VALUES (1, 'a')", "INSERT INTO item (id) VALUES (NULL)"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusedCredentialsAndALostSessionAreToldApart() throws SQLException {
        try (var own = TestEmulator.own();
                var connection = own.connect()) {
            var single = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            own.emulator()
                    .faults()
                    .on("ExecuteStatement")
                    .once()
                    .error("UnrecognizedClientException", 403, "The security token included in the request is invalid");
            assertThatThrownBy(() -> single.queryForList("SELECT 1"))
                    .isInstanceOf(PermissionDeniedDataAccessException.class)
                    .satisfies(e -> assertThat(stateOf(e)).isEqualTo("28000"));
            single.execute("CREATE TEMP TABLE kept (a INT)");
            own.emulator()
                    .killSession(String.valueOf(
                            connection.unwrap(RedshiftDataConnection.class).getSessionId()));
            assertThatThrownBy(() -> single.queryForList("SELECT * FROM kept"))
                    .isInstanceOf(DataAccessResourceFailureException.class)
                    .satisfies(e -> assertThat(stateOf(e)).isEqualTo("08006"));
        }
    }

    /** What retry logic and exception handlers of Spring applications look at. */
    @Test
    void aMissingPermissionAndAUsedUpQuotaAreToldApart() throws SQLException {
        var role = schema + "_reader";
        try (var postgres = DriverManager.getConnection(EMULATOR.postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("CREATE ROLE " + role);
        }
        var reader = new RedshiftDataDataSource();
        reader.setUrl(EMULATOR.url("dbUser=" + role));
        assertThatThrownBy(() -> new JdbcTemplate(reader).queryForList("SELECT * FROM " + schema + ".item"))
                .isInstanceOf(BadSqlGrammarException.class)
                .extracting(e -> ((SQLException) e.getCause()).getSQLState())
                .isEqualTo("42501");

        try (var small = TestEmulator.own(TestEmulator.options().withMost(500, 1));
                var first = small.connect()) {
            assertThat(first.isValid(1)).isTrue();
            var second = new RedshiftDataDataSource();
            second.setUrl(small.url("lazyConnect=true", "queryTimeout=1"));
            assertThatThrownBy(() -> new JdbcTemplate(second).queryForList("SELECT 1"))
                    .isInstanceOf(TransientDataAccessResourceException.class)
                    .extracting(e -> ((SQLException) e.getCause()).getSQLState())
                    .isEqualTo("53400");
        }
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Test
    void aTransactionCommits() {
        transaction().executeWithoutResult(status -> {
            insert(1, "a");
            insert(2, "b");
            assertThat(rows()).isEqualTo(2);
        });
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aTransactionThatFailsRollsBack() {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    insert(1, "a");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(rows()).isZero();
        transaction().executeWithoutResult(status -> {
            insert(1, "a");
            status.setRollbackOnly();
        });
        assertThat(rows()).isZero();
    }

    @Test
    void aReadOnlyTransactionReads() {
        insert(1, "a");
        var template = transaction();
        template.setReadOnly(true);
        assertThat(template.<Integer>execute(status -> rows())).isEqualTo(1);
        assertThatThrownBy(() -> template.executeWithoutResult(status -> insert(2, "b")))
                .isInstanceOf(DataAccessException.class);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void everyIsolationLevelIsAccepted() {
        for (var level : List.of(
                TransactionDefinition.ISOLATION_READ_COMMITTED,
                TransactionDefinition.ISOLATION_REPEATABLE_READ,
                TransactionDefinition.ISOLATION_SERIALIZABLE)) {
            var template = transaction();
            template.setIsolationLevel(level);
            template.executeWithoutResult(status -> insert(level, "x"));
        }
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void theTimeoutOfATransactionEndsItsStatement() {
        var template = transaction();
        template.setTimeout(1);
        assertThatThrownBy(() -> template.executeWithoutResult(status -> {
                    insert(1, "a");
                    jdbc.queryForList("SELECT pg_sleep(60)");
                }))
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(rows()).isZero();
    }

    /** An application with what Boot configures by itself, and the meters of the driver. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RedshiftDataMetrics redshiftDataMetrics() {
            return new RedshiftDataMetrics();
        }
    }

    /** The lines of the manual, with another address and size of the pool. */
    private static ConfigurableApplicationContext boot(TestEmulator emulator, int connections) throws IOException {
        var page = Files.readString(Path.of(System.getProperty("docs"), "tools", "spring.md"));
        var lines = new Properties();
        lines.load(new StringReader(
                page.substring(page.indexOf("```properties\n") + 14, page.indexOf("```\n\n`embedded`"))));
        assertThat(lines.setProperty("spring.datasource.url", emulator.url())).isNotNull();
        lines.setProperty("spring.datasource.hikari.maximum-pool-size", Integer.toString(connections));
        lines.setProperty("spring.datasource.hikari.data-source-properties.applicationName", "reports");
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(lines)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        // Other tests need Flyway and Hibernate on the class path.
                        "spring.flyway.enabled", "false",
                        "spring.jpa.database-platform", "org.hibernate.dialect.PostgreSQLDialect",
                        "management.endpoint.health.show-components", "always",
                        "management.endpoint.health.show-details", "always"))
                .run();
    }

    @Test
    @Tag("pool")
    @Timeout(60)
    void aBootApplicationStartsWithAFewLinesAndIsHealthy() throws IOException, InterruptedException {
        try (var own = TestEmulator.own()) {
            try (var context = boot(own, 5)) {
                var template = context.getBean(JdbcTemplate.class);
                assertThat(template.queryForObject("SELECT 1 + 1", Integer.class))
                        .isEqualTo(2);
                assertThat(template.execute(
                                (ConnectionCallback<String>) connection -> connection.getClientInfo("ApplicationName")))
                        .isEqualTo("reports");
                var health = (Health) context.getBean(HealthEndpoint.class).healthForPath("db");
                assertThat(health.getStatus()).isEqualTo(Status.UP);
                assertThat(health.getDetails())
                        .containsEntry("database", "Redshift")
                        .containsEntry("validationQuery", "isValid()");
                assertThat(context.getBean(MeterRegistry.class)
                                .get("redshift.data.calls")
                                .tag("operation", "ExecuteStatement")
                                .functionCounters())
                        .anyMatch(counter -> counter.count() > 0);
            }
            own.awaitSessions(0);
        }
    }

    @Test
    @Tag("pool")
    void theTransactionsOfABootApplicationLeaveItsPooledConnectionsAsTheyWere() throws IOException {
        try (var own = TestEmulator.own();
                var context = boot(own, 1)) {
            var template = context.getBean(JdbcTemplate.class);
            var transactions = context.getBean(PlatformTransactionManager.class);
            var item = schema + ".item";

            new TransactionTemplate(transactions)
                    .executeWithoutResult(status -> template.update("INSERT INTO " + item + " (id) VALUES (1)"));
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                template.update("INSERT INTO " + item + " (id) VALUES (2)");
                status.setRollbackOnly();
            });
            var strict = new TransactionTemplate(transactions);
            strict.setReadOnly(true);
            strict.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
            assertThatThrownBy(() -> strict.executeWithoutResult(
                            status -> template.update("INSERT INTO " + item + " (id) VALUES (3)")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("read-only");
            var hasty = new TransactionTemplate(transactions);
            hasty.setTimeout(1);
            assertThatThrownBy(() -> hasty.executeWithoutResult(status -> {
                        template.update("INSERT INTO " + item + " (id) VALUES (4)");
                        template.queryForList("SELECT pg_sleep(60)");
                    }))
                    .isInstanceOf(QueryTimeoutException.class);
            assertThatThrownBy(() -> template.execute((ConnectionCallback<Object>) Connection::createBlob))
                    .isInstanceOf(InvalidDataAccessApiUsageException.class);

            // The same connection, in autocommit mode, writable, and nothing left behind.
            template.update("INSERT INTO " + item + " (id) VALUES (5)");
            assertThat(template.queryForList("SELECT id FROM " + item + " ORDER BY id", Integer.class))
                    .containsExactly(1, 5);
            assertThat(own.emulator().openSessions()).isEqualTo(1);
        }
    }
}
