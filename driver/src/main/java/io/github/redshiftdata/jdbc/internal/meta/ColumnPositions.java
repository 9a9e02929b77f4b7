package io.github.redshiftdata.jdbc.internal.meta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the columns of each table from 1 without gaps. The catalog's own numbers have gaps after a DROP COLUMN. */
final class ColumnPositions {

    private final Map<String, Integer> last = new HashMap<>();

    /** Makes a column from a row and its position. */
    interface Maker {
        CatalogColumn column(List<@Nullable String> row, int position);
    }

    /** Makes columns from rows that are in order and begin with the schema and the table. */
    static List<CatalogColumn> number(List<List<@Nullable String>> rows, Maker maker) {
        var positions = new ColumnPositions();
        var columns = new ArrayList<CatalogColumn>(rows.size());
        for (var row : rows) {
            columns.add(maker.column(row, positions.next(SqlCatalog.text(row, 0), SqlCatalog.text(row, 1))));
        }
        return columns;
    }

    private int next(String schema, String table) {
        return last.merge(schema + "\0" + table, 1, Integer::sum);
    }
}
