package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of HTML. */
final class HtmlWriter implements RowWriter {

    private final Writer out;
    private final Look look;
    private List<Column> columns = List.of();

    HtmlWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
    }

    @Override
    public void begin(List<Column> resultColumns) throws IOException {
        columns = resultColumns;
        out.write("<table>\n");
        if (!look.rowsOnly()) {
            out.write("<tr>");
            for (var column : columns) {
                out.write("<th>" + escaped(column.name()) + "</th>");
            }
            out.write("</tr>\n");
        }
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        out.write("<tr>");
        for (int i = 0; i < cells.length; i++) {
            var cell = cells[i];
            var start = columns.get(i).kind() == Column.Kind.NUMBER ? "<td align=\"right\">" : "<td>";
            out.write(start + (cell == null ? "<i>" + escaped(look.nullText()) + "</i>" : escaped(cell)) + "</td>");
        }
        out.write("</tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }

    @Override
    public void end() throws IOException {
        out.write("</table>\n");
    }
}
