package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Notices two threads that use one statement at once. Each execution closes the results of the one before, so without
 * this one of them would find no rows where there are some.
 */
final class StatementUse {

    /** Something that uses the statement. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /**
     * Does something while no other thread does; the same thread may come again meanwhile.
     *
     * @throws SQLException of SQLSTATE 55006 where another thread is at it
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
     * The calling thread begins to use the statement; {@link #end} follows.
     *
     * @return whether it did not use it already
     * @throws SQLException of SQLSTATE 55006 where another thread is at it
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
     * The end of a use.
     *
     * @param isFirst what {@link #begin} told
     */
    void end(boolean isFirst) {
        if (isFirst) {
            user.set(null);
        }
    }
}
