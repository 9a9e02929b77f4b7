package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.Statement;
import java.util.Arrays;

/** Row counts as the older methods of JDBC give them. */
final class RowCounts {

    private RowCounts() {}

    /** A count beyond the range of int is not told by a wrong one: the methods for large counts have it. */
    static int toInt(long count) {
        return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
    }

    static int[] toInts(long[] counts) {
        return Arrays.stream(counts).mapToInt(RowCounts::toInt).toArray();
    }
}
