package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;
import java.util.Locale;

/**
 * What the statements of a connection did to the catalog, as far as their kinds tell. The metadata operations of the
 * service use connections of their own: they see neither temporary tables nor what an open transaction made.
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
            if (mayChangeTheCatalog(statement.kind())) {
                temporaryTables |= mayBeTemporary(statement.sql());
                uncommitted = inTransaction;
                changed.run();
            }
        }
    }

    private static boolean mayChangeTheCatalog(StatementKind kind) {
        return switch (kind) {
            case DDL, TABLE_OF_QUERY, AUTO_COMMITTING, CALL, OTHER, ROLLBACK, COMMIT -> true;
            default -> false;
        };
    }

    /** A guess that errs to the safe side: SQL then reads the catalog in the session. */
    private static boolean mayBeTemporary(String sql) {
        var text = sql.toLowerCase(Locale.ROOT);
        return text.contains("temp") || text.contains("#");
    }

    /** The transaction ended, in whichever way. */
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
