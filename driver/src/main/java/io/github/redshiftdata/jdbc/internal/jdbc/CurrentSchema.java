package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.sql.Characters;
import io.github.redshiftdata.jdbc.internal.sql.Identifiers;
import io.github.redshiftdata.jdbc.internal.sql.SearchPath;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current schema. The server is asked for it only if something may have changed it since it was last known. Only
 * the server knows it: it folds names, and leaves out schemas that do not exist.
 */
final class CurrentSchema {

    private static final String QUERY = "SELECT current_schema()";
    private static final String DEFAULT_PATH = "DEFAULT";

    private final DataSession session;
    private final DriverQueries queries;
    private final ServerIdentity identity;

    // All fields below are guarded by this object. It is never held while the server is asked, since no statement may
    // wait for that.

    /** How often the known schema was forgotten. An answer to a question from before that is not kept. */
    private long forgotten;
    /** Whether the schema may have changed since the server identified itself. */
    private boolean changed;
    /** Whether a rollback of the open transaction may take a change back. */
    private boolean changedInTransaction;
    /** The schema set last, if no other statement may have changed it since; otherwise null. */
    private @Nullable String requested;

    private @Nullable String schema;
    private boolean known;

    CurrentSchema(DataSession session, DriverQueries queries, ServerIdentity identity) {
        this.session = session;
        this.queries = queries;
        this.identity = identity;
    }

    @Nullable
    String get() throws SQLException {
        long before;
        boolean byIdentity;
        synchronized (this) {
            if (known) {
                return schema;
            }
            if (requested != null
                    && (wouldBeginTransaction() || Thread.currentThread().isInterrupted())) {
                // Pools ask after each setSchema, and then change settings that cannot change in a transaction.
                return requested;
            }
            before = forgotten;
            byIdentity = !changed;
        }
        @Nullable String answer;
        try {
            answer = byIdentity
                    ? identity.get().schema()
                    : queries.row(QUERY, 1, Duration.ZERO).get(0);
        } catch (SQLException e) {
            if (byIdentity) {
                throw e;
            }
            return requestedAfter(e);
        }
        keep(answer, before);
        return answer;
    }

    /**
     * The schema that was set, if the server could not be asked for it. HikariCP takes a failure of this question for a
     * failure of setSchema: it would not reset the schema on return, and lend it to the next borrower.
     */
    private synchronized String requestedAfter(SQLException failure) throws SQLException {
        var failedTransaction = SqlState.IN_FAILED_TRANSACTION.code().equals(failure.getSQLState());
        if (requested == null || failedTransaction || session.isDead()) {
            throw failure;
        }
        return requested;
    }

    private synchronized void keep(@Nullable String answer, long before) {
        if (forgotten == before) {
            schema = answer;
            known = true;
        }
    }

    /**
     * Makes {@code name} the only schema of the search path. Sends no request if it is the current one already.
     *
     * @param name the schema; null for the search path that the user has by default
     */
    void set(@Nullable String name) throws SQLException {
        if (name != null && isCurrent(name)) {
            return;
        }
        var path = name == null ? DEFAULT_PATH : quoted(name);
        var before = forget();
        try {
            session.setSearchPath(path);
        } catch (SQLException e) {
            // The server may have changed the search path although the call failed.
            forget();
            throw e;
        }
        wasSet(name, before);
    }

    private synchronized boolean isCurrent(String name) {
        return name.equals(requested) || (known && name.equals(schema));
    }

    private synchronized void wasSet(@Nullable String name, long before) {
        var alone = forgotten == before;
        forget();
        // Two threads set it at once: the order is unknown.
        requested = alone ? name : null;
    }

    /**
     * Makes a list of schemas the search path from the first statement on. Sends no request now; the first request
     * later also asks which of the schemas exist.
     */
    synchronized void preset(String list) throws SQLException {
        var path = path(list);
        session.settings().presetSearchPath(path.sql());
        requested = path.schemas().size() == 1 ? path.schemas().get(0) : null;
        identity.expect(path.expected());
    }

    private static SearchPath path(String list) throws SQLException {
        try {
            var path = SearchPath.parse(list);
            path.schemas().forEach(name -> Characters.require(name, "A name"));
            return path;
        } catch (IllegalArgumentException e) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "currentSchema=" + Shown.value(list) + ": " + e.getMessage()
                            + ". Give a schema or several with commas between: sales,\"My Schema\",public.",
                    e);
        }
    }

    private static String quoted(String name) throws SQLException {
        try {
            return Identifiers.quote(name);
        } catch (IllegalArgumentException e) {
            throw Errors.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "setSchema: " + e.getMessage() + ". Give the name of a schema, or none for the default.",
                    e);
        }
    }

    /** Called after statements were run, or may have been; returns whether they may have changed what a name means. */
    synchronized boolean noticed(List<BoundStatement> script) {
        var before = forgotten;
        for (var statement : script) {
            if (statement.kind().endsTransaction()) {
                transactionEnded();
            }
            if (statement.facts().mayChangeSearchPath()) {
                forget();
            }
        }
        return forgotten != before;
    }

    /**
     * Called when the transaction has ended. That takes back what was set for the transaction only, or all that was set
     * in it.
     */
    synchronized void transactionEnded() {
        if (changedInTransaction) {
            changedInTransaction = false;
            forget();
        }
    }

    private boolean wouldBeginTransaction() {
        return (changed || identity.needsStatement()) && !session.autoCommit() && !session.inTransaction();
    }

    private synchronized long forget() {
        known = false;
        changed = true;
        requested = null;
        changedInTransaction |= session.inTransaction();
        return ++forgotten;
    }
}
