package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalog by SQL: of the own database, of external schemas, of late-binding views, of other databases. */
class SqlCatalogTest {

    private static final NamePattern ALL = NamePattern.of(null);

    private final PlayedCatalog played = new PlayedCatalog();
    private final CatalogCache cache = new CatalogCache(Duration.ofSeconds(30), () -> 0);
    private final SqlCatalog catalog = new SqlCatalog(played, new OptionalSql(played::queryAside, cache), cache, "dev");

    private static SQLException denied() {
        return new SQLSyntaxErrorException("permission denied", "42501");
    }

    // ---------------------------------------------------------------- databases and schemas

    @Test
    void theDatabasesAreThoseOfTheWarehouse() throws SQLException {
        played.gives("svv_redshift_databases", row("dev"), row("shared"));
        assertThat(catalog.databases()).containsExactly("dev", "shared");
        assertThat(played.asked("pg_database")).isEmpty();
    }

    @Test
    void whereThatViewIsMissingTheyAreThoseOfTheServer() throws SQLException {
        played.fails("svv_redshift_databases", denied());
        played.gives("pg_database", row("dev"), row("padb"));
        assertThat(catalog.databases()).containsExactly("dev", "padb");
    }

    @Test
    void theSchemasAreThoseOfTheDatabase() throws SQLException {
        played.gives("pg_namespace", row("public"), row("sales"));
        played.gives("svv_all_schemas", row("there"));
        assertThat(catalog.schemas("dev")).containsExactly("public", "sales");
        assertThat(catalog.schemas("other")).containsExactly("there");
        assertThat(played.asked("svv_all_schemas")).singleElement().asString().contains("database_name = 'other'");
    }

    @Test
    void whatCannotBeReadOfAnotherDatabaseIsNothing() throws SQLException {
        played.fails("svv_all", denied());
        assertThat(catalog.schemas("other")).isEmpty();
        assertThat(catalog.tables("other", ALL, ALL)).isEmpty();
        assertThat(catalog.columns("other", ALL, ALL)).isEmpty();
    }

    // ---------------------------------------------------------------- tables

    @Test
    void theTablesAreThoseThatMatch() throws SQLException {
        played.gives("pg_class", row("public", "t", "TABLE", "a remark"), row("public", "v", "VIEW", null));
        assertThat(catalog.tables("dev", NamePattern.exactly("public"), NamePattern.of("t%")))
                .containsExactly(
                        new CatalogTable("public", "t", "TABLE", "a remark"),
                        new CatalogTable("public", "v", "VIEW", null));
        assertThat(played.asked("pg_class"))
                .singleElement()
                .asString()
                .endsWith(" AND n.nspname = 'public' AND c.relname LIKE 't%'");
    }

    @Test
    void aFailureOfTheCatalogItselfIsThrown() {
        played.fails("pg_class", denied());
        assertThatThrownBy(() -> catalog.tables("dev", ALL, ALL)).hasMessage("permission denied");
    }

    @Test
    void externalTablesAreReadWhereASchemaIsExternal() throws SQLException {
        played.gives("svv_external_schemas", row("lake"));
        played.gives("svv_external_tables", row("lake", "events"));
        assertThat(catalog.tables("dev", ALL, ALL))
                .containsExactly(new CatalogTable("lake", "events", "EXTERNAL TABLE", null));
        assertThat(catalog.tables("dev", NamePattern.exactly("public"), ALL)).isEmpty();
        assertThat(played.asked("svv_external_tables"))
                .singleElement()
                .asString()
                .endsWith("WHERE redshift_database_name = 'dev' AND TRUE AND TRUE");
        assertThat(played.asked("svv_external_schemas")).as("kept in the cache").hasSize(1);
    }

    @Test
    void withoutTheirViewsThereAreNoExternalTables() throws SQLException {
        played.fails("svv_external_schemas", denied());
        assertThat(catalog.tables("dev", ALL, ALL)).isEmpty();
        assertThat(catalog.columns("dev", ALL, ALL)).isEmpty();
        assertThat(played.asked("svv_external_tables")).isEmpty();
    }

    @Test
    void anExternalSchemaWhoseTablesCannotBeReadHasNone() throws SQLException {
        played.gives("svv_external_schemas", row("lake"));
        played.fails("svv_external_tables", denied());
        played.fails("svv_external_columns", denied());
        assertThat(catalog.tables("dev", ALL, ALL)).isEmpty();
        assertThat(catalog.columns("dev", ALL, ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "public, TABLE, TABLE",
        "public, VIEW, VIEW",
        "public, LATE BINDING VIEW, VIEW",
        "public, EXTERNAL TABLE, EXTERNAL TABLE",
        "pg_catalog, TABLE, SYSTEM TABLE",
        "information_schema, VIEW, SYSTEM VIEW",
        "pg_internal, TABLE, SYSTEM TABLE",
    })
    void aTableOfAnotherDatabaseIsOfTheTypesOfThisOne(String schema, String type, String expected) throws SQLException {
        played.gives("svv_all_tables", row(schema, "t", type, "a remark"));
        assertThat(catalog.tables("other", NamePattern.exactly("s"), NamePattern.exactly("t")))
                .containsExactly(new CatalogTable(schema, "t", expected, "a remark"));
        assertThat(played.asked("svv_all_tables"))
                .singleElement()
                .asString()
                .endsWith("database_name = 'other' AND schema_name = 's' AND table_name = 't'");
    }

    // ---------------------------------------------------------------- columns

    @Test
    void theColumnsHaveTheirTypesAndAreNumberedWithoutGaps() throws SQLException {
        played.gives(
                "pg_attribute",
                row("public", "t", "id", "int8", "-1", "t", "\"identity\"(1, 0, '1,1'::text)", "the key"),
                row("public", "t", "name", "varchar", "24", "false", "'x'", null),
                row("public", "u", "price", "numeric", "786438", "f", null, null));
        assertThat(catalog.columns("dev", NamePattern.exactly("public"), ALL))
                .containsExactly(
                        new CatalogColumn(
                                "public",
                                "t",
                                "id",
                                1,
                                "int8",
                                19,
                                0,
                                0,
                                "\"identity\"(1, 0, '1,1'::text)",
                                "the key",
                                true),
                        new CatalogColumn("public", "t", "name", 2, "varchar", 20, 0, 1, "'x'", null, false),
                        new CatalogColumn("public", "u", "price", 1, "numeric", 12, 2, 1, null, null, false));
        assertThat(played.asked("pg_attribute"))
                .singleElement()
                .asString()
                .endsWith(" AND n.nspname = 'public' AND TRUE ORDER BY n.nspname, c.relname, a.attnum");
        assertThat(played.asked("late_binding")).as("every view has columns").isEmpty();
    }

    @Test
    void aViewWithoutColumnsMakesThoseOfLateBindingViewsBeAskedFor() throws SQLException {
        played.gives("pg_attribute", row("public", "v", null, null, null, null, null, null));
        played.gives(
                "pg_get_late_binding_view_cols",
                row("public", "v", "a", "character varying(20)"),
                row("public", "v", "b", "numeric(8,2)"));
        assertThat(catalog.columns("dev", NamePattern.exactly("public"), NamePattern.exactly("v")))
                .containsExactly(
                        new CatalogColumn("public", "v", "a", 1, "varchar", 20, 0, 1, null, null, false),
                        new CatalogColumn("public", "v", "b", 2, "numeric", 8, 2, 1, null, null, false));
        assertThat(played.asked("late_binding"))
                .singleElement()
                .asString()
                .endsWith("WHERE view_schema = 'public' AND view_name = 'v' ORDER BY view_schema, view_name, col_num");
    }

    @Test
    void theColumnsOfExternalTablesHaveTheTypesOfRedshift() throws SQLException {
        played.gives("svv_external_schemas", row("lake"));
        played.gives(
                "svv_external_columns",
                row("lake", "events", "a", "string", "true"),
                row("lake", "events", "b", "decimal(8,2)", "false"),
                row("lake", "events", "c", "struct<x:int>", ""));
        assertThat(catalog.columns("dev", NamePattern.exactly("lake"), ALL))
                .containsExactly(
                        new CatalogColumn("lake", "events", "a", 1, "varchar", 65535, 0, 1, null, null, false),
                        new CatalogColumn("lake", "events", "b", 2, "numeric", 8, 2, 0, null, null, false),
                        new CatalogColumn(
                                "lake", "events", "c", 3, "super", Integer.MAX_VALUE, 0, 2, null, null, false));
        assertThat(played.asked("svv_external_columns"))
                .singleElement()
                .asString()
                .endsWith("redshift_database_name = 'dev' AND schemaname = 'lake' AND TRUE"
                        + " ORDER BY schemaname, tablename, columnnum");
        assertThat(catalog.columns("dev", NamePattern.exactly("public"), ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            delimiter = '|',
            value = {
                "character varying | 20   | NULL | NULL | varchar | 20    | 0",
                "varchar(7)        | 20   | NULL | NULL | varchar | 7     | 0",
                "numeric           | NULL | 8    | 2    | numeric | 8     | 2",
                "decimal           | NULL | 8    | 0    | numeric | 8     | 0",
                "numeric           | NULL | NULL | NULL | numeric | 0     | 0",
                "integer           | NULL | 32   | 0    | int4    | 10    | 0",
                "string            | NULL | NULL | NULL | varchar | 65535 | 0",
            })
    void aColumnOfAnotherDatabaseHasItsTypeWithTheLength(
            String type, String characters, String precision, String scale, String name, int size, int digits)
            throws SQLException {
        played.gives(
                "svv_all_columns", row("s", "t", "c", type, characters, precision, scale, "YES", null, "a remark"));
        assertThat(catalog.columns("other", ALL, ALL))
                .containsExactly(new CatalogColumn("s", "t", "c", 1, name, size, digits, 1, null, "a remark", false));
    }

    @Test
    void aColumnOfAnotherDatabaseHasItsDefaultAndItsNulls() throws SQLException {
        played.gives(
                "svv_all_columns",
                row("s", "t", "a", "integer", null, null, null, "NO", "default_identity(1, 0, '1,1')", null),
                row("s", "t", "b", "integer", null, null, null, "no", "7", null),
                row("s", "t", "c", "integer", null, null, null, null, null, null));
        assertThat(catalog.columns("other", ALL, ALL))
                .extracting(CatalogColumn::position, CatalogColumn::nullable, CatalogColumn::identity)
                .containsExactly(tuple(1, 0, true), tuple(2, 0, false), tuple(3, 1, false));
        assertThat(catalog.columns("other", ALL, ALL))
                .extracting(CatalogColumn::defaultValue)
                .containsExactly("default_identity(1, 0, '1,1')", "7", null);
        assertThat(played.asked("svv_all_columns").get(0))
                .endsWith("ORDER BY schema_name, table_name, ordinal_position");
    }

    // ---------------------------------------------------------------- small readers

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"t, true", "true, true", "f, false", "T, false", "NULL, false"})
    void aBooleanOfTheCatalogIsReadAsText(String text, boolean value) {
        assertThat(SqlCatalog.isTrue(text)).isEqualTo(value);
    }

    @Test
    void aTextThatIsMissingIsEmpty() {
        assertThat(SqlCatalog.text(row("a", null), 0)).isEqualTo("a");
        assertThat(SqlCatalog.text(row("a", null), 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"identity\"(1,0)         | true",
                "identity(1,1)             | true",
                "\"default_identity\"(1,0) | true",
                "DEFAULT_IDENTITY(1,0)     | true",
                "identity                  | false",
                "7                         | false",
                "'identity(1,1)'           | false",
            })
    void aDefaultThatCountsIsAnIdentity(String defaultValue, boolean identity) {
        assertThat(IdentityDefault.is(defaultValue)).isEqualTo(identity);
    }
}
