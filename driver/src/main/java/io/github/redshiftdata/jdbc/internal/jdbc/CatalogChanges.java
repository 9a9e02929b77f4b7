package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import java.util.List;

/**
 * What the statements of a connection have changed in the catalog, as far as their kinds tell. The metadata operations
 * of the service use connections of their own: they see neither temporary tables nor uncommitted changes.
 */
final class CatalogChanges {

    private final Runnable changed;
    private volatile boolean temporaryTables;
    private volatile boolean uncommitted;

    CatalogChanges(Runnable changed) {
        this.changed = changed;
    }

    void noticed(List<BoundStatement> script, boolean inTransaction) {
        for (var statement : script) {
            if (statement.kind().mayChangeCatalog()) {
                temporaryTables |= statement.facts().mayMakeTemporaryTables();
                uncommitted = inTransaction;
                changed.run();
            }
        }
    }

    /** Called when the transaction has ended, by a commit or a rollback. */
    void transactionEnded() {
        if (uncommitted) {
            uncommitted = false;
            changed.run();
        }
    }

    boolean onlyTheSessionSees() {
        return temporaryTables || uncommitted;
    }
}
