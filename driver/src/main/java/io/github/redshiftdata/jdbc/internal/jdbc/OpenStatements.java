package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements to close with their connection. Held weakly, so that a statement that the program has forgotten may be
 * collected.
 */
final class OpenStatements {

    // Guarded by itself: statements are opened and closed from any thread.
    private final Set<StatementImpl> statements = Collections.newSetFromMap(new WeakHashMap<>());

    <T extends StatementImpl> T add(T statement) {
        synchronized (statements) {
            statements.add(statement);
        }
        return statement;
    }

    void remove(StatementImpl statement) {
        synchronized (statements) {
            statements.remove(statement);
        }
    }

    /** Ends what the statements run or read. */
    void cancelAll() {
        List<StatementImpl> open;
        synchronized (statements) {
            open = new ArrayList<>(statements);
        }
        open.forEach(StatementImpl::endEarly);
    }

    /** Closes all statements; if some fail, the last failure is thrown after all are closed. */
    void closeAll() throws SQLException {
        List<StatementImpl> open;
        synchronized (statements) {
            open = new ArrayList<>(statements);
            statements.clear();
        }
        @Nullable SQLException failure = null;
        for (var statement : open) {
            try {
                statement.close();
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
