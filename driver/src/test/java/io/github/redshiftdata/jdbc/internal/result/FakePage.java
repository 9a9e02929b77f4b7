package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.util.List;

/** A page of one column of whole numbers. Its size is 100 bytes. */
record FakePage(long first, int rowCount, long totalRows, String nextToken) implements ResultPage {

    static final long BYTES = 100;
    static final ColumnMetadata COLUMN =
            new ColumnMetadata("n", "n", "int8", 19, 0, 0, 1, true, false, false, "", "", "");

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(COLUMN);
    }

    @Override
    public long byteSize() {
        return BYTES;
    }

    @Override
    public View view() {
        return new FakeView();
    }

    private final class FakeView implements View {

        private int row = -1;

        @Override
        public void moveTo(int newRow, int column) {
            if (newRow >= rowCount || column != 0) {
                throw new IndexOutOfBoundsException(newRow);
            }
            row = newRow;
        }

        @Override
        public Kind kind() {
            return Kind.LONG;
        }

        @Override
        public long longValue() {
            return first + row;
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
