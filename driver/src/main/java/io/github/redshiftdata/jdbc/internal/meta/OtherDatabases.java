package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads other databases of the warehouse, and those of datashares, by SQL on the views that show all databases. */
final class OtherDatabases {

    private static final String DATABASES = "SELECT database_name FROM svv_redshift_databases";

    private static final String SCHEMAS = "SELECT schema_name FROM svv_all_schemas WHERE ";

    private static final String TABLES =
            "SELECT schema_name, table_name, table_type, remarks FROM svv_all_tables WHERE ";

    private static final String COLUMNS = "SELECT schema_name, table_name, column_name, data_type,"
            + " character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default, remarks"
            + " FROM svv_all_columns WHERE ";

    private final OptionalSql sql;

    OtherDatabases(OptionalSql sql) {
        this.sql = sql;
    }

    /** All databases; an empty list if they cannot be read. */
    List<String> databases() throws SQLException {
        return names(sql.query("svv_redshift_databases", DATABASES).orElse(List.of()));
    }

    List<String> schemas(String database) throws SQLException {
        return names(sql.query("svv_all_schemas", SCHEMAS + in(database) + " ORDER BY schema_name")
                .orElse(List.of()));
    }

    private static List<String> names(List<List<@Nullable String>> rows) {
        return rows.stream().map(row -> SqlCatalog.text(row, 0)).toList();
    }

    List<CatalogTable> tables(String database, NamePattern schema, NamePattern table) throws SQLException {
        return sql.query("svv_all_tables", TABLES + conditions(database, schema, table)).orElse(List.of()).stream()
                .map(row -> new CatalogTable(
                        SqlCatalog.text(row, 0),
                        SqlCatalog.text(row, 1),
                        type(SqlCatalog.text(row, 0), SqlCatalog.text(row, 2)),
                        row.get(3)))
                .toList();
    }

    /** The type of a table in the words of getTableTypes. */
    private static String type(String schema, String type) {
        var view = type.contains("VIEW");
        if (SqlCatalog.SYSTEM_SCHEMAS.contains(schema)) {
            return view ? "SYSTEM VIEW" : "SYSTEM TABLE";
        }
        return view ? "VIEW" : type.contains("EXTERNAL") ? "EXTERNAL TABLE" : "TABLE";
    }

    List<CatalogColumn> columns(String database, NamePattern schema, NamePattern table) throws SQLException {
        var query =
                COLUMNS + conditions(database, schema, table) + " ORDER BY schema_name, table_name, ordinal_position";
        return ColumnPositions.number(sql.query("svv_all_columns", query).orElse(List.of()), OtherDatabases::column);
    }

    private static CatalogColumn column(List<@Nullable String> row, int position) {
        var declared = DeclaredType.ofExternal(typeText(row));
        var defaultValue = row.get(8);
        return new CatalogColumn(
                SqlCatalog.text(row, 0),
                SqlCatalog.text(row, 1),
                SqlCatalog.text(row, 2),
                position,
                declared.name(),
                declared.precision(),
                declared.scale(),
                "NO".equalsIgnoreCase(row.get(7)) ? 0 : 1,
                defaultValue,
                row.get(9),
                defaultValue != null && IdentityDefault.is(defaultValue));
    }

    /**
     * The type with its length, which the view has in other columns. The precision of integers there counts bits, so it
     * is not used.
     */
    private static String typeText(List<@Nullable String> row) {
        var name = SqlCatalog.text(row, 3);
        var characters = row.get(4);
        if (name.indexOf('(') >= 0) {
            return name;
        }
        if (characters != null) {
            return name + "(" + characters + ")";
        }
        var precision = row.get(5);
        var decimal = name.equals("numeric") || name.equals("decimal");
        return decimal && precision != null ? name + "(" + precision + "," + SqlCatalog.text(row, 6) + ")" : name;
    }

    private static String conditions(String database, NamePattern schema, NamePattern table) {
        return in(database) + " AND " + schema.condition("schema_name") + " AND " + table.condition("table_name");
    }

    private static String in(String database) {
        return NamePattern.exactly(database).condition("database_name");
    }
}
