package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.meta.CatalogSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The session of a connection, in the form that the metadata use. */
final class SessionCatalog implements CatalogSession {

    private final DataSession session;
    private final StatementQueries queries;
    private final BooleanSupplier holdsWhatOnlyItSees;

    SessionCatalog(DataSession session, StatementQueries queries, BooleanSupplier holdsWhatOnlyItSees) {
        this.session = session;
        this.queries = queries;
        this.holdsWhatOnlyItSees = holdsWhatOnlyItSees;
    }

    @Override
    public List<List<@Nullable String>> query(String sql) throws SQLException {
        return queries.rows(sql, Duration.ZERO);
    }

    /**
     * Runs the query outside the session if a transaction is open: in it, a failed query would fail the transaction.
     */
    @Override
    public List<List<@Nullable String>> queryAside(String sql) throws SQLException {
        return isOutsideTransactions() ? query(sql) : queries.rowsOutsideTheSession(sql);
    }

    @Override
    public <T> T asking(Question<T> question) throws SQLException {
        return session.asking(question::ask);
    }

    @Override
    public void await(CompletableFuture<?> answer) throws InterruptedException {
        session.await(answer);
    }

    @Override
    public Duration requestTimeout() {
        return session.requestTimeout();
    }

    @Override
    public Duration networkTimeout() {
        return session.networkTimeout();
    }

    @Override
    public boolean holdsWhatOnlyItSees() {
        return holdsWhatOnlyItSees.getAsBoolean();
    }

    @Override
    public boolean isOutsideTransactions() {
        return session.autoCommit() && !session.inTransaction();
    }
}
