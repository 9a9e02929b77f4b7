package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The session of the connection, as far as its catalog goes. A query runs in it, as a query of the user's would. */
public interface CatalogSession extends SqlRows {

    /** Runs a query that may fail, without harm to an open transaction. It may not see what only the session sees. */
    List<List<@Nullable String>> queryAside(String sql) throws SQLException;

    /**
     * Whether the session holds something that the operations, on connections of their own, cannot see: a temporary
     * table, or what an open transaction made.
     */
    boolean holdsWhatOnlyItSees();

    /** Asks something else of the service, or waits for who does. Ends soon when the connection is closed. */
    <T> T asking(Question<T> question) throws SQLException;

    /** Waits until another thread has its answer. */
    void await(CompletableFuture<?> answer) throws InterruptedException;

    /** What may take a while. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** How long a single request may take. */
    Duration requestTimeout();

    /** How long a question may go without any answer, before the connection is closed; zero for no limit. */
    Duration networkTimeout();

    /** Whether a query neither joins nor opens a transaction. */
    boolean isOutsideTransactions();
}
