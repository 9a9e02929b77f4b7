package io.github.redshiftdata.shell;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines as they are, with what ends them: a line break in a string is part of a value. */
final class LineReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private int number;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /** The next line with its end; null if there is none. */
    @Nullable
    String next() throws IOException {
        var line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == BYTE_ORDER_MARK && number == 0 && line.isEmpty()) {
                continue;
            }
            line.append((char) c);
            if (c == '\n') {
                break;
            }
        }
        if (line.isEmpty()) {
            return null;
        }
        number++;
        return line.toString();
    }
}
