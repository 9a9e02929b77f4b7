package io.github.redshiftdata.jdbc.internal.api.page;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A page that keeps texts as bytes of the answer, and makes a string of one only when it is asked for. */
final class JsonPage implements ResultPage {

    private final List<ColumnMetadata> columns;
    private final int rows;
    private final int width;
    private final byte[] tags;
    private final long[] numbers;
    private final byte[] texts;
    private final long totalRows;
    private final @Nullable String nextToken;
    private final boolean compact;

    JsonPage(
            List<ColumnMetadata> columns,
            int rows,
            CellBuffer cells,
            long totalRows,
            @Nullable String nextToken,
            boolean compact) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.width = rows == 0 ? 0 : cells.size() / rows;
        this.tags = cells.tags();
        this.numbers = cells.numbers();
        this.texts = cells.texts();
        this.totalRows = totalRows;
        this.nextToken = nextToken;
        this.compact = compact;
    }

    /** Whether the records were in the form of {@link CompactRecords}, so that no parser had to read them. */
    boolean isCompact() {
        return compact;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return columns;
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long totalRows() {
        return totalRows;
    }

    @Override
    public @Nullable String nextToken() {
        return nextToken;
    }

    @Override
    public long byteSize() {
        return texts.length + tags.length + (long) Long.BYTES * numbers.length;
    }

    @Override
    public View view() {
        return new CellView();
    }

    @Override
    public String toString() {
        return "JsonPage[rows=" + rows + ", columns=" + columns.size() + "]";
    }

    private final class CellView implements View {

        private int index = -1;

        @Override
        public void moveTo(int row, int column) {
            index = Objects.checkIndex(row, rows) * width + Objects.checkIndex(column, width);
        }

        @Override
        public Kind kind() {
            return switch (tags[index]) {
                case CellBuffer.LONG -> Kind.LONG;
                case CellBuffer.DOUBLE -> Kind.DOUBLE;
                case CellBuffer.BOOLEAN -> Kind.BOOLEAN;
                case CellBuffer.TEXT, CellBuffer.ESCAPED_TEXT -> Kind.TEXT;
                case CellBuffer.BLOB -> Kind.BLOB;
                default -> Kind.NULL;
            };
        }

        @Override
        public long longValue() {
            require(Kind.LONG);
            return numbers[index];
        }

        @Override
        public double doubleValue() {
            require(Kind.DOUBLE);
            return Double.longBitsToDouble(numbers[index]);
        }

        @Override
        public boolean booleanValue() {
            require(Kind.BOOLEAN);
            return numbers[index] != 0;
        }

        @Override
        public String text() {
            require(Kind.TEXT);
            return string(tags[index] == CellBuffer.ESCAPED_TEXT);
        }

        @Override
        public byte[] blob() {
            require(Kind.BLOB);
            return Base64.getDecoder().decode(string(true));
        }

        private String string(boolean escaped) {
            int offset = CellBuffer.offset(numbers[index]);
            int length = CellBuffer.length(numbers[index]);
            return escaped ? JsonText.unescaped(texts, offset, length) : JsonText.plain(texts, offset, length);
        }

        private void require(Kind kind) {
            if (kind() != kind) {
                throw new IllegalStateException("the cell is " + kind() + ", not " + kind);
            }
        }
    }
}
