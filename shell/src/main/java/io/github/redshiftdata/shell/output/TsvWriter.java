package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values with tabs between them, as COPY of PostgreSQL writes them: one line a row, since tabs, line breaks and backslashes
 * in values are written as \t, \n, \r and \\, so a text that looks like NULL's does not read as one.
 */
final class TsvWriter implements RowWriter {

    private final Writer out;
    private final Look look;

    TsvWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        if (!look.rowsOnly()) {
            row(columns.stream().map(Column::name).toArray(String[]::new));
        }
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            out.write(i == 0 ? "" : "\t");
            out.write(cell == null ? look.nullText() : escaped(cell));
        }
        out.write('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    @Override
    public void end() {
        // a file of lines has no end of its own
    }
}
