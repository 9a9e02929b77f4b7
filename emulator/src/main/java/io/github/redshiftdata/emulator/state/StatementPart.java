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
    private @Nullable String queryUuid;
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

    void started(long id, String uuid, Instant now) {
        queryId = id;
        queryUuid = uuid;
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

    boolean ended() {
        return status.terminal();
    }

    /** Stands where it stood in an earlier life, but for the rows. */
    void restore(Snapshot earlier) {
        updatedAt = earlier.updatedAt();
        status = earlier.status();
        error = earlier.error();
        duration = earlier.duration();
        resultRows = earlier.resultRows();
        queryId = earlier.queryId();
        queryUuid = earlier.queryUuid();
        result = earlier.result();
    }

    /** Bytes of the heap that the part takes beside what every part takes. */
    long weight() {
        long texts = sql.length();
        for (var parameter : parameters.entrySet()) {
            texts += parameter.getKey().length() + parameter.getValue().length();
        }
        return texts + (result == null ? 0 : result.heapSize());
    }

    void dropResult() {
        if (result != null) {
            result.close();
        }
    }

    Snapshot snapshot() {
        var size = status == StatementStatus.FINISHED ? (result == null ? 0 : result.size()) : -1;
        return new Snapshot(
                id, sql, status, createdAt, updatedAt, error, duration, resultRows, size, queryId, queryUuid, result);
    }

    /**
     * The part as it stood at one moment.
     *
     * @param duration nanoseconds; -1 while unknown
     * @param resultRows -1 while unknown
     * @param resultSize bytes; -1 while unknown
     * @param queryUuid null until it was started
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
            @Nullable String queryUuid,
            @Nullable Result result) {

        /** The part as it stands once it has finished. */
        Snapshot finished(long rowsChanged, @Nullable Result rows, long nanoseconds, Instant now) {
            return new Snapshot(
                    id,
                    sql,
                    StatementStatus.FINISHED,
                    createdAt,
                    now,
                    null,
                    nanoseconds,
                    rows == null ? rowsChanged : rows.rowCount(),
                    rows == null ? 0 : rows.size(),
                    queryId,
                    queryUuid,
                    rows);
        }

        /** The part as it stands once it has ended without a result. */
        Snapshot ended(StatementStatus end, @Nullable String text, Instant now) {
            return new Snapshot(
                    id, sql, end, createdAt, now, text, -1, resultRows, resultSize, queryId, queryUuid, result);
        }
    }
}
