package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
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
 * The transaction of the connection, begun by the driver or by the user's SQL. A statement whose end is unknown counts
 * as failed, and a commit is reported only if it has surely happened. Guarded by {@link SessionLock}.
 */
final class Transaction {

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
    private final Labelling labelling;
    private volatile State state = State.NONE;
    private volatile boolean autoCommit = true;
    private final ReadOnlyMode readOnly;

    /** Whether the database may know of the transaction. Guarded, like the fields below, by {@link SessionLock}. */
    private boolean begun;

    /** Whether a script failed whose transaction is still to be rolled back. */
    private volatile boolean leftBehind;

    private @Nullable SQLException reason;
    /** The signals of the COMMIT or ROLLBACK that is under way. */
    private final Set<CallerSignal> ending = ConcurrentHashMap.newKeySet();
    /** Whether the connection was aborted: no caller waits for a COMMIT or ROLLBACK any more. */
    private volatile boolean abandoned;

    /** Why a statement of another thread ended before its turn came; null if none did. */
    private final AtomicReference<@Nullable SQLException> missed = new AtomicReference<>();

    /** Whether a statement inside it, or a COMMIT in doubt, may have committed it. BEGIN and ROLLBACK do no harm either way. */
    private volatile boolean mayBeCommitted;

    Transaction(SessionRunner sessions, SessionState sessionState, ReadOnlyMode readOnly, Labelling labelling) {
        this.readOnly = readOnly;
        this.sessions = sessions;
        this.sessionState = sessionState;
        this.labelling = labelling;
    }

    boolean isOpen() {
        return state != State.NONE;
    }

    /** Whether the end of the connection undoes whatever its last statements did. */
    boolean isUndoneByTheEnd() {
        return isOpen() && !mayBeCommitted;
    }

    /** Whether a transaction is open that the user knows of. */
    boolean isOfTheUser() {
        return isOpen() && !leftBehind;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    /**
     * Switches autocommit. Switching it on inside a transaction commits that. Connection pools ignore an exception of
     * this call, so afterwards the connection is either in the mode that was asked for, or dead.
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

    /**
     * Whether the session must be set read-only before these statements: the connection is read-only, they run outside
     * a transaction and may write.
     */
    boolean guardsAgainst(List<BoundStatement> statements) {
        return readOnly.countsOutside()
                && autoCommit
                && !statements.stream().allMatch(statement -> statement.facts().onlyReads());
    }

    /**
     * Names the session; sets it read-only before statements that run outside a transaction and may write, and back before
     * others: some queries need a session that may write. Inside a transaction, BEGIN READ ONLY does this. If this fails,
     * the statement is not sent, and the transaction lacks it like any other.
     */
    void guard(List<BoundStatement> statements, Execution execution) throws SQLException {
        try {
            if (state != State.FAILED) {
                labelling.make(isOpen() ? setting -> runAsItIs(setting, execution) : null, execution);
            }
            if (isOpen() || (readOnly.countsOutside() && !autoCommit)) {
                return;
            }
            readOnly.apply(
                    guardsAgainst(statements), setting -> runAsItIs(BoundStatement.ofDriver(setting), execution));
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
     * Called when a statement of the transaction ended before it could be sent, so that the transaction lacks it. For
     * threads that do not hold the lock.
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

    /** Begins a transaction, whether autocommit is on or off. */
    void begin(Execution execution) throws SQLException {
        var begin = readOnly.countsInTransactions() ? BEGIN_READ_ONLY : BEGIN;
        runAsItIs(begin, execution);
    }

    /** Commits the open transaction. After a failed statement it rolls back instead, and throws. */
    void commit() throws SQLException {
        if (leftBehind) {
            // A statement missed meanwhile is missing in the user's transaction, not in the one that a script left.
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

    /** Commits the transaction of a script. Unlike {@link #commit()}, this ends early if the script's caller leaves. */
    void commitScript(Execution execution) throws SQLException {
        runAsItIs(COMMIT, execution);
    }

    private void rollBackInstead() throws SQLException {
        var why = reason;
        var doubt = mayBeCommitted && why != null && Doubt.isIn(why) ? why : null;
        rollback();
        throw doubt == null ? TransactionErrors.rolledBackInstead(why) : TransactionErrors.perhapsCommitted(doubt);
    }

    /** Marks the transaction of a failed script: it is to be rolled back, at the latest before the next statement. */
    void leaveBehind() {
        leftBehind = isOpen();
    }

    boolean isLeftBehind() {
        return leftBehind;
    }

    /**
     * Rolls back what {@link #leaveBehind} left, before a statement. If this fails, the statement is not sent, and the
     * transaction lacks it like any other.
     */
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
            // If the session is lost, the transaction is gone too, so the session may be renewed.
            sessions.run(new Command.Single(ROLLBACK), false, execution).orThrow();
        } catch (NotAcceptedException e) {
            throw e.error();
        }
        closed(false);
    }

    /**
     * Rolls back the open transaction. If that fails, the connection is dead, so that no later user of it finds the
     * transaction open.
     */
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

    /**
     * Runs a COMMIT or ROLLBACK. An interrupt does not end it: a program that cleans up after an interrupt needs it.
     */
    private void end(BoundStatement statement) throws SQLException {
        var execution = Execution.uninterruptible();
        var signal = execution.signal();
        // The signal is added before the check: an abort either finds the signal here, or is noticed by the check.
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

    /**
     * Ends the wait for a COMMIT or ROLLBACK that is under way, and for later ones. Called from any thread, when the
     * connection is aborted.
     */
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
            throw afterUnknownEnd(statement, e);
        }
        if (ended.error() == null) {
            finished(statement);
            return ended;
        }
        throw afterFailure(statement, ended, ended.error());
    }

    /**
     * Runs a setting of the connection. If it fails for a reason that is not the database's, the connection is not what
     * its user expects: it is dead, so that no pool hands it on.
     */
    void set(BoundStatement setting, Execution execution) throws SQLException {
        rollBackLeftBehind(execution);
        try {
            runAsItIs(setting, execution);
        } catch (SQLException e) {
            // Only a close of the connection can cancel it.
            if (execution.signal().isCancelled() || SettingRefusals.isOfTheDatabase(e) || sessions.isDead()) {
                throw e;
            }
            sessions.markDead();
            throw TransactionErrors.settingNotMade(e);
        }
    }

    /** Runs a query outside any transaction of the user; called when none is open. */
    CommandEnd probe(BoundStatement query, Execution execution) throws SQLException {
        try {
            return sessions.run(new Command.Single(query), false, execution).orThrow();
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    /** Refuses a statement in a failed transaction: the database does not know of one that was never sent. */
    private void requireNotFailed(StatementKind kind) throws SQLException {
        if (state == State.FAILED && kind != StatementKind.ROLLBACK) {
            throw TransactionErrors.failedBefore(reason);
        }
    }

    /**
     * Marks the transaction failed, unless the statement is a COMMIT or ROLLBACK: one that was not sent can be
     * repeated, while any other statement is missing.
     */
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
                // TRUNCATE commits. The other statements of this kind are refused in a transaction. If one ran, assume
                // that it may have committed.
                mayBeCommitted = state == State.OPEN;
                if (mayBeCommitted) {
                    sessionState.committed();
                }
            }
            default -> sessionState.finished(statement, isOpen());
        }
    }

    private SQLException afterFailure(BoundStatement statement, CommandEnd ended, SQLException error) {
        var kind = statement.kind();
        if (kind == StatementKind.COMMIT && isOpen()) {
            var description = ended.description();
            var rolledBack = description != null && description.status() == StatementStatus.FAILED;
            if (!rolledBack || ended.isDoubtful() || Doubt.isIn(error)) {
                return commitInDoubt(error);
            }
            closed(false);
            return ended.connectionLost() ? TransactionErrors.sessionLost(error) : error;
        }
        if (isOpen() && ended.isDoubtful() && statement.facts().mayCommitWhatWasBefore()) {
            return commitInDoubt(error);
        }
        if (isOpen() || kind == StatementKind.BEGIN) {
            // If the database lost the connection, it rolled back: nothing of the transaction stays.
            var told = ended.connectionLost() ? TransactionErrors.sessionLost(error) : error;
            failed(told);
            return told;
        }
        var alone = ended.standaloneError();
        return alone == null ? error : alone;
    }

    /** Handles a statement whose end is unknown: it may have run, may still run, or never has. */
    private SQLException afterUnknownEnd(BoundStatement statement, SQLException error) {
        var kind = statement.kind();
        if (kind == StatementKind.COMMIT && isOpen()) {
            return commitInDoubt(error);
        }
        begun |= kind == StatementKind.BEGIN;
        mayBeCommitted |= isOpen() && statement.facts().mayCommitWhatWasBefore();
        // After a ROLLBACK as well: what ran next might run outside of any transaction.
        if (isOpen() || (kind != StatementKind.COMMIT && kind != StatementKind.ROLLBACK)) {
            failed(error);
        }
        return error;
    }

    private SQLException commitInDoubt(SQLException error) {
        mayBeCommitted = true;
        var doubt = TransactionErrors.commitInDoubt(error);
        sessions.markDeadInDoubt(doubt);
        return doubt;
    }

    /** Marks the transaction failed. With autocommit off it begins with its first statement, even if that fails. */
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
