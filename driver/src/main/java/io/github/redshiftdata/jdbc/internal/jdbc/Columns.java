package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a result, by number and by label. */
final class Columns {

    private final List<ColumnMetadata> columns;
    private final List<RedshiftType> types;
    private @Nullable Map<String, Integer> indexes;

    Columns(List<ColumnMetadata> columns) {
        this.columns = columns;
        this.types = columns.stream()
                .map(column -> RedshiftType.ofServiceName(column.typeName()))
                .toList();
    }

    int count() {
        return columns.size();
    }

    /** A column, from 0. */
    ColumnMetadata column(int index) {
        return columns.get(index);
    }

    /** The type of a column, from 0. */
    RedshiftType type(int index) {
        return types.get(index);
    }

    /** The number, from 1, of the first column with this label, in any case. */
    int find(@Nullable String label) throws SQLException {
        if (label != null) {
            if (indexes == null) {
                indexes = index();
            }
            var found = indexes.get(label.toLowerCase(Locale.ROOT));
            if (found != null) {
                return found;
            }
        }
        throw Errors.of(
                SqlState.UNDEFINED_COLUMN,
                "There is no column \"" + Shown.value(label) + "\" in this result. It has: "
                        + columns.stream()
                                .map(ColumnMetadata::label)
                                .map(Shown::oneLine)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private Map<String, Integer> index() {
        var map = new HashMap<String, Integer>();
        for (var i = 0; i < columns.size(); i++) {
            map.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
        }
        return map;
    }

    SQLException noSuchIndex(int columnIndex) {
        return Errors.of(
                SqlState.INVALID_DESCRIPTOR_INDEX,
                "There is no column " + columnIndex + ": the result has " + columns.size() + ", counted from 1.");
    }
}
