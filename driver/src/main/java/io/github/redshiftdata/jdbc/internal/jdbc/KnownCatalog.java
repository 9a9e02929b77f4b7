package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.meta.CatalogCache;
import io.github.redshiftdata.jdbc.internal.meta.Metadata;
import java.util.List;

/**
 * What a connection knows of its catalog. It forgets this when a statement may have changed it. Usable from any thread.
 */
final class KnownCatalog {

    private final DataSession session;
    private final ServerIdentity identity;
    private final CurrentSchema schema;
    private final Metadata metadata;
    /** The columns of queries that have not run, by the text of the query. */
    private final CatalogCache columns;

    private final CatalogChanges changes;

    KnownCatalog(DriverConfig config, DataSession session, CatalogApi operations, StatementQueries queries) {
        this.session = session;
        this.identity = new ServerIdentity(queries, config.loginTimeout());
        this.schema = new CurrentSchema(session, queries, identity);
        this.columns = new CatalogCache(config.metadataCacheLife(), session.nanoTime());
        this.changes = new CatalogChanges(this::forget);
        var catalogSession = new SessionCatalog(session, queries, changes::onlyTheSessionSees);
        this.metadata = new Metadata(config, operations, catalogSession, session.nanoTime());
    }

    private void forget() {
        metadata.changed();
        columns.clear();
    }

    ServerIdentity identity() {
        return identity;
    }

    CurrentSchema schema() {
        return schema;
    }

    Metadata metadata() {
        return metadata;
    }

    CatalogCache columns() {
        return columns;
    }

    /** Whether the session has made something that others, such as the operations of the service, do not see. */
    boolean onlyTheSessionSees() {
        return changes.onlyTheSessionSees();
    }

    /** Called after statements were run, or may have been. */
    void noticed(List<BoundStatement> script) {
        if (schema.noticed(script)) {
            columns.clear();
        }
        changes.noticed(script, session.inTransaction());
    }

    /** Called when the transaction has ended, by a commit or a rollback. */
    void transactionEnded() {
        schema.transactionEnded();
        columns.clear();
        changes.transactionEnded();
    }
}
