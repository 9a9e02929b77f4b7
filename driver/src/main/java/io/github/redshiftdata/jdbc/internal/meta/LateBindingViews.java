package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the columns of views made WITH NO SCHEMA BINDING: pg_attribute has none for them, so a function finds them. */
final class LateBindingViews {

    private static final String FUNCTION = "pg_get_late_binding_view_cols";

    private static final String COLUMNS = "SELECT view_schema, view_name, col_name, col_type FROM " + FUNCTION
            + "() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int) WHERE ";

    private final OptionalSql sql;

    LateBindingViews(OptionalSql sql) {
        this.sql = sql;
    }

    List<CatalogColumn> columns(NamePattern schema, NamePattern view) throws SQLException {
        var query = COLUMNS + schema.condition("view_schema") + " AND " + view.condition("view_name")
                + " ORDER BY view_schema, view_name, col_num";
        return ColumnPositions.number(sql.query(FUNCTION, query).orElse(List.of()), LateBindingViews::column);
    }

    private static CatalogColumn column(List<@Nullable String> row, int position) {
        var type = DeclaredType.of(SqlCatalog.text(row, 3));
        return new CatalogColumn(
                SqlCatalog.text(row, 0),
                SqlCatalog.text(row, 1),
                SqlCatalog.text(row, 2),
                position,
                type.name(),
                type.precision(),
                type.scale(),
                1,
                null,
                null,
                false);
    }
}
