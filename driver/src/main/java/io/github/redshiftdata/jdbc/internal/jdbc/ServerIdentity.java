package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.sql.Literals;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who and where the server says we are, asked at most once a connection. */
final class ServerIdentity {

    /** One statement, which also proves that target, credentials and database are right. */
    private static final String QUERY = "SELECT current_user, current_database(), current_schema(), version()";

    private static final int COLUMNS = 4;

    /** The answer to {@link #QUERY}. */
    record Answer(String user, String database, @Nullable String schema, String version) {}

    private final ConnectionImpl connection;
    /** Schemas of the search path that shall exist. */
    private List<String> expectedSchemas = List.of();
    /** Written with this object held, which is held while the server is asked: it is asked once. */
    private volatile @Nullable Answer answer;

    ServerIdentity(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** Asks for these schemas too, and logs which of them do not exist. For before the first call. */
    synchronized void expect(List<String> schemas) {
        expectedSchemas = List.copyOf(schemas);
    }

    /** What the server says; the first call costs the connecting statement, unless it ran already. */
    synchronized Answer get() throws SQLException {
        var known = answer;
        if (known == null) {
            var row = InternalQuery.row(
                    connection,
                    query(),
                    COLUMNS + expectedSchemas.size(),
                    connection.config().loginTimeout());
            warnOfMissingSchemas(row);
            known = new Answer(
                    InternalQuery.text(row, 0), InternalQuery.text(row, 1), row.get(2), InternalQuery.text(row, 3));
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
                        Shown.value(InternalQuery.text(row, 1)));
            }
        }
    }

    /**
     * As {@link #get()}, for a connection that is being made.
     *
     * @throws SQLTimeoutException of SQLSTATE 08001 if that takes too long
     */
    void prove() throws SQLException {
        try {
            var unused = get();
        } catch (SQLTimeoutException e) {
            throw tooSlow(e);
        } catch (SQLException e) {
            if (isAboutTheAnswer(e)) {
                throw noAnswer(e);
            }
            throw isWithoutAnAnswer(e) ? notReached(e) : e;
        }
    }

    /** Whether an answer came that means nothing, as opposed to a failure that may pass. */
    private static boolean isAboutTheAnswer(SQLException e) {
        return !(e instanceof SQLTransientException)
                && (SqlState.SYSTEM_ERROR.code().equals(e.getSQLState())
                        || SqlState.NO_DATA.code().equals(e.getSQLState()));
    }

    /** A connection that was not made has done nothing, whatever became of its first statement. */
    private static boolean isWithoutAnAnswer(SQLException e) {
        return SqlState.SYSTEM_ERROR.code().equals(e.getSQLState())
                || SqlState.CONNECTION_EXCEPTION.code().equals(e.getSQLState());
    }

    private static SQLException notReached(SQLException cause) {
        return Errors.of(
                SqlState.UNABLE_TO_CONNECT,
                "The connection could not be made. Check region, endpoint, proxy and network, or try again: "
                        + cause.getMessage(),
                cause);
    }

    private static SQLException noAnswer(SQLException cause) {
        return new SQLNonTransientConnectionException(
                "The connection was not made: the answer to its first statement is none. " + cause.getMessage(),
                SqlState.UNABLE_TO_CONNECT.code(),
                cause);
    }

    private SQLTimeoutException tooSlow(SQLTimeoutException cause) {
        var config = connection.config();
        var byLogin = !config.loginTimeout().isZero();
        var limit = byLogin ? config.loginTimeout() : config.queryTimeout();
        return new SQLTimeoutException(
                "The connection was not made within " + (byLogin ? "loginTimeout" : "queryTimeout") + ", "
                        + limit.toSeconds() + " s. Raise it if the warehouse has to start first; in a pool, raise the "
                        + "time limit of the pool (HikariCP: connectionTimeout).",
                SqlState.UNABLE_TO_CONNECT.code(),
                cause);
    }

    /** As {@link #get()}, without ever asking the server, or waiting for who does. */
    @Nullable
    Answer known() {
        return answer;
    }
}
