package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Detects two threads that use one statement at once. Each execution closes the results of the one before, so without
 * this check one of the threads would find no rows where there are some.
 */
final class StatementUse {

    /** Work that uses the statement. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /**
     * Runs work while no other thread uses the statement; the same thread may nest this.
     *
     * @throws SQLException of SQLSTATE 55006 if another thread uses it
     */
    <T> T alone(Work<T> work) throws SQLException {
        var isFirst = begin();
        try {
            return work.run();
        } finally {
            end(isFirst);
        }
    }

    /**
     * Called when the calling thread begins to use the statement; {@link #end} must follow.
     *
     * @return whether the thread did not use it already
     * @throws SQLException of SQLSTATE 55006 if another thread uses it
     */
    boolean begin() throws SQLException {
        var thread = Thread.currentThread();
        if (user.get() == thread) {
            return false;
        }
        if (!user.compareAndSet(null, thread)) {
            throw Errors.of(
                    SqlState.OBJECT_IN_USE,
                    "Another thread is using this statement, and would lose its result. Give each thread a statement"
                            + " of its own; they may be of the same connection.");
        }
        return true;
    }

    /**
     * Called when the calling thread has ended its use.
     *
     * @param isFirst the result of {@link #begin}
     */
    void end(boolean isFirst) {
        if (isFirst) {
            user.set(null);
        }
    }
}
