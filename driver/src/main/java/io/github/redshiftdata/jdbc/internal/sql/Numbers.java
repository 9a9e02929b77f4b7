package io.github.redshiftdata.jdbc.internal.sql;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Numbers without an object for each: a long text has a million markers. Outside this room it cannot be changed. */
public final class Numbers extends AbstractList<Integer> implements RandomAccess {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST = 4;

    /** Pieces of one length, so that nothing but the first is copied while the list grows. */
    private final List<int[]> chunks = new ArrayList<>(1);

    private int size;

    Numbers() {}

    /** The numbers from 0 to before another, which need no memory. */
    public static List<Integer> upTo(int count) {
        return new UpTo(count);
    }

    private static final class UpTo extends AbstractList<Integer> implements RandomAccess {
        private final int count;

        UpTo(int count) {
            this.count = count;
        }

        @Override
        public Integer get(int index) {
            return Objects.checkIndex(index, count);
        }

        @Override
        public int size() {
            return count;
        }
    }

    void append(int number) {
        int chunk = size >> CHUNK_BITS;
        int place = size & (CHUNK - 1);
        if (place == 0) {
            chunks.add(new int[size == 0 ? FIRST : CHUNK]);
        } else if (place == chunks.get(chunk).length) {
            chunks.set(chunk, Arrays.copyOf(chunks.get(chunk), CHUNK));
        }
        chunks.get(chunk)[place] = number;
        size++;
    }

    int number(int index) {
        return chunks.get(index >> CHUNK_BITS)[index & (CHUNK - 1)];
    }

    @Override
    public Integer get(int index) {
        return number(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
