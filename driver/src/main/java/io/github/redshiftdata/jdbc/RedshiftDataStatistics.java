package io.github.redshiftdata.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the service told of one statement up to one moment (DescribeStatement); it does not change. What it did not tell is
 * empty, and never 0: a serverless workgroup tells no duration of a statement that failed, and one that runs has no size yet.
 *
 * @param statementId the Data API's id
 * @param status where it stood
 * @param createdAt when it was submitted, by the clock of the service
 * @param updatedAt when its status changed last; for a statement that has ended, when it ended
 * @param duration how long it ran in the warehouse
 * @param rows the rows of its result, or the rows that it changed
 * @param bytes the size of its result
 * @param redshiftQueryId the number of the query in Redshift's system tables; empty for one that ran on the leader node only
 * @param redshiftQueryUuid the UUID of the same query
 * @param processId the process in the warehouse that ran it
 * @param parts the statements of a batch, in their order; empty for a single statement
 */
public record RedshiftDataStatistics(
        String statementId,
        RedshiftDataStatus status,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<Duration> duration,
        OptionalLong rows,
        OptionalLong bytes,
        OptionalLong redshiftQueryId,
        Optional<String> redshiftQueryUuid,
        OptionalLong processId,
        List<RedshiftDataStatistics> parts) {

    /** Makes one; {@code parts} is copied. */
    public RedshiftDataStatistics {
        parts = List.copyOf(parts);
    }

    /**
     * How long a statement that has ended did not run between its submission and its end: it waited in the service and in
     * the queues of the warehouse, or its session was made. Empty while it has not ended, or if one of the times is not
     * told; also if they contradict each other, since they are those of two clocks.
     */
    public Optional<Duration> queueTime() {
        if (!status.isFinal() || createdAt.isEmpty() || updatedAt.isEmpty() || duration.isEmpty()) {
            return Optional.empty();
        }
        var left = Duration.between(createdAt.get(), updatedAt.get()).minus(duration.get());
        return left.isNegative() ? Optional.empty() : Optional.of(left);
    }
}
