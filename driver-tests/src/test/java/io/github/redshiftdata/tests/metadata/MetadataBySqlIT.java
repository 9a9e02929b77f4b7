package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.net.URI;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SQL finds outside pg_catalog: other databases, external tables and late-binding views, and what is left where
 * the views that show them are missing.
 */
class MetadataBySqlIT {

    private static final String HUB = "hub_" + ProcessHandle.current().pid();
    private static final String OTHER = "other_" + ProcessHandle.current().pid();
    private static final String BARE = "bare_" + ProcessHandle.current().pid();

    /** In Redshift these views show all databases; the emulator's show their own. */
    private static final String SHOW_THE_OTHER_DATABASE_TOO =
            """
            SET allow_system_table_mods = on;
            CREATE EXTENSION dblink SCHEMA public;
            DO $$
            DECLARE
                view text;
                columns text;
            BEGIN
                FOREACH view IN ARRAY ARRAY['svv_all_schemas', 'svv_all_tables', 'svv_all_columns'] LOOP
                    SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum)
                        INTO columns FROM pg_attribute WHERE attrelid = view::regclass;
                    EXECUTE format('CREATE OR REPLACE VIEW pg_catalog.%I AS %s UNION ALL'
                        || ' SELECT * FROM public.dblink(%L, %L) AS other(%s)', view,
                        rtrim(pg_get_viewdef(view::regclass), ';'), '{login}', 'SELECT * FROM ' || view, columns);
                END LOOP;
            END $$
            """;

    /** A view without columns is what pg_catalog knows of a late-binding one. */
    private static final String LATE_BINDING =
            """
            SET allow_system_table_mods = on;
            CREATE VIEW public.late AS SELECT;
            CREATE OR REPLACE FUNCTION pg_catalog.pg_get_late_binding_view_cols() RETURNS SETOF record LANGUAGE sql
                AS $$ SELECT * FROM (VALUES
                    ('public'::name, 'late'::name, 'name'::name, 'character varying(200)'::varchar, 2),
                    ('public', 'late', 'id', 'integer', 1),
                    ('public', 'late', 'price', 'numeric(8,2)', 3),
                    ('public', 'late', 'at', 'timestamp without time zone', 4),
                    ('public', 'another', 'id', 'integer', 1)) AS cols $$
            """;

    private static final String TABLES =
            """
            CREATE SCHEMA shop;
            CREATE TABLE shop.orders (id bigint NOT NULL, name varchar(30), code char(3), price numeric(9,2),
                whole integer DEFAULT 7, little smallint, single real, twice double precision, flag boolean, day date,
                at timestamp, zoned timestamptz);
            ALTER TABLE shop.orders DROP COLUMN flag;
            CREATE VIEW shop.seen AS SELECT id, name FROM shop.orders;
            COMMENT ON TABLE shop.orders IS 'what was ordered'
            """;

    private static final String WITHOUT_REDSHIFTS_VIEWS =
            """
            SET allow_system_table_mods = on;
            DROP VIEW pg_catalog.svv_external_schemas, pg_catalog.svv_external_columns, pg_catalog.svv_external_tables,
                pg_catalog.svv_redshift_databases, pg_catalog.svv_all_columns, pg_catalog.svv_all_tables,
                pg_catalog.svv_all_schemas CASCADE;
            DROP FUNCTION pg_catalog.pg_get_late_binding_view_cols;
            CREATE TABLE public.kept (a int);
            CREATE VIEW public.late AS SELECT
            """;

    private static TestEmulator emulator;

    @BeforeAll
    static void create() throws SQLException {
        emulator = TestEmulator.own();
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            for (var database : List.of(HUB, OTHER, BARE)) {
                statement.execute("CREATE DATABASE " + database);
            }
        }
        var postgres = URI.create(emulator.postgresUrl().substring("jdbc:".length()));
        var user = postgres.getQuery().replace('&', ' ');
        var login = "host=%s port=%d %s dbname=%s".formatted(postgres.getHost(), postgres.getPort(), user, OTHER);
        prepare(OTHER, TABLES);
        prepare(HUB, SHOW_THE_OTHER_DATABASE_TOO.replace("{login}", login), LATE_BINDING);
        prepare(BARE, WITHOUT_REDSHIFTS_VIEWS);
    }

    private static void prepare(String database, String... scripts) throws SQLException {
        // The first connection through the emulator puts Redshift's system objects in.
        connect(database).close();
        try (var connection = DriverManager.getConnection(inDatabase(emulator.postgresUrl(), database));
                var statement = connection.createStatement()) {
            for (var script : scripts) {
                statement.execute(script);
            }
        }
    }

    private static String inDatabase(String url, String database) {
        return url.replaceFirst("/dev(?=$|\\?)", "/" + database);
    }

    private static Connection connect(String database, String... parameters) throws SQLException {
        return DriverManager.getConnection(inDatabase(emulator.url(parameters), database));
    }

    @AfterAll
    static void close() throws SQLException {
        emulator.close();
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            for (var database : List.of(HUB, OTHER, BARE)) {
                statement.execute("DROP DATABASE " + database + " WITH (FORCE)");
            }
        }
    }

    // ---------------------------------------------------------------- other databases

    private static List<Map<String, String>> withoutRemarks(List<Map<String, String>> rows) {
        rows.forEach(row -> row.remove("REMARKS"));
        return rows;
    }

    /** What one connection sees of a database. */
    private interface Question {
        List<Map<String, String>> ask(DatabaseMetaData metadata, String catalog) throws SQLException;
    }

    private static final Map<String, Question> QUESTIONS = Map.of(
            "schemas", (metadata, catalog) -> MetadataRows.all(metadata.getSchemas(catalog, "sh%")),
            "tables", (metadata, catalog) -> MetadataRows.all(metadata.getTables(catalog, "shop", "%", null)),
            "columns", (metadata, catalog) -> MetadataRows.all(metadata.getColumns(catalog, "shop", "%", "%")),
            "a table", (metadata, catalog) -> MetadataRows.all(metadata.getTables(catalog, "shop", "orders", null)),
            "its columns", (metadata, catalog) -> MetadataRows.all(metadata.getColumns(catalog, "shop", "orders", "%")),
            "no table", (metadata, catalog) -> MetadataRows.all(metadata.getTables(catalog, "shop", "none", null)));

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "tables", "columns", "a table", "its columns", "no table"})
    void anotherDatabaseIsTheSameFromOutsideAsFromInside(String name) throws SQLException {
        var question = QUESTIONS.get(name);
        try (var inside = connect(OTHER);
                var byOperations = connect(HUB, "metadataSource=api");
                var byEither = connect(HUB);
                var bySql = connect(HUB, "metadataSource=sql")) {
            var expected = withoutRemarks(question.ask(inside.getMetaData(), null));
            assertThat(expected.isEmpty()).isEqualTo(name.equals("no table"));
            assertThat(withoutRemarks(question.ask(byOperations.getMetaData(), OTHER)))
                    .isEqualTo(expected);
            assertThat(withoutRemarks(question.ask(bySql.getMetaData(), OTHER))).isEqualTo(expected);
            assertThat(withoutRemarks(question.ask(byEither.getMetaData(), OTHER)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "sql"})
    void withoutACatalogOnlyTheConnectedDatabaseIsRead(String source) throws SQLException {
        try (var connection = connect(HUB, "metadataSource=" + source)) {
            var metadata = connection.getMetaData();
            assertThat(MetadataRows.column(metadata.getCatalogs(), "TABLE_CAT")).contains(HUB, OTHER, "dev");
            assertThat(MetadataRows.count(metadata.getTables(null, "shop", "%", null)))
                    .isZero();
            assertThat(MetadataRows.column(metadata.getTables(OTHER, "shop", "%", null), "TABLE_CAT"))
                    .containsOnly(OTHER)
                    .hasSize(2);
            assertThat(MetadataRows.column(metadata.getSchemas(), "TABLE_CATALOG"))
                    .containsOnly(HUB);
        }
    }

    @Test
    void theRemarksOfAnotherDatabaseComeToo() throws SQLException {
        try (var connection = connect(HUB, "metadataSource=sql")) {
            var tables = connection.getMetaData().getTables(OTHER, "shop", "orders", null);
            assertThat(MetadataRows.column(tables, "REMARKS")).containsExactly("what was ordered");
        }
    }

    // ---------------------------------------------------------------- late-binding views

    @Test
    void theColumnsOfALateBindingViewAreWorkedOut() throws SQLException {
        try (var connection = connect(HUB, "metadataSource=sql")) {
            for (var table : new String[] {"late", "l%", "%"}) {
                var rows = MetadataRows.all(connection.getMetaData().getColumns(null, "public", table, "%"));
                assertThat(rows.stream()
                                .map(row -> row.get("TABLE_NAME") + "." + row.get("COLUMN_NAME") + " "
                                        + row.get("TYPE_NAME") + " " + row.get("COLUMN_SIZE") + " "
                                        + row.get("DECIMAL_DIGITS") + " " + row.get("ORDINAL_POSITION"))
                                .filter(text -> text.startsWith("late.")))
                        .containsExactly(
                                "late.id int4 10 0 1",
                                "late.name varchar 200 null 2",
                                "late.price numeric 8 2 3",
                                "late.at timestamp 29 6 4");
            }
        }
    }

    // ---------------------------------------------------------------- temporary tables

    @Test
    void temporaryTablesOfOthersAreNotShown() throws SQLException {
        try (var theirs = connect(HUB);
                var statement = theirs.createStatement();
                var ours = connect(HUB, "metadataSource=sql")) {
            statement.execute("CREATE TEMP TABLE not_for_others (a int)");
            assertThat(MetadataRows.count(theirs.getMetaData().getTables(null, null, "not_for_others", null)))
                    .isEqualTo(1);
            assertThat(MetadataRows.count(ours.getMetaData().getTables(null, null, "not_for_others", null)))
                    .isZero();
            assertThat(MetadataRows.count(ours.getMetaData().getColumns(null, null, "not_for_others", "%")))
                    .isZero();
        }
    }

    // ---------------------------------------------------------------- where the views are missing

    @ParameterizedTest
    @ValueSource(strings = {"30", "0"})
    void aMissingViewLeavesOutOnlyWhatItShows(String cacheSeconds) throws SQLException {
        try (var connection = connect(BARE, "metadataSource=sql", "metadataCacheSeconds=" + cacheSeconds)) {
            CapturedLogs.listen();
            assertWhatIsLeft(connection.getMetaData());
            // What an account lacks for good is no trouble to be told of at every walk.
            assertThat(CapturedLogs.stop().lines())
                    .anyMatch(line -> line.startsWith("DEBUG io.github.redshiftdata.jdbc.sql "))
                    .noneMatch(line -> line.startsWith("WARN") || line.contains("OptionalSql"));
        }
    }

    private static void assertWhatIsLeft(DatabaseMetaData metadata) throws SQLException {
        assertThat(MetadataRows.column(metadata.getCatalogs(), "TABLE_CAT")).contains(BARE, OTHER);
        assertThat(MetadataRows.column(metadata.getTables(null, "public", "%", null), "TABLE_NAME"))
                .containsExactly("kept", "late");
        assertThat(MetadataRows.column(metadata.getColumns(null, "public", "%", "%"), "COLUMN_NAME"))
                .containsExactly("a");
        assertThat(MetadataRows.count(metadata.getSchemas(OTHER, "%"))).isZero();
        assertThat(MetadataRows.count(metadata.getTables(OTHER, "shop", "%", null)))
                .isZero();
        assertThat(MetadataRows.count(metadata.getColumns(OTHER, "shop", "%", "%")))
                .isZero();
    }

    @Test
    void aMissingViewDoesNotHarmAnOpenTransaction() throws SQLException {
        try (var connection = connect(BARE, "metadataSource=sql");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO kept VALUES (1)");
            assertWhatIsLeft(connection.getMetaData());
            statement.executeUpdate("INSERT INTO kept VALUES (2)");
            connection.commit();
            try (var result = statement.executeQuery("SELECT count(*) FROM kept")) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(2);
            }
            statement.execute("DELETE FROM kept");
            connection.commit();
        }
    }

    @Test
    void aMissingViewIsNotAskedForAgainAsLongAsTheCacheLives() throws SQLException {
        try (var connection = connect(BARE, "metadataSource=sql")) {
            MetadataRows.count(connection.getMetaData().getTables(OTHER, "shop", "a%", null));
            emulator.resetCalls();
            MetadataRows.count(connection.getMetaData().getTables(OTHER, "shop", "b%", null));
            assertThat(emulator.calls()).isEmpty();
        }
    }
}
