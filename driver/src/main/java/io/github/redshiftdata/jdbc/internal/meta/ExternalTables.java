package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the external tables of the database by SQL, since pg_class does not list them. Their views ask the data catalog
 * and can be slow, so they are read only if a wanted schema is an external one.
 */
final class ExternalTables {

    private record SchemasKey() {}

    private static final String SCHEMAS = "SELECT schemaname FROM svv_external_schemas";

    private static final String TABLES = "SELECT schemaname, tablename FROM svv_external_tables WHERE ";

    private static final String COLUMNS =
            "SELECT schemaname, tablename, columnname, external_type, is_nullable FROM svv_external_columns WHERE ";

    private final OptionalSql sql;
    private final CatalogCache cache;
    /** Restricts the views to this database: they show others, too. */
    private final String here;

    ExternalTables(OptionalSql sql, CatalogCache cache, String database) {
        this.sql = sql;
        this.cache = cache;
        this.here = NamePattern.exactly(database).condition("redshift_database_name");
    }

    List<CatalogTable> tables(NamePattern schema, NamePattern table) throws SQLException {
        if (!mayExistIn(schema)) {
            return List.of();
        }
        return sql.query("svv_external_tables", TABLES + conditions(schema, table)).orElse(List.of()).stream()
                .map(row -> new CatalogTable(SqlCatalog.text(row, 0), SqlCatalog.text(row, 1), "EXTERNAL TABLE", null))
                .toList();
    }

    List<CatalogColumn> columns(NamePattern schema, NamePattern table) throws SQLException {
        if (!mayExistIn(schema)) {
            return List.of();
        }
        var query = COLUMNS + conditions(schema, table) + " ORDER BY schemaname, tablename, columnnum";
        return ColumnPositions.number(
                sql.query("svv_external_columns", query).orElse(List.of()), ExternalTables::column);
    }

    private static CatalogColumn column(List<@Nullable String> row, int position) {
        var type = DeclaredType.ofExternal(SqlCatalog.text(row, 3));
        return new CatalogColumn(
                SqlCatalog.text(row, 0),
                SqlCatalog.text(row, 1),
                SqlCatalog.text(row, 2),
                position,
                type.name(),
                type.precision(),
                type.scale(),
                nullable(SqlCatalog.text(row, 4)),
                null,
                null,
                false);
    }

    /** The NULLABLE value of a column; unknown if the external table does not say. */
    private static int nullable(String value) {
        return switch (value) {
            case "true" -> 1;
            case "false" -> 0;
            default -> 2;
        };
    }

    private String conditions(NamePattern schema, NamePattern table) {
        return here + " AND " + schema.condition("schemaname") + " AND " + table.condition("tablename");
    }

    private boolean mayExistIn(NamePattern schema) throws SQLException {
        return schemas().stream().anyMatch(schema::matches);
    }

    private List<String> schemas() throws SQLException {
        return cache.get(new SchemasKey(), found -> 1 + found.size(), this::readSchemas);
    }

    private List<String> readSchemas() throws SQLException {
        return sql.query("svv_external_schemas", SCHEMAS).orElse(List.of()).stream()
                .map(row -> SqlCatalog.text(row, 0))
                .toList();
    }
}
