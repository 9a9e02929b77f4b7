package io.github.redshiftdata.jdbc.internal.api;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests to the service and what came of them. Adding takes no lock; each event is counted for the total
 * too.
 */
public final class Counters {

    private final @Nullable Counters total;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final LongAdder retries = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder waitNanos = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder rows = new LongAdder();

    /** Counts from zero, without a total. */
    public Counters() {
        this(null);
    }

    /**
     * Counts from zero.
     *
     * @param total counts these events too, with those of other connections
     */
    public Counters(@Nullable Counters total) {
        this.total = total;
    }

    /** Called when a request is sent, whether for the first time or again. */
    public void called(String operation) {
        calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
        if (total != null) {
            total.called(operation);
        }
    }

    /** Called when a request is repeated because it failed. */
    public void retried() {
        retries.increment();
        if (total != null) {
            total.retried();
        }
    }

    /** Called when the service has refused a request because there were too many. */
    public void throttled() {
        throttled.increment();
        if (total != null) {
            total.throttled();
        }
    }

    /** Called when the driver has waited for a statement that had not ended with its submission. */
    public void waited(long nanos) {
        waits.increment();
        waitNanos.add(nanos);
        if (total != null) {
            total.waited(nanos);
        }
    }

    /** Called when a page of a result has arrived. */
    public void received(long pageBytes, long pageRows) {
        bytes.add(pageBytes);
        rows.add(pageRows);
        if (total != null) {
            total.received(pageBytes, pageRows);
        }
    }

    /** Requests sent so far, by operation. */
    public SortedMap<String, Long> calls() {
        var sums = new TreeMap<String, Long>();
        calls.forEach((operation, count) -> sums.put(operation, count.sum()));
        return sums;
    }

    /** Requests sent so far for one operation. */
    public long calls(String operation) {
        var count = calls.get(operation);
        return count == null ? 0 : count.sum();
    }

    public long retries() {
        return retries.sum();
    }

    public long throttledCalls() {
        return throttled.sum();
    }

    public long waits() {
        return waits.sum();
    }

    public Duration waitTime() {
        return Duration.ofNanos(waitNanos.sum());
    }

    public long bytes() {
        return bytes.sum();
    }

    public long rows() {
        return rows.sum();
    }
}
