package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * CSV by the rules of RFC 4180, with lines that end with LF, as psql writes them. NULL is told from a text that looks like
 * it, the empty one included: such a text stands in quotes.
 */
final class CsvWriter implements RowWriter {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final CSVFormat QUOTED =
            CSV.builder().setQuoteMode(QuoteMode.ALL).get();

    private final Writer out;
    private final Look look;
    private final CSVFormat plain;

    CsvWriter(Writer out, Look look) {
        this.out = out;
        this.look = look;
        this.plain = CSV.builder().setNullString(look.nullText()).get();
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
            (look.nullText().equals(cell) ? QUOTED : plain).print(cell, out, i == 0);
        }
        plain.println(out);
    }

    @Override
    public void end() {
        // a file of lines has no end of its own
    }
}
