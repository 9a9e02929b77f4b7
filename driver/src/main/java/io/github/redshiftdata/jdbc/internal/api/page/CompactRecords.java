package io.github.redshiftdata.jdbc.internal.api.page;

import com.fasterxml.jackson.core.io.NumberInput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads Records in the one form in which the service writes them: no blanks, one member per cell. It looks at eight
 * bytes at a time and makes no tokens. If it meets anything else, an error included, it gives up, and {@link
 * JsonPageDecoder} reads the records again as general JSON: which records are accepted, and with which values, does not
 * depend on this class.
 */
final class CompactRecords {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The begin of a cell with a text: {"stringValue":" */
    private static final long STRING_1 = word("{\"string");

    private static final long STRING_2 = word("Value\":\"");

    /** The begin of a cell with a whole number, {"longValue": in two words that overlap. */
    private static final long LONG_1 = word("{\"longVa");

    private static final long LONG_2 = word("gValue\":");

    private static final long DOUBLE_1 = word("{\"double");
    private static final long DOUBLE_2 = word("eValue\":");
    private static final long BOOLEAN_1 = word("{\"boolea");
    private static final long BOOLEAN_2 = word("nValue\":");
    private static final long NULL_1 = word("{\"isNull");
    private static final long NULL_2 = word("l\":true}");

    private static final int STRING_HEAD = 16;
    private static final int LONG_HEAD = 13;
    private static final int DOUBLE_HEAD = 15;
    private static final int BOOLEAN_HEAD = 16;
    private static final int NULL_CELL = 15;

    /**
     * The longest of the heads: at least this many bytes follow the start of any cell, so reading two words is safe.
     */
    private static final int LONGEST_HEAD = 16;

    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * EACH_BYTE;
    private static final long BACKSLASHES = '\\' * EACH_BYTE;
    private static final long BLANKS = ' ' * EACH_BYTE;

    /** The number of digits of the largest long. */
    private static final int LONG_DIGITS = 19;

    /** Any number of this many digits fits a long. */
    private static final int SAFE_DIGITS = LONG_DIGITS - 1;

    private static final long LARGEST_EXACT_DOUBLE = 1L << 53;

    /** The powers of ten that are doubles exactly. */
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private final byte[] body;
    private final int length;
    private final CellBuffer cells;
    private int at;
    private int rows;
    private int width;

    /**
     * Made for one page.
     *
     * @param cells receives the cells; after a failure the caller must clear it
     */
    CompactRecords(byte[] body, int length, CellBuffer cells) {
        this.body = body;
        this.length = length;
        this.cells = cells;
    }

    private static long word(String eight) {
        return (long) WORD.get(eight.getBytes(StandardCharsets.US_ASCII), 0);
    }

    int rows() {
        return rows;
    }

    /** The number of cells in each row. */
    int width() {
        return width;
    }

    /**
     * Reads all rows.
     *
     * @param start behind the bracket that opens the array
     * @return the place of the bracket that closes the array, or -1 if something has another form
     */
    int read(int start) {
        at = start;
        if (is(']')) {
            return at;
        }
        while (is('[') && readRow()) {
            if (rows == 1) {
                cells.expectLikeFirstRow(width, at - start, length - start);
            }
            if (is(']')) {
                return at;
            }
            if (!is(',')) {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private boolean is(char octet) {
        return at < length && body[at] == octet;
    }

    /** Reads a row that begins with a bracket here. */
    private boolean readRow() {
        int before = cells.size();
        do {
            at++;
            if (!readCell()) {
                return false;
            }
        } while (is(','));
        if (!is(']')) {
            return false;
        }
        at++;
        if (rows == 0) {
            width = cells.size() - before;
        }
        rows++;
        return cells.size() - before == width;
    }

    private boolean readCell() {
        if (length - at < LONGEST_HEAD) {
            return false;
        }
        long head = (long) WORD.get(body, at);
        if (head == STRING_1) {
            return (long) WORD.get(body, at + 8) == STRING_2 && readText(at + STRING_HEAD);
        }
        if (head == LONG_1) {
            return (long) WORD.get(body, at + LONG_HEAD - 8) == LONG_2 && readLong(at + LONG_HEAD);
        }
        if (head == NULL_1) {
            return (long) WORD.get(body, at + NULL_CELL - 8) == NULL_2 && add(CellBuffer.NULL, 0, at + NULL_CELL);
        }
        if (head == DOUBLE_1) {
            return (long) WORD.get(body, at + DOUBLE_HEAD - 8) == DOUBLE_2 && readDouble(at + DOUBLE_HEAD);
        }
        return head == BOOLEAN_1
                && (long) WORD.get(body, at + BOOLEAN_HEAD - 8) == BOOLEAN_2
                && readBoolean(at + BOOLEAN_HEAD);
    }

    private boolean add(byte tag, long number, int end) {
        cells.add(tag, number);
        at = end;
        return true;
    }

    private boolean closes(int place) {
        return place < length && body[place] == '}';
    }

    private boolean readText(int start) {
        int end = endOfPlainText(start);
        byte tag = CellBuffer.TEXT;
        if (end < length && body[end] == '\\') {
            end = endOfEscapedText(end);
            tag = CellBuffer.ESCAPED_TEXT;
        }
        if (end < 0 || !closes(end + 1) || body[end] != '"') {
            return false;
        }
        cells.addText(tag, body, start, end - start);
        at = end + 2;
        return true;
    }

    /** The first quote, backslash or control character, or the end of the body. */
    private int endOfPlainText(int start) {
        int place = start;
        while (place <= length - Long.BYTES) {
            long word = (long) WORD.get(body, place);
            // In each sum the lowest high bit marks the first byte that was looked for; the bits above it may be false.
            long quote = word ^ QUOTES;
            long backslash = word ^ BACKSLASHES;
            long found = (((quote - EACH_BYTE) & ~quote)
                            | ((backslash - EACH_BYTE) & ~backslash)
                            | ((word - BLANKS) & ~word))
                    & HIGH_BITS;
            if (found != 0) {
                return place + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            place += Long.BYTES;
        }
        while (place < length && body[place] != '"' && body[place] != '\\' && (body[place] < 0 || body[place] >= ' ')) {
            place++;
        }
        return place;
    }

    /** The place of the closing quote of a text with escapes, or -1 if the text is not valid JSON. */
    private int endOfEscapedText(int start) {
        int place = start;
        while (place < length && body[place] == '\\') {
            int behind = behindEscape(place);
            if (behind < 0) {
                return -1;
            }
            place = endOfPlainText(behind);
        }
        return place;
    }

    private int behindEscape(int backslash) {
        if (backslash + 1 >= length) {
            return -1;
        }
        return switch (body[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> backslash + 2;
            case 'u' -> behindUnicodeEscape(backslash + 2);
            default -> -1;
        };
    }

    private int behindUnicodeEscape(int digits) {
        for (int place = digits; place < digits + 4; place++) {
            if (place >= length || Character.digit(body[place], 16) < 0) {
                return -1;
            }
        }
        return digits + 4;
    }

    private boolean readBoolean(int start) {
        if (closes(start + 4)
                && body[start] == 't'
                && body[start + 1] == 'r'
                && body[start + 2] == 'u'
                && body[start + 3] == 'e') {
            return add(CellBuffer.BOOLEAN, 1, start + 5);
        }
        return closes(start + 5)
                && body[start] == 'f'
                && body[start + 1] == 'a'
                && body[start + 2] == 'l'
                && body[start + 3] == 's'
                && body[start + 4] == 'e'
                && add(CellBuffer.BOOLEAN, 0, start + 6);
    }

    private boolean readLong(int start) {
        int first = isMinus(start) ? start + 1 : start;
        int end = first;
        int most = Math.min(length, first + LONG_DIGITS);
        long value = 0;
        while (end < most && isDigit(body[end])) {
            value = value * 10 + (body[end] - '0');
            end++;
        }
        // 19 digits that are too many for a long, but not for 64 bits, come out negative
        return value >= 0
                && isWhole(first, end)
                && closes(end)
                && add(CellBuffer.LONG, first > start ? -value : value, end + 1);
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private boolean isMinus(int place) {
        return place < length && body[place] == '-';
    }

    private int endOfDigits(int start) {
        int place = start;
        while (place < length && isDigit(body[place])) {
            place++;
        }
        return place;
    }

    /** At least one digit, and no zero before another. */
    private boolean isWhole(int first, int end) {
        return end - first == 1 || (end > first && body[first] != '0');
    }

    private long digits(long before, int start, int end) {
        long value = before;
        for (int place = start; place < end; place++) {
            value = value * 10 + (body[place] - '0');
        }
        return value;
    }

    private boolean readDouble(int start) {
        int first = isMinus(start) ? start + 1 : start;
        int endOfWhole = endOfDigits(first);
        int end = endOfWhole;
        int fraction = 0;
        if (end < length && body[end] == '.') {
            end = endOfDigits(end + 1);
            fraction = end - endOfWhole - 1;
            if (fraction == 0) {
                return false;
            }
        }
        if (!isWhole(first, endOfWhole)) {
            return false;
        }
        int digits = endOfWhole - first + fraction;
        if (closes(end) && digits <= SAFE_DIGITS) {
            long all = digits(digits(0, first, endOfWhole), endOfWhole + 1, end);
            if (all <= LARGEST_EXACT_DOUBLE) {
                // Both are exact doubles, so their quotient is the nearest double, as a parser finds it.
                double value = all / EXACT_POWERS[fraction];
                return addDouble(first > start ? -value : value, end + 1);
            }
        }
        end = endOfExponent(end);
        if (!closes(end)) {
            return false;
        }
        double value = NumberInput.parseDouble(ascii(start, end), true);
        return !Double.isInfinite(value) && addDouble(value, end + 1);
    }

    /** The place behind the exponent that begins here; the start itself if none does. */
    private int endOfExponent(int start) {
        if (start >= length || (body[start] != 'e' && body[start] != 'E')) {
            return start;
        }
        int first = start + 1;
        if (first < length && (body[first] == '+' || body[first] == '-')) {
            first++;
        }
        int end = endOfDigits(first);
        // without digits this is no number: the place of the letter closes no cell
        return end == first ? start : end;
    }

    private String ascii(int start, int end) {
        return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private boolean addDouble(double value, int end) {
        return add(CellBuffer.DOUBLE, Double.doubleToRawLongBits(value), end);
    }
}
