package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.meta.IdentityDefault;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The columns of a result, as the service describes them; usable after the result set is closed. */
final class ResultSetMetaDataImpl implements ResultSetMetaData, JdbcWrapper {

    private final Columns columns;
    private final String catalog;

    ResultSetMetaDataImpl(Columns columns, String catalog) {
        this.columns = columns;
        this.catalog = catalog;
    }

    private ColumnMetadata column(int column) throws SQLException {
        requireIndex(column);
        return columns.column(column - 1);
    }

    private RedshiftType type(int column) throws SQLException {
        requireIndex(column);
        return columns.type(column - 1);
    }

    private void requireIndex(int column) throws SQLException {
        if (column < 1 || column > columns.count()) {
            throw columns.noSuchIndex(column);
        }
    }

    @Override
    public int getColumnCount() {
        return columns.count();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return column(column).label();
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return column(column).name();
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return type(column).jdbcType();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return column(column).typeName();
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return type(column).objectClass().getName();
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return Math.max(0, column(column).precision());
    }

    @Override
    public int getScale(int column) throws SQLException {
        return Math.max(0, column(column).scale());
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return type(column).displaySize(getPrecision(column), getScale(column));
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return column(column).signed();
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return column(column).caseSensitive();
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        return column(column).currency();
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return switch (column(column).nullable()) {
            case 0 -> columnNoNulls;
            case 1 -> columnNullable;
            default -> columnNullableUnknown;
        };
    }

    /**
     * True if the service gives an identity as the column's default with the result; asking the catalog would cost a
     * request.
     */
    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        return IdentityDefault.is(column(column).columnDefault());
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        requireIndex(column);
        return true;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        requireIndex(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        requireIndex(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        requireIndex(column);
        return false;
    }

    @Override
    public String getTableName(int column) throws SQLException {
        return column(column).tableName();
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        return column(column).schemaName();
    }

    /** The database, for columns of a table; "" for expressions. */
    @Override
    public String getCatalogName(int column) throws SQLException {
        return column(column).tableName().isEmpty() ? "" : catalog;
    }
}
