package io.github.redshiftdata.emulator.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One SQL text with its outcome: the whole of a plain statement, or one sub-statement of a batch. Guarded by the
 * statement that holds it.
 */
public final class StatementPart {

    private final String id;
    private final String sql;
    private final Map<String, String> parameters;
    private final Instant createdAt;
    private Instant updatedAt;
    private StatementStatus status = StatementStatus.SUBMITTED;
    private @Nullable String error;
    private long duration = -1;
    private long resultRows = -1;
    private long queryId;
    private @Nullable Result result;

    StatementPart(String id, String sql, Map<String, String> parameters, Instant createdAt) {
        this.id = id;
        this.sql = sql;
        this.parameters = Map.copyOf(parameters);
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String sql() {
        return sql;
    }

    /** The parameters that this text refers to. */
    public Map<String, String> parameters() {
        return parameters;
    }

    void moveTo(StatementStatus next, Instant now) {
        status = next;
        updatedAt = now;
    }

    void started(long id, Instant now) {
        queryId = id;
        moveTo(StatementStatus.STARTED, now);
    }

    void finished(long rowsChanged, @Nullable Result rows, long nanoseconds, Instant now) {
        duration = nanoseconds;
        result = rows;
        resultRows = rows == null ? rowsChanged : rows.rowCount();
        moveTo(StatementStatus.FINISHED, now);
    }

    void ended(StatementStatus end, @Nullable String text, long nanoseconds, Instant now) {
        duration = nanoseconds;
        error = text;
        moveTo(end, now);
    }

    void dropResult() {
        if (result != null) {
            result.close();
        }
    }

    Snapshot snapshot() {
        var size = status == StatementStatus.FINISHED ? (result == null ? 0 : result.size()) : -1;
        return new Snapshot(id, sql, status, createdAt, updatedAt, error, duration, resultRows, size, queryId, result);
    }

    /**
     * The part as it stood at one moment.
     *
     * @param duration nanoseconds; -1 while unknown
     * @param resultRows -1 while unknown
     * @param resultSize bytes; -1 while unknown
     * @param result null where there is no result set
     */
    public record Snapshot(
            String id,
            String sql,
            StatementStatus status,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String error,
            long duration,
            long resultRows,
            long resultSize,
            long queryId,
            @Nullable Result result) {}
}
