package io.github.redshiftdata.jdbc.internal.meta;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The session of the connection, as far as the catalog needs it. A query runs in it like a query of the user's. */
public interface CatalogSession extends SqlRows {

    /** Runs a query that may fail without harm to an open transaction. It may not see what only the session sees. */
    List<List<@Nullable String>> queryAside(String sql) throws SQLException;

    /**
     * Whether the session holds something that the operations, on connections of their own, cannot see: a temporary
     * table, or what an open transaction made.
     */
    boolean holdsWhatOnlyItSees();

    /** Asks the service a question, or waits for a thread that does. Ends soon when the connection is closed. */
    <T> T asking(Question<T> question) throws SQLException;

    /** Waits until another thread has its answer. */
    void await(CompletableFuture<?> answer) throws InterruptedException;

    /** A question that may take a while. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** The time limit of a single request. */
    Duration requestTimeout();

    /** How long a question may go without any answer, before the connection is closed; zero for no limit. */
    Duration networkTimeout();

    /** Whether a query neither joins nor opens a transaction. */
    boolean isOutsideTransactions();
}
