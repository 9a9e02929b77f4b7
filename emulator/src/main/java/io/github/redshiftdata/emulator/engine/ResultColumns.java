package io.github.redshiftdata.emulator.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGResultSetMetaData;

/** Reads the metadata of a result as the service words it. */
final class ResultColumns {

    private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema", "pg_toast");

    /** What pgjdbc answers as the scale of an interval whose fields are given and whose precision is not. */
    private static final int NO_INTERVAL_PRECISION = 0xffff;

    private static final int YEAR_TO_MONTH = 6 << 16;

    private ResultColumns() {}

    /** The columns of a result of this connection. */
    static List<ResultColumn> of(ResultSetMetaData metadata, Connection connection) throws SQLException {
        var columns = new ArrayList<ResultColumn>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(column(metadata, i, connection));
        }
        return columns;
    }

    private static ResultColumn column(ResultSetMetaData metadata, int index, Connection connection)
            throws SQLException {
        var origin = metadata.unwrap(PGResultSetMetaData.class);
        String schema = origin.getBaseSchemaName(index);
        String table = origin.getBaseTableName(index);
        boolean ofTable = !table.isEmpty();
        boolean shownSchema = ofTable && !SYSTEM_SCHEMAS.contains(schema) && !schema.startsWith("pg_temp");
        ColumnType type = type(metadata, index, ofTable, connection);
        String label = metadata.getColumnLabel(index);
        var column = new EngineColumn(
                label,
                label,
                type.name(),
                type.precision(),
                type.scale(),
                0,
                metadata.isNullable(index) == ResultSetMetaData.columnNoNulls ? 0 : 1,
                type.signed(),
                type.caseSensitive(),
                false,
                shownSchema ? schema : "",
                table,
                null);
        return new ResultColumn(column, type.value());
    }

    private static ColumnType type(ResultSetMetaData metadata, int index, boolean ofTable, Connection connection)
            throws SQLException {
        String name = metadata.getColumnTypeName(index);
        // Text that is computed is VARCHAR in Redshift; only catalogs have TEXT columns.
        if (name.equals("text") && !ofTable) {
            return ColumnType.of("varchar", -1);
        }
        boolean unclear = name.equals("varbyte")
                || (name.equals("interval") && metadata.getScale(index) == NO_INTERVAL_PRECISION);
        if (unclear && ofTable) {
            return ColumnType.of(name, tableModifier(metadata.unwrap(PGResultSetMetaData.class), index, connection));
        }
        return ColumnType.of(name, modifier(metadata, index, name));
    }

    /** The modifier of a type that pgjdbc does not tell, from the table. */
    private static int tableModifier(PGResultSetMetaData origin, int index, Connection connection) throws SQLException {
        String sql = "SELECT a.atttypmod FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relname = ? AND a.attname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, origin.getBaseSchemaName(index));
            statement.setString(2, origin.getBaseTableName(index));
            statement.setString(3, origin.getBaseColumnName(index));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getInt(1) : -1;
            }
        }
    }

    /** pgjdbc keeps the modifier to itself; it is computed back from the precision and the scale. */
    private static int modifier(ResultSetMetaData metadata, int index, String name) throws SQLException {
        int precision = metadata.getPrecision(index);
        int scale = metadata.getScale(index);
        return switch (name) {
            case "numeric" -> precision == 0 ? -1 : ((precision << 16) | scale) + 4;
            case "varchar", "bpchar" -> precision == Integer.MAX_VALUE || precision <= 0 ? -1 : precision + 4;
            case "interval" -> scale == NO_INTERVAL_PRECISION ? YEAR_TO_MONTH : -1;
            default -> -1;
        };
    }
}
