package io.github.redshiftdata.jdbc.internal.api.page;

import java.util.Arrays;

/**
 * The cells of a page while they are read, row after row: a tag and a number for each. The number is the value itself,
 * the bits of a double, or the place of a text among the copied texts (offset in the upper half, length in the lower).
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
    private static final int MOST_ON_TRUST = 1 << 20;
    private static final int MOST_TEXT_ON_TRUST = 8 << 20;

    private byte[] tags = new byte[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private int size;
    private byte[] texts = new byte[FIRST_CAPACITY];
    private int textLength;

    void add(byte tag, long number) {
        if (size == tags.length) {
            // The SDK cannot hand over a body of more than 2 GiB, so this cannot overflow.
            int capacity = size + Math.max(size >> 2, FIRST_CAPACITY);
            tags = Arrays.copyOf(tags, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
        }
        tags[size] = tag;
        numbers[size] = number;
        size++;
    }

    /**
     * Makes room at once for as many cells as the answer likely holds, if its other rows are like the first.
     *
     * @param width the number of cells in the first row, which are all that were added so far
     * @param rowBytes the bytes that the first row takes in the answer
     * @param bytes the bytes of the first row and all that follows
     */
    void expectLikeFirstRow(int width, int rowBytes, int bytes) {
        long likelyRows = bytes / Math.max(1, rowBytes) + 1L;
        expect(likelyRows * width, likelyRows * textLength);
    }

    /** Makes room for this number of cells and bytes of text, up to a limit: they may turn out fewer or more. */
    private void expect(long cells, long textBytes) {
        if (textBytes > texts.length && textBytes <= MOST_TEXT_ON_TRUST) {
            texts = Arrays.copyOf(texts, (int) textBytes);
        }
        if (cells > tags.length && cells <= MOST_ON_TRUST) {
            tags = Arrays.copyOf(tags, (int) cells);
            numbers = Arrays.copyOf(numbers, (int) cells);
        }
    }

    /** Forgets all cells. */
    void clear() {
        size = 0;
        textLength = 0;
    }

    int size() {
        return size;
    }

    /** Adds a cell whose value is these bytes of the answer. */
    void addText(byte tag, byte[] body, int offset, int length) {
        if (texts.length - textLength < length) {
            texts = Arrays.copyOf(texts, Math.max(textLength + length, textLength + (textLength >> 2)));
        }
        System.arraycopy(body, offset, texts, textLength, length);
        add(tag, place(textLength, length));
        textLength += length;
    }

    /** The bytes of all texts. */
    byte[] texts() {
        return texts.length - textLength <= textLength >> 2 ? texts : Arrays.copyOf(texts, textLength);
    }

    byte[] tags() {
        return isNearlyFull() ? tags : Arrays.copyOf(tags, size);
    }

    long[] numbers() {
        return isNearlyFull() ? numbers : Arrays.copyOf(numbers, size);
    }

    /** If little room is left over, a copy would cost more than it saves. */
    private boolean isNearlyFull() {
        return tags.length - size <= size >> 2;
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
