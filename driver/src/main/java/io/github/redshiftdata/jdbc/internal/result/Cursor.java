package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.sql.SQLException;
import java.util.List;

/** Rows that are read forward. Confined to one thread, except {@link #close()}. */
public interface Cursor extends AutoCloseable {

    List<ColumnMetadata> columns();

    /** Moves to the next row; returns false if there is none, now and in every later call. */
    boolean next() throws SQLException;

    /**
     * A cell of the current row; valid until the next move.
     *
     * @param column from 0
     * @throws SQLException if the cursor was closed meanwhile
     */
    Cell cell(int column) throws SQLException;

    /** The number of the current row from 1; 0 before the first and after the last. */
    long row();

    boolean isBeforeFirst();

    boolean isAfterLast();

    /** Whether the current row is the last one. May fetch a page to know. */
    boolean isLast() throws SQLException;

    /** Drops the pages, and ends what is being fetched. */
    @Override
    void close();
}
