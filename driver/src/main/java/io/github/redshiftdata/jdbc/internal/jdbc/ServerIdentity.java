package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user, the database and the schema of the connection, as the server tells them. Asked for once per connection. */
final class ServerIdentity {

    /** One statement, which also proves that target, credentials and database are right. */
    private static final String QUERY = "SELECT current_user, current_database(), current_schema(), version()";

    private static final int COLUMNS = 4;

    /** Of the answer to {@link #QUERY} what is needed later. */
    record Answer(String user, @Nullable String schema) {}

    private final DriverQueries queries;
    private final Duration loginTimeout;
    /** The schemas of the search path that should exist. */
    private volatile List<String> expectedSchemas = List.of();
    /** The answer, or null. If two threads want it at once, both ask: neither waits for the other. */
    private volatile @Nullable Answer answer;

    ServerIdentity(DriverQueries queries, Duration loginTimeout) {
        this.queries = queries;
        this.loginTimeout = loginTimeout;
    }

    /**
     * Lets the question check these schemas too, and log which of them do not exist. To be called before the first
     * question.
     */
    void expect(List<String> schemas) {
        expectedSchemas = List.copyOf(schemas);
    }

    /** The answer of the server; the first call costs the connecting statement, unless that ran already. */
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

    /** The query, followed for each expected schema by the number of schemas of that name, whatever its case. */
    private String query() {
        var query = new StringBuilder(QUERY);
        for (var schema : expectedSchemas) {
            query.append(", (SELECT count(*) FROM pg_namespace WHERE lower(nspname) = lower(")
                    .append(Literals.string(schema))
                    .append("))");
        }
        return query.toString();
    }

    /**
     * Logs the schemas that do not exist. The server leaves them out of the search path, and fails only later, when a
     * table is not found.
     */
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

    /** The answer if it is known already, else null; never asks the server, nor waits for a thread that does. */
    @Nullable
    Answer known() {
        return answer;
    }
}
