package io.github.redshiftdata.jdbc.internal.api;

import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decoded page of a result, immutable and safe to hand to another thread. */
public interface ResultPage {

    List<ColumnMetadata> columns();

    int rowCount();

    /** The number of cells in each row; has no meaning if the page has no rows. */
    default int width() {
        return columns().size();
    }

    /** The number of rows of the whole result, or -1 where the service did not say. */
    long totalRows();

    /** The token of the next page, or null on the last one. */
    @Nullable
    String nextToken();

    /** The memory that the page holds, in bytes, exact enough for a budget. */
    long byteSize();

    /** A new view on the cells of this page. Not for use by several threads. */
    View view();

    /** A cell that can be moved over a page. */
    interface View extends Cell {
        /**
         * Moves to a cell.
         *
         * @param row from 0
         * @param column from 0
         */
        void moveTo(int row, int column);
    }
}
