package io.github.redshiftdata.jdbc.internal.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells of a statement, or of a part of a batch, beside how it ended. Numbers are -1 where it tells none.
 *
 * @param durationNanos how long it ran
 * @param resultBytes the size of its result
 * @param processId the process in the warehouse that ran it; 0 or less where there is none
 * @param queryString its text as it was sent, with the names of parameters instead of values, or null
 */
public record StatementFigures(
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        long durationNanos,
        long resultBytes,
        long processId,
        @Nullable String queryString) {

    /** Of these, nothing is told. */
    public static final StatementFigures NONE = new StatementFigures(null, null, -1, -1, -1, null);
}
