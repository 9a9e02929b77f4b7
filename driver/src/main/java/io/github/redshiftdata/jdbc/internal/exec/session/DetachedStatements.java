package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementEntry;
import io.github.redshiftdata.jdbc.internal.api.StatementFilter;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.CallerSignal;
import io.github.redshiftdata.jdbc.internal.exec.statement.AwaitedStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.ExecuteOptions;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.SettingsAlong;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementHistory;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementLookups;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementSize;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Statements that are not waited for and outlive their connection, outside its session unless the program asks: submitted without waiting, found again
 * by their id, by their token or in the history. Usable from any thread; only what is to run in the session waits for it.
 */
public final class DetachedStatements {

    private final SessionCalls calls;
    private final SessionState state;
    private final Transaction transaction;
    private final SessionRunner sessions;
    private final StatementRunner runner;
    private final StatementLookups lookups;
    private final OutcomeFactory outcomes;
    private final StatementHistory history;
    private final int maxStatementBytes;

    DetachedStatements(
            SessionCalls calls,
            SessionState state,
            Transaction transaction,
            SessionRunner sessions,
            StatementRunner runner,
            StatementLookups lookups,
            OutcomeFactory outcomes,
            StatementHistory history,
            int maxStatementBytes) {
        this.calls = calls;
        this.state = state;
        this.transaction = transaction;
        this.sessions = sessions;
        this.runner = runner;
        this.lookups = lookups;
        this.outcomes = outcomes;
        this.history = history;
        this.maxStatementBytes = maxStatementBytes;
    }

    /**
     * Submits statements, several as one batch, under the settings of the connection, into its session or into none.
     *
     * @return the id of the statement or of the batch
     * @throws SQLException if it was not submitted, or it is not known whether it was
     */
    public String submit(List<BoundStatement> statements, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        StatementSize.check(statements, maxStatementBytes);
        return calls.executing(options, signal, execution -> {
            if (execution.isDetachedInSession()) {
                return calls.holding(execution, held -> submitInSession(statements, held));
            }
            requireNoTransaction();
            var command = command(SettingsAlong.with(state.settingsToCome(), statements), statements);
            return runner.submitOutside(command, execution).statementId();
        });
    }

    private String submitInSession(List<BoundStatement> statements, Execution execution) throws SQLException {
        transaction.makeRoom(execution.attended());
        requireNoTransaction();
        var command = command(statements, statements);
        transaction.guard(statements, execution.attended());
        return sessions.submit(command, execution);
    }

    private void requireNoTransaction() throws SQLException {
        if (!transaction.autoCommit() || transaction.isOfTheUser()) {
            throw Errors.of(
                    SqlState.ACTIVE_SQL_TRANSACTION,
                    "A submitted statement is a transaction of its own, and this connection is in one"
                            + (transaction.autoCommit() ? "" : " (autocommit is off)")
                            + ". End it, or submit on another connection; nothing was sent.");
        }
    }

    /** @param all the statements, and what the driver puts before them */
    private Command command(List<BoundStatement> all, List<BoundStatement> statements) throws SQLException {
        requireWritable(statements);
        if (all.size() == 1 && !all.get(0).kind().controlsTransaction()) {
            return new Command.Single(all.get(0));
        }
        if (!BatchRunner.canRun(all)) {
            throw Errors.of(
                    SqlState.ACTIVE_SQL_TRANSACTION,
                    "What is submitted together runs as one transaction"
                            + (statements.size() == all.size() ? "" : ", as do the settings of the connection with it")
                            + ", so BEGIN, COMMIT, ROLLBACK, CALL and what refuses a transaction (such as VACUUM) have no"
                            + " place in it. Submit such a statement by itself"
                            + (statements.size() == all.size() ? "" : ", on a connection without settings")
                            + "; nothing was sent.");
        }
        if (all.size() > Command.Batch.LIMIT) {
            throw Errors.of(
                    SqlState.STATEMENT_TOO_COMPLEX,
                    "A submission takes " + Command.Batch.LIMIT
                            + " statements, settings of the connection included, and"
                            + " these are " + all.size() + ". Submit them in parts, or run them by execute; nothing was"
                            + " sent.");
        }
        return new Command.Batch(all);
    }

    private void requireWritable(List<BoundStatement> statements) throws SQLException {
        if (transaction.guardsAgainst(statements)) {
            throw Errors.of(
                    SqlState.READ_ONLY_TRANSACTION,
                    "The connection is read-only, and the statement may write. Call setReadOnly(false), or submit it on"
                            + " another connection; nothing was sent.");
        }
    }

    /**
     * Waits for the end of a statement.
     *
     * @param longest more than zero
     * @return empty if it is not known to have ended
     */
    public Optional<StatementDescription> await(
            AwaitedStatement statement, Duration longest, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        return calls.executing(
                options.withTimeout(longest), signal, execution -> runner.awaitForeign(statement, execution));
    }

    /** What the service tells of a statement now, for one request. */
    public StatementDescription describe(String statementId, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        return calls.executing(options, signal, execution -> {
            try {
                return lookups.describe(statementId, execution);
            } catch (DataApiException e) {
                throw ServiceErrors.of(e.failure(), statementId, e);
            }
        });
    }

    /** Cancels a statement. If the service does not take that at once, a thread of the driver goes on asking. */
    public void cancel(String statementId, ExecuteOptions options, CallerSignal signal) throws SQLException {
        calls.executing(options, signal, execution -> {
            runner.cancelForeign(statementId);
            return statementId;
        });
    }

    /** The statements of the last 24 hours that a filter takes, from all pages. */
    public List<StatementEntry> history(StatementFilter filter, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        return calls.executing(options, signal, execution -> history.list(filter, execution));
    }

    /**
     * Waits for a statement that was submitted before, by this program or another one.
     *
     * @param submittedHere whether the service has told the id to this program; otherwise it may be a mistake
     * @return an outcome for it, or for each part of a batch
     */
    public List<StatementOutcome> attach(
            String statementId, boolean submittedHere, ExecuteOptions options, CallerSignal signal)
            throws SQLException {
        return calls.executing(
                options,
                signal,
                execution -> outcomes.ofAttached(
                        statementId,
                        runner.attach(statementId, submittedHere, execution).orThrow()));
    }
}
