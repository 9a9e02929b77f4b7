package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.tests.metadata.MetadataRows;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls that DBeaver makes from connecting to the rows of a table, in its order. */
class DBeaverScriptIT {

    private TestEmulator emulator;
    private String schema;
    private long total;

    @BeforeEach
    void start() throws SQLException {
        emulator = TestEmulator.own();
        schema = emulator.newSchema();
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
            statement.execute("CREATE TABLE customers (id int PRIMARY KEY, name varchar(40))");
            statement.execute("CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers (id),"
                    + " amount numeric(10,2), paid boolean, at timestamp)");
            statement.execute("CREATE VIEW paid_orders AS SELECT * FROM orders WHERE paid");
            statement.execute("INSERT INTO customers VALUES (1, 'Ann')");
            statement.execute("INSERT INTO orders VALUES (1, 1, 9.50, true, '2026-01-02 03:04:05')");
        }
        emulator.resetCalls();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void aSessionFromConnectingToTheFirstRowsTakesFewCalls() throws SQLException {
        try (var main = emulator.connect();
                var connection = emulator.connect()) {
            connect(main);
            connect(connection);
            counted("connect twice", Map.of("ExecuteStatement", 2L));
            var metadata = connection.getMetaData();
            readAbilities(metadata);
            MetadataRows.count(metadata.getTypeInfo());
            counted("abilities, types", Map.of());
            openTree(metadata);
            counted(
                    "databases, schemas, tables, routines of a schema",
                    Map.of(
                            "ListDatabases",
                            1L,
                            "ListSchemas",
                            1L,
                            "ListTables",
                            1L,
                            "ExecuteStatement",
                            2L,
                            "GetStatementResult",
                            2L));
            openTable(metadata, "orders");
            openTable(metadata, "customers");
            counted(
                    "two tables, one by one",
                    Map.of("DescribeTable", 2L, "ExecuteStatement", 1L, "GetStatementResult", 1L));
            readInBulk(metadata);
            assertThat(emulator.calls().getOrDefault("DescribeTable", 0L)).isLessThanOrEqualTo(1);
            counted("all columns and keys of the schema", emulator.calls());
            query(main);
            counted("200 rows of a table", Map.of("ExecuteStatement", 1L, "GetStatementResult", 1L));
            System.out.println("DBeaver, from connecting to the rows of a table: " + total + " calls");
        }
    }

    /** Rows of about 4 pages a hundred: none is asked for beyond the page that holds row 200, and the one ahead. */
    @Test
    void theLimitOf200RowsEndsThePaging() throws SQLException {
        try (var small = TestEmulator.own(10_000);
                var connection = small.connect();
                var statement = connection.createStatement()) {
            statement.setMaxRows(200);
            statement.setFetchSize(200);
            small.resetCalls();
            try (var rows = statement.executeQuery(
                    "SELECT n, repeat('x', 400) FROM generate_series(1, 20000) AS s(n) ORDER BY n")) {
                assertThat(MetadataRows.count(rows)).isEqualTo(200);
            }
            var pages = small.calls().get("GetStatementResult");
            System.out.println("DBeaver, 200 rows of 20,000 in pages of 10 kB: " + pages + " pages");
            assertThat(pages).isBetween(8L, 11L);
        }
    }

    @Test
    void theCancelButtonEndsTheQueryAndTheEditorWorksOn() throws Exception {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            var query = new FutureTask<>(() -> statement.execute("SELECT pg_sleep(600)"));
            new Thread(query, "editor").start();
            emulator.awaitRunning(1);
            statement.cancel();
            assertThatThrownBy(query::get)
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57014");
            query(connection);
        }
    }

    private void counted(String step, Map<String, Long> expected) {
        var calls = emulator.calls();
        total += calls.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("DBeaver, " + step + ": " + calls);
        assertThat(calls).as(step).isEqualTo(expected);
        emulator.resetCalls();
    }

    /** Step 1. */
    private static void connect(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getCatalog()).isEqualTo("dev");
        assertThat(connection.getMetaData().isReadOnly()).isFalse();
    }

    /** Step 2. */
    private static void readAbilities(DatabaseMetaData metadata) throws SQLException {
        assertThat(metadata.getDatabaseMajorVersion()).isEqualTo(8);
        assertThat(metadata.getDatabaseMinorVersion()).isZero();
        assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metadata.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL);
        assertThat(metadata.supportsCorrelatedSubqueries()).isTrue();
        assertThat(metadata.supportsMixedCaseIdentifiers()).isFalse();
        assertThat(metadata.supportsMixedCaseQuotedIdentifiers()).isFalse();
        assertThat(metadata.storesLowerCaseIdentifiers()).isTrue();
        assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
        assertThat(metadata.storesMixedCaseIdentifiers()).isFalse();
        assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
        assertThat(metadata.getCatalogSeparator()).isEqualTo(".");
        assertThat(metadata.supportsCatalogsInDataManipulation()).isTrue();
        assertThat(metadata.supportsCatalogsInTableDefinitions()).isFalse();
        assertThat(metadata.supportsCatalogsInIndexDefinitions()).isFalse();
        assertThat(metadata.supportsCatalogsInPrivilegeDefinitions()).isFalse();
        assertThat(metadata.supportsCatalogsInProcedureCalls()).isFalse();
        assertThat(metadata.supportsSchemasInDataManipulation()).isTrue();
        assertThat(metadata.supportsSchemasInTableDefinitions()).isTrue();
        assertThat(metadata.supportsSchemasInIndexDefinitions()).isFalse();
        assertThat(metadata.supportsSchemasInPrivilegeDefinitions()).isTrue();
        assertThat(metadata.supportsSchemasInProcedureCalls()).isTrue();
        assertThat(metadata.getExtraNameCharacters()).isNotNull();
        assertThat(metadata.isCatalogAtStart()).isTrue();
        for (var words : new String[] {
            metadata.getSQLKeywords(),
            metadata.getNumericFunctions(),
            metadata.getStringFunctions(),
            metadata.getSystemFunctions(),
            metadata.getTimeDateFunctions()
        }) {
            assertThat(words).matches("\\w+(,\\w+)*");
        }
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
        assertThat(metadata.getDatabaseProductVersion()).startsWith("8.0");
        assertThat(metadata.getDriverName()).isNotBlank();
        assertThat(metadata.getDriverVersion()).isNotBlank();
        assertThat(metadata.getSchemaTerm()).isEqualTo("schema");
        assertThat(metadata.getProcedureTerm()).isEqualTo("procedure");
        assertThat(metadata.getCatalogTerm()).isEqualTo("database");
        assertThat(metadata.supportsBatchUpdates()).isTrue();
        assertThat(metadata.supportsTransactions()).isTrue();
        for (var level : new int[] {0, 1, 2, 4, 8}) {
            assertThat(metadata.supportsTransactionIsolationLevel(level)).isEqualTo(level == 8);
        }
    }

    /** Steps 4 and 5. */
    private void openTree(DatabaseMetaData metadata) throws SQLException {
        assertThat(MetadataRows.column(metadata.getCatalogs(), "TABLE_CAT")).contains("dev");
        assertThat(MetadataRows.column(metadata.getSchemas("dev", "%"), "TABLE_SCHEM"))
                .contains(schema, "pg_catalog");
        assertThat(MetadataRows.column(metadata.getTables("dev", schema, "%", null), "TABLE_NAME"))
                .containsExactly("customers", "orders", "paid_orders");
        assertThat(MetadataRows.count(metadata.getFunctions("dev", schema, "%")))
                .isZero();
        assertThat(MetadataRows.count(metadata.getProcedures("dev", schema, "%")))
                .isZero();
    }

    /** Step 6, for one table. */
    private void openTable(DatabaseMetaData metadata, String table) throws SQLException {
        try (var columns = metadata.getColumns("dev", schema, table, "%")) {
            while (columns.next()) {
                assertThat(columns.getString("COLUMN_NAME")).isNotBlank();
                assertThat(columns.getInt("ORDINAL_POSITION")).isPositive();
                assertThat(columns.getLong("COLUMN_SIZE")).isPositive();
                assertThat(columns.wasNull()).isFalse();
            }
        }
        assertThat(MetadataRows.count(metadata.getPrimaryKeys("dev", schema, table)))
                .isEqualTo(1);
        MetadataRows.count(metadata.getImportedKeys("dev", schema, table));
        MetadataRows.count(metadata.getExportedKeys("dev", schema, table));
        MetadataRows.count(metadata.getIndexInfo("dev", schema, table, false, true));
    }

    /** Step 6, for the whole schema. */
    private void readInBulk(DatabaseMetaData metadata) throws SQLException {
        assertThat(MetadataRows.count(metadata.getColumns("dev", schema, "%", "%")))
                .isEqualTo(12);
        assertThat(MetadataRows.count(metadata.getPrimaryKeys("dev", schema, "%")))
                .isEqualTo(2);
        assertThat(MetadataRows.count(metadata.getIndexInfo("dev", schema, "%", false, true)))
                .isZero();
        assertThat(MetadataRows.count(metadata.getImportedKeys("dev", schema, "%")))
                .isEqualTo(1);
    }

    /** Step 7. */
    private void query(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setMaxRows(200);
            statement.setQueryTimeout(20);
            statement.setFetchSize(200);
            assertThat(statement.execute("SELECT id, amount, paid, at FROM " + schema + ".orders"))
                    .isTrue();
            try (var rows = statement.getResultSet()) {
                var ofResult = rows.getMetaData();
                for (var i = 1; i <= ofResult.getColumnCount(); i++) {
                    assertThat(ofResult.getColumnLabel(i)).isEqualTo(ofResult.getColumnName(i));
                    assertThat(ofResult.getColumnTypeName(i)).isNotBlank();
                    assertThat(ofResult.getTableName(i)).isNotNull();
                    assertThat(ofResult.isAutoIncrement(i)).isFalse();
                    assertThat(ofResult.getColumnDisplaySize(i)).isPositive();
                }
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(1);
                assertThat(rows.getObject(2)).isEqualTo(new BigDecimal("9.50"));
                assertThat(rows.getBoolean(3)).isTrue();
                assertThat(rows.getObject(4)).isEqualTo(Timestamp.valueOf("2026-01-02 03:04:05"));
                assertThat(rows.next()).isFalse();
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
            assertThat((Throwable) statement.getWarnings()).isNull();
        }
    }
}
