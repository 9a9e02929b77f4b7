package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.InFlight;
import io.github.redshiftdata.jdbc.internal.exec.statement.EarlyEndErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.WhileOpen;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What every call of a connection does around its work: the call is counted and can be ended by a close, it waits for
 * the session if it needs that, and its result says something about the connection. Usable from any thread.
 */
final class SessionCalls {

    private final ActiveCalls calls;
    private final WhileOpen whileOpen;
    private final InFlight inFlight;
    private final SessionLock lock;
    private final Transaction transaction;
    private final ConnectionTrust trust;
    private final DriverClock clock;

    SessionCalls(
            ActiveCalls calls,
            WhileOpen whileOpen,
            InFlight inFlight,
            SessionLock lock,
            Transaction transaction,
            ConnectionTrust trust,
            DriverClock clock) {
        this.calls = calls;
        this.whileOpen = whileOpen;
        this.inFlight = inFlight;
        this.lock = lock;
        this.transaction = transaction;
        this.trust = trust;
        this.clock = clock;
    }

    /** Work that runs with the lock held. */
    @FunctionalInterface
    interface LockedAction {
        void run() throws SQLException;
    }

    /** Work that runs under the terms of an execution. */
    @FunctionalInterface
    interface Action<T> {
        T under(Execution execution) throws SQLException;
    }

    <T> T executing(ExecuteOptions options, CallerSignal signal, Action<T> action) throws SQLException {
        var execution = begin(options, signal);
        try {
            return succeeded(action.under(execution));
        } catch (SQLException e) {
            throw failed(e, signal);
        } finally {
            end(signal);
        }
    }

    Execution begin(ExecuteOptions options, CallerSignal signal) throws SQLException {
        calls.begin(signal);
        var login = options.login();
        var deadline =
                login != null && login.deadline().exists() ? login.deadline() : clock.deadline(options.queryTimeout());
        return new Execution(options, deadline, signal);
    }

    <T> T succeeded(T result) {
        trust.succeeded();
        return result;
    }

    SQLException failed(SQLException e, CallerSignal signal) {
        var told = trust.failed(calls.told(e), signal);
        if (Doubt.isIn(told) && !transaction.isUndoneByTheEnd()) {
            trust.leftInDoubt(told);
        }
        return told;
    }

    /**
     * The exception for a call on a connection that has ended. A program often sees only the last of several exceptions,
     * as of a rollback behind a COMMIT: if the call before left in doubt what it did, this one says so, too.
     *
     * @param end whether the connection was closed (08003), or cannot be used any more (08006)
     * @return null if no doubt is left
     */
    @Nullable
    SQLException afterDoubt(SqlState end) {
        var doubt = trust.doubt();
        return doubt == null ? null : TransactionErrors.afterDoubt(end, doubt);
    }

    void end(CallerSignal signal) {
        try {
            if (transaction.isLeftBehind()) {
                rollBackInBackground();
            }
        } finally {
            calls.end(signal);
        }
    }

    void unlock() {
        lock.release();
    }

    /**
     * Rolls back the transaction of a script that was ended early, since its locks must not stay until the connection
     * is used again.
     */
    private void rollBackInBackground() {
        var execution = Execution.unattended();
        var unused = inFlight.inBackground(() -> {
            try {
                lockedByDriver(execution, () -> transaction.rollBackLeftBehind(execution));
            } catch (SQLException e) {
                // The next statement tries again, and the end of the session rolls back at the latest.
                Logs.SESSION.debug("The transaction of a script is still to be rolled back: {}", e.getMessage());
            }
        });
    }

    void locked(Execution execution, LockedAction action) throws SQLException {
        lockedByDriver(execution, action);
        trust.knownAgain();
    }

    /** For work that no call of the program waits for. */
    private void lockedByDriver(Execution execution, LockedAction action) throws SQLException {
        calls.begin(execution.signal());
        try {
            lock(execution);
            try {
                action.run();
            } finally {
                lock.release();
            }
        } catch (SQLException e) {
            throw failed(e, execution.signal());
        } finally {
            calls.end(execution.signal());
        }
    }

    /** Runs work that holds the session. */
    <T> T holding(Execution execution, Action<T> action) throws SQLException {
        lock(execution);
        try {
            return action.under(execution);
        } finally {
            unlock();
        }
    }

    /** Waits for the session; {@link #unlock()} must follow. */
    void lock(Execution execution) throws SQLException {
        if (!lock.acquire(execution)) {
            throw missed(EarlyEndErrors.beforeSubmission(execution));
        }
        if (whileOpen.isClosed()) {
            // The connection was closed while this thread waited for the lock.
            lock.release();
            throw Errors.closed("connection");
        }
    }

    /**
     * Called when a statement ended in an exception that the transaction has not seen: it never had its turn, or its
     * rows could not be read. An open transaction is failed by it.
     */
    SQLException missed(SQLException why) {
        transaction.missed(why);
        return why;
    }
}
