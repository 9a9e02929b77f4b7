package io.github.redshiftdata.jdbc.internal.api;

import java.util.Arrays;

/**
 * The cells of a page while they are read, row after row: a tag and a number for each. The number is the value itself,
 * the bits of a double, or where in the body a text stands (offset in the upper half, length in the lower).
 */
final class CellBuffer {

    static final byte NULL = 0;
    static final byte LONG = 1;
    static final byte DOUBLE = 2;
    static final byte BOOLEAN = 3;
    static final byte TEXT = 4;
    static final byte ESCAPED_TEXT = 5;
    static final byte BLOB = 6;

    private static final int FIRST_CAPACITY = 256;

    private byte[] tags = new byte[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private int size;
    private boolean pointsIntoBody;

    void add(byte tag, long number) {
        if (size == tags.length) {
            // The SDK cannot hand over a body of more than 2 GiB, so doubling cannot overflow.
            tags = Arrays.copyOf(tags, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        tags[size] = tag;
        numbers[size] = number;
        size++;
        pointsIntoBody |= tag >= TEXT;
    }

    int size() {
        return size;
    }

    /** Whether any cell needs the body to stay in memory. */
    boolean pointsIntoBody() {
        return pointsIntoBody;
    }

    byte[] tags() {
        return Arrays.copyOf(tags, size);
    }

    long[] numbers() {
        return Arrays.copyOf(numbers, size);
    }

    static long place(int offset, int length) {
        return (long) offset << Integer.SIZE | length;
    }

    static int offset(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    static int length(long place) {
        return (int) place;
    }
}
