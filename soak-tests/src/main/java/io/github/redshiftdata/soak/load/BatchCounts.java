package io.github.redshiftdata.soak.load;

import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** The counts of a batch that ended well. */
final class BatchCounts {

    private BatchCounts() {}

    /** What is wrong with them, where each element writes one row. */
    static List<String> untruths(long[] counts, int elements) {
        if (counts.length == elements
                && Arrays.stream(counts).allMatch(count -> count == 1 || count == Statement.SUCCESS_NO_INFO)) {
            return List.of();
        }
        return List.of("executeBatch of " + elements + " rows told " + Arrays.toString(counts));
    }
}
