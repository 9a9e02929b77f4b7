package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.tests.metadata.MetadataDeclaration.At;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DatabaseMetaData as the Javadoc of java.sql has it. */
class MetadataIT {

    private static TestEmulator emulator;
    private static String schema;

    @BeforeAll
    static void create() throws SQLException {
        emulator = TestEmulator.own();
        schema = emulator.newSchema();
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = " + schema);
            statement.execute("CREATE TABLE parent (a int, b varchar(10), note text, PRIMARY KEY (b, a))");
            statement.execute("CREATE TABLE child_one (id int PRIMARY KEY, pa int, pb varchar(10),"
                    + " CONSTRAINT child_parent FOREIGN KEY (pb, pa) REFERENCES parent (b, a))");
            statement.execute("CREATE TABLE childXone (id int)");
            statement.execute("CREATE VIEW seen AS SELECT * FROM parent");
            statement.execute("CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql AS 'SELECT x * 2'");
            statement.execute("CREATE FUNCTION twice(x numeric) RETURNS numeric LANGUAGE sql AS 'SELECT x * 2'");
            statement.execute("CREATE PROCEDURE act(IN x int, INOUT y varchar) LANGUAGE plpgsql AS 'BEGIN END'");
            for (var name : ODD_NAMES) {
                statement.execute("CREATE TABLE \"" + name.replace("\"", "\"\"") + "\" (\"a.B c\" int)");
            }
        }
    }

    private static final List<String> ODD_NAMES =
            List.of("with\"quote", "with.dot", "Upper Case", "表格", "100%", "back\\slash", "it's", "under_score");

    @AfterAll
    static void close() {
        emulator.close();
    }

    // ---------------------------------------------------------------- columns and order

    @ParameterizedTest
    @EnumSource
    void columnsAndOrderAreAsDeclared(MetadataDeclaration declaration) throws SQLException {
        for (var source : List.of("auto", "api", "sql")) {
            try (var connection = emulator.connect("metadataSource=" + source);
                    var result = declaration.ask(connection.getMetaData(), new At(null, schema, "%"))) {
                var labels = MetadataRows.labels(result);
                var expected = new ArrayList<>(declaration.columns());
                for (var i = 0; i < expected.size(); i++) {
                    if (expected.get(i).equals("*") && i < labels.size()) {
                        expected.set(i, labels.get(i));
                    }
                }
                assertThat(labels).isEqualTo(expected);
                assertThat(sortKeys(declaration, MetadataRows.all(result))).isSorted();
            }
        }
    }

    /** The values of the columns of the order, joined so that they compare as the columns do one after another. */
    private static List<String> sortKeys(MetadataDeclaration declaration, List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> {
                    var key = new StringBuilder();
                    for (var column : declaration.order()) {
                        key.append(sortable(row.get(column))).append('\1');
                    }
                    return key.toString();
                })
                .toList();
    }

    private static String sortable(String value) {
        if (value == null) {
            return "";
        }
        return value.matches("-?\\d+") ? String.format("%012d", Long.parseLong(value) + 10_000_000_000L) : value;
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotExistHasNoRows(MetadataDeclaration declaration) throws SQLException {
        if (!declaration.dependsOnTheCatalog()) {
            return;
        }
        for (var source : List.of("auto", "api", "sql")) {
            try (var connection = emulator.connect("metadataSource=" + source)) {
                var metadata = connection.getMetaData();
                for (var at : List.of(
                        new At(null, "no such schema", "%"),
                        new At("no such database", null, "%"),
                        new At("", null, "%"),
                        new At(null, "", "%"))) {
                    assertThat(MetadataRows.count(declaration.ask(metadata, at)))
                            .as("%s at %s by %s", declaration, at, source)
                            .isZero();
                }
            }
        }
    }

    // ---------------------------------------------------------------- patterns

    private static List<String> tables(DatabaseMetaData metadata, String pattern) throws SQLException {
        return MetadataRows.column(metadata.getTables(null, schema, pattern, null), "TABLE_NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "api", "sql"})
    void patternsAreThoseOfLike(String source) throws SQLException {
        try (var connection = emulator.connect("metadataSource=" + source, "metadataCacheSeconds=0")) {
            var metadata = connection.getMetaData();
            assertThat(tables(metadata, "child_one")).containsExactly("child_one", "childxone");
            assertThat(tables(metadata, "child\\_one")).containsExactly("child_one");
            assertThat(tables(metadata, "child%")).containsExactly("child_one", "childxone");
            assertThat(tables(metadata, "child\\__n_")).containsExactly("child_one");
            assertThat(tables(metadata, "child____")).containsExactly("child_one", "childxone");
            assertThat(tables(metadata, "CHILD_ONE")).isEmpty();
            assertThat(tables(metadata, "")).isEmpty();
            assertThat(tables(metadata, "'; DROP TABLE x; --")).isEmpty();
            assertThat(tables(metadata, null)).hasSize(12);
            assertThat(tables(metadata, "%")).hasSize(12);
            assertThat(tables(metadata, "%%")).hasSize(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "api", "sql"})
    void anyNameIsFoundByItself(String source) throws SQLException {
        try (var connection = emulator.connect("metadataSource=" + source, "metadataCacheSeconds=0")) {
            var metadata = connection.getMetaData();
            for (var name : ODD_NAMES) {
                var escaped = name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
                assertThat(tables(metadata, escaped)).as(name).containsExactly(name);
                var columns = metadata.getColumns(null, schema, escaped, "%");
                assertThat(MetadataRows.column(columns, "COLUMN_NAME")).as(name).containsExactly("a.B c");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "api", "sql"})
    void columnsAreFoundByPatternsOfAllThreeNames(String source) throws SQLException {
        try (var connection = emulator.connect("metadataSource=" + source, "metadataCacheSeconds=0")) {
            var metadata = connection.getMetaData();
            assertThat(columns(metadata, schema, "child_one", "p%")).containsExactly("pa", "pb");
            assertThat(columns(metadata, schema.replace('t', '_'), "child\\_one", "p_"))
                    .containsExactly("pa", "pb");
            assertThat(columns(metadata, null, "child_one", null)).contains("id", "pa", "pb");
            assertThat(columns(metadata, schema, "child%", "id")).containsExactly("id", "id");
            assertThat(columns(metadata, schema, "child%", "")).isEmpty();
        }
    }

    private static List<String> columns(DatabaseMetaData metadata, String in, String table, String column)
            throws SQLException {
        return MetadataRows.column(metadata.getColumns(null, in, table, column), "COLUMN_NAME");
    }

    @Test
    void typesOfTablesFilter() throws SQLException {
        try (var connection = emulator.connect()) {
            var metadata = connection.getMetaData();
            assertThat(ofTypes(metadata, "VIEW")).containsExactly("seen");
            assertThat(ofTypes(metadata, "TABLE", "NO SUCH TYPE")).hasSize(11);
            assertThat(ofTypes(metadata, "NO SUCH TYPE")).isEmpty();
            assertThat(ofTypes(metadata)).isEmpty();
            assertThat(MetadataRows.column(metadata.getTableTypes(), "TABLE_TYPE"))
                    .contains("TABLE", "VIEW");
        }
    }

    private static List<String> ofTypes(DatabaseMetaData metadata, String... types) throws SQLException {
        return MetadataRows.column(metadata.getTables(null, schema, "%", types), "TABLE_NAME");
    }

    // ---------------------------------------------------------------- keys

    @Test
    void noTableOrAPercentSignMeansAllTablesInTheCallsAboutKeys() throws SQLException {
        try (var connection = emulator.connect()) {
            var metadata = connection.getMetaData();
            for (var all : new String[] {null, "%"}) {
                assertThat(MetadataRows.column(metadata.getPrimaryKeys(null, schema, all), "COLUMN_NAME"))
                        .containsExactly("a", "b", "id");
                assertThat(MetadataRows.column(metadata.getImportedKeys(null, schema, all), "FKCOLUMN_NAME"))
                        .containsExactly("pb", "pa");
                assertThat(MetadataRows.column(metadata.getExportedKeys(null, schema, all), "PKCOLUMN_NAME"))
                        .containsExactly("b", "a");
                assertThat(MetadataRows.count(metadata.getIndexInfo(null, schema, all, false, true)))
                        .isZero();
            }
            assertThat(MetadataRows.count(metadata.getPrimaryKeys(null, schema, "par_nt")))
                    .as("names of tables are exact")
                    .isZero();
        }
    }

    // ---------------------------------------------------------------- types

    @Test
    void theNamesOfTypesAgree() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + schema + ".types (a smallint, b integer, c bigint, d numeric(9,2),"
                    + " e real, f double precision, g boolean, h char(3), i varchar(7), j date, k time, l timetz,"
                    + " m timestamp, n timestamptz, o varbyte(9), p super)");
            var metadata = connection.getMetaData();
            var types = new HashMap<String, String>();
            for (var row : MetadataRows.all(metadata.getTypeInfo())) {
                types.put(row.get("TYPE_NAME"), row.get("DATA_TYPE"));
            }
            var columns = MetadataRows.all(metadata.getColumns(null, schema, "types", "%"));
            try (var result = statement.executeQuery("SELECT * FROM " + schema + ".types")) {
                var ofResult = result.getMetaData();
                assertThat(columns).hasSize(ofResult.getColumnCount());
                for (var i = 0; i < columns.size(); i++) {
                    var name = columns.get(i).get("TYPE_NAME");
                    var type = columns.get(i).get("DATA_TYPE");
                    assertThat(name).isEqualTo(ofResult.getColumnTypeName(i + 1));
                    assertThat(type).isEqualTo(Integer.toString(ofResult.getColumnType(i + 1)));
                    assertThat(types).containsEntry(name, type);
                    assertThat(columns.get(i).get("COLUMN_SIZE"))
                            .as(name)
                            .isEqualTo(Integer.toString(ofResult.getPrecision(i + 1)));
                }
            } finally {
                statement.execute("DROP TABLE " + schema + ".types");
            }
        }
    }

    @Test
    void anIdentityColumnIncrementsItself() throws SQLException {
        for (var source : List.of("auto", "api", "sql")) {
            try (var connection = emulator.connect("metadataSource=" + source);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE " + schema + ".counted (id bigint IDENTITY(5,2), n int DEFAULT 7)");
                var rows = MetadataRows.all(connection.getMetaData().getColumns(null, schema, "counted", "%"));
                statement.execute("DROP TABLE " + schema + ".counted");
                assertThat(rows.get(0)).containsEntry("IS_AUTOINCREMENT", "YES");
                assertThat(rows.get(0).get("COLUMN_DEF")).contains("5,2");
                assertThat(rows.get(1)).containsEntry("IS_AUTOINCREMENT", "NO").containsEntry("COLUMN_DEF", "7");
            }
        }
    }

    /** DATA_TYPE TYPE_NAME COLUMN_SIZE DECIMAL_DIGITS NULLABLE COLUMN_DEF CHAR_OCTET_LENGTH IS_NULLABLE IS_AUTOINCREMENT. */
    private static final Map<String, String> FILLED = Map.of(
            "id", "-5 int8 19 0 0 \"identity\" null NO YES",
            "name", "12 varchar 40 null 0 'none' 40 NO NO",
            "code", "1 bpchar 3 null 1 null 3 YES NO",
            "price", "2 numeric 12 3 1 1.5 null YES NO",
            "weight", "8 float8 17 null 1 null null YES NO",
            "flag", "-7 bool 1 null 0 false null NO NO",
            "day", "91 date 13 null 1 null null YES NO",
            "at", "93 timestamp 29 6 1 null null YES NO");

    @ParameterizedTest
    @ValueSource(strings = {"auto", "api", "sql"})
    void theColumnsOfGetColumnsAreFilled(String source) throws SQLException {
        try (var connection = emulator.connect("metadataSource=" + source);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + schema + ".filled (id bigint IDENTITY(1,1) NOT NULL,"
                    + " name varchar(40) NOT NULL DEFAULT 'none', code char(3), price numeric(12,3) DEFAULT 1.5,"
                    + " weight float8, flag boolean NOT NULL DEFAULT false, day date, at timestamp)");
            var rows = MetadataRows.all(connection.getMetaData().getColumns(null, schema, "filled", "%"));
            statement.execute("DROP TABLE " + schema + ".filled");
            assertThat(rows).hasSize(FILLED.size());
            for (var row : rows) {
                assertThat(filled(row)).as(row.get("COLUMN_NAME")).isEqualTo(FILLED.get(row.get("COLUMN_NAME")));
                assertThat(row)
                        .hasSize(24)
                        .containsEntry("TABLE_CAT", "dev")
                        .containsEntry("TABLE_SCHEM", schema)
                        .containsEntry("TABLE_NAME", "filled")
                        .containsEntry("ORDINAL_POSITION", Integer.toString(rows.indexOf(row) + 1))
                        .containsEntry("NUM_PREC_RADIX", "10")
                        .containsEntry("IS_GENERATEDCOLUMN", "NO");
                for (var empty : List.of(
                        "BUFFER_LENGTH",
                        "REMARKS",
                        "SQL_DATA_TYPE",
                        "SQL_DATETIME_SUB",
                        "SCOPE_CATALOG",
                        "SCOPE_SCHEMA",
                        "SCOPE_TABLE",
                        "SOURCE_DATA_TYPE")) {
                    assertThat(row.get(empty)).as(empty).isNull();
                }
            }
        }
    }

    private static String filled(Map<String, String> row) {
        // The cast that PostgreSQL adds to a text, and the numbers in an identity, are its own.
        var columnDefault = row.get("COLUMN_DEF");
        var plain = columnDefault == null ? null : columnDefault.replaceAll("::.*|\\(.*", "");
        return String.join(
                " ",
                row.get("DATA_TYPE"),
                row.get("TYPE_NAME"),
                row.get("COLUMN_SIZE"),
                row.get("DECIMAL_DIGITS"),
                row.get("NULLABLE"),
                plain,
                row.get("CHAR_OCTET_LENGTH"),
                row.get("IS_NULLABLE"),
                row.get("IS_AUTOINCREMENT"));
    }

    // ---------------------------------------------------------------- what only the session sees, and transactions

    @Test
    void aTemporaryTableIsSeenByItsSession() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE seen_by_its_session (a int)");
            var rows = MetadataRows.all(connection.getMetaData().getTables(null, null, "seen_by_its_session", null));
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0)).containsEntry("TABLE_TYPE", "TEMPORARY TABLE");
            assertThat(columns(connection.getMetaData(), null, "seen_by_its_session", "%"))
                    .containsExactly("a");
        }
    }

    @Test
    void whatAnOpenTransactionMadeIsSeenAndGoesWithIt() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE " + schema + ".pending (a int)");
            assertThat(tables(connection.getMetaData(), "pending")).containsExactly("pending");
            connection.rollback();
            assertThat(tables(connection.getMetaData(), "pending")).isEmpty();
        }
    }

    @Test
    void inAnAbortedTransactionWhatIsLocalStillAnswers() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE " + schema + ".lost (a int)");
            assertThat((Throwable) catchThrowableOfType(SQLException.class, () -> statement.execute("SELECT 1/0")))
                    .isNotNull();
            var metadata = connection.getMetaData();
            assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
            assertThat(metadata.getURL()).isEqualTo(emulator.url());
            assertThat(metadata.supportsTransactions()).isTrue();
            assertThat(MetadataRows.count(metadata.getTypeInfo())).isPositive();
            connection.rollback();
            assertThat(tables(metadata, "lost")).isEmpty();
        }
    }

    @Test
    void readingMetadataLeavesTheTransactionAsItIs() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + schema + ".kept (a int)");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO " + schema + ".kept VALUES (1)");
            readEverything(connection);
            connection.rollback();
            try (var result = statement.executeQuery("SELECT count(*) FROM " + schema + ".kept")) {
                result.next();
                assertThat(result.getInt(1)).isZero();
            }
            connection.rollback();
            connection.setAutoCommit(true);
            statement.execute("DROP TABLE " + schema + ".kept");
        }
    }

    private static void readEverything(Connection connection) throws SQLException {
        for (var declaration : MetadataDeclaration.values()) {
            MetadataRows.count(declaration.ask(connection.getMetaData(), new At(null, schema, "%")));
        }
    }

    @Test
    void resultsStayReadableAfterLaterStatements() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT generate_series(1, 3)");
                var tables = connection.getMetaData().getTables(null, schema, "%", null)) {
            readEverything(connection);
            statement.getConnection().createStatement().execute("SELECT 1");
            assertThat(MetadataRows.count(tables)).isEqualTo(12);
            assertThat(MetadataRows.count(rows)).isEqualTo(3);
        }
    }

    // ---------------------------------------------------------------- refusal

    @ParameterizedTest
    @ValueSource(strings = {"ListDatabases", "ListSchemas", "ListTables", "DescribeTable"})
    void aRefusalNamesThePermissionAndTheWayAround(String operation) throws SQLException {
        try (var own = TestEmulator.own();
                var connection = own.connect("metadataSource=api")) {
            own.emulator()
                    .faults()
                    .on(operation)
                    .always()
                    .error("AccessDeniedException", 400, "User is not authorized to perform this action");
            var failure = catchThrowableOfType(SQLException.class, () -> ask(connection.getMetaData(), operation));
            assertThat((Throwable) failure)
                    .hasMessageContaining("redshift-data:" + operation)
                    .hasMessageContaining("metadataSource=sql");
            assertThat(failure.getSQLState()).isEqualTo("28000");
            try (var bySql = own.connect("metadataSource=sql")) {
                ask(bySql.getMetaData(), operation);
            }
            try (var byEither = own.connect();
                    var schemas = byEither.getMetaData().getSchemas()) {
                ask(byEither.getMetaData(), operation);
                assertThat(MetadataRows.count(schemas)).isPositive();
            }
        }
    }

    private static void ask(DatabaseMetaData metadata, String operation) throws SQLException {
        switch (operation) {
            case "ListDatabases" -> metadata.getCatalogs().close();
            case "ListSchemas" -> metadata.getSchemas().close();
            case "ListTables" -> metadata.getTables(null, schema, "%", null).close();
            default -> metadata.getColumns(null, schema, "%", "%").close();
        }
    }

    // ---------------------------------------------------------------- another database

    @Test
    void anotherDatabaseIsReadByItsName() throws SQLException {
        try (var connection = emulator.connect()) {
            var metadata = connection.getMetaData();
            for (var catalog : MetadataRows.column(metadata.getCatalogs(), "TABLE_CAT")) {
                var rows = MetadataRows.all(metadata.getSchemas(catalog, "public"));
                assertThat(rows).hasSize(1);
                assertThat(rows.get(0)).containsEntry("TABLE_CATALOG", catalog);
            }
            assertThat(MetadataRows.column(metadata.getCatalogs(), "TABLE_CAT")).contains("dev");
        }
    }
}
