package io.github.redshiftdata.jdbc.internal.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With how few requests a question about columns is answered: where a table, a schema or all of it is asked for. */
class CatalogPartsTest {

    /** Schemas of as many tables as a test says, of one column each; notes what it is asked. */
    private static final class Source implements CatalogSource {

        final Map<String, Integer> tables = new LinkedHashMap<>();
        final List<String> asked = new ArrayList<>();

        @Nullable
        SQLException failure;

        @Override
        public List<String> databases() {
            asked.add("databases");
            return List.of("dev");
        }

        @Override
        public List<String> schemas(String database) {
            asked.add("schemas");
            return List.copyOf(tables.keySet());
        }

        @Override
        public List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) {
            asked.add("tables " + schema.text() + " " + table.text());
            var found = new ArrayList<CatalogTable>();
            tables.forEach((in, count) -> {
                for (var i = 0; i < count; i++) {
                    found.add(new CatalogTable(in, "t" + i, "TABLE", null));
                }
            });
            return found;
        }

        @Override
        public List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException {
            asked.add("columns " + schema.text() + " " + table.text());
            if (failure != null) {
                throw failure;
            }
            var found = new ArrayList<CatalogColumn>();
            tables.forEach((in, count) -> {
                for (var i = 0; i < count; i++) {
                    if (schema.matches(in) && table.matches("t" + i)) {
                        found.add(new CatalogColumn(in, "t" + i, "a", 1, "int4", 10, 0, 1, null, null, false));
                    }
                }
            });
            return found;
        }
    }

    private final Source operations = new Source();
    private final Source sql = new Source();
    private final PlayedCatalog session = new PlayedCatalog();
    private final Catalog catalog =
            new Catalog(operations, sql, session, new CatalogCache(Duration.ofSeconds(30), () -> 0), "dev", true);

    private void schemas(int schemas, int tablesOfEach) {
        for (var i = 1; i <= schemas; i++) {
            operations.tables.put("s" + i, tablesOfEach);
            sql.tables.put("s" + i, tablesOfEach);
        }
    }

    private int columns(@Nullable String schema, @Nullable String table) throws SQLException {
        return columns("dev", schema, table);
    }

    private int columns(String database, @Nullable String schema, @Nullable String table) throws SQLException {
        return catalog.columns(database, NamePattern.of(schema), NamePattern.of(table))
                .size();
    }

    private void listTables(String database) throws SQLException {
        assertThat(catalog.tables(database, NamePattern.of(null), NamePattern.of(null)))
                .isNotEmpty();
        operations.asked.clear();
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "6, 1"})
    void someSchemasAreReadOneByOneAndManyAtOnce(int matching, int requests) throws SQLException {
        schemas(matching, 2);
        assertThat(columns("s%", null)).isEqualTo(2 * matching);
        assertThat(operations.asked.get(0)).isEqualTo("schemas");
        assertThat(operations.asked.subList(1, operations.asked.size()))
                .hasSize(requests)
                .startsWith(requests == 1 ? "columns null null" : "columns s1 null");
    }

    @Test
    void aTableOfThreeSchemasIsToldOnceThoughAllIsReadMeanwhile() throws SQLException {
        schemas(3, 200);
        listTables("dev");
        assertThat(columns(null, "t0")).isEqualTo(3);
    }

    @Test
    void aSchemaThatIsNamedIsReadAlone() throws SQLException {
        schemas(9, 2);
        assertThat(columns("s1", null)).isEqualTo(2);
        assertThat(operations.asked).containsExactly("columns s1 null");
    }

    @Test
    void everythingIsReadAtOnce() throws SQLException {
        schemas(2, 2);
        assertThat(columns(null, null)).isEqualTo(4);
        assertThat(columns("%", "%")).isEqualTo(4);
        assertThat(operations.asked).containsExactly("columns null null");
    }

    @Test
    void aTableAloneIsReadAloneAndSeveralWithTheirSchema() throws SQLException {
        operations.tables.put("s1", 1);
        operations.tables.put("s2", 3);
        assertThat(columns(null, "t%")).isEqualTo(4);
        assertThat(operations.asked).containsExactly("tables null t%", "columns s1 t0", "columns s2 null");
    }

    @Test
    void aTableOfManySchemasIsReadWithAll() throws SQLException {
        schemas(6, 1);
        assertThat(columns(null, "t0")).isEqualTo(6);
        assertThat(operations.asked).containsExactly("tables null t0", "columns null null");
    }

    @Test
    void aTableOfFiveSchemasIsReadOneByOne() throws SQLException {
        schemas(5, 1);
        assertThat(columns("s%", "t0")).isEqualTo(5);
        assertThat(operations.asked).hasSize(6).startsWith("tables s% t0", "columns s1 t0");
    }

    @Test
    void aTableThatThereIsNotIsNoQuestion() throws SQLException {
        schemas(1, 1);
        assertThat(columns(null, "x%")).isZero();
        assertThat(columns("x%", null)).isZero();
        assertThat(operations.asked).containsExactly("tables null x%", "schemas");
    }

    @Test
    void anAnswerOfMoreThanWasAskedForIsFiltered() throws SQLException {
        schemas(2, 3);
        assertThat(columns("s1", "t1")).isEqualTo(1);
        assertThat(columns("s2", null)).isEqualTo(3);
    }

    @Test
    void aSchemaThatIsKnownServesItsTables() throws SQLException {
        schemas(2, 3);
        assertThat(columns("s1", null)).isEqualTo(3);
        assertThat(columns("s1", "t1")).isEqualTo(1);
        assertThat(columns("s1", "t9")).isZero();
        assertThat(operations.asked).containsExactly("columns s1 null");
    }

    // ---------------------------------------------------------------- walks

    @ParameterizedTest
    @CsvSource({
        "49, 1", // 1 page: the second table reads the schema
        "99, 1", // 2 pages
        "149, 1", // 3 pages, whose half is 1
        "150, 2", // 4 pages
        "249, 2", "250, 3", // 6 pages
    })
    void aSchemaIsReadAtOnceWhenItsTablesHaveCostHalfOfIt(int tables, int singles) throws SQLException {
        schemas(2, tables);
        listTables("dev");
        for (var i = 0; i <= singles; i++) {
            assertThat(columns("s1", "t" + i)).isEqualTo(1);
        }
        assertThat(operations.asked).hasSize(singles + 1).endsWith("columns s1 null");
        assertThat(operations.asked.subList(0, singles)).allMatch(question -> question.startsWith("columns s1 t"));
    }

    @Test
    void ofASchemaThatWasNotListedThreeTablesAreEnough() throws SQLException {
        schemas(1, 10);
        for (var i = 0; i < 5; i++) {
            assertThat(columns("s1", "t" + i)).isEqualTo(1);
        }
        assertThat(operations.asked)
                .containsExactly("columns s1 t0", "columns s1 t1", "columns s1 t2", "columns s1 null");
    }

    private void goThroughThreeSchemas(String database) throws SQLException {
        for (var i = 1; i <= 3; i++) {
            assertThat(columns(database, "s" + i, "t0")).isEqualTo(1);
        }
    }

    @Test
    void aWalkThroughTheDatabaseIsAnsweredByOneQuery() throws SQLException {
        schemas(4, 200);
        listTables("dev");
        goThroughThreeSchemas("dev");
        assertThat(operations.asked).containsExactly("columns s1 t0", "columns s2 t0");
        assertThat(sql.asked).containsExactly("columns null null");
        assertThat(columns("s4", "t7")).isEqualTo(1);
        assertThat(sql.asked).hasSize(1);
    }

    @Test
    void whereNoStatementMayRunForMetadataThereIsNoSuchQuery() throws SQLException {
        var byOperations =
                new Catalog(operations, sql, session, new CatalogCache(Duration.ofSeconds(30), () -> 0), "dev", false);
        schemas(4, 200);
        assertThat(byOperations.tables("dev", NamePattern.of(null), NamePattern.of(null)))
                .hasSize(800);
        for (var schema : List.of("s1", "s2", "s3", "s4")) {
            assertThat(byOperations.columns("dev", NamePattern.of(schema), NamePattern.of("t0")))
                    .hasSize(1);
        }
        assertThat(sql.asked).isEmpty();
    }

    @Test
    void whereSqlIsDeniedTheOperationsAnswerAndItIsNotTriedAgain() throws SQLException {
        sql.failure = new SQLException("permission denied", "42501");
        schemas(4, 200);
        listTables("dev");
        goThroughThreeSchemas("dev");
        assertThat(columns("s4", "t7")).isEqualTo(1);
        assertThat(operations.asked).hasSize(4);
        assertThat(sql.asked).hasSize(1);
    }

    @Test
    void aGuessThatFailsIsNotMadeAgain() throws SQLException {
        sql.failure = new SQLException("late", "57014");
        schemas(4, 200);
        listTables("dev");
        assertThatThrownBy(() -> goThroughThreeSchemas("dev")).isSameAs(sql.failure);
        assertThat(columns("s4", "t7")).isEqualTo(1);
        assertThat(sql.asked).hasSize(1);
    }

    @Test
    void inAnotherDatabaseThereIsNoSuchQuery() throws SQLException {
        schemas(4, 200);
        listTables("other");
        goThroughThreeSchemas("other");
        assertThat(operations.asked).hasSize(3);
        assertThat(sql.asked).isEmpty();
    }

    @Test
    void aDatabaseThatWasNotListedIsNotReadAtOnce() throws SQLException {
        schemas(4, 200);
        goThroughThreeSchemas("dev");
        assertThat(operations.asked).hasSize(3);
        assertThat(sql.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5000, 1", "5001, 0"})
    void aDatabaseOfMoreTablesIsNotReadAtOnce(int tables, int queries) throws SQLException {
        schemas(3, 1);
        operations.tables.put("big", tables - 3);
        listTables("dev");
        goThroughThreeSchemas("dev");
        assertThat(sql.asked).hasSize(queries);
    }

    // ---------------------------------------------------------------- sources

    @Test
    void answersAreKept() throws SQLException {
        schemas(1, 1);
        for (var i = 0; i < 2; i++) {
            assertThat(catalog.databases()).containsExactly("dev");
            assertThat(catalog.schemas("dev", NamePattern.of("s%"))).containsExactly("s1");
            assertThat(catalog.schemas("dev", NamePattern.of("x%"))).isEmpty();
        }
        assertThat(catalog.schemas("dev", NamePattern.of(""))).isEmpty();
        assertThat(operations.asked).containsExactly("databases", "schemas");
    }

    @Test
    void whatOnlyTheSessionSeesIsReadBySql() throws SQLException {
        schemas(1, 1);
        session.holdsWhatOnlyItSees = true;
        assertThat(catalog.databases()).containsExactly("dev");
        assertThat(catalog.schemas("dev", NamePattern.of(null))).hasSize(1);
        assertThat(catalog.tables("dev", NamePattern.of(null), NamePattern.of(null)))
                .hasSize(1);
        assertThat(operations.asked).isEmpty();
        assertThat(sql.asked).containsExactly("databases", "schemas", "tables null null");
    }

    @Test
    void anEmptyNameOfATableIsNoQuestion() throws SQLException {
        assertThat(catalog.tables("dev", NamePattern.of(null), NamePattern.of("")))
                .isEmpty();
        assertThat(operations.asked).isEmpty();
    }

    @Test
    void theTablesOfASchemaServeItsNarrowerQuestions() throws SQLException {
        schemas(2, 3);
        assertThat(catalog.tables("dev", NamePattern.of("s1"), NamePattern.of(null)))
                .hasSize(3);
        assertThat(catalog.tables("dev", NamePattern.of("s1"), NamePattern.of("t1")))
                .hasSize(1);
        assertThat(catalog.tables("dev", NamePattern.of("s2"), NamePattern.of("t1")))
                .hasSize(1);
        assertThat(catalog.tables("dev", NamePattern.of("s2"), NamePattern.of("t1")))
                .hasSize(1);
        assertThat(operations.asked).containsExactly("tables s1 null", "tables s2 t1");
    }
}
