package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.sql.SQLException;
import java.util.List;

/** Rows, read forward. Confined to one thread, except {@link #close()}. */
public interface Cursor extends AutoCloseable {

    List<ColumnMetadata> columns();

    /** Moves to the next row; false when there is none, then and ever after. */
    boolean next() throws SQLException;

    /**
     * A cell of the current row; valid until the next move.
     *
     * @param column from 0
     * @throws SQLException where the cursor was closed meanwhile
     */
    Cell cell(int column) throws SQLException;

    /** The number of the current row from 1; 0 before the first and after the last. */
    long row();

    boolean isBeforeFirst();

    boolean isAfterLast();

    /** Whether the current row is the last one. May fetch a page to know. */
    boolean isLast() throws SQLException;

    /** Gives up the pages and what is being fetched. */
    @Override
    void close();
}
