package io.github.redshiftdata.emulator.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on PostgreSQL. Results are read through a portal, so that they never lie in the heap as a whole. Before each
 * commit the transaction's id is told to the {@link CommitLog}: if the connection breaks then, PostgreSQL is asked by
 * that id how the transaction ended.
 */
final class PostgresSession implements EngineSession {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSession.class);
    private static final int ROWS_PER_FETCH = 1000;
    private static final String FAILED_TRANSACTION = "25P02";

    /** PostgreSQL refuses VACUUM, CREATE DATABASE and such, and a COMMIT in a procedure, within a transaction. */
    private static final Set<String> NEEDS_NO_TRANSACTION = Set.of("25001", "2D000");

    /** Nothing of these outlives the session, and some mean something else within a transaction. */
    private static final Set<String> LEAVES_NOTHING = Set.of(
            "close",
            "deallocate",
            "declare",
            "discard",
            "listen",
            "load",
            "move",
            "notify",
            "prepare",
            "reset",
            "set",
            "unlisten",
            "vacuum");

    private final BaseConnection connection;
    private final CommitOutcomes outcomes;
    private final boolean postgresFeatures;
    private boolean caseSensitiveNames;
    /** Whether a transaction may be read-only. */
    private boolean mayBeReadOnly;
    /** Held while a cancel is sent, and when what it may hit changes. Guards the two fields below. */
    private final Object cancelling = new Object();

    private boolean executing;
    private boolean hitByCancels;
    private volatile boolean cancelled;
    private volatile boolean lost;
    /** Whether the session was lost with a commit that was carried out, so that nothing is open in it. */
    private boolean committedLast;

    private final SessionHistory history;
    /** Of the last result. */
    private long rowsRead;

    PostgresSession(
            BaseConnection connection, CommitOutcomes outcomes, boolean postgresFeatures, SessionHistory history) {
        this.history = history;
        this.postgresFeatures = postgresFeatures;
        this.connection = connection;
        this.outcomes = outcomes;
    }

    @Override
    public long execute(String sql, Map<String, String> parameters, RowSink sink, CommitLog log)
            throws EngineException {
        cancelled = false;
        executing(true, true);
        @Nullable Translation translation = null;
        @Nullable String error = "";
        long rows = 0;
        try {
            // Within, as it may ask the database and wait for a lock there.
            translation = Dialect.translate(
                    sql, parameters, caseSensitiveNames, postgresFeatures, new PostgresFacts(connection));
            mayBeReadOnly |= ExternalTables.mayMakeReadOnly(translation);
            history.started(sql);
            history.handOver(translation);
            rows = switch (translation.kind()) {
                case BEGIN -> begin(translation);
                case COMMIT -> commit(0, log);
                case ROLLBACK -> rollback();
                case QUERY -> inTransaction(translation, sink, log);
                case COMMAND -> command(translation, sink, log);
                // Of its own it gets a transaction of its own.
                case COMMITTING -> commit(inTransaction(translation, sink, log), log);
            };
            error = null;
            return rows;
        } catch (SQLException e) {
            EngineException failure = failure(e, translation);
            error = failure.getMessage();
            throw failure;
        } catch (EngineException e) {
            error = e.getMessage();
            if (translation == null) {
                failTransaction();
            }
            throw e;
        } finally {
            executing(false, false);
            if (translation != null) {
                history.ended(translation, error, rows < 0 ? rowsRead : rows);
            }
        }
    }

    /**
     * Waits for a cancel that is being sent, since PostgreSQL cancels whatever the backend does by then: no cancel may hit
     * the rollback behind its statement, nor what the session does next.
     */
    private void executing(boolean aStatement, boolean whatACancelMayHit) {
        synchronized (cancelling) {
            executing = aStatement;
            hitByCancels = whatACancelMayHit;
        }
    }

    /** What is refused here fails the open transaction as an error of the database does. */
    private void failTransaction() {
        if (isBegun()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1 / 0");
            } catch (SQLException asWanted) {
                LOG.trace("The transaction has failed", asWanted);
            }
        }
    }

    private boolean isBegun() {
        try {
            return !connection.getAutoCommit();
        } catch (SQLException e) {
            // A connection that is closed has nothing open.
            return false;
        }
    }

    private EngineException failure(SQLException e, @Nullable Translation translation) {
        if (ErrorTexts.endsSession(e)) {
            lost = true;
            return ErrorTexts.lost(e);
        }
        @Nullable String unbound = translation == null ? null : LateBindingView.unbound(connection, translation, e);
        return unbound == null
                ? ErrorTexts.of(e, translation, pid())
                : new EngineException("ERROR: " + unbound, false, e);
    }

    /** A transaction within a transaction is a warning in PostgreSQL, and nothing else. */
    private long begin(Translation translation) throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            if (SqlLexer.tokens(translation.sql()).stream().anyMatch(token -> token.isWord("only"))) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TRANSACTION READ ONLY");
                }
            }
        }
        return 0;
    }

    private long rollback() throws SQLException {
        // What was open in a session that is lost is rolled back already.
        if (!lost && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return 0;
    }

    /** Gives back the number of rows that it was given. */
    private long commit(long rows, CommitLog log) throws SQLException, EngineException {
        if (committedLast || connection.getAutoCommit()) {
            return rows;
        }
        @Nullable String evidence = writtenDown(rows, log);
        try {
            connection.commit();
        } catch (SQLException e) {
            if (ErrorTexts.endsSession(e)) {
                lost = true;
                requireCommitted(evidence, e);
                committedLast = true;
                return rows;
            }
            // COMMIT of a failed transaction rolls it back, and that is no error.
            if (!FAILED_TRANSACTION.equals(e.getSQLState())) {
                connection.setAutoCommit(true);
                throw e;
            }
        }
        connection.setAutoCommit(true);
        return rows;
    }

    /** What the transaction's outcome can be found out by; null where it has written nothing or has failed. */
    private @Nullable String transactionInProgress() throws SQLException {
        if (connection.getTransactionState() != TransactionState.OPEN) {
            return null;
        }
        // By its full name: the user's search path may lead to a function of his own.
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_catalog.pg_current_xact_id_if_assigned()")) {
            @Nullable String id = result.next() ? result.getString(1) : null;
            return id == null ? null : CommitEvidence.transaction(id);
        }
    }

    /** A transaction that cannot be written down, a cancel that comes in between included, is rolled back. */
    private @Nullable String writtenDown(long rows, CommitLog log) throws SQLException, EngineException {
        boolean done = false;
        try {
            @Nullable String evidence = transactionInProgress();
            if (evidence != null) {
                log.committing(evidence, rows);
            }
            done = true;
            return evidence;
        } finally {
            if (!done) {
                rollBackAfterFailure();
            }
        }
    }

    private void requireCommitted(@Nullable String evidence, SQLException failure) throws EngineException {
        var outcome = evidence == null ? CommitOutcome.ROLLED_BACK : outcomes.await(evidence);
        switch (outcome) {
            case COMMITTED -> LOG.debug("The session ended just after it had committed", failure);
            case ROLLED_BACK -> throw ErrorTexts.lost(failure);
            case UNKNOWN ->
                throw new OutcomeUnknownException(
                        String.valueOf(ErrorTexts.lost(failure).getMessage()), failure);
        }
    }

    /** A command in autocommit gets a transaction of its own too, so that its outcome can be found out. */
    private long command(Translation translation, RowSink sink, CommitLog log) throws SQLException, EngineException {
        if (!connection.getAutoCommit() || LEAVES_NOTHING.contains(translation.firstWord())) {
            return run(translation, sink);
        }
        try {
            return inTransaction(translation, sink, log);
        } catch (SQLException e) {
            if (!lost && NEEDS_NO_TRANSACTION.contains(e.getSQLState())) {
                return outsideOfTransactions(translation, sink, log);
            }
            throw e;
        }
    }

    private long outsideOfTransactions(Translation translation, RowSink sink, CommitLog log)
            throws SQLException, EngineException {
        String evidence = CommitEvidence.outsideOfTransactions(translation.tokens());
        executing(true, true);
        if (cancelled) {
            throw ErrorTexts.cancelled(pid(), null);
        }
        log.committing(evidence, 0);
        try {
            return run(translation, sink);
        } catch (SQLException e) {
            if (!ErrorTexts.endsSession(e)) {
                throw e;
            }
            lost = true;
            requireCommitted(evidence, e);
            return 0;
        }
    }

    /** A portal lives in a transaction: where the user has none, the text gets one of its own. */
    private long inTransaction(Translation translation, RowSink sink, CommitLog log)
            throws SQLException, EngineException {
        if (!connection.getAutoCommit()) {
            return run(translation, sink);
        }
        connection.setAutoCommit(false);
        boolean done = false;
        long rows;
        try {
            rows = run(translation, sink);
            done = true;
        } finally {
            if (!done) {
                rollBackAfterFailure();
            }
        }
        return commit(rows, log);
    }

    /** The failure itself is what is told. A rollback that fails means that the session is gone, and so is its work. */
    private void rollBackAfterFailure() {
        executing(true, false);
        try {
            rollback();
        } catch (SQLException e) {
            lost = true;
            LOG.debug("The session ended with its statement", e);
        }
    }

    private long run(Translation translation, RowSink sink) throws SQLException, EngineException {
        if (mayBeReadOnly && translation.kind() == Translation.Kind.QUERY) {
            ExternalTables.check(connection, translation);
        }
        try (Statement statement = translation.open(connection)) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_PER_FETCH);
            boolean rows = translation.execute(statement);
            noteCaseSensitivity(translation);
            showLabels(translation);
            if (!rows) {
                return Math.max(0, statement.getLargeUpdateCount());
            }
            try (ResultSet result = statement.getResultSet()) {
                read(result, sink);
            }
            return -1;
        }
    }

    private void read(ResultSet result, RowSink sink) throws SQLException, EngineException {
        rowsRead = 0;
        List<ResultColumn> columns = ResultColumns.of(result.getMetaData(), connection);
        sink.columns(columns.stream().map(ResultColumn::column).toList());
        var cells = new @Nullable Object[columns.size()];
        while (result.next()) {
            if (cancelled) {
                throw ErrorTexts.cancelled(pid(), null);
            }
            for (int i = 0; i < cells.length; i++) {
                cells[i] = columns.get(i).read(result, i + 1);
            }
            sink.row(cells);
            rowsRead++;
        }
    }

    /**
     * Shows the name and the query group of the session to all others, in the only text that PostgreSQL shows of a
     * session: its application_name. A rollback takes that back with the setting.
     */
    private void showLabels(Translation translation) throws SQLException {
        if (translation.kind() == Translation.Kind.COMMAND
                && (translation.sql().contains("redshift.application_name")
                        || translation.sql().contains("redshift.query_group"))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_catalog.redshift_show_labels()");
            }
        }
    }

    /** Names are folded here and not in PostgreSQL, so the setting must be known here. */
    private void noteCaseSensitivity(Translation translation) throws SQLException {
        if (translation.kind() == Translation.Kind.COMMAND
                && translation.sql().contains("redshift.enable_case_sensitive_identifier")) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT lower(coalesce(current_setting('redshift.enable_case_sensitive_identifier', true),"
                                    + " '')) IN ('on', 'true', 't', '1', 'yes')")) {
                caseSensitiveNames = result.next() && result.getBoolean(1);
            }
        }
    }

    @Override
    public void nextQueryId(long id) {
        history.next(id);
    }

    @Override
    public void cancel() {
        synchronized (cancelling) {
            if (!executing) {
                return;
            }
            cancelled = true;
            if (!hitByCancels) {
                return;
            }
            try {
                // Not Statement.cancel(): that does nothing while the next rows are fetched.
                connection.cancelQuery();
            } catch (SQLException e) {
                LOG.debug("The statement could not be cancelled; it has most likely ended", e);
            }
        }
    }

    @Override
    public boolean lost() {
        return lost;
    }

    /** Without a time limit: a database that is slow has not ended. */
    @Override
    public void probe() {
        try {
            lost = lost || !connection.isValid(0);
        } catch (SQLException e) {
            lost = true;
            LOG.debug("The session has ended", e);
        }
    }

    @Override
    public int pid() {
        return connection.getBackendPID();
    }

    @Override
    public void close() {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The session could not be closed in order", e);
        }
    }
}
