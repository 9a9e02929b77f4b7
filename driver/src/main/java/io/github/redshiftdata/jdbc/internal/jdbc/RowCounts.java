package io.github.redshiftdata.jdbc.internal.jdbc;

import java.util.Arrays;

/** Row counts as the older methods of JDBC give them. */
final class RowCounts {

    private RowCounts() {}

    /** A count over the range of int is the largest int, as in pgjdbc's large results. */
    static int toInt(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    static int[] toInts(long[] counts) {
        return Arrays.stream(counts).mapToInt(RowCounts::toInt).toArray();
    }
}
