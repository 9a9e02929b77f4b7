package io.github.redshiftdata.jdbc.internal.meta;

import static io.github.redshiftdata.jdbc.internal.meta.PlayedCatalog.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.meta.KeyMetadata.Tables;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declared keys: read at once, and shown as the Javadoc of DatabaseMetaData asks. */
class KeysTest {

    private final PlayedCatalog played = new PlayedCatalog();
    private final CatalogCache cache = new CatalogCache(Duration.ofSeconds(30), () -> 0);
    private final Keys keys = new Keys(played, cache);
    private final SqlCatalog sql = new SqlCatalog(played, new OptionalSql(played, cache), cache, "dev");
    private final KeyMetadata metadata =
            new KeyMetadata("dev", keys, new Catalog(sql, sql, played, cache, "dev", true));

    /** A primary key of two columns, a unique one, and a foreign key that refers to the first in another order. */
    @BeforeEach
    void declareKeys() {
        played.gives(
                "pg_constraint",
                row("s", "orders", "orders_pk", "p  ff", "day", "3", "{3,1}", null, null, null),
                row("s", "orders", "orders_pk", "p  ff", "id", "1", "{3,1}", null, null, null),
                row("s", "orders", "orders_u", "u  ff", "name", "2", "{2}", null, null, null),
                row("s", "items", "items_fk", "facff", "order_id", "5", "{5,4}", "{1,3}", null, null),
                row("s", "items", "items_fk", "facff", "order_day", "4", "{5,4}", "{1,3}", null, null),
                row("s", "items", "items_fk", "facff", "id", "1", "{5,4}", "{1,3}", "s", "orders"),
                row("s", "items", "items_fk", "facff", "day", "3", "{5,4}", "{1,3}", "s", "orders"));
    }

    private static Tables tables(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return new Tables(catalog, schema, table);
    }

    @Test
    void aKeyHasItsColumnsInTheOrderOfTheKey() throws SQLException {
        assertThat(keys.all()).extracting(Keys.Constraint::name).containsExactly("orders_pk", "orders_u", "items_fk");
        var primary = keys.all().get(0);
        assertThat(primary.kind()).isEqualTo('p');
        assertThat(primary.columns()).containsExactly("day", "id");
        assertThat(primary.referenced()).isNull();
        assertThat(primary.referencedColumns()).isEmpty();
        var foreign = keys.all().get(2);
        assertThat(foreign.kind()).isEqualTo('f');
        assertThat(foreign.table()).isEqualTo(new Keys.TableName("s", "items"));
        assertThat(foreign.referenced()).isEqualTo(new Keys.TableName("s", "orders"));
        assertThat(foreign.columns()).containsExactly("order_id", "order_day");
        assertThat(foreign.referencedColumns()).containsExactly("id", "day");
    }

    @Test
    void theKeysOfTheDatabaseAreReadOnce() throws SQLException {
        assertThat(keys.all()).hasSize(3);
        assertThat(keys.all()).hasSize(3);
        assertThat(metadata.primaryKeys(tables(null, null, null)).next()).isTrue();
        assertThat(played.asked).hasSize(1);
        cache.clear();
        assertThat(keys.all()).hasSize(3);
        assertThat(played.asked).hasSize(2);
    }

    @Test
    void theQueryReadsBothSidesOfAKeyOfAnyNumberOfColumns() throws SQLException {
        assertThat(keys.all()).isNotEmpty();
        assertThat(played.asked.get(0))
                .contains("(a.attnum = con.conkey[1] OR (con.conkey[2] IS NOT NULL AND a.attnum IN (con.conkey[2], ")
                .contains("con.conkey[32]))")
                .contains(" UNION ALL ")
                .contains("a.attnum = con.confkey[1]")
                .contains("con.confkey[32]))")
                .doesNotContain("[33]");
    }

    @Test
    void aForeignKeyRefersToTheKeyOfTheSameColumns() throws SQLException {
        var foreign = keys.all().get(2);
        assertThat(keys.referencedKey(foreign)).contains(keys.all().get(0));
        var ofLess = new Keys.Constraint(
                foreign.table(),
                "x",
                'f',
                List.of("a"),
                foreign.referenced(),
                List.of("id"),
                (short) 3,
                (short) 3,
                (short) 7);
        assertThat(keys.referencedKey(ofLess)).isEmpty();
        var ofMore = new Keys.Constraint(
                foreign.table(),
                "x",
                'f',
                List.of("a"),
                foreign.referenced(),
                List.of("id", "day", "z"),
                (short) 3,
                (short) 3,
                (short) 7);
        assertThat(keys.referencedKey(ofMore)).isEmpty();
        var ofUnique = new Keys.Constraint(
                foreign.table(),
                "x",
                'f',
                List.of("a"),
                foreign.referenced(),
                List.of("name"),
                (short) 3,
                (short) 3,
                (short) 7);
        assertThat(keys.referencedKey(ofUnique)).contains(keys.all().get(1));
        var ofAnother = new Keys.Constraint(
                foreign.table(),
                "x",
                'f',
                List.of("a"),
                new Keys.TableName("s", "other"),
                List.of("name"),
                (short) 3,
                (short) 3,
                (short) 7);
        assertThat(keys.referencedKey(ofAnother)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "c, 0", // DatabaseMetaData.importedKeyCascade
        "r, 1", // importedKeyRestrict
        "n, 2", // importedKeySetNull
        "a, 3", // importedKeyNoAction
        "d, 4", // importedKeySetDefault
        "' ', 3",
    })
    void aRuleIsOneOfTheJavadoc(String code, short rule) throws SQLException {
        played.gives("pg_constraint", row("s", "t", "k", "f" + code + "aff", "a", "1", "{1}", "{1}", null, null));
        assertThat(keys.all().get(0).updateRule()).isEqualTo(rule);
        assertThat(keys.all().get(0).deleteRule()).isEqualTo((short) DatabaseMetaData.importedKeyNoAction);
        cache.clear();
        played.gives("pg_constraint", row("s", "t", "k", "fa" + code + "ff", "a", "1", "{1}", "{1}", null, null));
        assertThat(keys.all().get(0).deleteRule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "ff, 7", // DatabaseMetaData.importedKeyNotDeferrable
        "ft, 7", "tf, 6", // importedKeyInitiallyImmediate
        "tt, 5", // importedKeyInitiallyDeferred
    })
    void whenAKeyIsCheckedIsOneOfTheJavadoc(String code, short deferrability) throws SQLException {
        played.gives("pg_constraint", row("s", "t", "k", "faa" + code, "a", "1", "{1}", "{1}", null, null));
        assertThat(keys.all().get(0).deferrability()).isEqualTo(deferrability);
    }

    @Test
    void aColumnThatIsNotToldHasNoName() throws SQLException {
        played.gives("pg_constraint", row("s", "t", "k", "p  ff", "a", "1", "{1,2}", null, null, null));
        assertThat(keys.all().get(0).columns()).containsExactly("a", "");
    }

    // ---------------------------------------------------------------- results

    @Test
    void primaryKeysAreSortedByTheirColumns() throws SQLException {
        assertThat(Rows.of(metadata.primaryKeys(tables(null, "s", "orders"))))
                .containsExactly("dev s orders day 1 orders_pk", "dev s orders id 2 orders_pk");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "NULL, NULL, NULL, 2",
                "dev, s, orders, 2",
                "NULL, NULL, %, 2",
                "NULL, %, orders, 2",
                "other, s, orders, 0",
                "NULL, x, orders, 0",
                "NULL, s, items, 0",
                "NULL, s, order_, 0",
            })
    void namesOfKeysAreExact(String catalog, String schema, String table, int count) throws SQLException {
        assertThat(Rows.of(metadata.primaryKeys(tables(catalog, schema, table))))
                .hasSize(count);
    }

    @Test
    void importedKeysAreThoseOfTheTable() throws SQLException {
        assertThat(Rows.of(metadata.importedKeys(tables(null, "s", "items"))))
                .containsExactly(
                        "dev s orders id dev s items order_id 1 3 0 items_fk orders_pk 7",
                        "dev s orders day dev s items order_day 2 3 0 items_fk orders_pk 7");
        assertThat(Rows.of(metadata.importedKeys(tables(null, "s", "orders")))).isEmpty();
    }

    @Test
    void exportedKeysAreThoseThatReferToTheTable() throws SQLException {
        assertThat(Rows.of(metadata.exportedKeys(tables(null, "s", "orders")), "FKCOLUMN_NAME"))
                .containsExactly("order_id", "order_day");
        assertThat(Rows.of(metadata.exportedKeys(tables(null, "s", "items")))).isEmpty();
    }

    @Test
    void aCrossReferenceHasBothTables() throws SQLException {
        var orders = tables(null, "s", "orders");
        var items = tables("dev", "s", "items");
        assertThat(Rows.of(metadata.crossReference(orders, items), "PKCOLUMN_NAME"))
                .containsExactly("id", "day");
        assertThat(Rows.of(metadata.crossReference(items, orders))).isEmpty();
        assertThat(Rows.of(metadata.crossReference(orders, orders))).isEmpty();
    }

    @Test
    void aForeignKeyWithoutItsPrimaryOneHasNoNameForIt() throws SQLException {
        played.gives(
                "pg_constraint",
                row("s", "items", "fk", "faaff", "a", "1", "{1}", "{1}", null, null),
                row("s", "items", "fk", "faaff", "b", "1", "{1}", "{1}", "s", "orders"));
        assertThat(Rows.of(metadata.importedKeys(tables(null, null, null)), "FK_NAME", "PK_NAME"))
                .containsExactly("fk null");
    }

    @Test
    void aForeignKeyThatRefersToNothingKnownIsNotShown() throws SQLException {
        played.gives("pg_constraint", row("s", "items", "fk", "faaff", "a", "1", "{1}", "{1}", null, null));
        assertThat(Rows.of(metadata.importedKeys(tables(null, null, null)))).isEmpty();
    }

    @Test
    void theBestRowIdentifierIsThePrimaryKey() throws SQLException {
        played.gives(
                "pg_attribute",
                row("s", "orders", "id", "int8", "-1", "t", null, null),
                row("s", "orders", "name", "varchar", "24", "t", null, null),
                row("s", "orders", "day", "varchar", "14", "t", null, null));
        assertThat(Rows.of(metadata.bestRowIdentifier(tables(null, "s", "orders"))))
                .containsExactly("2 day 12 varchar 10 null null 1", "2 id -5 int8 19 null 0 1");
        assertThat(Rows.of(metadata.bestRowIdentifier(tables(null, "s", "items"))))
                .isEmpty();
    }
}
