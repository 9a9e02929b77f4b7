package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The result of nothing: blanks and comments, which are not sent. It has the count 0. */
public final class EmptyOutcome implements StatementOutcome {

    /** No statement was sent, so there is no id. */
    @Override
    public String statementId() {
        return "";
    }

    @Override
    public StatementKind kind() {
        return StatementKind.EMPTY;
    }

    @Override
    public boolean hasResultSet() {
        return false;
    }

    @Override
    public long updateCount() {
        return 0;
    }

    @Override
    public @Nullable String warning() {
        return null;
    }

    @Override
    public long redshiftQueryId() {
        return 0;
    }

    @Override
    public @Nullable String redshiftQueryUuid() {
        return null;
    }

    @Override
    public @Nullable String sessionId() {
        return null;
    }

    @Override
    public ReadLimit readLimit() {
        throw noRows();
    }

    @Override
    public ResultPage fetch(@Nullable String nextToken, ReadLimit limit) {
        throw noRows();
    }

    @Override
    public ResultPage fetchAhead(@Nullable String nextToken) {
        throw noRows();
    }

    @Override
    public ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end, ReadLimit limit) {
        throw noRows();
    }

    private static IllegalStateException noRows() {
        return new IllegalStateException("Nothing has no rows to read");
    }
}
