package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line for each column of each row: for rows that are wider than the screen. */
final class VerticalWriter implements RowWriter {

    private final Writer out;
    private final Look look;
    private List<List<String>> names = List.of();
    private int nameWidth;
    private long rows;

    VerticalWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
    }

    @Override
    public void begin(List<Column> columns) {
        names = columns.stream().map(column -> CellText.lines(column.name())).toList();
        nameWidth = names.stream().mapToInt(CellText::width).max().orElse(0);
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        rows++;
        if (!look.rowsOnly()) {
            var title = "-[ RECORD " + rows + " ]";
            out.write(title + "-".repeat(Math.max(0, nameWidth + 1 - title.length())) + "+-\n");
        } else if (rows > 1) {
            out.write('\n');
        }
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            write(names.get(i), CellText.lines(cell == null ? look.nullText() : cell));
        }
    }

    private void write(List<String> name, List<String> value) throws IOException {
        for (int i = 0; i < Math.max(name.size(), value.size()); i++) {
            var left = i < name.size() ? name.get(i) : "";
            var right = i < value.size() ? value.get(i) : "";
            out.write(left + " ".repeat(nameWidth - CellText.width(left)) + " |" + (right.isEmpty() ? "" : " " + right)
                    + (i + 1 < value.size() ? "+" : "") + "\n");
        }
    }

    @Override
    public void end() throws IOException {
        if (!look.rowsOnly()) {
            out.write(TableWriter.count(rows) + "\n");
        }
        out.write('\n');
    }
}
