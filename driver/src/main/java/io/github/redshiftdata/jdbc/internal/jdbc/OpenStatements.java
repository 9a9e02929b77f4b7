package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The statements to close with their connection. Holds them weakly: a forgotten one may be collected. */
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

    /** Ends what they run or read. */
    void cancelAll() {
        List<StatementImpl> open;
        synchronized (statements) {
            open = new ArrayList<>(statements);
        }
        open.forEach(StatementImpl::endEarly);
    }

    /** Closes them all; the first failure is thrown after the last one is closed. */
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
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
