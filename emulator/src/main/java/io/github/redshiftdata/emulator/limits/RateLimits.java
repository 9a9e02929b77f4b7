package io.github.redshiftdata.emulator.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The documented calls per second of each operation, as token buckets that hold one second's worth. */
public final class RateLimits {

    private static final Map<String, Integer> PER_SECOND = Map.ofEntries(
            Map.entry("ExecuteStatement", 30),
            Map.entry("BatchExecuteStatement", 20),
            Map.entry("DescribeStatement", 100),
            Map.entry("GetStatementResult", 20),
            // Not documented; the operation shares the permission of GetStatementResult.
            Map.entry("GetStatementResultV2", 20),
            Map.entry("CancelStatement", 3),
            Map.entry("ListStatements", 3),
            Map.entry("ListSessions", 3),
            Map.entry("ListDatabases", 3),
            Map.entry("ListSchemas", 3),
            Map.entry("ListTables", 3),
            Map.entry("DescribeTable", 3));

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    public RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Whether the operation may be called once more now; if so, the call is counted. */
    public synchronized boolean take(String operation) {
        var rate = PER_SECOND.get(operation);
        if (rate == null) {
            return true;
        }
        return buckets.computeIfAbsent(operation, name -> new Bucket(rate, clock.instant()))
                .take(clock.instant());
    }

    private static final class Bucket {

        private final int rate;
        private double tokens;
        private Instant filledAt;

        Bucket(int rate, Instant now) {
            this.rate = rate;
            this.tokens = rate;
            this.filledAt = now;
        }

        boolean take(Instant now) {
            double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
            tokens = Math.min(rate, tokens + Math.max(0, seconds) * rate);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
