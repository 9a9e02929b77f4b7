package io.github.redshiftdata.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers of metadata group by, and the types that they can read. */
class MetadataGroupsIT {

    private static Connection connection;
    private static String schema;

    @BeforeAll
    static void create() throws SQLException {
        connection = TestEmulator.shared().connect();
        schema = TestEmulator.shared().newSchema();
        try (var statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".parent (a int, b int, primary key (a, b))");
            for (var child : List.of("child", "other_child")) {
                statement.execute("create table " + schema + "." + child + " (w int, x int, y int, z int,"
                        + " constraint second_key foreign key (y, z) references " + schema + ".parent (a, b),"
                        + " constraint first_key foreign key (w, x) references " + schema + ".parent (a, b))");
            }
            statement.execute("create table " + schema + ".texts (a interval year to month, b interval day to second,"
                    + " c super, d varchar(9))");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<String> keys(java.sql.ResultSet rows) throws SQLException {
        return MetadataRows.all(rows).stream()
                .map(row -> row.get("FKTABLE_NAME") + "." + row.get("FK_NAME") + "." + row.get("KEY_SEQ"))
                .collect(Collectors.toList());
    }

    @Test
    void theColumnsOfOneForeignKeyStandTogether() throws SQLException {
        var metadata = connection.getMetaData();
        var ofChild = List.of("child.first_key.1", "child.first_key.2", "child.second_key.1", "child.second_key.2");
        assertThat(keys(metadata.getImportedKeys(null, schema, "child"))).isEqualTo(ofChild);
        assertThat(keys(metadata.getCrossReference(null, schema, "parent", null, schema, "child")))
                .isEqualTo(ofChild);
        assertThat(keys(metadata.getExportedKeys(null, schema, "parent")))
                .isEqualTo(List.of(
                        "child.first_key.1",
                        "child.first_key.2",
                        "child.second_key.1",
                        "child.second_key.2",
                        "other_child.first_key.1",
                        "other_child.first_key.2",
                        "other_child.second_key.1",
                        "other_child.second_key.2"));
        assertThat(keys(metadata.getImportedKeys(null, schema, "%")))
                .isEqualTo(List.of(
                        "child.first_key.1",
                        "child.first_key.2",
                        "other_child.first_key.1",
                        "other_child.first_key.2",
                        "child.second_key.1",
                        "child.second_key.2",
                        "other_child.second_key.1",
                        "other_child.second_key.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "api", "sql"})
    void noColumnThatIsReadAsTextIsOfATypeThatReadersRefuse(String source) throws SQLException {
        try (var own = TestEmulator.shared().connect("metadataSource=" + source);
                var statement = own.createStatement();
                var rows = statement.executeQuery("select * from " + schema + ".texts")) {
            var ofResult = rows.getMetaData();
            var columns = MetadataRows.all(own.getMetaData().getColumns(null, schema, "texts", "%"));
            var types = MetadataRows.all(own.getMetaData().getTypeInfo());
            assertThat(columns).hasSize(4);
            for (var i = 1; i <= 4; i++) {
                var type = Integer.toString(ofResult.getColumnType(i));
                assertThat(ofResult.getColumnType(i)).isIn(Types.VARCHAR, Types.LONGVARCHAR);
                assertThat(ofResult.getColumnClassName(i)).isEqualTo(String.class.getName());
                assertThat(columns.get(i - 1)).containsEntry("DATA_TYPE", type);
                assertThat(columns.get(i - 1)).containsEntry("TYPE_NAME", ofResult.getColumnTypeName(i));
                var name = ofResult.getColumnTypeName(i);
                assertThat(types)
                        .anyMatch(row -> name.equals(row.get("TYPE_NAME")) && type.equals(row.get("DATA_TYPE")));
            }
            assertThat(types).noneMatch(row -> row.get("DATA_TYPE").equals(Integer.toString(Types.OTHER)));
            assertThat(types.stream()
                            .filter(row -> row.get("DATA_TYPE").equals("12"))
                            .findFirst()
                            .orElseThrow())
                    .containsEntry("TYPE_NAME", "varchar");
        }
    }
}
