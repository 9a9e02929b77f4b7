package io.github.redshiftdata.jdbc.internal.api;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The source of a cursor's pages. */
@FunctionalInterface
public interface PageSource {

    /**
     * Called when the reader begins to wait: the time limit of the next requests starts here, for all of them together.
     */
    default void startWait() {}

    /**
     * Fetches one page.
     *
     * @param nextToken the page's token, or null for the first page
     */
    ResultPage fetch(@Nullable String nextToken) throws SQLException;

    /** Fetches one page before its reader waits for it, so without the time limit of a waiting reader. */
    default ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return fetch(nextToken);
    }

    /**
     * Waits for a page that is fetched ahead, under the terms of {@link #fetch}.
     *
     * @param end completes when the fetching has ended, whether it succeeded or not
     */
    default ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end)
            throws SQLException, InterruptedException, ExecutionException {
        return ahead.get();
    }
}
