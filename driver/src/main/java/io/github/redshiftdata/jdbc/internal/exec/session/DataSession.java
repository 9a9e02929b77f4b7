package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApi;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.SessionMode;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Durations;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.exec.call.NetworkSilence;
import io.github.redshiftdata.jdbc.internal.exec.call.ReadRequests;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.statement.AbandonedSubmissions;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.PageRequests;
import io.github.redshiftdata.jdbc.internal.exec.statement.SeriesEnds;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementHistory;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementLookups;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementSize;
import io.github.redshiftdata.jdbc.internal.exec.statement.Submission;
import io.github.redshiftdata.jdbc.internal.exec.statement.UnknownSubmissions;
import io.github.redshiftdata.jdbc.internal.exec.statement.Waiting;
import io.github.redshiftdata.jdbc.internal.exec.statement.WhileOpen;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one connection in one session of the Data API. May be used by several threads: their
 * statements in the session run one after another, their results are read side by side.
 */
public final class DataSession {

    private final DriverConfig config;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final SessionState state;
    private final ConnectionSettings settings;
    private final SessionRunner sessions;
    private final Transaction transaction;
    private final ScriptRunner scripts;
    private final ApartRunner apart;
    /** Null where every statement runs in a session. */
    private final @Nullable WithoutSession withoutSession;

    private final UpdateBatchRunner updateBatches;
    private final BatchLength batchLength;
    private final ConnectionCheck validation;
    private final ProbeQuery probe;
    private final SessionRenewal renewal;
    private final DetachedStatements detached;

    private final Executor threads;
    private final InFlight inFlight;
    private final UnknownSubmissions unknownSubmissions = new UnknownSubmissions();
    private final ActiveCalls active;
    private final SessionCalls calls;
    private final WhileOpen whileOpen;

    /**
     * Prepares a session, which the first statement that needs it opens. No request is sent.
     *
     * @param share what all connections of the client share
     */
    public DataSession(DataApi api, ClientShare share, DriverConfig config, DriverClock clock) {
        this.config = config;
        this.clock = clock;
        threads = share.threads();
        state = new SessionState();
        settings = new ConnectionSettings(config, state);
        timeouts = new RequestTimeouts(clock, config.requestTimeout());
        var trust = new ConnectionTrust(clock);
        inFlight = new InFlight(threads);
        whileOpen = new WhileOpen(inFlight);
        active = new ActiveCalls(whileOpen, inFlight, timeouts, this::abandonEnding);
        var endpoint = new Endpoint(api, clock, timeouts, inFlight);
        var silence = new NetworkSilence(clock, timeouts, active::silent);
        var asking = new ReadRequests(endpoint, silence);
        var lookups = new StatementLookups(endpoint, asking);
        var health = new SessionProbe(endpoint, asking);
        var sessionEnd = new SessionCloser(endpoint, health);
        var abandoned = new AbandonedSubmissions(
                endpoint, asking, unknownSubmissions, sessionEnd::giveUpInBackground, whileOpen::isClosed);
        var submission = new Submission(endpoint, share.longPolling(), share.keepAliveChanges(), silence, abandoned);
        var waiting = new Waiting(endpoint, asking, share.longPolling());
        var runner = new StatementRunner(submission, waiting, lookups, endpoint);
        var outcomes = new OutcomeFactory(lookups, new PageRequests(endpoint, asking, whileOpen));
        var lock = new SessionLock(clock, silence);
        var keepAlive = new KeepAlive(config.sessionTimes(), state, share.keepAliveChanges(), clock);
        var target = config.target();
        var refusals =
                new SettingRefusals(share.applicationNames(), target.getClass().getSimpleName() + ' ' + target.name());
        var opening = new SessionOpening(state, sessionEnd, refusals);
        sessions =
                new SessionRunner(endpoint, runner, lookups, abandoned, health, sessionEnd, state, opening, keepAlive);
        var labelling = new Labelling(sessions, state, refusals);
        transaction = new Transaction(sessions, state, new ReadOnlyMode(config.readOnlyMode()), labelling);
        batchLength = new BatchLength(share.statementLengths(), config.maxStatementBytes(), transaction);
        calls = new SessionCalls(active, whileOpen, inFlight, lock, transaction, trust, clock);
        validation = new ConnectionCheck(state, health, sessions, keepAlive, transaction, lock, trust, clock, timeouts);
        renewal = new SessionRenewal(api, clock, share, active, lock, state, keepAlive, this::isDead);
        var batches = new BatchRunner(sessions, state, runner);
        var ends = new SeriesEnds(lookups, outcomes, share.executionModes(), clock);
        var series = new SeriesRunner(
                transaction,
                sessions,
                state,
                runner,
                outcomes,
                ends,
                share.executionModes(),
                opening,
                config.scriptMode());
        scripts = new ScriptRunner(transaction, batches, runner, outcomes, opening, series);
        withoutSession = config.sessionMode() == SessionMode.AUTO
                ? new WithoutSession(calls, state, transaction, scripts, opening, labelling)
                : null;
        probe = new ProbeQuery(calls, lock, state, transaction, scripts, config.sessionMode());
        updateBatches = new UpdateBatchRunner(transaction, batches, outcomes, series);
        detached = new DetachedStatements(
                calls,
                state,
                transaction,
                sessions,
                runner,
                lookups,
                outcomes,
                new StatementHistory(endpoint, asking),
                config.maxStatementBytes());
        apart = new ApartRunner(
                transaction, state, lock, scripts, outcomes, whileOpen, config.sessionMode() != SessionMode.AUTO);
    }

    /**
     * Runs a statement, or the statements of a script. A script is one transaction where it can be and the connection is
     * not set otherwise: as a BatchExecuteStatement, or between BEGIN and COMMIT if it is longer than that takes. Inside an
     * open transaction, and with statements that begin, end or refuse one, each statement stands by itself.
     *
     * @param script at least one statement
     * @return an outcome for each statement
     */
    public List<StatementOutcome> execute(List<BoundStatement> script, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        checkSizesInTransaction(script);
        var execution = calls.begin(options, signal);
        try {
            return calls.succeeded(run(script, execution));
        } catch (SQLException e) {
            throw calls.failed(e, signal);
        } finally {
            calls.end(signal);
        }
    }

    private List<StatementOutcome> run(List<BoundStatement> script, Execution execution) throws SQLException {
        if (withoutSession != null) {
            var done = withoutSession.run(script, execution);
            if (done.isPresent()) {
                return done.get();
            }
        }
        calls.lock(execution);
        try {
            return scripts.runInSession(script, execution);
        } finally {
            calls.unlock();
        }
    }

    /** Runs a query outside any session: whatever its result, the transaction of this connection is not touched. */
    public List<StatementOutcome> executeOutside(BoundStatement query, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        return calls.executing(options, signal, execution -> scripts.runWithoutSession(List.of(query), execution));
    }

    /**
     * Runs a query that neither begins nor fails a transaction of the user: in the session if no transaction is open,
     * otherwise outside it with the same settings.
     *
     * @return empty if the session holds what only it can see, so that no answer would be sure
     */
    public Optional<StatementOutcome> executeApart(BoundStatement query, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        StatementSize.check(List.of(query), config.maxStatementBytes());
        return calls.executing(options, signal, execution -> apart.run(query, execution));
    }

    /**
     * Runs the elements of a batch; with autocommit, 40 at a time.
     *
     * @return the count of each element
     * @throws java.sql.BatchUpdateException at the first failure, with the counts of the elements carried out
     */
    public long[] executeBatch(List<BoundStatement> elements, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        checkSizesInTransaction(elements);
        return calls.executing(
                options,
                signal,
                execution -> withoutSession != null && withoutSession.isRightFor(elements, execution)
                        ? updateBatches.runWithoutSession(elements, execution)
                        : calls.holding(execution, held -> updateBatches.runInSession(elements, held)));
    }

    /** How long the statements are that the driver makes of the rows of a batch. */
    public BatchLength batchLength() {
        return batchLength;
    }

    /** An outcome of before, whose rows are read under the terms of another call. Sends nothing. */
    public StatementOutcome readAgain(StatementOutcome outcome, ExecuteOptions options, CallerSignal signal) {
        return outcome.under(new Execution(options, clock.deadline(options.queryTimeout()), signal));
    }

    /** What runs apart from the session. */
    public DetachedStatements detached() {
        return detached;
    }

    public boolean autoCommit() {
        return transaction.autoCommit();
    }

    /** Switches autocommit. Switching it on inside a transaction commits that. */
    public void autoCommit(boolean on) throws SQLException {
        calls.locked(Execution.uninterruptible(), () -> transaction.autoCommit(on));
    }

    /**
     * Commits. Without an open transaction no request is sent.
     *
     * @throws SQLException also if a statement of the transaction had failed: it is then rolled back (25P02)
     */
    public void commit() throws SQLException {
        checkManualCommit("commit");
        calls.locked(Execution.uninterruptible(), transaction::commit);
    }

    /** Rolls back. Without an open transaction no request is sent. */
    public void rollback() throws SQLException {
        checkManualCommit("roll back");
        calls.locked(Execution.uninterruptible(), transaction::rollback);
    }

    /** Whether a transaction is open, a failed one included. */
    public boolean inTransaction() {
        return transaction.isOfTheUser();
    }

    /** Sets whether later statements may only read, inside and outside transactions. Sends nothing. */
    public void readOnly(boolean on) {
        transaction.readOnly(on);
    }

    /**
     * Sets the search path now, and again in each session that replaces a lost one. Opens no transaction.
     *
     * @param sqlText what stands behind TO, quoted already
     */
    public void setSearchPath(String sqlText) throws SQLException {
        // An interrupt must not end this: a pool resets the search path on whatever thread returns the connection.
        var execution = Execution.uninterruptible();
        calls.locked(execution, () -> {
            transaction.set(ConnectionSettings.searchPath(sqlText), execution);
        });
    }

    /** The settings that each session of this connection has from its beginning. */
    public ConnectionSettings settings() {
        return settings;
    }

    /**
     * Limits how long a call waits without any answer of the service; zero means no limit. After that the call ends,
     * and the connection is closed. A statement is not limited as long as the service answers.
     */
    public void networkTimeout(Duration timeout) {
        timeouts.networkTimeout(timeout);
    }

    /** The limit that {@link #networkTimeout(Duration)} set; zero for none. */
    public Duration networkTimeout() {
        return timeouts.networkTimeout();
    }

    /** The clock of this session, in nanoseconds like {@link RealTime#nanos()}. */
    public LongSupplier nanoTime() {
        return clock.nanoTime();
    }

    /** The time limit of a single request that is not for a statement. */
    public Duration requestTimeout() {
        return timeouts.request();
    }

    /**
     * Sets what to do, in the thread of the call, when the network timeout has closed this connection.
     *
     * @param action may run more than once
     */
    public void whenSilent(Runnable action) {
        active.whenSilent(action);
    }

    /**
     * Whether statements can be run. Asks the service only if no call has succeeded in the last 30 s, or the session
     * holds something and has been idle for half of its idle limit: then a SELECT keeps it alive.
     *
     * @param timeout for everything together; zero means none
     */
    public boolean isValid(Duration timeout) {
        try {
            return !isDead() && whileOpen.during(() -> validation.isValid(timeout, probe::selects));
        } catch (SQLException closedMeanwhile) {
            return false;
        }
    }

    /** Whether the connection is closed or cannot be used any more. */
    public boolean isDead() {
        return whileOpen.isClosed() || sessions.isDead();
    }

    /** The exception for a call on a connection that ended with a call in doubt; null if it did not. */
    public @Nullable SQLException afterDoubt(SqlState end) {
        return calls.afterDoubt(end);
    }

    /** The submissions whose outcome was unknown when the program was told of them. */
    public UnknownSubmissions unknownSubmissions() {
        return unknownSubmissions;
    }

    /** The session, or null while there is none. */
    public @Nullable String sessionId() {
        return state.id();
    }

    /**
     * Cancels the running calls, rolls back an open transaction and gives up the session. If nothing runs, one request
     * does that, and this does not wait for its end; otherwise a thread of the driver sends it after the last call.
     * Never fails: a refused request is repeated in the background for a minute, or for 10 minutes in an outage.
     */
    public void close() {
        if (!whileOpen.isClosed()) {
            cancelAll();
            giveUp();
        }
    }

    private void cancelAll() {
        whileOpen.close();
        renewal.stop();
        active.cancel();
    }

    private void abandonEnding() {
        transaction.abandonEnding();
    }

    /** Cancels the running calls and the wait for a commit or rollback. The session stays until {@link #giveUp()}. */
    public void abort() {
        cancelAll();
        abandonEnding();
    }

    /** The driver's threads, for pages that are fetched ahead of their reader. */
    public Executor lookAhead() {
        return threads;
    }

    /** Runs work in a thread of the driver; returns false if no thread takes it. */
    public boolean inBackground(Runnable work) {
        return inFlight.inBackground(work);
    }

    /** Gives up the session after {@link #abort()}, once for each connection. */
    public void giveUp() {
        inFlight.whenIdle(sessions::end);
    }

    /**
     * Runs an action when no statement runs any more, every cancelled one is settled and the session is given up: now,
     * or in a thread of the driver. For actions that close the client, after {@link #close()} or {@link #giveUp()}.
     */
    public void whenIdle(Runnable action) {
        inFlight.whenIdle(action);
    }

    /**
     * Asks the service something apart from the statements of the session. A close of the connection interrupts the
     * question, which then fails with 08003; the client is not closed before the question has ended.
     *
     * @param question changes nothing in the database, and ends soon when its thread is interrupted
     */
    public <T> T asking(WhileOpen.Work<T> question) throws SQLException {
        return active.asking(question::run);
    }

    /** Waits for a question that another thread asks by {@link #asking}; the limits of this connection end that. */
    public void await(CompletableFuture<?> happening) throws InterruptedException {
        while (!happening.isDone()) {
            clock.sleeper().await(List.of(happening), Durations.FOREVER);
        }
    }

    /** Counts work that sends several requests, so that the client is not closed during it. */
    public <T> T whileOpen(WhileOpen.Work<T> work) throws SQLException {
        return whileOpen.during(work);
    }

    /**
     * Called when a statement ended in an exception that the transaction has not seen: it never had its turn, or its
     * rows could not be read. An open transaction is failed by it.
     */
    public SQLException missed(SQLException why) {
        return calls.missed(why);
    }

    private void checkSizesInTransaction(List<BoundStatement> statements) throws SQLException {
        try {
            StatementSize.check(statements, batchLength.most());
        } catch (SQLException tooLong) {
            throw calls.missed(tooLong);
        }
    }

    private void checkManualCommit(String what) throws SQLException {
        whileOpen.check();
        if (transaction.autoCommit()) {
            throw Errors.of(
                    SqlState.INVALID_TRANSACTION_STATE,
                    "Cannot " + what + " while autocommit is on. Call setAutoCommit(false) first.");
        }
    }
}
