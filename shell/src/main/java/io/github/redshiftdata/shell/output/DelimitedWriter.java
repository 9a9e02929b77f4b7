package io.github.redshiftdata.shell.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * CSV by the rules of RFC 4180, and values between tabs as {@code COPY} of PostgreSQL writes them. Lines end with LF. In both
 * NULL is told from a text that looks like it: CSV puts such a text in quotes, with tabs the backslash is doubled.
 */
final class DelimitedWriter implements RowWriter {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final CSVFormat QUOTED =
            CSV.builder().setQuoteMode(QuoteMode.ALL).get();

    private final Writer out;
    private final Look look;
    private final CSVFormat plain;
    private final CSVFormat likeNull;

    private DelimitedWriter(Writer out, Look look, CSVFormat plain, CSVFormat likeNull) {
        this.out = out;
        this.look = look;
        this.plain = plain.builder().setNullString(look.nullText()).get();
        this.likeNull = likeNull;
    }

    static DelimitedWriter csv(Writer out, Look look) {
        return new DelimitedWriter(out, look, CSV, QUOTED);
    }

    static DelimitedWriter tsv(Writer out, Look look) {
        return new DelimitedWriter(out, look, CSVFormat.POSTGRESQL_TEXT, CSVFormat.POSTGRESQL_TEXT);
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
            (look.nullText().equals(cell) ? likeNull : plain).print(cell, out, i == 0);
        }
        plain.println(out);
    }

    @Override
    public void end() {
        // a file of lines has no end of its own
    }
}
