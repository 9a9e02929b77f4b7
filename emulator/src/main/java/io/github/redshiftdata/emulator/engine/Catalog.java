package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Engine.EngineTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers ListDatabases, ListSchemas, ListTables and DescribeTable from PostgreSQL's catalog. */
final class Catalog {

    private static final String VISIBLE_SCHEMA = "n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'";

    private static final String TYPE = "CASE WHEN n.nspname IN ('pg_catalog', 'information_schema') THEN"
            + " CASE WHEN n.nspname = 'pg_catalog' AND c.relkind = 'v' THEN 'SYSTEM VIEW' ELSE 'SYSTEM TABLE' END"
            + " WHEN c.relkind IN ('v', 'm') THEN 'VIEW' WHEN c.relkind = 'f' THEN 'EXTERNAL TABLE'"
            + " ELSE 'TABLE' END";

    private Catalog() {}

    static List<String> databases(Connection connection) throws SQLException {
        return names(
                connection,
                "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres'"
                        + " ORDER BY datname COLLATE \"C\"");
    }

    static List<String> schemas(Connection connection, @Nullable String pattern) throws SQLException {
        return names(
                connection,
                "SELECT n.nspname FROM pg_namespace n WHERE " + VISIBLE_SCHEMA
                        + " AND n.nspname LIKE coalesce(?, '%') ORDER BY n.nspname COLLATE \"C\"",
                pattern);
    }

    static List<EngineTable> tables(Connection connection, @Nullable String schema, @Nullable String table)
            throws SQLException {
        String sql = "SELECT * FROM (SELECT n.nspname, c.relname, " + TYPE + " AS type"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + VISIBLE_SCHEMA
                + " AND n.nspname LIKE coalesce(?, '%') AND c.relname LIKE coalesce(?, '%')) AS found"
                + " ORDER BY type COLLATE \"C\", nspname COLLATE \"C\", relname COLLATE \"C\"";
        var tables = new ArrayList<EngineTable>();
        try (PreparedStatement statement = prepare(connection, sql, schema, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                tables.add(new EngineTable(result.getString(1), result.getString(2), result.getString(3)));
            }
        }
        return tables;
    }

    static List<EngineColumn> columns(Connection connection, @Nullable String schema, @Nullable String table)
            throws SQLException {
        String sql = "SELECT n.nspname, c.relname, a.attname, t.typname, a.atttypmod, a.attnotnull,"
                + " d.adsrc"
                + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid"
                + " LEFT JOIN redshift_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                + " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
                + " AND " + VISIBLE_SCHEMA
                + " AND n.nspname = coalesce(?, n.nspname) AND c.relname = coalesce(?, c.relname)"
                + " ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\", a.attnum";
        var columns = new ArrayList<EngineColumn>();
        try (PreparedStatement statement = prepare(connection, sql, schema, table);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                columns.add(column(result));
            }
        }
        return columns;
    }

    /** The service repeats the precision as the length here, and leaves the flags false. */
    private static EngineColumn column(ResultSet result) throws SQLException {
        ColumnType type = ColumnType.of(result.getString(4), result.getInt(5));
        return new EngineColumn(
                result.getString(3),
                null,
                type.name(),
                type.precision(),
                type.scale(),
                type.precision(),
                result.getBoolean(6) ? 0 : 1,
                false,
                false,
                false,
                result.getString(1),
                result.getString(2),
                result.getString(7));
    }

    private static List<String> names(Connection connection, String sql, @Nullable String... values)
            throws SQLException {
        var names = new ArrayList<String>();
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable String... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }
}
