package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.exec.statement.ReadLimit;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.result.PageSource;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The pages of an outcome, for one cursor. */
final class OutcomePages implements PageSource {

    private final StatementOutcome outcome;

    /** Of the reading thread. */
    private ReadLimit limit;

    OutcomePages(StatementOutcome outcome) {
        this.outcome = outcome;
        this.limit = outcome.readLimit();
    }

    @Override
    public void startWait() {
        limit = outcome.readLimit();
    }

    @Override
    public ResultPage fetch(@Nullable String nextToken) throws SQLException {
        return outcome.fetch(nextToken, limit);
    }

    @Override
    public ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return outcome.fetchAhead(nextToken);
    }

    @Override
    public ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end)
            throws SQLException, InterruptedException, ExecutionException {
        return outcome.await(ahead, end, limit);
    }
}
