package io.github.redshiftdata.jdbc.internal.meta;

import java.util.HashMap;
import java.util.Map;

/** Numbers the columns of each table from 1 without gaps, which the catalog's own numbers have after a DROP COLUMN. */
final class ColumnPositions {

    private final Map<String, Integer> last = new HashMap<>();

    int next(String schema, String table) {
        return last.merge(schema + "\0" + table, 1, Integer::sum);
    }
}
