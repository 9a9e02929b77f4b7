package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that the driver made itself. A value is a String, a Boolean, a byte[], a number, or null. */
public final class ListCursor implements Cursor {

    private final List<ColumnMetadata> columns;
    private final List<@Nullable Object[]> rows;

    /** The index of the current row: -1 before the first, the size after the last. */
    private int index = -1;

    public ListCursor(List<ColumnMetadata> columns, List<@Nullable Object[]> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** No rows and no columns. */
    public static ListCursor empty() {
        return new ListCursor(List.of(), List.of());
    }

    @Override
    public List<ColumnMetadata> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (index < rows.size()) {
            index++;
        }
        return index < rows.size();
    }

    @Override
    public Cell cell(int column) {
        return new ValueCell(rows.get(index)[column]);
    }

    @Override
    public long row() {
        return index < rows.size() ? index + 1L : 0;
    }

    @Override
    public boolean isBeforeFirst() {
        return index < 0 && !rows.isEmpty();
    }

    @Override
    public boolean isAfterLast() {
        return index >= rows.size() && !rows.isEmpty();
    }

    @Override
    public boolean isLast() {
        return index >= 0 && index == rows.size() - 1;
    }

    @Override
    public void close() {
        // the rows are only in memory: there is nothing to give back
    }

    private record ValueCell(@Nullable Object value) implements Cell {

        @Override
        public Kind kind() {
            if (value == null) {
                return Kind.NULL;
            }
            if (value instanceof Long || value instanceof Integer || value instanceof Short) {
                return Kind.LONG;
            }
            if (value instanceof Double || value instanceof Float) {
                return Kind.DOUBLE;
            }
            if (value instanceof Boolean) {
                return Kind.BOOLEAN;
            }
            return value instanceof byte[] ? Kind.BLOB : Kind.TEXT;
        }

        @Override
        public long longValue() {
            return as(Number.class).longValue();
        }

        @Override
        public double doubleValue() {
            return as(Number.class).doubleValue();
        }

        @Override
        public boolean booleanValue() {
            return as(Boolean.class);
        }

        @Override
        public String text() {
            return as(Object.class).toString();
        }

        @Override
        public byte[] blob() {
            return as(byte[].class);
        }

        private <T> T as(Class<T> type) {
            if (!type.isInstance(value)) {
                throw new IllegalStateException("The cell is of the kind " + kind());
            }
            return type.cast(value);
        }
    }
}
