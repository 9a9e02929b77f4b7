package io.github.redshiftdata.tests.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the results of DatabaseMetaData whole. */
public final class MetadataRows {

    private MetadataRows() {}

    /** The rows, each from label to text. Closes the result. */
    static List<Map<String, String>> all(ResultSet resultSet) throws SQLException {
        try (resultSet) {
            var labels = labels(resultSet);
            var rows = new ArrayList<Map<String, String>>();
            while (resultSet.next()) {
                var row = new LinkedHashMap<String, String>();
                for (var label : labels) {
                    row.put(label, resultSet.getString(label));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    static List<String> labels(ResultSet resultSet) throws SQLException {
        var metadata = resultSet.getMetaData();
        var labels = new ArrayList<String>();
        for (var i = 1; i <= metadata.getColumnCount(); i++) {
            labels.add(metadata.getColumnLabel(i));
        }
        return labels;
    }

    /** One column of all rows. Closes the result. */
    public static List<String> column(ResultSet resultSet, String label) throws SQLException {
        return all(resultSet).stream().map(row -> row.get(label)).toList();
    }

    /** Reads to the end. */
    public static int count(ResultSet resultSet) throws SQLException {
        try (resultSet) {
            var count = 0;
            while (resultSet.next()) {
                count++;
            }
            return count;
        }
    }
}
