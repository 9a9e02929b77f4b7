package io.github.redshiftdata.jdbc.internal.simulation;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of one column of whole numbers. */
record SimulatedPage(List<Integer> rows, long totalRows, @Nullable String nextToken) implements ResultPage {

    private static final ColumnMetadata COLUMN =
            new ColumnMetadata("k", "k", "int4", 10, 0, 0, 1, true, false, false, "public", "t", "");

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(COLUMN);
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public long byteSize() {
        return rows.size() * 8L;
    }

    @Override
    public View view() {
        return new RowView();
    }

    private final class RowView implements View {
        private int row = -1;

        @Override
        public void moveTo(int newRow, int column) {
            row = newRow;
        }

        @Override
        public Kind kind() {
            return Kind.LONG;
        }

        @Override
        public long longValue() {
            return rows.get(row);
        }

        @Override
        public double doubleValue() {
            throw new IllegalStateException();
        }

        @Override
        public boolean booleanValue() {
            throw new IllegalStateException();
        }

        @Override
        public String text() {
            throw new IllegalStateException();
        }

        @Override
        public byte[] blob() {
            throw new IllegalStateException();
        }
    }
}
