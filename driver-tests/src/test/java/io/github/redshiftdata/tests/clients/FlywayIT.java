package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway in several versions, each in a run of its own; Flyway is given a DataSource or, with the plugin, a URL. */
@Tag("flyway")
class FlywayIT {

    /** How Flyway gets its connections. */
    enum Way {
        DATA_SOURCE,
        URL
    }

    private static final TestEmulator EMULATOR = TestEmulator.shared();

    @TempDir
    private Path scripts;

    private String schema;

    @BeforeEach
    void writeScripts() throws Exception {
        schema = EMULATOR.newSchema();
        script(
                "V1__shop.sql",
                """
                CREATE TABLE item (id INT NOT NULL, name VARCHAR(40), added TIMESTAMP) DISTSTYLE EVEN SORTKEY (id);
                INSERT INTO item VALUES (1, 'it''s; one', '2024-02-29 12:00:00');
                INSERT INTO item VALUES (2, NULL, NULL);
                CREATE VIEW named AS SELECT id FROM item WHERE name IS NOT NULL;
                SELECT count(*) FROM item;
                """);
        script("V2__more.sql", "ALTER TABLE item ADD COLUMN price DECIMAL(10,2);\n");
    }

    @AfterEach
    void drop() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        execute("DROP SCHEMA IF EXISTS " + schema + "_b CASCADE");
    }

    @ParameterizedTest
    @EnumSource
    void migratesOnceAndIsThenUpToDate(Way way) throws SQLException {
        var flyway = flyway(way).load();
        assertThat(flyway.info().pending()).hasSize(2);

        var first = flyway.migrate();
        assertThat(first.success).isTrue();
        assertThat(first.migrationsExecuted).isEqualTo(2);
        assertThat(query("SELECT count(*) FROM " + schema + ".item")).isEqualTo("2");
        assertThat(query("SELECT id FROM " + schema + ".named")).isEqualTo("1");

        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).extracting(MigrationInfo::getState).containsOnly(MigrationState.SUCCESS);
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedScriptIsFoundAndRepaired(Way way) throws IOException {
        var flyway = flyway(way).load();
        flyway.migrate();
        script("V2__more.sql", "ALTER TABLE item ADD COLUMN cost DECIMAL(10,2);\n");
        assertThat(flyway.validateWithResult().validationSuccessful).isFalse();
        assertThat(flyway.repair().migrationsAligned).hasSize(1);
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anOldSchemaGetsABaseline(Way way) throws SQLException {
        execute("CREATE TABLE " + schema + ".old (a INT)");
        var flyway = flyway(way).baselineVersion("1").load();
        assertThat(flyway.baseline().successfullyBaselined).isTrue();
        assertThat(flyway.info().current().getState()).isEqualTo(MigrationState.BASELINE);
        assertThat(flyway.info().pending()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void cleanLeavesAnEmptySchema(Way way) throws Exception {
        script(
                "V3__function.sql",
                """
                CREATE FUNCTION twice(a INT) RETURNS INT IMMUTABLE AS $$
                  SELECT $1 * 2; -- not the end; nor this
                $$ LANGUAGE sql;
                CREATE PROCEDURE nothing(a INT) AS $body$
                BEGIN
                  RAISE INFO 'it''s; %', a;
                END;
                $body$ LANGUAGE plpgsql;
                """);
        var flyway = flyway(way).load();
        flyway.migrate();
        assertThat(query("SELECT " + schema + ".twice(21)")).isEqualTo("42");
        flyway.clean();
        assertThat(query("SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = '" + schema + "'"))
                .isEqualTo("0");
        assertThat(query("SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                        + " WHERE n.nspname = '" + schema + "'"))
                .isEqualTo("0");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aMigrationThatFailsLeavesNothingBehind(Way way) throws Exception {
        script(
                "V3__wrong.sql",
                """
                CREATE TABLE half (a INT);
                INSERT INTO item SELECT * FROM no_such_table;
                """);
        var flyway = flyway(way).load();
        assertThatThrownBy(flyway::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("42P01")
                .hasMessageContaining("no_such_table");
        assertThat(query("SELECT count(*) FROM " + schema + ".flyway_schema_history WHERE version = '3'"))
                .isEqualTo("0");
        assertThat(query("SELECT count(*) FROM information_schema.tables WHERE table_schema = '" + schema
                        + "' AND table_name = 'half'"))
                .isEqualTo("0");
        assertThat(flyway.info().current().getVersion().getVersion()).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void aScriptWithVacuumRunsOutsideATransaction(Way way) throws IOException {
        script("V3__vacuum.sql", "VACUUM item;\n");
        assertThat(flyway(way).load().migrate().migrationsExecuted).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatableScriptRunsAgainWhenItChanges(Way way) throws IOException {
        script("R__view.sql", "CREATE OR REPLACE VIEW cheap AS SELECT id FROM item WHERE price < 1;\n");
        var flyway = flyway(way).load();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
        script("R__view.sql", "CREATE OR REPLACE VIEW cheap AS SELECT id FROM item WHERE price < 2;\n");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void twoSchemasAreManagedAndTheMissingOneIsCreated(Way way) throws Exception {
        script("V3__other.sql", "CREATE TABLE ${other}.there (a INT);\n");
        var flyway = flyway(way)
                .schemas(schema, schema + "_b")
                .placeholders(Map.of("other", schema + "_b"))
                .load();
        flyway.migrate();
        assertThat(query("SELECT count(*) FROM " + schema + "_b.there")).isEqualTo("0");
        assertThat(query("SELECT count(*) FROM " + schema + ".item")).isEqualTo("2");
        flyway.clean();
        assertThat(query("SELECT count(*) FROM information_schema.tables WHERE table_schema LIKE '" + schema + "%'"))
                .isEqualTo("0");
    }

    @Test
    @Tag("newest-flyway")
    void withoutThePluginFlywayItselfSaysWhatIsMissing() throws Exception {
        try (var loader = new URLClassLoader(
                classPathWithout("redshift-data-flyway", "flyway/target"), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> migrate(loader, EMULATOR.url()))
                    .rootCause()
                    .hasMessageContaining("No Flyway database plugin found to handle jdbc:redshift-data:");
        }
    }

    @Test
    void theVersionIsTheOneOfThisRun() {
        assertThat(Flyway.class.getProtectionDomain().getCodeSource().getLocation())
                .asString()
                .endsWith("flyway-core-" + System.getProperty("flyway.version") + ".jar");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("newest-flyway")
    void flywayForAnotherDatabaseIsUntouched(boolean withPlugin) throws Exception {
        script("V1__shop.sql", "CREATE TABLE item (id SERIAL);\n");
        script("V2__more.sql", "CREATE INDEX item_id ON item USING brin (id);\n");
        var urls = withPlugin
                ? classPathWithout("nothing of this name")
                : classPathWithout("redshift-data-flyway", "flyway/target", "flyway-database-redshift");
        try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.loadClass(RedshiftDataDriver.class.getName())).isNotNull();
            migrate(loader, EMULATOR.postgresUrl());
        }
        assertThat(query("SELECT count(*) FROM " + schema + ".flyway_schema_history WHERE success"))
                .isEqualTo("2");
    }

    @Test
    void theDriverAloneBringsNothingIntoFlyway() throws Exception {
        var driver =
                RedshiftDataDriver.class.getProtectionDomain().getCodeSource().getLocation();
        try (var alone = new URLClassLoader(new URL[] {driver}, ClassLoader.getPlatformClassLoader())) {
            assertThat(alone.getResource("META-INF/services/java.sql.Driver")).isNotNull();
            assertThat(alone.getResource("META-INF/services/org.flywaydb.core.extensibility.Plugin"))
                    .isNull();
        }
    }

    /** Migrates by URL with the Flyway of a class loader, which shares no class with this test. */
    private void migrate(ClassLoader loader, String url) throws ReflectiveOperationException {
        var flyway = loader.loadClass("org.flywaydb.core.Flyway");
        var configuration = flyway.getMethod("configure", ClassLoader.class).invoke(null, loader);
        var type = configuration.getClass();
        type.getMethod("dataSource", String.class, String.class, String.class).invoke(configuration, url, null, null);
        type.getMethod("locations", String[].class)
                .invoke(configuration, (Object) new String[] {"filesystem:" + scripts});
        type.getMethod("schemas", String[].class).invoke(configuration, (Object) new String[] {schema});
        flyway.getMethod("migrate").invoke(type.getMethod("load").invoke(configuration));
    }

    private static URL[] classPathWithout(String... parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(parts).noneMatch(entry::contains))
                .map(Path::of)
                .map(FlywayIT::location)
                .toArray(URL[]::new);
    }

    private static URL location(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path.toString(), e);
        }
    }

    private FluentConfiguration flyway(Way way) {
        var configuration = Flyway.configure()
                .locations("filesystem:" + scripts)
                .schemas(schema)
                .cleanDisabled(false);
        return switch (way) {
            case DATA_SOURCE -> {
                var dataSource = new RedshiftDataDataSource();
                dataSource.setUrl(EMULATOR.url());
                yield configuration.dataSource(dataSource);
            }
            case URL -> configuration.dataSource(EMULATOR.url(), null, null);
        };
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = EMULATOR.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var connection = EMULATOR.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return String.join(",", values);
    }
}
