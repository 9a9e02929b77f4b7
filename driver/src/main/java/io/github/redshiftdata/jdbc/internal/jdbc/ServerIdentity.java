package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user, the database and the schema of the connection, as the server tells them. Asked for once per connection, by
 * the connecting statement; its rows are read when somebody wants to know them.
 */
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
    /** The connecting statement, once it has run, until its answer has been read; null otherwise. */
    private volatile DriverQueries.@Nullable Unread unread;

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

    /**
     * Runs the connecting statement. What it says is left to be read later, unless it has to say which schemas exist.
     */
    void prove() throws SQLException {
        unread = queries.run(query(), loginTimeout);
        if (!expectedSchemas.isEmpty()) {
            var unused = get();
        }
    }

    /** The answer of the server; the first call costs a request, and the connecting statement unless that ran already. */
    Answer get() throws SQLException {
        var known = answer;
        if (known == null) {
            var row = DriverQueries.only(rows(), query(), COLUMNS + expectedSchemas.size());
            warnOfMissingSchemas(row);
            known = new Answer(DriverQueries.text(row, 0), row.get(2));
            answer = known;
            unread = null;
        }
        return known;
    }

    private List<List<@Nullable String>> rows() throws SQLException {
        var ran = unread;
        if (ran != null) {
            try {
                return ran.rows();
            } catch (SQLException e) {
                var failure = Connecting.failureIn(e);
                if (failure == null || failure.kind() != ServiceFailure.Kind.NOT_FOUND) {
                    throw e;
                }
                // The service forgets a result after a day.
                unread = null;
            }
        }
        return queries.run(query(), loginTimeout).rows();
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

    /** Whether the answer can be given only by a statement that has yet to run. Asks nobody. */
    boolean needsStatement() {
        return answer == null && unread == null;
    }
}
