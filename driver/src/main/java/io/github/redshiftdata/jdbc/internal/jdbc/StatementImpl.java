package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataHandle;
import io.github.redshiftdata.jdbc.RedshiftDataSubmitOptions;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.Enquoting;
import io.github.redshiftdata.jdbc.internal.jdbc.surface.JdbcWrapper;
import io.github.redshiftdata.jdbc.internal.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plain statement. Used by one thread at a time, which is checked where results could be lost. {@link #cancel()} and
 * {@link #close()} may come from any thread, and see the running execution through a volatile field.
 */
class StatementImpl implements StatementSettings, ResultFigures, KeysOnRequest, IntCounts, Enquoting, JdbcWrapper {

    private final StatementOwner owner;
    private final StatementSettings.Values settings;
    private final StatementResults results = new StatementResults(this::openRows, this::closedError);
    private final Warnings warnings = new Warnings();
    private final StatementUse use = new StatementUse();
    private final List<SqlStatement> batch = new ArrayList<>();
    /** The signal of the last execution; a cancel also ends the reading of its results. */
    private volatile @Nullable CallerSignal running;

    private volatile boolean closed;
    private boolean closeOnCompletion;
    /** Whether generated keys were requested for the present execution. */
    private boolean keysWished;

    private @Nullable String lastStatementId;
    /** The row limit of the last execution; a limit that is set later is for the next one. */
    private long executedMaxRows;

    StatementImpl(StatementOwner owner, StatementSettings.Values settings) {
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public StatementSettings.Values settings() {
        return settings;
    }

    @Override
    public final void checkOpen() throws SQLException {
        // The connection is checked first, since its close closes its statements.
        owner.checkOpen();
        if (closed) {
            throw closedError();
        }
    }

    /** The exception for a closed statement. It says why: the close of a connection closes its statements. */
    private SQLException closedError() {
        return Errors.closed(owner.wasClosed() ? "connection" : "statement");
    }

    /** Runs work during which no other thread may use this statement. */
    final <T> T alone(StatementUse.Work<T> work) throws SQLException {
        return use.alone(work);
    }

    /** Throws if the statement is closed or takes no SQL text; a prepared statement never takes one. */
    void checkTakesText() throws SQLException {
        checkOpen();
    }

    // ---------------------------------------------------------------- running

    @Override
    public boolean execute(String sql) throws SQLException {
        checkTakesText();
        return run(bound(parseToRun(sql)));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        checkTakesText();
        var script = parseToRun(sql);
        UserSql.requireRows(script);
        return runQuery(bound(script));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        checkTakesText();
        var script = parseToRun(sql);
        UserSql.requireNoRows(script);
        return runUpdate(bound(script));
    }

    private List<SqlStatement> parse(String sql) throws SQLException {
        return UserSql.parse(sql, settings.escapeProcessing, owner.config().maxStatementBytes());
    }

    /** Parses a text to run. A statement that is too long for the service fails an open transaction. */
    private List<SqlStatement> parseToRun(String sql) throws SQLException {
        try {
            return parse(sql);
        } catch (SQLException e) {
            throw SqlState.STATEMENT_TOO_COMPLEX.code().equals(e.getSQLState()) ? owner.missed(e) : e;
        }
    }

    /** Runs the statements and moves to the first result; returns whether that has rows. */
    final boolean run(List<BoundStatement> script) throws SQLException {
        return owner.told("execute", script, () -> alone(() -> firstOf(script).hasResultSet()));
    }

    /**
     * Runs the statements and moves to the first result. A part of the text that holds no statement is not sent, and
     * has the count 0.
     *
     * @return the first result, also if the statement was closed meanwhile
     */
    private StatementOutcome firstOf(List<BoundStatement> script) throws SQLException {
        clearResults();
        var sent = SentParts.of(script);
        executedMaxRows = settings.maxRows;
        var outcomes = sent.isEmpty() ? List.<StatementOutcome>of() : owner.execute(sent, settings, newSignal());
        var all = SentParts.withEmptyOnes(script, outcomes);
        results.start(all);
        tellOfKeys(sent);
        lastStatementId = outcomes.isEmpty() ? null : outcomes.get(0).statementId();
        return all.get(0);
    }

    private void tellOfKeys(List<BoundStatement> script) {
        if (keysWished && GeneratedKeys.wouldBe(script)) {
            warnings.add(GeneratedKeys.NONE);
        }
    }

    final ResultSet runQuery(List<BoundStatement> parts) throws SQLException {
        var isFirst = use.begin();
        var told = StatementCalls.begin(owner.trace(), "executeQuery", parts);
        try {
            firstOf(SentParts.of(parts));
            @Nullable ResultSet rows;
            try {
                rows = results.resultSet();
            } catch (SQLException e) {
                // A program that gets no rows assumes that the statement failed: its transaction must fail too.
                throw SentParts.carriedOut(parts, owner.missed(e));
            }
            return requireRows(rows, parts);
        } catch (SQLException e) {
            throw told.failed(e);
        } finally {
            told.end();
            use.end(isFirst);
        }
    }

    private ResultSet requireRows(@Nullable ResultSet rows, List<BoundStatement> parts) throws SQLException {
        if (rows == null) {
            // If the statement was closed meanwhile, that is the reason, and not the lack of rows.
            checkOpen();
            throw SentParts.carriedOut(parts, UserSql.gaveNoRows());
        }
        return rows;
    }

    final long runUpdate(List<BoundStatement> parts) throws SQLException {
        return owner.told(
                "executeUpdate",
                parts,
                () -> alone(() -> {
                    var first = firstOf(SentParts.of(parts));
                    if (first.hasResultSet()) {
                        results.clear();
                        throw SentParts.carriedOut(parts, UserSql.gaveRows());
                    }
                    return countOf(first);
                }));
    }

    /** The count of an outcome. If it is not known, a warning says so. */
    private long countOf(StatementOutcome outcome) {
        var count = outcome.updateCount();
        Optional.ofNullable(outcome.warning()).ifPresent(warnings::add);
        return count;
    }

    /** Runs a part of a batch, whose outcome is not needed. */
    final void runAlone(BoundStatement statement, CallerSignal signal) throws SQLException {
        owner.execute(List.of(statement), settings, signal);
        tellOfKeys(List.of(statement));
    }

    /** The signal of a new execution, which a cancel or close of the statement reaches. */
    final CallerSignal newSignal() {
        var signal = new CallerSignal();
        running = signal;
        if (closed) {
            signal.cancel();
        }
        return signal;
    }

    /** Moves to the results of a statement that was submitted elsewhere. */
    final void attach(String statementId, boolean submittedHere) throws SQLException {
        executedMaxRows = settings.maxRows;
        results.start(owner.attach(statementId, submittedHere, settings, newSignal()));
        lastStatementId = statementId;
    }

    private ResultSetImpl openRows(StatementOutcome outcome) throws SQLException {
        try {
            return owner.openRows(this, outcome);
        } catch (SQLException e) {
            throw SqlState.INVALID_CURSOR_STATE.code().equals(e.getSQLState()) && isClosed() ? closedError() : e;
        }
    }

    /** The largest number of rows that the results of the last execution may give; 0 for all. */
    final long executedMaxRows() {
        return executedMaxRows;
    }

    private static List<BoundStatement> bound(List<SqlStatement> script) throws SQLException {
        return new ParameterBinder(ParameterBinder.Mode.LITERAL).bind(script, List.of());
    }

    @Override
    public void cancel() throws SQLException {
        if (isClosed()) {
            throw closedError();
        }
        endEarly();
    }

    @Override
    public final @Nullable CallerSignal lastSignal() {
        return running;
    }

    /** Cancels what runs, and ends the reading of its results. */
    final void endEarly() {
        var signal = running;
        if (signal != null) {
            signal.cancel();
        }
    }

    // ---------------------------------------------------------------- results

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return alone(() -> Optional.ofNullable(results.resultSet())).orElse(null);
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return alone(() -> {
            var outcome = results.outcome();
            return outcome == null ? -1 : countOf(outcome);
        });
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        return alone(() -> results.advance(current));
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    /** There are no generated keys in Redshift: always an empty result. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return ResultSetImpl.empty(this);
    }

    final @Nullable ResultSet currentRows() throws SQLException {
        return results.resultSet();
    }

    /** Takes the current rows out of the results, within the call that ran the statement. */
    final @Nullable ResultSetImpl takeRows() throws SQLException {
        try {
            return results.take();
        } catch (SQLException e) {
            throw owner.missed(e);
        }
    }

    @Override
    public @Nullable String getStatementId() {
        var outcome = results.outcome();
        return outcome == null || outcome.statementId().isEmpty() ? lastStatementId : outcome.statementId();
    }

    @Override
    public final @Nullable StatementOutcome currentOutcome() throws SQLException {
        checkOpen();
        return results.outcome();
    }

    /** Only a prepared statement has a text to submit. */
    @Override
    public RedshiftDataHandle submit(RedshiftDataSubmitOptions options) throws SQLException {
        checkOpen();
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "This Statement has no SQL text to submit. Prepare one, or call submit of the connection with a text.");
    }

    // ---------------------------------------------------------------- batch

    @Override
    public void addBatch(String sql) throws SQLException {
        checkTakesText();
        var statement = UserSql.requireOneStatement(parse(sql));
        alone(() -> batch.add(statement));
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        alone(() -> {
            batch.clear();
            return true;
        });
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        return alone(() -> {
            var elements = List.copyOf(batch);
            batch.clear();
            clearResults();
            return runBatch(bound(elements));
        });
    }

    final void clearResults() throws SQLException {
        results.clear();
        warnings.clear();
    }

    final long[] runBatch(List<BoundStatement> elements) throws SQLException {
        UserSql.requireCounts(elements);
        if (elements.isEmpty()) {
            return new long[0];
        }
        var counts = owner.told("executeBatch", elements, () -> owner.executeBatch(elements, settings, newSignal()));
        warnings.addOfBatch(counts);
        tellOfKeys(elements);
        return counts;
    }

    // ---------------------------------------------------------------- life

    @Override
    public void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        endEarly();
        results.close();
        owner.closed(this);
    }

    @Override
    public boolean isClosed() {
        return closed || owner.wasClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    /** Called when the program has closed a result set of this statement. */
    final void resultSetClosed() throws SQLException {
        if (closeOnCompletion && !closed && results.allClosed()) {
            close();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return owner.connection();
    }

    final StatementOwner owner() {
        return owner;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    // ---------------------------------------------------------------- generated keys

    /** Sets for a prepared statement whether generated keys are requested whenever it runs. */
    final void wishForKeys(boolean wished) {
        keysWished = wished;
    }

    @Override
    public final <T> T withKeys(boolean wished, StatementUse.Work<T> work) throws SQLException {
        checkTakesText();
        return alone(() -> {
            keysWished = wished;
            try {
                return work.run();
            } finally {
                keysWished = false;
            }
        });
    }
}
