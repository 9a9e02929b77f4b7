package io.github.redshiftdata.jdbc.internal.api.page;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of CSV. All its values are texts; a field without a single character, not even quotes, is NULL.
 *
 * @param nextToken null on the last page
 */
record CsvPage(List<ColumnMetadata> columns, CsvRows rows, long totalRows, @Nullable String nextToken)
        implements ResultPage {

    CsvPage {
        columns = List.copyOf(columns);
    }

    @Override
    public int rowCount() {
        return rows.count();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public long byteSize() {
        return rows.byteSize();
    }

    @Override
    public View view() {
        return new FieldView(rows);
    }

    @Override
    public String toString() {
        return "CsvPage[rows=" + rows.count() + ", columns=" + columns.size() + "]";
    }

    /** Keeps where the fields of one row are: most often the next cell is of the same row. */
    private static final class FieldView implements View {

        private final CsvRows rows;
        private final int[] bounds;
        private int row = -1;
        private int column;

        FieldView(CsvRows rows) {
            this.rows = rows;
            this.bounds = new int[2 * rows.width()];
        }

        @Override
        public void moveTo(int newRow, int newColumn) {
            Objects.checkIndex(newRow, rows.count());
            column = Objects.checkIndex(newColumn, rows.width());
            if (newRow != row) {
                rows.find(newRow, bounds);
                row = newRow;
            }
        }

        @Override
        public Kind kind() {
            return bounds[2 * column] == bounds[2 * column + 1] ? Kind.NULL : Kind.TEXT;
        }

        @Override
        public String text() {
            if (isNull()) {
                throw new IllegalStateException("the cell is NULL, not TEXT");
            }
            return rows.text(bounds[2 * column], bounds[2 * column + 1]);
        }

        @Override
        public long longValue() {
            throw isNot(Kind.LONG);
        }

        @Override
        public double doubleValue() {
            throw isNot(Kind.DOUBLE);
        }

        @Override
        public boolean booleanValue() {
            throw isNot(Kind.BOOLEAN);
        }

        @Override
        public byte[] blob() {
            throw isNot(Kind.BLOB);
        }

        private IllegalStateException isNot(Kind wanted) {
            return new IllegalStateException("the cell is " + kind() + ", not " + wanted);
        }
    }
}
