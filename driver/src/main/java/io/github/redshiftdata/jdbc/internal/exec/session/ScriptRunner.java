package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a statement, or a script of several. */
final class ScriptRunner {

    private final Transaction transaction;
    private final BatchRunner batches;
    private final StatementRunner runner;
    private final OutcomeFactory outcomes;
    private final SessionOpening opening;
    private final SeriesRunner series;

    ScriptRunner(
            Transaction transaction,
            BatchRunner batches,
            StatementRunner runner,
            OutcomeFactory outcomes,
            SessionOpening opening,
            SeriesRunner series) {
        this.opening = opening;
        this.transaction = transaction;
        this.batches = batches;
        this.runner = runner;
        this.outcomes = outcomes;
        this.series = series;
    }

    /** Runs a script of the user outside any session; at most 40 statements if they are one transaction. */
    List<StatementOutcome> runOutside(List<BoundStatement> script, Execution execution) throws SQLException {
        return series.isFor(script)
                ? series.scriptWithoutSession(script, execution)
                : runWithoutSession(script, execution);
    }

    /** Runs at most 40 statements as one transaction outside any session. */
    List<StatementOutcome> runWithoutSession(List<BoundStatement> script, Execution execution) throws SQLException {
        if (script.size() > 1) {
            var ended = batches.runWithoutSession(BatchRunner.Part.whole(script), execution);
            return outcomes.ofScript(ended, script);
        }
        var statement = script.get(0);
        return List.of(outcomes.ofStatement(runner.runOutside(statement, execution), statement.kind()));
    }

    /**
     * Runs a statement outside any session, in one batch behind settings.
     *
     * @return empty if a policy denies batches: then nothing was run
     */
    Optional<StatementOutcome> runWithoutSession(SettingsFirst batch, Execution execution) throws SQLException {
        try {
            var whole = runner.run(batch.command(), SessionUse.NONE, execution);
            var refused = batch.refused(whole);
            var why = whole.standaloneError();
            if (refused != null && why != null) {
                throw SettingRefusals.refused(refused, opening.propertyOf(refused), why);
            }
            var ended = batch.ofStatement(whole).orThrow();
            return Optional.of(outcomes.ofStatement(ended, batch.statement().kind()));
        } catch (NotAcceptedException e) {
            if (opening.deniesBatches(e)) {
                return Optional.empty();
            }
            throw e.error();
        }
    }

    /** Runs a script in the session; the caller holds the {@link SessionLock}. */
    List<StatementOutcome> runInSession(List<BoundStatement> script, Execution execution) throws SQLException {
        transaction.makeRoom(execution);
        transaction.guard(script, execution);
        if (script.size() == 1) {
            var statement = script.get(0);
            return List.of(outcomes.ofStatement(transaction.run(statement, execution), statement.kind()));
        }
        if (!transaction.autoCommit() || transaction.isOpen()) {
            return oneByOne(script, execution);
        }
        if (series.isFor(script)) {
            return series.scriptInSession(script, execution);
        }
        if (!BatchRunner.canRun(script)) {
            return oneByOne(script, execution);
        }
        if (script.size() <= Command.Batch.LIMIT) {
            return outcomes.ofScript(batches.runInSession(BatchRunner.Part.whole(script), execution), script);
        }
        return inOneTransaction(script, execution);
    }

    private List<StatementOutcome> inOneTransaction(List<BoundStatement> script, Execution execution)
            throws SQLException {
        try {
            // Inside the try block, since a BEGIN that was cancelled may have begun a transaction all the same.
            transaction.begin(execution);
            var done = oneByOne(script, execution);
            transaction.commitScript(execution);
            return done;
        } catch (SQLException e) {
            transaction.leaveBehind();
            try {
                // If the script was ended early, its caller does not wait for this rollback.
                transaction.rollBackLeftBehind(execution);
            } catch (SQLException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    private List<StatementOutcome> oneByOne(List<BoundStatement> script, Execution execution) throws SQLException {
        var done = new ArrayList<StatementOutcome>();
        for (var statement : script) {
            try {
                done.add(outcomes.ofStatement(transaction.run(statement, execution), statement.kind()));
            } catch (SQLException e) {
                throw NumberedErrors.of(e, done.size() + 1, script.size());
            }
        }
        return List.copyOf(done);
    }
}
