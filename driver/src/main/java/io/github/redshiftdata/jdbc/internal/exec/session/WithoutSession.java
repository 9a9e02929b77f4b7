package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Runs statements outside any session where that gives the same: in mode auto, as long as the connection has no session
 * and they need none. The settings of the connection hold for them, too: they go with a statement as one batch.
 */
final class WithoutSession {

    private final SessionCalls calls;
    private final SessionState state;
    private final Transaction transaction;
    private final ScriptRunner scripts;
    private final SessionOpening opening;
    private final Labelling labelling;

    WithoutSession(
            SessionCalls calls,
            SessionState state,
            Transaction transaction,
            ScriptRunner scripts,
            SessionOpening opening,
            Labelling labelling) {
        this.calls = calls;
        this.state = state;
        this.transaction = transaction;
        this.scripts = scripts;
        this.opening = opening;
        this.labelling = labelling;
    }

    /** Runs a script, unless it needs a session: then it is empty. */
    Optional<List<StatementOutcome>> run(List<BoundStatement> script, Execution execution) throws SQLException {
        if (script.size() > Command.Batch.LIMIT || !mayLeaveTheSession(script)) {
            return Optional.empty();
        }
        var settings = settings(script, execution);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        if (settings.get().isEmpty()) {
            return Optional.of(scripts.runOutside(script, execution));
        }
        var statement = script.get(0);
        if (script.size() > 1 || !opening.mayBatch() || !SettingsFirst.canPrecede(settings.get(), statement)) {
            return Optional.empty();
        }
        return scripts.runWithoutSession(new SettingsFirst(settings.get(), statement), execution)
                .map(List::of);
    }

    /** Whether statements may be sent outside any session, and without settings. */
    boolean isRightFor(List<BoundStatement> statements, Execution execution) throws SQLException {
        return mayLeaveTheSession(statements)
                && settings(statements, execution).filter(List::isEmpty).isPresent();
    }

    private static boolean mayLeaveTheSession(List<BoundStatement> statements) {
        return BatchRunner.canRun(statements)
                && statements.stream().allMatch(statement -> statement.facts().isStateless());
    }

    /** The settings that must hold for the statements; empty if they need a session. */
    private Optional<List<BoundStatement>> settings(List<BoundStatement> statements, Execution execution)
            throws SQLException {
        calls.lock(execution);
        try {
            if (state.id() != null
                    || !transaction.autoCommit()
                    || transaction.isOpen()
                    || transaction.guardsAgainst(statements)) {
                return Optional.empty();
            }
            labelling.preset();
            return Optional.of(state.settingsThatMatter());
        } finally {
            calls.unlock();
        }
    }
}
