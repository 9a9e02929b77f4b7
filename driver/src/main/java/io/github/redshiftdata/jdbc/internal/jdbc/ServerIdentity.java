package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who and where the server says we are, asked once a connection. */
final class ServerIdentity {

    /** One statement, which also proves that target, credentials and database are right. */
    private static final String QUERY = "SELECT current_user, current_database(), current_schema(), version()";

    private static final int COLUMNS = 4;

    /** Of the answer to {@link #QUERY} what is needed later. */
    record Answer(String user, @Nullable String schema) {}

    private final DriverQueries queries;
    private final Duration loginTimeout;
    /** Schemas of the search path that shall exist. */
    private volatile List<String> expectedSchemas = List.of();
    /** Nobody waits for another who asks: then both ask. */
    private volatile @Nullable Answer answer;

    ServerIdentity(DriverQueries queries, Duration loginTimeout) {
        this.queries = queries;
        this.loginTimeout = loginTimeout;
    }

    /** Asks for these schemas too, and logs which of them do not exist. For before the first call. */
    void expect(List<String> schemas) {
        expectedSchemas = List.copyOf(schemas);
    }

    /** What the server says; the first call costs the connecting statement, unless it ran already. */
    Answer get() throws SQLException {
        var known = answer;
        if (known == null) {
            var row = queries.row(query(), COLUMNS + expectedSchemas.size(), loginTimeout);
            warnOfMissingSchemas(row);
            known = new Answer(DriverQueries.text(row, 0), row.get(2));
            answer = known;
        }
        return known;
    }

    /** How many schemas have the name of an expected one, whatever its case, stands behind the rest. */
    private String query() {
        var query = new StringBuilder(QUERY);
        for (var schema : expectedSchemas) {
            query.append(", (SELECT count(*) FROM pg_namespace WHERE lower(nspname) = lower(")
                    .append(Literals.string(schema))
                    .append("))");
        }
        return query.toString();
    }

    /** The server leaves out of the search path what does not exist, and fails where a table is not found because of it. */
    private void warnOfMissingSchemas(List<@Nullable String> row) {
        for (var i = 0; i < expectedSchemas.size(); i++) {
            if ("0".equals(row.get(COLUMNS + i))) {
                Logs.SESSION.warn(
                        "Schema {} of currentSchema does not exist in database {}: the search path goes on without it.",
                        Shown.value(expectedSchemas.get(i)),
                        Shown.value(DriverQueries.text(row, 1)));
            }
        }
    }

    /** As {@link #get()}, without ever asking the server, or waiting for who does. */
    @Nullable
    Answer known() {
        return answer;
    }
}
