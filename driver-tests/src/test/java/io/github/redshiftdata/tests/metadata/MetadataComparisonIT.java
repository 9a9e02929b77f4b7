package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.metadata.MetadataDeclaration.At;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DatabaseMetaData beside pgjdbc's on the same PostgreSQL, row by row. */
class MetadataComparisonIT {

    /**
     * Where we answer otherwise, and why. A method's column that is named here is not compared; a star is the whole
     * method.
     */
    private record Difference(MetadataDeclaration method, String column, String reason) {}

    private static Difference differs(MetadataDeclaration method, String column, String reason) {
        return new Difference(method, column, reason);
    }

    private static final List<Difference> DIFFERENCES = List.of(
            differs(MetadataDeclaration.CATALOGS, "*", "the service does not list the database postgres"),
            differs(MetadataDeclaration.TABLE_TYPES, "*", "Redshift has no indexes, sequences and types to list"),
            differs(MetadataDeclaration.TYPE_INFO, "*", "Redshift has its own types, and no domains and arrays"),
            differs(MetadataDeclaration.CLIENT_INFO_PROPERTIES, "*", "another length and description"),
            differs(MetadataDeclaration.INDEX_INFO, "*", "Redshift has no indexes"),
            differs(MetadataDeclaration.VERSION_COLUMNS, "*", "Redshift has no ctid"),
            differs(MetadataDeclaration.UDTS, "*", "Redshift has no types of users"),
            differs(MetadataDeclaration.PSEUDO_COLUMNS, "*", "pgjdbc does not answer it"),
            differs(MetadataDeclaration.ATTRIBUTES, "*", "pgjdbc does not answer it"),
            differs(MetadataDeclaration.SUPER_TYPES, "*", "pgjdbc does not answer it"),
            differs(MetadataDeclaration.SUPER_TABLES, "*", "pgjdbc does not answer it"),
            differs(MetadataDeclaration.PROCEDURES, "PROCEDURE_TYPE", "a procedure of Redshift returns no value"),
            differs(MetadataDeclaration.TABLES, "REMARKS", "the operations give no comments; SQL does"),
            differs(MetadataDeclaration.TABLES, "TYPE_CAT", "null where pgjdbc has an empty text"),
            differs(MetadataDeclaration.TABLES, "TYPE_SCHEM", "null where pgjdbc has an empty text"),
            differs(MetadataDeclaration.TABLES, "TYPE_NAME", "null where pgjdbc has an empty text"),
            differs(MetadataDeclaration.TABLES, "SELF_REFERENCING_COL_NAME", "null where pgjdbc has an empty text"),
            differs(MetadataDeclaration.TABLES, "REF_GENERATION", "null where pgjdbc has an empty text"),
            differs(MetadataDeclaration.COLUMNS, "REMARKS", "the operations give no comments; SQL does"),
            differs(MetadataDeclaration.COLUMNS, "COLUMN_DEF", "Redshift gives IDENTITY columns a default"),
            differs(
                    MetadataDeclaration.COLUMNS,
                    "DECIMAL_DIGITS",
                    "null for texts, floats, dates and flags: the Javadoc wants it where it does not apply"),
            differs(MetadataDeclaration.BEST_ROW_IDENTIFIER, "DECIMAL_DIGITS", "null for types without a scale"));

    /** Rows that only one side has, or has otherwise, and why: those whose column fits the expression. */
    private record OtherRows(MetadataDeclaration method, String column, String expression, String reason) {

        private boolean holds(Map<String, String> row) {
            return Objects.requireNonNullElse(row.get(column), "").matches(expression);
        }
    }

    private static final List<OtherRows> OTHER_ROWS = List.of(
            new OtherRows(
                    MetadataDeclaration.ALL_SCHEMAS,
                    "TABLE_SCHEM",
                    "pg_(toast_)?temp_.*|pg_toast",
                    "the schemas of temporary tables are not for users"),
            new OtherRows(
                    MetadataDeclaration.TABLES,
                    "TABLE_TYPE",
                    "INDEX|SEQUENCE|TYPE",
                    "Redshift has no indexes and sequences"),
            new OtherRows(
                    MetadataDeclaration.TABLES, "TABLE_NAME", "stored", "Redshift shows a materialized view as a view"),
            new OtherRows(
                    MetadataDeclaration.TABLES, "TABLE_NAME", "outside", "Redshift says EXTERNAL TABLE, not FOREIGN"),
            new OtherRows(
                    MetadataDeclaration.TABLE_PRIVILEGES,
                    "TABLE_NAME",
                    "outside",
                    "rights on external tables are those on their schemas"),
            new OtherRows(
                    MetadataDeclaration.PROCEDURE_COLUMNS,
                    "PROCEDURE_NAME",
                    "plus",
                    "pgjdbc lists functions here too; they are in getFunctionColumns"),
            new OtherRows(
                    MetadataDeclaration.FUNCTION_COLUMNS,
                    "FUNCTION_NAME",
                    "act",
                    "pgjdbc lists procedures here too; they are in getProcedureColumns"),
            new OtherRows(
                    MetadataDeclaration.TABLE_PRIVILEGES,
                    "PRIVILEGE",
                    "TRIGGER|TRUNCATE|UNKNOWN",
                    "what an owner of a table without grants may do in PostgreSQL only"),
            new OtherRows(
                    MetadataDeclaration.COLUMN_PRIVILEGES,
                    "PRIVILEGE",
                    "TRIGGER|TRUNCATE|UNKNOWN",
                    "what an owner of a table without grants may do in PostgreSQL only"),
            new OtherRows(
                    MetadataDeclaration.COLUMN_PRIVILEGES,
                    "GRANTEE",
                    "PUBLIC",
                    "pgjdbc leaves out what a table grants to everyone"));

    private static TestEmulator emulator;
    private static String schema;
    private static Connection theirs;

    @BeforeAll
    static void create() throws SQLException {
        emulator = TestEmulator.own();
        schema = emulator.newSchema();
        theirs = DriverManager.getConnection(emulator.postgresUrl());
        try (var statement = theirs.createStatement()) {
            statement.execute(FIXTURE.replace("{schema}", schema));
        }
        try (var ours = emulator.connect();
                var statement = ours.createStatement()) {
            statement.execute(LATE_BINDING_VIEW.replace("{schema}", schema));
        }
    }

    private static final String FIXTURE =
            """
            SET search_path = {schema};
            CREATE TABLE parent (a int NOT NULL, b varchar(10) NOT NULL, c numeric(12,3) DEFAULT 1.5,
                d char(4), e timestamp DEFAULT now(), f bool NOT NULL DEFAULT false,
                CONSTRAINT parent_key PRIMARY KEY (b, a));
            CREATE TABLE child (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 3 INCREMENT BY 4) PRIMARY KEY,
                pa int, pb varchar(10), other int, small smallint, whole bigint, r real, d double precision,
                day date, clock time, zoned timestamptz,
                CONSTRAINT child_parent FOREIGN KEY (pb, pa) REFERENCES parent (b, a) ON DELETE CASCADE);
            CREATE TABLE target (id int CONSTRAINT target_key PRIMARY KEY);
            ALTER TABLE child ADD CONSTRAINT child_target FOREIGN KEY (other) REFERENCES target (id)
                ON UPDATE SET NULL;
            CREATE VIEW view_of_both AS SELECT parent.a, child.id FROM parent JOIN child ON parent.a = child.pa;
            CREATE MATERIALIZED VIEW stored AS SELECT a FROM parent;
            COMMENT ON TABLE parent IS 'the parent';
            COMMENT ON COLUMN parent.c IS 'the third';
            CREATE FUNCTION plus(x int, y int) RETURNS int LANGUAGE sql AS 'SELECT x + y';
            CREATE FUNCTION plus(x numeric) RETURNS numeric LANGUAGE sql AS 'SELECT x';
            COMMENT ON FUNCTION plus(int, int) IS 'adds';
            CREATE PROCEDURE act(IN x int, INOUT y varchar) LANGUAGE plpgsql AS 'BEGIN END';
            GRANT SELECT ON parent TO PUBLIC;
            CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public;
            CREATE SERVER IF NOT EXISTS lake FOREIGN DATA WRAPPER file_fdw;
            CREATE FOREIGN TABLE outside (id bigint, name varchar(30), amount numeric(9,2), at timestamp)
                SERVER lake OPTIONS (filename '/dev/null')
            """;

    /** In Redshift's words, so through the driver. */
    private static final String LATE_BINDING_VIEW =
            "CREATE VIEW {schema}.late AS SELECT a, b, c FROM {schema}.parent WITH NO SCHEMA BINDING";

    @AfterAll
    static void close() throws SQLException {
        try (var statement = theirs.createStatement()) {
            statement.execute("DROP EXTENSION file_fdw CASCADE");
        }
        theirs.close();
        emulator.close();
    }

    /** The methods that need one table rather than a pattern in pgjdbc. */
    private static final Set<MetadataDeclaration> ONE_TABLE = EnumSet.of(
            MetadataDeclaration.PRIMARY_KEYS,
            MetadataDeclaration.IMPORTED_KEYS,
            MetadataDeclaration.EXPORTED_KEYS,
            MetadataDeclaration.BEST_ROW_IDENTIFIER,
            MetadataDeclaration.COLUMN_PRIVILEGES);

    @ParameterizedTest
    @EnumSource
    void theRowsAreThoseOfPgjdbc(MetadataDeclaration method) throws SQLException {
        if (differsWholly(method)) {
            return;
        }
        for (var source : List.of("auto", "api", "sql")) {
            try (var ours = emulator.connect("metadataSource=" + source)) {
                for (var at : places(method)) {
                    var expected = compared(method, MetadataRows.all(method.ask(theirs.getMetaData(), at)));
                    var actual = compared(method, MetadataRows.all(method.ask(ours.getMetaData(), at)));
                    assertThat(actual).as("%s at %s by %s", method, at, source).isEqualTo(expected);
                }
            }
        }
    }

    private static boolean differsWholly(MetadataDeclaration method) {
        return DIFFERENCES.stream()
                .anyMatch(difference ->
                        difference.method() == method && difference.column().equals("*"));
    }

    private static List<At> places(MetadataDeclaration method) {
        if (!method.dependsOnTheCatalog()) {
            return List.of(new At(null, null, null));
        }
        if (ONE_TABLE.contains(method)) {
            return List.of(
                    new At(null, schema, "parent"), new At(null, schema, "child"), new At(null, schema, "target"));
        }
        return List.of(new At(null, schema, "%"), new At("dev", schema, "p%"), new At(null, schema, "child"));
    }

    /** What an emulator keeps for its next start is of no warehouse, and only pgjdbc sees it. */
    private static boolean isOfTheEmulator(Map<String, String> row) {
        return String.valueOf(row.get("TABLE_SCHEM")).equals("pg_toast_redshift_data");
    }

    /** The rows with the columns that are compared, in an order that does not hang on how a server sorts names. */
    private static List<List<String>> compared(MetadataDeclaration method, List<Map<String, String>> rows) {
        var result = new ArrayList<List<String>>();
        for (var row : rows) {
            if (isOther(method, row) || isOfTheEmulator(row)) {
                continue;
            }
            result.add(compared(row, method));
        }
        result.sort(Comparator.comparing(Objects::toString));
        return result;
    }

    private static List<String> compared(Map<String, String> row, MetadataDeclaration method) {
        var left = DIFFERENCES.stream()
                .filter(difference -> difference.method() == method)
                .map(Difference::column)
                .toList();
        var cells = new ArrayList<String>();
        row.forEach((label, value) -> {
            if (!left.contains(label) && method.columns().contains(label)) {
                cells.add(label + "=" + value);
            }
        });
        return cells;
    }

    private static boolean isOther(MetadataDeclaration method, Map<String, String> row) {
        return OTHER_ROWS.stream().anyMatch(other -> other.method() == method && other.holds(row));
    }

    // ---------------------------------------------------------------- what is declared must still be so

    /** What two sides are asked, to be compared. */
    private interface Side {
        List<String> of(List<Map<String, String>> rows);
    }

    private static List<Difference> differences() {
        return DIFFERENCES;
    }

    private static List<OtherRows> otherRows() {
        return OTHER_ROWS;
    }

    @ParameterizedTest
    @MethodSource("differences")
    void eachDeclaredDifferenceIsThere(Difference difference) throws SQLException {
        var whole = difference.column().equals("*");
        assertThat(differ(difference.method(), rows -> rows.stream()
                        .filter(row -> whole || !isOther(difference.method(), row))
                        .map(row -> whole ? row.toString() : String.valueOf(row.get(difference.column())))
                        .sorted()
                        .toList()))
                .as("No longer so, take it out: %s", difference)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("otherRows")
    void theRowsThatAreDeclaredAsOthersAreThere(OtherRows other) throws SQLException {
        assertThat(differ(other.method(), rows -> rows.stream()
                        .filter(other::holds)
                        .map(row -> compared(row, other.method()).toString())
                        .sorted()
                        .toList()))
                .as("No longer so, take it out: %s", other)
                .isTrue();
    }

    private static boolean differ(MetadataDeclaration method, Side side) throws SQLException {
        for (var source : List.of("auto", "api", "sql")) {
            try (var ours = emulator.connect("metadataSource=" + source)) {
                for (var at : places(method)) {
                    if (!side.of(MetadataRows.all(method.ask(ours.getMetaData(), at)))
                            .equals(side.of(theirRows(method, at)))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** One row, where pgjdbc throws, that is like none of ours. */
    private static List<Map<String, String>> theirRows(MetadataDeclaration method, At at) throws SQLException {
        try {
            return MetadataRows.all(method.ask(theirs.getMetaData(), at));
        } catch (SQLFeatureNotSupportedException e) {
            return List.of(Map.of("unsupported", String.valueOf(e.getMessage())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void allSourcesGiveTheSameRows(MetadataDeclaration method) throws SQLException {
        try (var auto = emulator.connect();
                var api = emulator.connect("metadataSource=api");
                var sql = emulator.connect("metadataSource=sql")) {
            for (var at : places(method)) {
                var expected = withoutComments(MetadataRows.all(method.ask(sql.getMetaData(), at)));
                assertThat(withoutComments(MetadataRows.all(method.ask(api.getMetaData(), at))))
                        .as("%s at %s", method, at)
                        .isEqualTo(expected);
                assertThat(withoutComments(MetadataRows.all(method.ask(auto.getMetaData(), at))))
                        .as("%s at %s", method, at)
                        .isEqualTo(expected);
            }
        }
    }

    /** Where the whole database is asked for, auto asks for columns by SQL. */
    @ParameterizedTest
    @EnumSource(names = {"TABLES", "COLUMNS"})
    void allSourcesGiveTheSameRowsOfTheWholeDatabase(MetadataDeclaration method) throws SQLException {
        var everything = new At(null, null, "%");
        try (var auto = emulator.connect();
                var api = emulator.connect("metadataSource=api");
                var sql = emulator.connect("metadataSource=sql")) {
            var expected = ofTheSchema(MetadataRows.all(method.ask(sql.getMetaData(), everything)));
            assertThat(expected).isNotEmpty();
            assertThat(ofTheSchema(MetadataRows.all(method.ask(api.getMetaData(), everything))))
                    .isEqualTo(expected);
            assertThat(ofTheSchema(MetadataRows.all(method.ask(auto.getMetaData(), everything))))
                    .isEqualTo(expected);
        }
    }

    private static List<Map<String, String>> ofTheSchema(List<Map<String, String>> rows) {
        return withoutComments(rows.stream()
                .filter(row -> schema.equals(row.get("TABLE_SCHEM")))
                .toList());
    }

    /** Comments come by SQL only: no operation of the service gives them. */
    private static List<Map<String, String>> withoutComments(List<Map<String, String>> rows) {
        rows.forEach(row -> row.remove("REMARKS"));
        return rows;
    }

    @Test
    void commentsComeBySql() throws SQLException {
        try (var connection = emulator.connect("metadataSource=sql")) {
            var metadata = connection.getMetaData();
            assertThat(MetadataRows.column(metadata.getTables(null, schema, "parent", null), "REMARKS"))
                    .containsExactly("the parent");
            assertThat(MetadataRows.column(metadata.getColumns(null, schema, "parent", "c"), "REMARKS"))
                    .containsExactly("the third");
        }
    }

    @Test
    void temporaryTablesAreTheSameToo() throws SQLException {
        try (var ours = emulator.connect();
                var statement = ours.createStatement();
                var their = theirs.createStatement()) {
            statement.execute("CREATE TEMP TABLE passing (id int, name varchar(20))");
            their.execute("CREATE TEMP TABLE passing_too (id int, name varchar(20))");
            var mine = MetadataRows.all(ours.getMetaData().getColumns(null, null, "passing", "%"));
            var reference = MetadataRows.all(theirs.getMetaData().getColumns(null, null, "passing_too", "%"));
            for (var rows : List.of(mine, reference)) {
                rows.forEach(row -> row.keySet().removeAll(Set.of("TABLE_SCHEM", "TABLE_NAME")));
            }
            assertThat(compared(MetadataDeclaration.COLUMNS, mine))
                    .isEqualTo(compared(MetadataDeclaration.COLUMNS, reference));
        }
    }
}
