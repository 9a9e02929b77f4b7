package io.github.redshiftdata.jdbc.internal.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Who and where the server says we are, asked once a connection. */
final class ServerIdentity {

    /** One statement, which also proves that target, credentials and database are right. */
    private static final String QUERY = "SELECT current_user, current_database(), current_schema(), version()";

    private static final int COLUMNS = 4;

    /** The answer to {@link #QUERY}. */
    record Answer(String user, String database, @Nullable String schema, String version) {}

    private final ConnectionImpl connection;
    /** Nobody waits for another who asks: then both ask. */
    private volatile @Nullable Answer answer;

    ServerIdentity(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** What the server says; the first call costs the connecting statement, unless it ran already. */
    Answer get() throws SQLException {
        var known = answer;
        if (known == null) {
            var row = InternalQuery.row(
                    connection, QUERY, COLUMNS, connection.config().loginTimeout());
            known = new Answer(
                    InternalQuery.text(row, 0), InternalQuery.text(row, 1), row.get(2), InternalQuery.text(row, 3));
            answer = known;
        }
        return known;
    }

    /** As {@link #get()}, without ever asking the server, or waiting for who does. */
    @Nullable
    Answer known() {
        return answer;
    }
}
