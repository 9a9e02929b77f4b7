package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How few requests the catalog takes: 2,000 tables of 20 columns, at a service that allows three calls a second. */
class MetadataCallsIT {

    private static final int OWN_COLUMNS = LargeCatalog.SCHEMAS * LargeCatalog.TABLES_A_SCHEMA * LargeCatalog.COLUMNS;

    private static LargeCatalog catalog;

    @BeforeAll
    static void create() throws SQLException {
        catalog = LargeCatalog.create();
    }

    @AfterAll
    static void close() {
        catalog.close();
    }

    /** What is asked of the catalog. */
    private interface Reading {
        void of(DatabaseMetaData metadata) throws SQLException;
    }

    private static void atMost(int calls, Connection connection, Reading reading) throws SQLException {
        catalog.resetCalls();
        reading.of(connection.getMetaData());
        // A query that a busy machine makes last for more than a second is asked after.
        var polls = catalog.calls().getOrDefault("DescribeStatement", 0L);
        assertThat(catalog.callCount() - polls).as("calls: %s", catalog.calls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void allTablesTakeThree() throws SQLException {
        try (var connection = catalog.connect()) {
            atMost(3, connection, metadata -> assertThat(
                            MetadataRows.column(metadata.getTables(null, null, "%", null), "TABLE_SCHEM").stream()
                                    .filter(schema -> schema.matches("s\\d+")))
                    .hasSize(2000));
            atMost(0, connection, metadata -> MetadataRows.count(metadata.getTables(null, null, "%", null)));
            atMost(0, connection, metadata -> MetadataRows.count(metadata.getTables(null, "s_", "t1%", null)));
        }
    }

    @Test
    void theColumnsOfASchemaTakeThree() throws SQLException {
        try (var connection = catalog.connect()) {
            atMost(3, connection, metadata -> assertThat(MetadataRows.count(metadata.getColumns(null, "s1", "%", "%")))
                    .isEqualTo(LargeCatalog.TABLES_A_SCHEMA * LargeCatalog.COLUMNS));
            atMost(0, connection, metadata -> MetadataRows.count(metadata.getColumns(null, "s1", "t7", "%")));
        }
    }

    @Test
    void aSchemaWhosePatternFitsFewTakesItsPagesOnly() throws SQLException {
        try (var connection = catalog.connect()) {
            // s10 and s20, of two pages each, after one for the names of the schemas
            atMost(5, connection, metadata -> assertThat(MetadataRows.count(metadata.getColumns(null, "s_0", "%", "%")))
                    .isEqualTo(2 * LargeCatalog.TABLES_A_SCHEMA * LargeCatalog.COLUMNS));
        }
    }

    @Test
    void aTableInAnySchemaDoesNotReadThemAll() throws SQLException {
        try (var connection = catalog.connect("metadataCacheSeconds=0")) {
            atMost(2, connection, metadata -> assertThat(
                            MetadataRows.count(metadata.getColumns(null, null, "pg_database", "%")))
                    .isPositive());
        }
    }

    private static void allColumns(int calls, String source) throws SQLException {
        try (var connection = catalog.connect("metadataSource=" + source)) {
            atMost(calls, connection, metadata -> assertThat(
                            MetadataRows.column(metadata.getColumns(null, null, "%", "%"), "TABLE_SCHEM").stream()
                                    .filter(schema -> schema.matches("s\\d+"))
                                    .count())
                    .isEqualTo(OWN_COLUMNS));
            atMost(0, connection, metadata -> MetadataRows.count(metadata.getColumns(null, null, "%", "%")));
        }
    }

    @Test
    void allColumnsTakeTwelve() throws SQLException {
        allColumns(12, "auto");
        allColumns(12, "sql");
    }

    @Test
    void allColumnsByOperationsTakeFortyFive() throws SQLException {
        allColumns(45, "api");
    }

    @Test
    void theWholeCatalogTakesFifteen() throws SQLException {
        try (var connection = catalog.connect()) {
            atMost(15, connection, metadata -> {
                MetadataRows.count(metadata.getCatalogs());
                MetadataRows.count(metadata.getTables(null, null, "%", null));
                MetadataRows.count(metadata.getColumns(null, null, "%", "%"));
            });
        }
    }

    @Test
    void aToolThatWalksATreeTakesFive() throws SQLException {
        try (var connection = catalog.connect()) {
            MetadataRows.count(connection.getMetaData().getTables(null, null, "%", null));
            atMost(5, connection, MetadataCallsIT::walk);
            atMost(0, connection, MetadataCallsIT::walk);
        }
    }

    private static void walk(DatabaseMetaData metadata) throws SQLException {
        for (var table = 1; table <= 50; table++) {
            assertThat(MetadataRows.count(metadata.getColumns(null, "s2", "t" + table, "%")))
                    .isEqualTo(LargeCatalog.COLUMNS);
        }
    }

    @Test
    void aToolThatWalksThroughAllSchemasTakesOneQuery() throws SQLException {
        try (var connection = catalog.connect()) {
            MetadataRows.count(connection.getMetaData().getTables(null, null, "%", null));
            atMost(13, connection, MetadataCallsIT::walkThroughSchemas);
            atMost(0, connection, MetadataCallsIT::walkThroughSchemas);
        }
    }

    private static void walkThroughSchemas(DatabaseMetaData metadata) throws SQLException {
        for (var table = 0; table < 50; table++) {
            var rows = metadata.getColumns(null, "s" + (1 + table % LargeCatalog.SCHEMAS), "t" + (1 + table), "%");
            assertThat(MetadataRows.count(rows)).isEqualTo(LargeCatalog.COLUMNS);
        }
    }

    @Test
    void aConnectionHasItsOwnCache() throws SQLException {
        try (var connection = catalog.connect();
                var another = catalog.connect()) {
            MetadataRows.count(connection.getMetaData().getTables(null, "s1", "%", null));
            catalog.resetCalls();
            MetadataRows.count(another.getMetaData().getTables(null, "s1", "%", null));
            assertThat(catalog.calls()).containsOnlyKeys("ListTables");
        }
    }

    @Test
    void theKeysOfManyTablesAreReadAtOnce() throws SQLException {
        try (var connection = catalog.connect()) {
            atMost(3, connection, metadata -> {
                for (var table = 1; table <= 200; table++) {
                    var schema = table <= 100 ? "s3" : "s4";
                    var name = "t" + ((table - 1) % 100 + 1);
                    assertThat(MetadataRows.count(metadata.getImportedKeys(null, schema, name)))
                            .isEqualTo(name.equals("t1") ? 0 : 1);
                }
            });
        }
    }

    @Test
    void changingTheCatalogForgetsWhatWasRead() throws SQLException {
        try (var connection = catalog.connect();
                var statement = connection.createStatement()) {
            var metadata = connection.getMetaData();
            assertThat(MetadataRows.count(metadata.getTables(null, "public", "%", null)))
                    .isZero();
            statement.execute("CREATE TABLE public.fresh (a int)");
            assertThat(MetadataRows.count(metadata.getTables(null, "public", "%", null)))
                    .isEqualTo(1);
            statement.execute("DROP TABLE public.fresh");
            assertThat(MetadataRows.count(metadata.getTables(null, "public", "%", null)))
                    .isZero();
        }
    }

    @Test
    void withoutACacheEveryQuestionIsAsked() throws SQLException {
        try (var connection = catalog.connect("metadataCacheSeconds=0")) {
            var metadata = connection.getMetaData();
            catalog.resetCalls();
            MetadataRows.count(metadata.getTables(null, "s1", "t1", null));
            MetadataRows.count(metadata.getTables(null, "s1", "t1", null));
            assertThat(catalog.callCount()).isEqualTo(2);
        }
    }
}
