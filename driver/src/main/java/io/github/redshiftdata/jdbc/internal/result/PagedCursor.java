package io.github.redshiftdata.jdbc.internal.result;

import io.github.redshiftdata.jdbc.internal.api.ColumnMetadata;
import io.github.redshiftdata.jdbc.internal.api.PageSource;
import io.github.redshiftdata.jdbc.internal.api.ResultPage;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.types.Cell;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a result page by page, with at most one page fetched ahead of the reader. The page that is read does not count
 * for the memory budget, so that every reader can go on; the page ahead does.
 */
public final class PagedCursor implements Cursor {

    private final PageSource source;
    private final Executor lookAhead;
    private final BudgetShare share;
    private final long maxRows;
    private final List<ColumnMetadata> columns;
    private final PageTrail trail;

    /**
     * Guards {@link #ahead} and {@link #closed}, which the reader, the thread that fetches ahead and a closing thread
     * share.
     */
    private final Object lock = new Object();

    private @Nullable Ahead ahead;
    private boolean closed;

    // All fields below belong to the reading thread. close() clears the pages too: the reader then sees the old page or
    // none.

    private ResultPage.@Nullable View view;

    /** The next page with rows, if isLast has fetched it and the cursor has not moved to it yet; else null. */
    private @Nullable ResultPage following;

    private int pageRows;
    private int rowInPage = -1;
    private long row;
    private boolean afterLast;

    /**
     * Fetches the first page.
     *
     * @param lookAhead runs the fetches ahead of the reader; if it refuses one, the reader fetches the page itself
     * @param maxRows the largest number of rows to give, 0 for all
     */
    public PagedCursor(PageSource source, Executor lookAhead, MemoryBudget budget, long maxRows) throws SQLException {
        this.source = source;
        this.lookAhead = lookAhead;
        share = budget.shareOf(this);
        this.maxRows = maxRows;
        var first = source.fetch(null);
        columns = first.columns();
        trail = new PageTrail(first);
        if (first.rowCount() == 0 && trail.nextToken() != null) {
            var filled = fetchFollowing();
            enter(filled == null ? first : filled);
        } else {
            enter(first);
        }
    }

    @Override
    public List<ColumnMetadata> columns() {
        return columns;
    }

    @Override
    public boolean next() throws SQLException {
        requireOpen();
        if (afterLast) {
            return false;
        }
        if (isCut(row)) {
            return end();
        }
        if (rowInPage + 1 < pageRows) {
            rowInPage++;
            row++;
            return true;
        }
        var entered = peekFollowing();
        if (entered == null) {
            return end();
        }
        enter(entered);
        rowInPage = 0;
        row++;
        return true;
    }

    private boolean end() {
        afterLast = true;
        view = null;
        return false;
    }

    @Override
    public Cell cell(int column) throws SQLException {
        var current = view;
        if (current == null || rowInPage < 0) {
            requireOpen();
            throw new IllegalStateException("The cursor does not stand on a row");
        }
        current.moveTo(rowInPage, column);
        return current;
    }

    @Override
    public long row() {
        return afterLast ? 0 : row;
    }

    @Override
    public boolean isBeforeFirst() {
        return row == 0 && !afterLast && pageRows > 0;
    }

    @Override
    public boolean isAfterLast() {
        return afterLast && row > 0;
    }

    @Override
    public boolean isLast() throws SQLException {
        requireOpen();
        if (row == 0 || afterLast) {
            return false;
        }
        return isCut(row) || (rowInPage + 1 == pageRows && peekFollowing() == null);
    }

    @Override
    public void close() {
        @Nullable Ahead given;
        synchronized (lock) {
            closed = true;
            given = ahead;
            ahead = null;
        }
        if (given != null) {
            // The fetch may go on for minutes if the service is busy, so it is ended. A page that still arrives is
            // dropped.
            given.task.cancel(true);
            share.release(given.reserved);
        }
        view = null;
        following = null;
    }

    /** Whether maxRows ends the result after this number of rows. */
    private boolean isCut(long rows) {
        return maxRows > 0 && rows >= maxRows;
    }

    private void enter(ResultPage entered) {
        view = entered.view();
        pageRows = entered.rowCount();
        rowInPage = -1;
        following = null;
        startLookAhead(entered.byteSize());
    }

    /** The next page with rows, or null if there is none. */
    private @Nullable ResultPage peekFollowing() throws SQLException {
        var found = following;
        if (found == null) {
            found = fetchFollowing();
            following = found;
        }
        return found;
    }

    private @Nullable ResultPage fetchFollowing() throws SQLException {
        source.startWait();
        while (!isCut(trail.rows())) {
            var token = trail.nextToken();
            if (token == null) {
                trail.requireAllRows();
                return null;
            }
            var fetched = fetch(token);
            trail.arrived(fetched);
            if (fetched.rowCount() > 0) {
                return fetched;
            }
        }
        return null;
    }

    private ResultPage fetch(String token) throws SQLException {
        @Nullable Ahead started;
        synchronized (lock) {
            started = ahead;
        }
        ResultPage fetched;
        if (started == null) {
            fetched = source.fetch(token);
        } else if (started.claim()) {
            // The executor has not begun yet: the reader fetches the page itself, under its own time limit.
            drop(started);
            fetched = source.fetch(token);
        } else {
            fetched = await(started);
        }
        requireOpen();
        return fetched;
    }

    private ResultPage await(Ahead started) throws SQLException {
        try {
            var fetched = source.await(started.task, started.end);
            drop(started);
            return fetched;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errors.of(
                    SqlState.QUERY_CANCELED, "The thread was interrupted while it waited for a page of the result.", e);
        } catch (CancellationException e) {
            throw Errors.closed("result set");
        } catch (ExecutionException e) {
            drop(started);
            throw unwrapped(e);
        }
    }

    private static SQLException unwrapped(ExecutionException e) {
        var cause = e.getCause();
        if (cause instanceof SQLException failure) {
            return failure;
        }
        if (cause instanceof Error failure) {
            throw failure;
        }
        return Errors.of(SqlState.SYSTEM_ERROR, "A page of the result could not be fetched.", e);
    }

    /**
     * Starts to fetch the next page if the budget has room for it. It is likely as large as this one, so that much is
     * reserved.
     */
    private void startLookAhead(long likelyBytes) {
        var token = trail.nextToken();
        if (token == null || isCut(trail.rows()) || !share.tryReserve(likelyBytes)) {
            return;
        }
        var started = new Ahead(token, likelyBytes);
        synchronized (lock) {
            if (closed) {
                share.release(likelyBytes);
                return;
            }
            ahead = started;
        }
        try {
            lookAhead.execute(started::run);
        } catch (RejectedExecutionException e) {
            drop(started);
        }
    }

    /** Forgets the page ahead and gives its bytes back, unless a close has done so. */
    private void drop(Ahead started) {
        synchronized (lock) {
            if (ahead != started) {
                return;
            }
            ahead = null;
        }
        share.release(started.reserved);
    }

    private void requireOpen() throws SQLException {
        synchronized (lock) {
            if (closed) {
                throw Errors.closed("result set");
            }
        }
    }

    /** A page that is fetched ahead of the reader, or will be. */
    private final class Ahead {

        private final FutureTask<ResultPage> task;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final AtomicBoolean claimed = new AtomicBoolean();

        /** The bytes that the budget counts for it; guarded by {@link #lock} while the page is ahead. */
        private long reserved;

        Ahead(String token, long reserved) {
            this.reserved = reserved;
            task =
                    new FutureTask<>(() -> {
                        var fetched = source.fetchAhead(token);
                        settle(fetched.byteSize());
                        return fetched;
                    }) {
                        @Override
                        protected void done() {
                            end.complete(null);
                        }
                    };
        }

        /** Runs in a thread of the executor; fetches the page unless the reader has claimed it first. */
        void run() {
            if (claim()) {
                task.run();
                if (task.isCancelled()) {
                    // The interrupt of close was meant for this task only, and the thread may run other tasks.
                    Thread.interrupted();
                }
            }
        }

        /** Whether the calling thread is the one to fetch the page; true for the first caller only. */
        boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        /**
         * Corrects the reservation to the size of the page. A page that is larger than the budget allows is kept, since
         * it has arrived.
         */
        private void settle(long bytes) {
            synchronized (lock) {
                if (ahead != this) {
                    return;
                }
                if (bytes < reserved) {
                    share.release(reserved - bytes);
                    reserved = bytes;
                } else if (share.tryReserve(bytes - reserved)) {
                    reserved = bytes;
                }
            }
        }
    }
}
