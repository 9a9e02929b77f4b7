package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.EarlyEndErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.WhileOpen;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs queries of the driver itself about what the user's statements mean. They belong to no transaction of the user: a
 * query that fails must not fail that, and one that succeeds must not begin one.
 */
final class ApartRunner {

    private final Transaction transaction;
    private final SessionState state;
    private final SessionLock lock;
    private final ScriptRunner scripts;
    private final OutcomeFactory outcomes;
    private final WhileOpen whileOpen;
    private final boolean opensSessions;

    /** @param opensSessions whether a query that needs no session may open one */
    ApartRunner(
            Transaction transaction,
            SessionState state,
            SessionLock lock,
            ScriptRunner scripts,
            OutcomeFactory outcomes,
            WhileOpen whileOpen,
            boolean opensSessions) {
        this.transaction = transaction;
        this.state = state;
        this.lock = lock;
        this.scripts = scripts;
        this.outcomes = outcomes;
        this.whileOpen = whileOpen;
        this.opensSessions = opensSessions;
    }

    /**
     * Runs a query in the session if no transaction is open, otherwise outside the session with the same settings.
     *
     * @return empty if the session holds what only it can see, such as a temporary table: then no query outside it can
     *     tell
     */
    Optional<StatementOutcome> run(BoundStatement query, Execution execution) throws SQLException {
        if (!lock.acquire(execution)) {
            // The transaction is not told: none of its statements is missing.
            throw EarlyEndErrors.beforeSubmission(execution);
        }
        var beside = new ArrayList<BoundStatement>();
        try {
            whileOpen.check();
            if (!transaction.isOpen() && (opensSessions || state.id() != null)) {
                return Optional.of(inSession(query, execution));
            }
            if (!state.isRestorable()) {
                return Optional.empty();
            }
            beside.addAll(state.allSettings());
        } finally {
            lock.release();
        }
        beside.add(query);
        return beside.size() > Command.Batch.LIMIT ? Optional.empty() : Optional.of(last(beside, execution));
    }

    private StatementOutcome inSession(BoundStatement query, Execution execution) throws SQLException {
        return outcomes.ofStatement(transaction.probe(query, execution), query.kind());
    }

    private StatementOutcome last(List<BoundStatement> script, Execution execution) throws SQLException {
        var all = scripts.runWithoutSession(script, execution);
        return all.get(all.size() - 1);
    }
}
