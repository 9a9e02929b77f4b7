package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.exec.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.Identifiers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The current schema, asked for only when something may have changed it since it was last known. */
final class CurrentSchema {

    private static final String QUERY = "SELECT current_schema()";

    private final ConnectionImpl connection;
    private final ServerIdentity identity;
    private boolean changed;
    private @Nullable String schema;
    private boolean known;

    CurrentSchema(ConnectionImpl connection, ServerIdentity identity) {
        this.connection = connection;
        this.identity = identity;
    }

    synchronized @Nullable String get() throws SQLException {
        if (!known) {
            schema = changed
                    ? InternalQuery.rows(connection, QUERY).get(0).get(0)
                    : identity.get().schema();
            known = true;
        }
        return schema;
    }

    /** Makes {@code name} the only schema of the search path; no request where it is the current one already. */
    synchronized void set(String name) throws SQLException {
        if (known && name.equals(schema)) {
            return;
        }
        connection.session().setSearchPath(Identifiers.quote(name));
        schema = name;
        known = true;
        changed = true;
    }

    /** Makes {@code name} the only schema of the search path from the first statement on. No request is sent now. */
    synchronized void preset(String name) {
        connection.session().presetSearchPath(Identifiers.quote(name));
        schema = name;
        known = true;
        changed = true;
    }

    /** SET search_path and set_config('search_path', …) change it, and a procedure may do so too. */
    synchronized void noticed(List<BoundStatement> script) {
        for (var statement : script) {
            if (statement.sql().toLowerCase(Locale.ROOT).contains("search_path")) {
                forget();
            }
        }
    }

    /** A rollback takes back what its transaction had set. */
    synchronized void rolledBack() {
        if (changed) {
            forget();
        }
    }

    private void forget() {
        known = false;
        changed = true;
    }
}
