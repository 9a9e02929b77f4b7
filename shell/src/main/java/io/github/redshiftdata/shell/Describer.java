package io.github.redshiftdata.shell;

import java.io.IOException;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is in the database, by the metadata of JDBC: {@code \d} and its kin. */
final class Describer {

    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("information_schema", "pg_catalog", "pg_internal", "pg_automv", "pg_auto_copy", "pg_mv", "pg_s3");

    private final DatabaseMetaData metaData;
    private final ResultPrinter printer;

    Describer(DatabaseMetaData metaData, ResultPrinter printer) {
        this.metaData = metaData;
        this.printer = printer;
    }

    /** Whether a schema belongs to the database itself: its tables are listed only where it is named. */
    static boolean isSystem(@Nullable String schema) {
        return schema != null
                && (SYSTEM_SCHEMAS.contains(schema) || schema.startsWith("pg_toast") || schema.startsWith("pg_temp"));
    }

    void databases() throws SQLException, IOException {
        var rows = new ArrayList<@Nullable String[]>();
        try (var databases = metaData.getCatalogs()) {
            while (databases.next()) {
                rows.add(new String[] {databases.getString("TABLE_CAT")});
            }
        }
        printer.print("Databases", List.of("Name"), rows);
    }

    void schemas(@Nullable String pattern) throws SQLException, IOException {
        var rows = new ArrayList<@Nullable String[]>();
        var jdbc = pattern == null ? null : NamePattern.part(pattern, metaData.getSearchStringEscape());
        try (var schemas = metaData.getSchemas(null, jdbc)) {
            while (schemas.next()) {
                var name = schemas.getString("TABLE_SCHEM");
                if (pattern != null || !isSystem(name)) {
                    rows.add(new String[] {name});
                }
            }
        }
        printer.print("Schemas", List.of("Name"), rows);
    }

    void relations(String what, @Nullable String pattern, Predicate<String> types)
            throws SQLException, IOException, ShellException {
        var rows = new ArrayList<@Nullable String[]>();
        var name = NamePattern.parse(pattern, metaData.getSearchStringEscape());
        try (var tables = metaData.getTables(null, name.schema(), name.name(), null)) {
            while (tables.next()) {
                var schema = tables.getString("TABLE_SCHEM");
                var type = String.valueOf(tables.getString("TABLE_TYPE"));
                if (types.test(type) && (name.schema() != null || !isSystem(schema))) {
                    rows.add(new String[] {schema, tables.getString("TABLE_NAME"), type.toLowerCase(Locale.ROOT)});
                }
            }
        }
        if (rows.isEmpty() && pattern != null) {
            throw ShellException.ofCommand("There are no " + what + " named " + pattern + ".");
        }
        printer.print("List of " + what, List.of("Schema", "Name", "Type"), rows);
    }

    void columns(String pattern) throws SQLException, IOException, ShellException {
        var name = NamePattern.parse(pattern, metaData.getSearchStringEscape());
        var found = new ArrayList<String[]>();
        try (var tables = metaData.getTables(null, name.schema(), name.name(), null)) {
            while (tables.next()) {
                var schema = tables.getString("TABLE_SCHEM");
                if (name.schema() != null || !isSystem(schema)) {
                    found.add(new String[] {schema, tables.getString("TABLE_NAME"), tables.getString("TABLE_TYPE")});
                }
            }
        }
        if (found.isEmpty()) {
            throw ShellException.ofCommand("There is no table or view named " + pattern + ".");
        }
        for (var table : found) {
            columns(table[0], table[1], String.valueOf(table[2]));
        }
    }

    private void columns(String schema, String table, String type) throws SQLException, IOException {
        var keys = primaryKey(schema, table);
        var escape = metaData.getSearchStringEscape();
        var rows = new ArrayList<@Nullable String[]>();
        try (var columns = metaData.getColumns(
                null, NamePattern.exactly(schema, escape), NamePattern.exactly(table, escape), null)) {
            while (columns.next()) {
                var name = columns.getString("COLUMN_NAME");
                rows.add(new @Nullable String[] {
                    name,
                    typeOf(columns),
                    columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? "not null" : "",
                    columns.getString("COLUMN_DEF") == null ? "" : columns.getString("COLUMN_DEF"),
                    keys.contains(name) ? "primary key" : ""
                });
            }
        }
        var kind = type.substring(0, 1).toUpperCase(Locale.ROOT)
                + type.substring(1).toLowerCase(Locale.ROOT);
        printer.print(
                kind + " \"" + schema + "." + table + "\"",
                List.of("Column", "Type", "Nullable", "Default", "Key"),
                rows);
    }

    private Set<@Nullable String> primaryKey(String schema, String table) throws SQLException {
        var names = new HashSet<@Nullable String>();
        try (var keys = metaData.getPrimaryKeys(null, schema, table)) {
            while (keys.next()) {
                names.add(keys.getString("COLUMN_NAME"));
            }
        }
        return names;
    }

    private static String typeOf(ResultSet column) throws SQLException {
        var type = column.getString("TYPE_NAME");
        return switch (column.getInt("DATA_TYPE")) {
            case Types.CHAR, Types.VARCHAR, Types.NVARCHAR, Types.VARBINARY, Types.BINARY ->
                type + length(column.getInt("COLUMN_SIZE"));
            case Types.NUMERIC, Types.DECIMAL ->
                type + "(" + column.getInt("COLUMN_SIZE") + "," + column.getInt("DECIMAL_DIGITS") + ")";
            default -> String.valueOf(type);
        };
    }

    /** Types such as geometry are declared without a length, which the largest number stands for. */
    private static String length(int size) {
        return size == Integer.MAX_VALUE ? "" : "(" + size + ")";
    }
}
