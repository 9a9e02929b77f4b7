package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.TableEntry;
import io.github.redshiftdata.jdbc.internal.config.ConfigReader;
import io.github.redshiftdata.jdbc.internal.config.ConfigurationException;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.EmbeddedEndpoint;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {

    private final PlayedCatalog played = new PlayedCatalog();
    private final Metadata metadata = new Metadata(config("&metadataSource=api"), played, played, () -> 0);

    private static DriverConfig config(String parameters) {
        var url = "jdbc:redshift-data://reports:eu-west-1/dev?serverless=true" + parameters;
        try {
            return ConfigReader.read(url, new Properties(), 0, EmbeddedEndpoint.onTheClassPath());
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static ColumnMetadata column(
            String table, String name, String type, int precision, int scale, int nullable, String defaultValue) {
        return new ColumnMetadata(
                name, name, type, precision, scale, 0, nullable, true, false, false, "public", table, defaultValue);
    }

    @BeforeEach
    void fill() {
        played.databases.add("other");
        played.schemas.addAll(List.of("public", "sales", "pg_catalog"));
        played.tables.add(new TableEntry("public", "t", "TABLE"));
        played.tables.add(new TableEntry("public", "v", "VIEW"));
        played.columns.add(column("t", "id", "int8", 19, 0, 0, "\"identity\"(1, 0, '1,1'::text)"));
        played.columns.add(column("t", "name", "varchar", 20, 0, 1, "'x'"));
        played.columns.add(column("t", "ratio", "float8", 17, 17, 2, ""));
    }

    // ---------------------------------------------------------------- databases and schemas

    @Test
    void theOwnDatabaseIsAlwaysAmongTheCatalogs() throws SQLException {
        assertThat(Rows.of(metadata.catalogs())).containsExactly("dev", "other");
        played.databases.remove("dev");
        metadata.changed();
        assertThat(Rows.of(metadata.catalogs())).containsExactly("dev", "other");
    }

    @Test
    void theSchemasAreThoseOfADatabase() throws SQLException {
        assertThat(Rows.of(metadata.schemas(null, null))).containsExactly("pg_catalog dev", "public dev", "sales dev");
        assertThat(Rows.of(metadata.schemas("dev", "s%"))).containsExactly("sales dev");
        assertThat(Rows.of(metadata.schemas("other", "s%"))).containsExactly("sales other");
        assertThat(Rows.of(metadata.schemas(null, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"NULL, 2", "dev, 2", "other, 2", "'', 0", "missing, 0"})
    void aDatabaseThatThereIsNotHasNothing(String database, int tables) throws SQLException {
        assertThat(Rows.of(metadata.tables(database, null, null, null))).hasSize(tables);
        assertThat(Rows.of(metadata.schemas(database, null))).hasSize(tables == 0 ? 0 : 3);
        assertThat(Rows.of(metadata.columns(database, null, null, null))).hasSize(tables == 0 ? 0 : 3);
    }

    // ---------------------------------------------------------------- tables

    @Test
    void theTableTypesAreSorted() {
        assertThat(Rows.of(metadata.tableTypes()))
                .containsExactly(
                        "EXTERNAL TABLE",
                        "SYSTEM TABLE",
                        "SYSTEM VIEW",
                        "TABLE",
                        "TEMPORARY TABLE",
                        "TEMPORARY VIEW",
                        "VIEW");
    }

    @Test
    void aTableIsARowOfTheJavadoc() throws SQLException {
        assertThat(Rows.of(metadata.tables(null, null, null, null)))
                .containsExactly(
                        "dev public t TABLE null null null null null null",
                        "dev public v VIEW null null null null null null");
    }

    @Test
    void theTypesChooseTables() throws SQLException {
        assertThat(Rows.of(metadata.tables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
                .containsExactly("v");
        assertThat(Rows.of(metadata.tables(null, null, null, new String[] {"VIEW", "TABLE"})))
                .hasSize(2);
        assertThat(Rows.of(metadata.tables(null, "public", "t", null), "TABLE_NAME"))
                .containsExactly("t");
    }

    @Test
    void typesThatThereAreNotAreNoQuestion() throws SQLException {
        assertThat(Rows.of(metadata.tables(null, null, null, new String[] {"SYNONYM"})))
                .isEmpty();
        assertThat(Rows.of(metadata.tables(null, null, null, new String[0]))).isEmpty();
        assertThat(played.asked).isEmpty();
    }

    // ---------------------------------------------------------------- columns

    @Test
    void aColumnIsARowOfTheJavadoc() throws SQLException {
        assertThat(Rows.of(metadata.columns(null, "public", "t", null)))
                .containsExactly(
                        "dev public t id -5 int8 19 null 0 10 0 null \"identity\"(1, 0, '1,1'::text)"
                                + " null null null 1 NO null null null null YES NO",
                        "dev public t name 12 varchar 20 null null 10 1 null 'x' null null 20 2 YES"
                                + " null null null null NO NO",
                        "dev public t ratio 8 float8 17 null null 10 2 null null null null null 3 "
                                + " null null null null NO NO");
    }

    @Test
    void aPatternChoosesColumnsAndKeepsTheirPositions() throws SQLException {
        assertThat(Rows.of(metadata.columns(null, null, null, "na%"), "COLUMN_NAME", "ORDINAL_POSITION"))
                .containsExactly("name 2");
        assertThat(Rows.of(metadata.columns(null, null, null, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, NO", "1, YES", "2, ''"})
    void nullableIsTheSameAsAWord(int nullable, String word) {
        assertThat(Metadata.yesNo(nullable)).isEqualTo(word);
    }

    // ---------------------------------------------------------------- privileges

    @Test
    void thePrivilegesOfATableAreSorted() throws SQLException {
        played.gives("relacl", row("public", "t", "owner", "{owner=rw/owner,me=r/owner}"));
        assertThat(Rows.of(metadata.tablePrivileges(null, "public", "t")))
                .containsExactly(
                        "dev public t owner owner SELECT YES",
                        "dev public t owner me SELECT NO",
                        "dev public t owner owner UPDATE YES");
        assertThat(Rows.of(metadata.tablePrivileges("dev", null, null))).hasSize(3);
        assertThat(Rows.of(metadata.tablePrivileges("other", null, null))).isEmpty();
    }

    @Test
    void thePrivilegesOfAColumnAreThoseOfItsTable() throws SQLException {
        played.gives(
                "relacl",
                row("public", "t", "owner", "{me=r*/owner}"),
                row("public", "u", "owner", "{me=w/owner}"),
                row("sales", "t", "owner", "{me=w/owner}"));
        assertThat(Rows.of(metadata.columnPrivileges(null, "public", "t", "n%")))
                .containsExactly("dev public t name owner me SELECT YES");
        assertThat(Rows.of(metadata.columnPrivileges("dev", "public", "%", null)))
                .containsExactly(
                        "dev public t id owner me SELECT YES",
                        "dev public t name owner me SELECT YES",
                        "dev public t ratio owner me SELECT YES");
        played.gives("relacl", row("public", "t", "owner", "{me=r/owner}"));
        assertThat(Rows.of(metadata.columnPrivileges(null, "public", "t", "name"), "IS_GRANTABLE"))
                .containsExactly("NO");
        assertThat(Rows.of(metadata.columnPrivileges("other", "public", "t", null)))
                .isEmpty();
        assertThat(Rows.of(metadata.columnPrivileges(null, "pub%", "t", null))).isEmpty();
    }

    // ---------------------------------------------------------------- sources

    private static List<String> schemas(Metadata of) throws SQLException {
        return Rows.of(of.schemas(null, null), "TABLE_SCHEM");
    }

    @Test
    void theCatalogIsReadBySqlWhereTheUserWantsThat() throws SQLException {
        played.gives("pg_namespace", row("by_sql"));
        assertThat(schemas(new Metadata(config("&metadataSource=sql"), played, played, () -> 0)))
                .containsExactly("by_sql");
        assertThat(played.asked("List")).isEmpty();
        assertThat(schemas(metadata)).hasSize(3);
    }

    @Test
    void keysAndRoutinesAreThoseOfTheSameDatabase() throws SQLException {
        played.gives("pg_constraint", row("public", "t", "t_pk", "p  ff", "id", "1", "{1}", null, null, null));
        played.gives("pg_proc_info", row("public", "p", "1", "p", "f", "0", "", null, null, null, null));
        assertThat(Rows.of(metadata.keys().primaryKeys(tables("t")))).containsExactly("dev public t id 1 t_pk");
        assertThat(Rows.of(metadata.routines().procedures(null, null, null), "PROCEDURE_NAME"))
                .containsExactly("p");
    }

    private static KeyMetadata.Tables tables(@Nullable String table) {
        return new KeyMetadata.Tables(null, null, table);
    }

    @Test
    void aChangeForgetsWhatWasRead() throws SQLException {
        assertThat(schemas(metadata)).hasSize(3);
        played.schemas.add("new");
        assertThat(schemas(metadata)).hasSize(3);
        metadata.changed();
        assertThat(schemas(metadata)).hasSize(4);
    }
}
