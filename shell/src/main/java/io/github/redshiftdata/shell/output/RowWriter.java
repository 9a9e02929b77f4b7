package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one result in one format, row by row. */
public interface RowWriter {

    /** Begins; called once, also for a result without rows. */
    void begin(List<Column> columns) throws IOException;

    /** Writes a row: the text of each column, null for NULL. */
    void row(@Nullable String[] cells) throws IOException;

    /** Ends. */
    void end() throws IOException;
}
