package io.github.redshiftdata.jdbc.internal.api;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Where a cursor's pages come from. */
@FunctionalInterface
public interface PageSource {

    /** The reader begins to wait: the time limit of the requests that follow runs from here, over all of them. */
    default void startWait() {}

    /**
     * One page.
     *
     * @param nextToken the page's token, or null for the first page
     */
    ResultPage fetch(@Nullable String nextToken) throws SQLException;

    /** One page ahead of its reader, without the time limit of one who waits. */
    default ResultPage fetchAhead(@Nullable String nextToken) throws SQLException {
        return fetch(nextToken);
    }

    /**
     * Waits for a page that is fetched ahead, under the terms of {@link #fetch}.
     *
     * @param end completes when the fetching has ended, be it well or not
     */
    default ResultPage await(Future<ResultPage> ahead, CompletableFuture<?> end)
            throws SQLException, InterruptedException, ExecutionException {
        return ahead.get();
    }
}
