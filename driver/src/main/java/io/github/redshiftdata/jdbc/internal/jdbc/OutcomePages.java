package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.exec.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.result.PageSource;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The pages of an outcome, for a cursor. */
record OutcomePages(StatementOutcome outcome) implements PageSource {

    @Override
    public ResultPage fetch(@Nullable String nextToken) throws SQLException {
        return outcome.fetch(nextToken);
    }

    @Override
    public ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return outcome.fetchAhead(nextToken);
    }

    @Override
    public ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end)
            throws SQLException, InterruptedException, ExecutionException {
        return outcome.await(ahead, end);
    }
}
