package io.github.redshiftdata.soak.verdict;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How often each key is in, as the database itself says. */
public final class Truth {

    private final Map<Long, Integer> counts;

    /** @param counts of the keys that are in */
    public Truth(Map<Long, Integer> counts) {
        this.counts = Map.copyOf(counts);
    }

    /**
     * Reads a table.
     *
     * @param table its name in SQL; its column k holds the keys
     */
    public static Truth read(Connection postgres, String table) throws SQLException {
        var counts = new HashMap<Long, Integer>();
        try (var statement = postgres.createStatement();
                var rows = statement.executeQuery("SELECT k, count(*) FROM " + table + " GROUP BY k")) {
            while (rows.next()) {
                counts.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return new Truth(counts);
    }

    /** How often a row is in. */
    public int count(long key) {
        return counts.getOrDefault(key, 0);
    }

    Map<Long, Integer> all() {
        return counts;
    }
}
