package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the connection, be it ours or one that the user began by SQL. What is not known is taken for
 * failed: a commit that is reported has happened. Guarded by {@link SessionLock}.
 */
final class Transaction {

    /** Classes of SQLSTATEs that the database gives to a setting that it refuses. */
    private static final Set<String> OF_THE_DATABASE = Set.of("22", "25", "3F", "42");

    /** What the service gives to a request that it refuses is of such a class, too. */
    private static final String OF_THE_SERVICE = SqlState.SYNTAX_OR_ACCESS_ERROR.code();

    private static final BoundStatement BEGIN = BoundStatement.ofDriver("BEGIN");
    private static final BoundStatement BEGIN_READ_ONLY = BoundStatement.ofDriver("BEGIN READ ONLY");
    private static final BoundStatement COMMIT = BoundStatement.ofDriver("COMMIT");
    private static final BoundStatement ROLLBACK = BoundStatement.ofDriver("ROLLBACK");

    private enum State {
        NONE,
        OPEN,
        FAILED
    }

    private final SessionRunner sessions;
    private final SessionState sessionState;
    private volatile State state = State.NONE;
    private volatile boolean autoCommit = true;
    private final ReadOnlyMode readOnly = new ReadOnlyMode();

    /** Whether the database may know of the transaction; guarded, as what follows, by {@link SessionLock}. */
    private boolean begun;

    /** Whether a script failed whose transaction is still to be rolled back. */
    private volatile boolean leftBehind;

    private @Nullable SQLException reason;
    /** Of the COMMIT or ROLLBACK that is under way. */
    private final Set<CallerSignal> ending = ConcurrentHashMap.newKeySet();
    /** Nobody waits for a COMMIT or ROLLBACK any more. */
    private volatile boolean abandoned;

    /** A statement of another thread that ended before its turn came. */
    private final AtomicReference<@Nullable SQLException> missed = new AtomicReference<>();

    /** Whether a statement inside it may have committed it. BEGIN, COMMIT and ROLLBACK do no harm either way. */
    private boolean mayBeCommitted;

    Transaction(SessionRunner sessions, SessionState sessionState) {
        this.sessions = sessions;
        this.sessionState = sessionState;
    }

    boolean isOpen() {
        return state != State.NONE;
    }

    /** Whether one is open that the user knows of. */
    boolean isOfTheUser() {
        return isOpen() && !leftBehind;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    /**
     * Switches autocommit; on inside a transaction commits it. Pools pass over what this throws, so afterwards the
     * connection is in the mode that was asked for, or dead.
     */
    void autoCommit(boolean on) throws SQLException {
        try {
            if (on && !autoCommit) {
                commit();
            }
        } catch (SQLException e) {
            if (!isOpen() || sessions.isDead() || abandoned) {
                throw e;
            }
            sessions.markDead();
            throw TransactionErrors.leftOpen(e);
        } finally {
            autoCommit = on;
        }
    }

    void readOnly(boolean on) {
        readOnly.want(on);
    }

    /** Whether these statements, standing alone, may write although the connection is read-only. */
    boolean guardsAgainst(List<BoundStatement> statements) {
        return readOnly.isWanted()
                && autoCommit
                && !statements.stream().allMatch(statement -> statement.facts().onlyReads());
    }

    /**
     * Sets the session read-only before statements that stand alone and may write, and back once that is no longer
     * wanted. BEGIN READ ONLY guards the others. A statement that is not sent since this fails is missing, as any other.
     */
    void guard(List<BoundStatement> statements, Execution execution) throws SQLException {
        if (isOpen() || (readOnly.isWanted() && !guardsAgainst(statements))) {
            return;
        }
        try {
            readOnly.apply(setting -> runAsItIs(BoundStatement.ofDriver(setting), execution));
        } catch (SQLException e) {
            missed(e);
            throw e;
        }
    }

    /** Runs a statement, in a transaction if autocommit is off. */
    CommandEnd run(BoundStatement statement, Execution execution) throws SQLException {
        var begins = state == State.NONE || (state == State.OPEN && mayBeCommitted);
        if (!autoCommit && begins && !statement.kind().controlsTransaction()) {
            begin(execution);
        }
        return runAsItIs(statement, execution);
    }

    /**
     * A statement of the transaction ended before it could be sent, so the transaction lacks it. For threads that do not
     * hold the lock.
     */
    void missed(SQLException why) {
        if (isOfTheUser() || !autoCommit) {
            missed.compareAndSet(null, why);
        }
    }

    private void noticeMissed() {
        var why = missed.getAndSet(null);
        if (why != null) {
            failed(why);
        }
    }

    /** Begins a transaction, whatever autocommit says. */
    void begin(Execution execution) throws SQLException {
        var begin = readOnly.isWanted() ? BEGIN_READ_ONLY : BEGIN;
        runAsItIs(begin, execution);
    }

    /** Commits what is open; after a failed statement it rolls back and says so. */
    void commit() throws SQLException {
        if (leftBehind) {
            // What was missed since is missing in the transaction that the user means, not in what a script left.
            var since = missed.getAndSet(null);
            rollBackOpen();
            missed.compareAndSet(null, since);
        }
        noticeMissed();
        if (state == State.OPEN) {
            end(COMMIT);
        } else if (state == State.FAILED) {
            rollBackInstead();
        }
    }

    /** Commits what a script has done; unlike {@link #commit()} it ends early with the script. */
    void commitScript(Execution execution) throws SQLException {
        runAsItIs(COMMIT, execution);
    }

    private void rollBackInstead() throws SQLException {
        var why = reason;
        rollback();
        throw TransactionErrors.rolledBackInstead(why);
    }

    /** The transaction of a script that failed is to be rolled back, before whatever runs next at the latest. */
    void leaveBehind() {
        leftBehind = isOpen();
    }

    boolean isLeftBehind() {
        return leftBehind;
    }

    /** Rolls back what {@link #leaveBehind} left, before a statement; one that is ended by then is missing, as any other. */
    void makeRoom(Execution execution) throws SQLException {
        try {
            rollBackLeftBehind(execution);
        } catch (SQLException e) {
            missed(e);
            throw e;
        }
    }

    /** Rolls back what {@link #leaveBehind} left. */
    void rollBackLeftBehind(Execution execution) throws SQLException {
        if (!leftBehind) {
            return;
        }
        try {
            // With the session the transaction would be gone too.
            sessions.run(new Command.Single(ROLLBACK), false, execution).orThrow();
        } catch (NotAcceptedException e) {
            throw e.error();
        }
        closed(false);
    }

    /** Rolls back what is open. Where that fails, nobody else may find the open transaction: the connection is dead. */
    void rollback() throws SQLException {
        missed.set(null);
        rollBackOpen();
    }

    private void rollBackOpen() throws SQLException {
        if (state == State.FAILED && !begun) {
            closed(false);
        }
        if (state == State.NONE) {
            return;
        }
        try {
            end(ROLLBACK);
        } catch (SQLException e) {
            if (sessions.isDead() || abandoned) {
                throw e;
            }
            sessions.markDead();
            throw TransactionErrors.notRolledBack(e);
        }
    }

    /** An interrupt is put aside: whoever cleans up after one has to be able to. */
    private void end(BoundStatement statement) throws SQLException {
        var execution = Execution.uninterruptible();
        var signal = execution.signal();
        // Before the look whether it is abandoned: an abort either finds the canceller or is seen.
        ending.add(signal);
        if (abandoned) {
            signal.cancel();
        }
        try {
            runAsItIs(statement, execution);
        } finally {
            ending.remove(signal);
            signal.restoreInterrupt();
        }
    }

    /** Ends the wait for a COMMIT or ROLLBACK that is under way, and for those to come; called from any thread, by who aborts the connection. */
    void abandonEnding() {
        abandoned = true;
        ending.forEach(CallerSignal::cancel);
    }

    /** Runs a statement without opening a transaction for it. */
    CommandEnd runAsItIs(BoundStatement statement, Execution execution) throws SQLException {
        noticeMissed();
        var kind = statement.kind();
        if (state == State.FAILED && kind == StatementKind.COMMIT) {
            rollBackInstead();
        }
        requireNotFailed(kind);
        CommandEnd ended;
        try {
            ended = sessions.run(new Command.Single(statement), isOpen(), execution);
        } catch (NotAcceptedException e) {
            failedUnlessEnding(kind, e.error());
            throw e.error();
        } catch (SQLException e) {
            throw afterUnknownEnd(kind, e);
        }
        if (ended.error() == null) {
            finished(statement);
            return ended;
        }
        throw afterFailure(kind, ended, ended.error());
    }

    /**
     * Runs a setting of the connection. One that fails for any reason but the database's leaves a connection that is not
     * what its user takes it for: it is dead, so that no pool hands it on.
     */
    void set(BoundStatement setting, Execution execution) throws SQLException {
        rollBackLeftBehind(execution);
        try {
            runAsItIs(setting, execution);
        } catch (SQLException e) {
            // Nobody can cancel it but who closes the connection.
            if (execution.signal().isCancelled() || isOfTheDatabase(e) || sessions.isDead()) {
                throw e;
            }
            sessions.markDead();
            throw TransactionErrors.settingNotMade(e);
        }
    }

    private static boolean isOfTheDatabase(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return !Doubt.isIn(e) && !state.equals(OF_THE_SERVICE) && OF_THE_DATABASE.contains(state.substring(0, 2));
    }

    /** Runs a query that belongs to no transaction of the user; none is open. */
    CommandEnd probe(BoundStatement query, Execution execution) throws SQLException {
        try {
            return sessions.run(new Command.Single(query), false, execution).orThrow();
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    /** The database may not know of what is missing, as of a statement that was cancelled before it was sent. */
    private void requireNotFailed(StatementKind kind) throws SQLException {
        var why = reason;
        if (state == State.FAILED && kind != StatementKind.ROLLBACK) {
            throw TransactionErrors.failedBefore(why);
        }
    }

    /** A COMMIT or ROLLBACK that was not sent can be repeated; any other statement is missing. */
    private void failedUnlessEnding(StatementKind kind, SQLException error) {
        if (kind != StatementKind.COMMIT && kind != StatementKind.ROLLBACK) {
            failed(error);
        }
    }

    private void finished(BoundStatement statement) {
        switch (statement.kind()) {
            case BEGIN -> {
                state = State.OPEN;
                begun = true;
                mayBeCommitted = false;
            }
            case ROLLBACK -> closed(false);
            case COMMIT -> closed(true);
            case AUTO_COMMITTING -> {
                sessionState.finished(statement, isOpen());
                // TRUNCATE commits. The others should refuse to run in a transaction; of one that ran nobody knows.
                mayBeCommitted = state == State.OPEN;
                if (mayBeCommitted) {
                    sessionState.committed();
                }
            }
            default -> sessionState.finished(statement, isOpen());
        }
    }

    private SQLException afterFailure(StatementKind kind, CommandEnd ended, SQLException error) {
        if (kind == StatementKind.COMMIT && isOpen()) {
            var description = ended.description();
            var rolledBack = description != null && description.status() == StatementStatus.FAILED;
            if (!rolledBack || ended.isDoubtful() || Doubt.isIn(error)) {
                return afterUnknownEnd(kind, error);
            }
            closed(false);
            return ended.connectionLost() ? TransactionErrors.sessionLost(error) : error;
        }
        if (isOpen() || kind == StatementKind.BEGIN) {
            // With its connection the database rolls back: nothing of a transaction stays.
            var told = ended.connectionLost() ? TransactionErrors.sessionLost(error) : error;
            failed(told);
            return told;
        }
        var alone = ended.standaloneError();
        return alone == null ? error : alone;
    }

    /** The statement may have run, may run still, or never has. */
    private SQLException afterUnknownEnd(StatementKind kind, SQLException error) {
        if (kind == StatementKind.COMMIT && isOpen()) {
            sessions.markDead();
            return Doubt.ofCommit(
                    "Whether the transaction was committed is not known: " + error.getMessage()
                            + " Look at the data before you repeat it, on a new connection.",
                    error);
        }
        begun |= kind == StatementKind.BEGIN;
        failedUnlessEnding(kind, error);
        return error;
    }

    /** With autocommit off the transaction begins with its first statement, be it one that fails. */
    private void failed(SQLException error) {
        if (state == State.OPEN || (state == State.NONE && (!autoCommit || begun))) {
            state = State.FAILED;
            reason = error;
        }
    }

    private void closed(boolean committed) {
        state = State.NONE;
        begun = false;
        leftBehind = false;
        reason = null;
        mayBeCommitted = false;
        if (committed) {
            sessionState.committed();
        } else {
            sessionState.rolledBack();
        }
    }
}
