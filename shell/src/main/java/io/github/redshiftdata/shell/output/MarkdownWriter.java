package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of Markdown, as GitHub reads it. It has no table without names, so these are always there. */
final class MarkdownWriter implements RowWriter {

    private final Writer out;
    private final Look look;

    MarkdownWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        row(columns.stream().map(Column::name).toArray(String[]::new));
        out.write(columns.stream()
                .map(column -> column.kind() == Column.Kind.NUMBER ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    @Override
    public void row(@Nullable String[] cells) throws IOException {
        out.write(Arrays.stream(cells)
                .map(cell -> escaped(cell == null ? look.nullText() : cell))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1")
                .replaceAll("\\r\\n?|\\n", "<br>");
    }

    @Override
    public void end() {
        // the last row ends it
    }
}
