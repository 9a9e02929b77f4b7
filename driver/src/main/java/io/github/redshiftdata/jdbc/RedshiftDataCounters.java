package io.github.redshiftdata.jdbc;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the service was asked for up to one moment; it does not change.
 *
 * @param calls requests sent by operation, such as {@code ExecuteStatement}, repeated ones included; an operation that was
 *     never asked for is missing
 * @param retries requests that were repeated because they were refused for the moment, failed or got no answer
 * @param throttled requests that the service refused because there were too many
 * @param waits statements that had not ended with their submission, and were waited for
 * @param waitTime how long they were waited for, all together
 * @param bytes the size of the pages of results that arrived
 * @param rows the rows on these pages, read or not
 */
public record RedshiftDataCounters(
        SortedMap<String, Long> calls,
        long retries,
        long throttled,
        long waits,
        Duration waitTime,
        long bytes,
        long rows) {

    public RedshiftDataCounters {
        calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
    }

    /** Requests of all operations together. */
    public long totalCalls() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }
}
