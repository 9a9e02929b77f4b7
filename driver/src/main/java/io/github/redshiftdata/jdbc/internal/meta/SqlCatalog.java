package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog by SQL on pg_catalog, in the SQL of PostgreSQL 8.0. It sees what the session sees: temporary tables
 * and what an open transaction made. Objects that pg_catalog does not list come from views that may be missing or
 * forbidden.
 */
final class SqlCatalog implements CatalogSource {

    private static final String DATABASES =
            "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname";

    private static final String SCHEMAS = "SELECT nspname FROM pg_catalog.pg_namespace"
            + " WHERE nspname NOT LIKE 'pg!_toast%' ESCAPE '!' AND nspname NOT LIKE 'pg!_temp!_%' ESCAPE '!'"
            + " ORDER BY nspname";

    /** The catalog lists temporary tables of other sessions too; only those of this session are visible. */
    private static final String VISIBLE = " WHERE c.relkind IN ('r', 'v', 'm', 'p')"
            + " AND n.nspname NOT LIKE 'pg!_toast%' ESCAPE '!'"
            + " AND (n.nspname NOT LIKE 'pg!_temp!_%' ESCAPE '!' OR pg_catalog.pg_table_is_visible(c.oid))";

    private static final String TABLES = "SELECT n.nspname, c.relname, CASE"
            + " WHEN n.nspname LIKE 'pg!_temp!_%' ESCAPE '!' THEN CASE c.relkind WHEN 'v' THEN 'TEMPORARY VIEW'"
            + " ELSE 'TEMPORARY TABLE' END"
            + " WHEN n.nspname IN ('pg_catalog', 'information_schema', 'pg_internal') THEN CASE c.relkind"
            + " WHEN 'v' THEN 'SYSTEM VIEW' ELSE 'SYSTEM TABLE' END"
            + " WHEN c.relkind IN ('v', 'm') THEN 'VIEW' ELSE 'TABLE' END, d.description"
            + " FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid"
            + " LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0"
            + " AND d.classoid = c.tableoid"
            + VISIBLE;

    /** A view without columns gives one row, without the name of a column: it is a late-binding view. */
    private static final String COLUMNS = "SELECT n.nspname, c.relname, a.attname, t.typname, a.atttypmod,"
            + " a.attnotnull, ad.adsrc, d.description"
            + " FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid"
            + " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            + " LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
            + " LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum"
            + " LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum"
            + " AND d.classoid = c.tableoid"
            + VISIBLE;

    /** The schemas of the server itself. */
    static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema", "pg_internal");

    private final SqlRows sql;
    private final String database;
    private final ExternalTables externalTables;
    private final LateBindingViews lateBindingViews;
    private final OtherDatabases otherDatabases;

    /**
     * A catalog.
     *
     * @param optional runs the queries that may fail
     */
    SqlCatalog(SqlRows sql, OptionalSql optional, CatalogCache cache, String database) {
        this.sql = sql;
        this.database = database;
        this.externalTables = new ExternalTables(optional, cache, database);
        this.lateBindingViews = new LateBindingViews(optional);
        this.otherDatabases = new OtherDatabases(optional);
    }

    @Override
    public List<String> databases() throws SQLException {
        var all = otherDatabases.databases();
        return all.isEmpty()
                ? sql.query(DATABASES).stream().map(row -> text(row, 0)).toList()
                : all;
    }

    @Override
    public List<String> schemas(String inDatabase) throws SQLException {
        return inDatabase.equals(database)
                ? sql.query(SCHEMAS).stream().map(row -> text(row, 0)).toList()
                : otherDatabases.schemas(inDatabase);
    }

    @Override
    public List<CatalogTable> tables(String inDatabase, NamePattern schema, NamePattern table) throws SQLException {
        if (!inDatabase.equals(database)) {
            return otherDatabases.tables(inDatabase, schema, table);
        }
        var tables = new ArrayList<CatalogTable>();
        for (var row : sql.query(TABLES + conditions(schema, table))) {
            tables.add(new CatalogTable(text(row, 0), text(row, 1), text(row, 2), row.get(3)));
        }
        tables.addAll(externalTables.tables(schema, table));
        return tables;
    }

    @Override
    public List<CatalogColumn> columns(String inDatabase, NamePattern schema, NamePattern table) throws SQLException {
        if (!inDatabase.equals(database)) {
            return otherDatabases.columns(inDatabase, schema, table);
        }
        var rows = sql.query(COLUMNS + conditions(schema, table) + " ORDER BY n.nspname, c.relname, a.attnum");
        var withColumns = rows.stream().filter(row -> row.get(2) != null).toList();
        var columns = ColumnPositions.number(withColumns, SqlCatalog::column);
        if (withColumns.size() < rows.size()) {
            columns.addAll(lateBindingViews.columns(schema, table));
        }
        columns.addAll(externalTables.columns(schema, table));
        return columns;
    }

    private static String conditions(NamePattern schema, NamePattern table) {
        return " AND " + schema.condition("n.nspname") + " AND " + table.condition("c.relname");
    }

    private static CatalogColumn column(List<@Nullable String> row, int position) {
        var modifier = Integer.parseInt(text(row, 4));
        var typeName = TypeSize.intervalName(text(row, 3), modifier);
        var size = TypeSize.of(RedshiftType.ofServiceName(typeName), modifier);
        var defaultValue = row.get(6);
        return new CatalogColumn(
                text(row, 0),
                text(row, 1),
                text(row, 2),
                position,
                typeName,
                size.precision(),
                size.scale(),
                isTrue(row.get(5)) ? 0 : 1,
                defaultValue,
                row.get(7),
                defaultValue != null && IdentityDefault.is(defaultValue));
    }

    static boolean isTrue(@Nullable String value) {
        return "t".equals(value) || "true".equals(value);
    }

    /** The text of a column that the query never leaves NULL. */
    static String text(List<@Nullable String> row, int index) {
        var value = row.get(index);
        return value == null ? "" : value;
    }
}
