package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A statement that finished; its numbers are asked for once, when somebody wants them. */
final class FinishedStatement implements StatementOutcome {

    /** The numbers of DescribeStatement; less than 0 where it had none. */
    record Numbers(long resultRows, long redshiftQueryId) {}

    private final Lookups lookups;
    private final PageRequests pages;
    private final String statementId;
    private final StatementKind kind;
    private final boolean hasResultSet;
    private final @Nullable String sessionId;
    private final Run run;
    private @Nullable Numbers numbers;

    FinishedStatement(
            Lookups lookups,
            PageRequests pages,
            String statementId,
            StatementKind kind,
            boolean hasResultSet,
            @Nullable String sessionId,
            @Nullable Numbers numbers,
            Run run) {
        this.lookups = lookups;
        this.pages = pages;
        this.statementId = statementId;
        this.kind = kind;
        this.hasResultSet = hasResultSet;
        this.sessionId = sessionId;
        this.numbers = numbers;
        this.run = run;
    }

    @Override
    public String statementId() {
        return statementId;
    }

    @Override
    public StatementKind kind() {
        return kind;
    }

    @Override
    public boolean hasResultSet() {
        return hasResultSet;
    }

    @Override
    public long updateCount() throws SQLException {
        if (hasResultSet) {
            return -1;
        }
        return kind.countsRows() ? rowsChanged() : 0;
    }

    /** An answer may lack the number although the statement has one: then it is asked for again, not taken for 0. */
    private long rowsChanged() throws SQLException {
        var rows = numbers().resultRows();
        if (rows < 0) {
            forgetNumbers();
            rows = numbers().resultRows();
        }
        if (rows < 0 && kind != StatementKind.LOAD && kind != StatementKind.MERGE) {
            throw Errors.of(
                    SqlState.SYSTEM_ERROR,
                    "The statement was carried out, but the service does not say how many rows it changed. "
                            + "Do not repeat it; count the rows by a SELECT. (statement " + statementId + ")");
        }
        return Math.max(0, rows);
    }

    @Override
    public long redshiftQueryId() throws SQLException {
        return numbers().redshiftQueryId();
    }

    @Override
    public @Nullable String sessionId() {
        return sessionId;
    }

    @Override
    public ReadLimit readLimit() {
        return pages.limit(run);
    }

    @Override
    public ResultPage fetch(@Nullable String nextToken, ReadLimit limit) throws SQLException {
        return pages.page(statementId, nextToken, run, limit);
    }

    @Override
    public ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return pages.pageAhead(statementId, nextToken, run);
    }

    @Override
    public ResultPage await(Future<ResultPage> ahead, ReadLimit limit)
            throws SQLException, InterruptedException, ExecutionException {
        return pages.await(statementId, ahead, run, limit);
    }

    private synchronized void forgetNumbers() {
        numbers = null;
    }

    private synchronized Numbers numbers() throws SQLException {
        if (numbers == null) {
            var description = pages.whileOpen().during(() -> lookups.describe(statementId, run));
            numbers = new Numbers(description.resultRows(), description.redshiftQueryId());
        }
        return numbers;
    }
}
