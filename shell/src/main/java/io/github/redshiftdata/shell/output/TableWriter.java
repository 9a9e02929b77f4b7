package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of aligned columns. The first thousand rows say how wide they are, so that a result of any size needs little
 * memory; a later cell that is wider moves its row to the right. Nothing is ever cut: what is wider than the screen is
 * written in the vertical form.
 */
final class TableWriter implements RowWriter {

    private static final int MEASURED_ROWS = 1_000;
    private static final int MEASURED_CHARACTERS = 2_000_000;

    private final Writer out;
    private final Look look;
    private List<Column> columns = List.of();
    private final List<@Nullable String[]> measured = new ArrayList<>();
    private int characters;
    private int[] widths = {};
    private @Nullable RowWriter vertical;
    private boolean started;
    private long rows;

    TableWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
    }

    /** "(1 row)". */
    static String count(long rows) {
        return rows == 1 ? "(1 row)" : "(" + rows + " rows)";
    }

    @Override
    public void begin(List<Column> resultColumns) {
        columns = resultColumns;
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        rows++;
        if (started) {
            write(cells);
            return;
        }
        measured.add(cells);
        for (var cell : cells) {
            characters += cell == null ? 0 : cell.length();
        }
        if (measured.size() >= MEASURED_ROWS || characters >= MEASURED_CHARACTERS) {
            start();
        }
    }

    private void start() throws IOException {
        started = true;
        widths = columns.stream()
                .mapToInt(column -> look.rowsOnly() ? 0 : CellText.width(name(column)))
                .toArray();
        for (var cells : measured) {
            for (int i = 0; i < cells.length; i++) {
                widths[i] = Math.max(widths[i], CellText.width(CellText.lines(text(cells[i]))));
            }
        }
        if (look.width() > 0 && rows > 0 && Arrays.stream(widths).sum() + 3 * widths.length - 1 > look.width()) {
            vertical = new VerticalWriter(out, look);
            vertical.begin(columns);
        } else if (!look.rowsOnly()) {
            writeNames();
        }
        for (var cells : measured) {
            write(cells);
        }
        measured.clear();
    }

    private String text(@Nullable String cell) {
        return cell == null ? look.nullText() : cell;
    }

    private static String name(Column column) {
        return String.join(" ", CellText.lines(column.name()));
    }

    private void writeNames() throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var name = name(columns.get(i));
            int gap = Math.max(0, widths[i] - CellText.width(name));
            line.append(i == 0 ? " " : "| ")
                    .append(" ".repeat(gap / 2))
                    .append(name)
                    .append(" ".repeat(gap - gap / 2 + 1));
        }
        out.write(line.toString().stripTrailing() + "\n");
        for (int i = 0; i < widths.length; i++) {
            out.write((i == 0 ? "" : "+") + "-".repeat(widths[i] + 2));
        }
        out.write('\n');
    }

    private void write(@Nullable String[] cells) throws IOException {
        if (vertical != null) {
            vertical.row(cells);
            return;
        }
        var lines = new ArrayList<List<String>>();
        int height = 1;
        for (var cell : cells) {
            var cellLines = CellText.lines(text(cell));
            lines.add(cellLines);
            height = Math.max(height, cellLines.size());
        }
        for (int line = 0; line < height; line++) {
            writeLine(lines, line);
        }
    }

    /** A cell of several lines has a + where it goes on, as in psql. */
    private void writeLine(List<List<String>> cells, int line) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var part = line < cell.size() ? cell.get(line) : "";
            var blanks = " ".repeat(Math.max(0, widths[i] - CellText.width(part)));
            boolean toTheRight = columns.get(i).kind() == Column.Kind.NUMBER;
            text.append(i == 0 ? " " : "| ").append(toTheRight ? blanks + part : part + blanks);
            text.append(line + 1 < cell.size() ? '+' : ' ');
        }
        out.write(withoutBlanksAtTheEnd(text, cells, line) + "\n");
    }

    /** Blanks that belong to the last value stay. */
    private static String withoutBlanksAtTheEnd(StringBuilder text, List<List<String>> cells, int line) {
        var last = cells.isEmpty() ? List.<String>of() : cells.get(cells.size() - 1);
        var part = line < last.size() ? last.get(line) : "";
        return part.endsWith(" ") ? text.toString() : text.toString().stripTrailing();
    }

    @Override
    public void end() throws IOException {
        if (!started) {
            start();
        }
        if (vertical != null) {
            vertical.end();
            return;
        }
        if (!look.rowsOnly()) {
            out.write(count(rows) + "\n");
        }
        out.write('\n');
    }
}
