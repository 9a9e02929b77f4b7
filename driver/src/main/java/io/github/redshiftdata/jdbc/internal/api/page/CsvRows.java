package io.github.redshiftdata.jdbc.internal.api.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of CSV as RFC 4180 writes them, in UTF-8: lines that end with CRLF or LF, fields in quotes if they hold a comma,
 * a quote or a line break. Only the begin of each row is kept; its fields are found when it is read.
 */
final class CsvRows {

    private static final int FIRST_CAPACITY = 256;

    private final byte[] text;
    private final int length;
    private final int width;

    /** The begin of each row, and behind the last one the end of the text. */
    private final int[] starts;

    private final int first;
    private final int end;

    private CsvRows(byte[] text, int length, int width, int[] starts, int first, int end) {
        this.text = text;
        this.length = length;
        this.width = width;
        this.starts = starts;
        this.first = first;
        this.end = end;
    }

    /**
     * The rows of a text.
     *
     * @param length how many bytes of the array are the text
     * @param columns the number of fields that each row must have; 0 for as many as the first one has
     * @throws IOException when a row has another number of fields, or the quotes do not match
     */
    static CsvRows of(byte[] text, int length, int columns) throws IOException {
        int[] starts = new int[FIRST_CAPACITY];
        int width = columns;
        int rows = 0;
        int at = 0;
        while (at < length) {
            if (rows + 1 >= starts.length) {
                starts = Arrays.copyOf(starts, starts.length + (starts.length >> 1));
            }
            starts[rows] = at;
            int fields = 0;
            boolean more = true;
            while (more) {
                int fieldEnd = fieldEnd(text, length, at);
                if (fieldEnd < 0) {
                    throw new IOException("row " + (rows + 1) + " of the page: the quotes do not match");
                }
                fields++;
                more = fieldEnd < length && text[fieldEnd] == ',';
                at = more ? fieldEnd + 1 : behindLineEnd(text, length, fieldEnd);
            }
            width = width == 0 ? fields : width;
            rows++;
            if (fields != width) {
                throw new IOException("row " + rows + " of the page has " + fields + " fields instead of " + width);
            }
        }
        starts[rows] = length;
        return new CsvRows(text, length, width, starts, 0, rows);
    }

    /** The comma or line's end behind a field, or the end of the text; less than 0 where the quotes do not match. */
    private static int fieldEnd(byte[] text, int length, int start) {
        int at = start;
        if (at < length && text[at] == '"') {
            at = behindClosingQuote(text, length, at);
            return at >= 0 && endsField(text, length, at) ? at : -1;
        }
        while (!endsField(text, length, at)) {
            at++;
        }
        return at;
    }

    private static int behindClosingQuote(byte[] text, int length, int openingQuote) {
        int at = openingQuote + 1;
        while (at < length) {
            if (text[at] != '"') {
                at++;
            } else if (at + 1 < length && text[at + 1] == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean endsField(byte[] text, int length, int at) {
        return at >= length
                || text[at] == ','
                || text[at] == '\n'
                || (text[at] == '\r' && at + 1 < length && text[at + 1] == '\n');
    }

    private static int behindLineEnd(byte[] text, int length, int at) {
        if (at >= length) {
            return at;
        }
        return text[at] == '\r' ? at + 2 : at + 1;
    }

    /** These rows without the first one. */
    CsvRows withoutFirst() {
        return new CsvRows(text, length, width, starts, first + 1, end);
    }

    int count() {
        return end - first;
    }

    int width() {
        return width;
    }

    long byteSize() {
        return text.length + (long) Integer.BYTES * starts.length;
    }

    /**
     * Finds the fields of a row.
     *
     * @param bounds receives where each field begins and where it ends, quotes included
     */
    void find(int row, int[] bounds) {
        int at = starts[first + row];
        for (int field = 0; field < width; field++) {
            int fieldEnd = fieldEnd(text, length, at);
            bounds[2 * field] = at;
            bounds[2 * field + 1] = fieldEnd;
            at = fieldEnd + 1;
        }
    }

    /** The text of a field, without its quotes. */
    String text(int start, int fieldEnd) {
        if (start == fieldEnd || text[start] != '"') {
            return JsonText.plain(text, start, fieldEnd - start);
        }
        var inner = new String(text, start + 1, fieldEnd - start - 2, StandardCharsets.UTF_8);
        return inner.indexOf('"') < 0 ? inner : inner.replace("\"\"", "\"");
    }

    /** The texts of a row. */
    List<String> fields(int row) {
        int[] bounds = new int[2 * width];
        find(row, bounds);
        var fields = new ArrayList<String>(width);
        for (int field = 0; field < width; field++) {
            fields.add(text(bounds[2 * field], bounds[2 * field + 1]));
        }
        return fields;
    }
}
