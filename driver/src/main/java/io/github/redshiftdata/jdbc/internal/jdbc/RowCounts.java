package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.Statement;
import java.util.Arrays;

/** Row counts as the older methods of JDBC give them. */
final class RowCounts {

    private RowCounts() {}

    /**
     * The count as int. A count that does not fit becomes SUCCESS_NO_INFO and not a wrong number: the methods for large
     * counts return it.
     */
    static int toInt(long count) {
        return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
    }

    static int[] toInts(long[] counts) {
        return Arrays.stream(counts).mapToInt(RowCounts::toInt).toArray();
    }
}
