package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.Counters;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.exec.call.Patience;
import io.github.redshiftdata.jdbc.internal.exec.call.RequestTimeouts;
import io.github.redshiftdata.jdbc.internal.exec.call.Retries;
import io.github.redshiftdata.jdbc.internal.exec.statement.AbandonedSubmissions;
import io.github.redshiftdata.jdbc.internal.exec.statement.AbandonedSubmissions.Settlement;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.EarlyEndErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementLookups;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in the session of the connection: opens the session with the first command, waits while it is busy, and
 * renews it if it is gone and nothing was lost with it. Guarded by {@link SessionLock}.
 */
final class SessionRunner {

    private static final BoundStatement OPENING = BoundStatement.ofDriver("SELECT 1");

    private final Counters counters;
    private final StatementRunner runner;
    private final StatementLookups lookups;
    private final AbandonedSubmissions abandoned;
    private final SessionProbe health;
    private final SessionCloser sessionEnd;
    private final SessionState state;
    private final SessionOpening opening;
    private final DriverClock clock;
    private final RequestTimeouts timeouts;
    private final KeepAlive keepAlive;
    private volatile boolean dead;
    /** Why nobody knows whether the last transaction was committed; null if that is known. */
    private volatile @Nullable SQLException commitInDoubt;
    /** The session has ended or was given up; there is nothing more to do about it. */
    private volatile boolean gone;
    /** What was submitted into the session and not waited for; null if there is nothing. */
    private @Nullable String submitted;

    SessionRunner(
            Endpoint endpoint,
            StatementRunner runner,
            StatementLookups lookups,
            AbandonedSubmissions abandoned,
            SessionProbe health,
            SessionCloser sessionEnd,
            SessionState state,
            SessionOpening opening,
            KeepAlive keepAlive) {
        this.counters = endpoint.api().counters();
        this.runner = runner;
        this.lookups = lookups;
        this.abandoned = abandoned;
        this.health = health;
        this.sessionEnd = sessionEnd;
        this.state = state;
        this.opening = opening;
        this.clock = endpoint.clock();
        this.timeouts = endpoint.timeouts();
        this.keepAlive = keepAlive;
    }

    boolean isDead() {
        return dead;
    }

    void markDead() {
        dead = true;
    }

    /** Called when it is not known whether a COMMIT happened: nothing runs in the session behind it. */
    void markDeadInDoubt(SQLException commit) {
        commitInDoubt = commit;
        dead = true;
    }

    /** What a call is told that comes behind such a COMMIT; null if there was none. */
    @Nullable
    SQLException afterCommitInDoubt() {
        var commit = commitInDoubt;
        return commit == null ? null : TransactionErrors.afterCommitInDoubt(commit);
    }

    /** Called when it is not known whether a statement was carried out that has ended in the session. */
    void leftInDoubt(BoundStatement statement) {
        keepAlive.leftInDoubt(statement);
        state.leftInDoubt(List.of(statement));
    }

    /**
     * Gives up the session for good; called when nothing runs in it any more and no submission that could open one is
     * pending. A second call, for example by a close after an abort, does nothing.
     */
    void end() {
        var sessionId = state.id();
        if (sessionId != null && !gone) {
            gone = true;
            sessionEnd.giveUp(sessionId);
        }
    }

    /**
     * Runs a command in the session.
     *
     * @param inTransaction whether a transaction is open: then a lost session is never renewed
     * @throws NotAcceptedException if it was surely not carried out
     * @throws SQLException if it is not known how it ended, or the session is lost for good
     */
    CommandEnd run(Command command, boolean inTransaction, Execution execution)
            throws NotAcceptedException, SQLException {
        enter(inTransaction, execution);
        var refusals = new Refusals(inTransaction, execution);
        while (true) {
            try {
                var ended = state.id() == null && !state.settings().isEmpty()
                        ? opening.run(command, execution, next -> runOnce(next, inTransaction, execution))
                        : runOnce(command, inTransaction, execution);
                if (ended.connectionLost()) {
                    leaveSession(inTransaction);
                }
                return ended;
            } catch (NotAcceptedException e) {
                refusals.bear(e);
            }
        }
    }

    /**
     * Submits a command into the session, and waits for nothing but the answer. No transaction may be open. The next
     * command waits for its end.
     *
     * @return the id of the statement or batch
     * @throws SQLException if it was not submitted, or it is not known whether it was
     */
    String submit(Command command, Execution execution) throws SQLException {
        try {
            enter(false, execution);
            submitted = submitOnceFree(command, execution);
            return submitted;
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    private String submitOnceFree(Command command, Execution execution) throws NotAcceptedException, SQLException {
        var refusals = new Refusals(false, execution);
        while (true) {
            if (state.id() == null) {
                run(new Command.Single(OPENING), false, execution.attended()).orThrow();
            }
            try {
                return submitOnce(command, execution);
            } catch (NotAcceptedException e) {
                refusals.bear(e);
            }
        }
    }

    private String submitOnce(Command command, Execution execution) throws NotAcceptedException, SQLException {
        var use = keepAlive.use(command, false);
        try {
            var answer = runner.submit(command, use, execution);
            leftRunning(use, command);
            return answer.statementId();
        } catch (SQLException e) {
            leftRunning(use, command); // perhaps
            throw e;
        }
    }

    private void leftRunning(SessionUse use, Command command) {
        keepAlive.leftRunning(use, command, false);
        state.leftRunning(command.statements());
    }

    /** Prepares the session for a command; throws if there is none to prepare. */
    private void enter(boolean inTransaction, Execution execution) throws NotAcceptedException, SQLException {
        if (abandoned.awaitSession(execution) == Settlement.MAY_ARRIVE) {
            leaveSession(inTransaction);
        }
        awaitSubmitted(execution);
        if (dead) {
            throw new NotAcceptedException(lost(null), null);
        }
        forgetExpired(inTransaction);
    }

    /**
     * Waits for what was submitted into the session, which takes one statement at a time. If that has lost the session's
     * backend, it has lost what the session held.
     */
    private void awaitSubmitted(Execution execution) throws NotAcceptedException {
        var statementId = submitted;
        if (statementId == null || dead) {
            return;
        }
        try {
            var ended = runner.attach(statementId, true, execution.attended());
            keepAlive.renewed(true);
            if (ended.connectionLost()) {
                leaveSession(false);
            }
        } catch (SQLException e) {
            Logs.SESSION.debug("How statement {} ended is not known: {}", statementId, e.getMessage());
            if (execution.signal().isCancelled() || execution.deadline().passed(clock)) {
                throw new NotAcceptedException(EarlyEndErrors.beforeSubmission(execution), null);
            }
        }
        submitted = null; // if it runs on all the same, the service refuses the session, and the command waits for that
    }

    /** What one command meets of refusals because the session is busy, or gone. */
    private final class Refusals {

        private final boolean inTransaction;
        private final Execution execution;
        private final Retries busy = new Retries(counters, clock, Patience.WAITING_FOR_A_BUSY_SESSION.limits());
        private final Retries unexplained =
                new Retries(counters, clock, Patience.WAITING_FOR_A_SESSION_OF_WHICH_NOTHING_IS_TOLD.limits());

        Refusals(boolean inTransaction, Execution execution) {
            this.inTransaction = inTransaction;
            this.execution = execution;
        }

        /** Waits before the next attempt, or forgets the session that is gone; throws if there must be no next one. */
        void bear(NotAcceptedException e) throws NotAcceptedException {
            var sessionId = state.id();
            var failure = e.failure();
            if (sessionId == null || failure == null || failure.reason() != Reason.SESSION_UNAVAILABLE) {
                throw e;
            }
            var finding = health.of(sessionId, timeouts.request(), execution.deadline(), execution.signal());
            var goesOn =
                    switch (finding) {
                        case BUSY, NOT_NOW, UNREACHED ->
                            busy.pauseBeforeRetry(failure, execution.deadline(), execution.signal());
                        // If a statement was left running, that explains the refusal.
                        case AVAILABLE, UNTOLD ->
                            (keepAlive.mayBeBusy() ? busy : unexplained)
                                    .pauseBeforeRetry(failure, execution.deadline(), execution.signal());
                        case GONE -> false;
                    };
            if (!goesOn) {
                requireGone(finding, sessionId, e, execution);
                forget(sessionId, inTransaction, e.error());
            }
        }
    }

    /** Throws if the session that was waited for in vain may still exist. */
    private void requireGone(
            SessionProbe.Finding finding, String sessionId, NotAcceptedException e, Execution execution)
            throws NotAcceptedException {
        var mayLive =
                switch (finding) {
                    case BUSY, AVAILABLE, NOT_NOW, UNREACHED -> true;
                    case UNTOLD -> execution.deadline().passed(clock);
                    case GONE -> false;
                };
        if (mayLive) {
            throw new NotAcceptedException(leftWaiting(sessionId, finding, execution, e.error()), e.failure());
        }
    }

    /**
     * Forgets a session that is gone, so that the next command opens a new one; if the old one held what cannot be
     * restored, the connection is dead.
     */
    private void forget(String sessionId, boolean inTransaction, @Nullable SQLException cause)
            throws NotAcceptedException {
        if (inTransaction || !state.isRestorable()) {
            dead = true;
            Logs.SESSION.debug("Session {} is lost, and what it held with it", sessionId);
            throw new NotAcceptedException(lost(cause), null);
        }
        Logs.SESSION.debug("Session {} is gone; it held nothing but settings and is renewed.", sessionId);
        state.lost();
    }

    /** Spares the request that would be refused, where a session that held nothing has been idle for too long. */
    private void forgetExpired(boolean inTransaction) {
        if (!inTransaction && state.id() != null && state.isRestorable() && keepAlive.isOver()) {
            Logs.SESSION.debug("Session {} has ended by being idle; it is renewed.", state.id());
            state.lost();
        }
    }

    private CommandEnd runOnce(Command command, boolean inTransaction, Execution execution)
            throws NotAcceptedException, SQLException {
        var use = keepAlive.use(command, inTransaction);
        CommandEnd ended;
        try {
            ended = runner.run(command, use, execution, this::opened);
        } catch (SQLException e) {
            keepAlive.leftRunning(use, command, inTransaction);
            state.leftInDoubt(command.statements());
            throw e;
        }
        keepAlive.used(use, command, inTransaction);
        requireOpened(ended);
        return ended;
    }

    /** Stops using the session, because it has lost what it held, or because a lost submission may still enter it. */
    private void leaveSession(boolean inTransaction) {
        var sessionId = state.id();
        if (inTransaction || !state.isRestorable()) {
            dead = true;
        } else if (sessionId != null) {
            state.lost();
            sessionEnd.giveUpInBackground(sessionId);
        }
    }

    private void opened(String sessionId) {
        if (state.id() == null) {
            Logs.SESSION.debug("Session {} is open", sessionId);
            state.opened(sessionId);
        }
    }

    /** Asks for the session that a command has opened, if no answer so far has told it. */
    private void requireOpened(CommandEnd ended) throws SQLException {
        if (state.id() == null && ended.description() == null) {
            try {
                var id =
                        lookups.describe(ended.statementId(), ended.execution()).sessionId();
                if (id != null) {
                    opened(id);
                }
            } catch (DataApiException e) {
                dead = true;
                throw Doubt.of(
                        "Statement " + ended.statementId() + " ended, but the service does not tell its session, so the"
                                + " connection cannot be used any more. " + e.getMessage(),
                        e);
            }
        }
        if (state.id() == null && ended.error() == null) {
            dead = true;
            throw Doubt.of(
                    "The service opened no session for statement " + ended.statementId()
                            + ", although it was asked to. The statement itself was carried out. Use an endpoint that knows"
                            + " sessions.",
                    null);
        }
    }

    private SQLException leftWaiting(
            String sessionId, SessionProbe.Finding finding, Execution execution, SQLException cause) {
        if (execution.signal().isCancelled() || execution.deadline().passed(clock)) {
            return EarlyEndErrors.beforeSubmission(execution);
        }
        if (finding == SessionProbe.Finding.AVAILABLE) {
            return cause;
        }
        return Errors.of(
                SqlState.OBJECT_IN_USE,
                finding == SessionProbe.Finding.BUSY
                        ? "Session " + sessionId + " still runs an earlier statement, perhaps one whose cancel did not "
                                + "reach the warehouse. Try again later, or on a new connection."
                        : "Session " + sessionId + " takes no statement, and ListSessions did not tell in time whether "
                                + "it is busy or gone. Try again later, or on a new connection.",
                cause);
    }

    private SQLException lost(@Nullable SQLException cause) {
        var doubt = afterCommitInDoubt();
        if (doubt != null) {
            return doubt;
        }
        return Errors.of(
                SqlState.CONNECTION_FAILURE,
                "The session of this connection has ended, and with it what only it held "
                        + "(an open transaction, temporary tables, cursors). Open a new connection and start again.",
                cause);
    }
}
