package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a result of DatabaseMetaData, as texts to compare. */
public final class Rows {

    private Rows() {}

    /** Some columns of each row, with a blank between them; "null" for NULL. */
    public static List<String> of(ListCursor cursor, String... labels) {
        var all = cursor.columns().stream().map(ColumnMetadata::label).toList();
        var rows = new ArrayList<String>();
        while (cursor.next()) {
            rows.add(List.of(labels).stream()
                    .map(label -> text(cursor, all.indexOf(label)))
                    .collect(Collectors.joining(" ")));
        }
        return rows;
    }

    /** All columns of each row. */
    public static List<String> of(ListCursor cursor) {
        return of(cursor, cursor.columns().stream().map(ColumnMetadata::label).toArray(String[]::new));
    }

    private static String text(ListCursor cursor, int column) {
        var cell = cursor.cell(column);
        return cell.isNull() ? "null" : cell.text();
    }
}
