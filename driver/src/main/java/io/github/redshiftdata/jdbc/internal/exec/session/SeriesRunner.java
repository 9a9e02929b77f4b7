package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig.ScriptMode;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Reason;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import io.github.redshiftdata.jdbc.internal.exec.statement.OutcomeFactory;
import io.github.redshiftdata.jdbc.internal.exec.statement.PartEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.SeriesEnds;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Runs several statements of which each commits by itself, in as few requests as {@link SeriesPlan} allows. Called while
 * autocommit is on and no transaction is open.
 */
final class SeriesRunner {

    /** The classes of SQLSTATEs after which the next statement would fare no better, or must not be sent. */
    private static final Set<String> ENDS_ALL = Set.of("08", "28", "57", "58");

    private static final Set<String> QUOTAS =
            Set.of(SqlState.TOO_MANY_CONNECTIONS.code(), SqlState.CONFIGURATION_LIMIT_EXCEEDED.code());

    /** Where the commands run. */
    private interface Place {

        CommandEnd single(BoundStatement statement, Execution execution) throws SQLException;

        CommandEnd series(Command.Series series, Execution execution) throws NotAcceptedException, SQLException;

        /** Called for each statement of a series that was carried out. */
        void finished(BoundStatement statement);

        /** Called for each statement of a series that may have been carried out or not. */
        void doubtful(BoundStatement statement);
    }

    private final OutcomeFactory outcomes;
    private final SeriesEnds ends;
    private final ExecutionModes modes;
    private final SessionOpening opening;
    private final ScriptMode mode;
    private final boolean goesOn;
    private final Place inSession;
    private final Place withoutSession;

    SeriesRunner(
            Transaction transaction,
            SessionRunner sessions,
            SessionState state,
            StatementRunner runner,
            OutcomeFactory outcomes,
            SeriesEnds ends,
            ExecutionModes modes,
            SessionOpening opening,
            ScriptMode mode) {
        this.outcomes = outcomes;
        this.ends = ends;
        this.modes = modes;
        this.opening = opening;
        this.mode = mode;
        this.goesOn = mode == ScriptMode.INDEPENDENT;
        this.inSession = new Place() {
            @Override
            public CommandEnd single(BoundStatement statement, Execution execution) throws SQLException {
                return transaction.run(statement, execution);
            }

            @Override
            public CommandEnd series(Command.Series series, Execution execution)
                    throws NotAcceptedException, SQLException {
                var ended = sessions.run(series, false, execution);
                if (ended.connectionLost() && !state.isRestorableAfter(series.statements())) {
                    sessions.markDead();
                }
                return ended;
            }

            @Override
            public void finished(BoundStatement statement) {
                state.finished(statement, false);
            }

            @Override
            public void doubtful(BoundStatement statement) {
                sessions.leftInDoubt(statement);
            }
        };
        this.withoutSession = new Place() {
            @Override
            public CommandEnd single(BoundStatement statement, Execution execution) throws SQLException {
                return runner.runOutside(statement, execution);
            }

            @Override
            public CommandEnd series(Command.Series series, Execution execution)
                    throws NotAcceptedException, SQLException {
                return runner.run(series, SessionUse.NONE, execution);
            }

            @Override
            public void finished(BoundStatement statement) {
                // Nothing is left of its session.
            }

            @Override
            public void doubtful(BoundStatement statement) {
                // The same.
            }
        };
    }

    /**
     * Whether statements commit each by itself: the connection is set to that, or no transaction can hold all of them.
     * Statements that begin or end one themselves are no series.
     */
    boolean isFor(List<BoundStatement> statements) {
        return statements.size() > 1
                && (mode != ScriptMode.TRANSACTION || !BatchRunner.canRun(statements))
                && statements.stream().noneMatch(statement -> statement.kind().controlsTransaction());
    }

    /** Runs a script in the session; the caller holds the {@link SessionLock}. */
    List<StatementOutcome> scriptInSession(List<BoundStatement> script, Execution execution) throws SQLException {
        return run(script, inSession, execution, UnaryOperator.identity()).outcomesOrThrow();
    }

    /** Runs a script outside any session. */
    List<StatementOutcome> scriptWithoutSession(List<BoundStatement> script, Execution execution) throws SQLException {
        return run(script, withoutSession, execution, UnaryOperator.identity()).outcomesOrThrow();
    }

    /** Runs the elements of a batch in the session; the caller holds the {@link SessionLock}. */
    long[] batchInSession(List<BoundStatement> elements, Execution execution) throws BatchUpdateException {
        return run(elements, inSession, execution, PartEnd::counted).countsOrThrow();
    }

    /** Runs the elements of a batch outside any session. */
    long[] batchWithoutSession(List<BoundStatement> elements, Execution execution) throws BatchUpdateException {
        return run(elements, withoutSession, execution, PartEnd::counted).countsOrThrow();
    }

    /** @param told is given the end of each statement before the next one is submitted */
    private SeriesResult run(
            List<BoundStatement> statements, Place place, Execution execution, UnaryOperator<PartEnd> told) {
        var plan = new SeriesPlan(modes, goesOn);
        var ofAll = new ArrayList<PartEnd>();
        var over = false;
        while (!over && ofAll.size() < statements.size()) {
            var from = ofAll.size();
            var to = opening.mayBatch() ? plan.endOfGroup(statements, from) : from + 1;
            var group = statements.subList(from, to);
            var ofGroup = group.size() == 1
                    ? Optional.of(List.of(single(group.get(0), place, execution)))
                    : series(group, place, execution);
            // A series that was not run as one is planned anew: now its statements go one by one.
            for (var end : ofGroup.orElse(List.of())) {
                ofAll.add(told.apply(end));
                over |= endsAll(end);
            }
        }
        ofAll.addAll(Collections.nCopies(statements.size() - ofAll.size(), PartEnd.NOT_SENT));
        return new SeriesResult(ofAll, goesOn);
    }

    private PartEnd single(BoundStatement statement, Place place, Execution execution) {
        try {
            return PartEnd.done(outcomes.ofStatement(place.single(statement, execution), statement.kind()));
        } catch (SQLException e) {
            return Doubt.isIn(e) ? PartEnd.unknown(e) : PartEnd.failed(e);
        }
    }

    /** Empty if surely nothing was done, since the endpoint does not know how to run a series, or a policy denies it. */
    private Optional<List<PartEnd>> series(List<BoundStatement> group, Place place, Execution execution) {
        Optional<List<PartEnd>> told;
        try {
            told = ends.of(place.series(new Command.Series(group), execution), group);
        } catch (NotAcceptedException e) {
            var failure = e.failure();
            if (failure != null && failure.reason() == Reason.EXECUTION_MODE_UNSUPPORTED) {
                modes.noticedUnsupported();
                return Optional.empty();
            }
            if (opening.deniesBatches(e)) {
                return Optional.empty();
            }
            return Optional.of(notSent(group, e.error()));
        } catch (SQLException e) {
            return Optional.of(ofAll(group, Doubt.isIn(e) ? PartEnd.unknown(e) : PartEnd.failed(e)));
        }
        for (var i = 0; told.isPresent() && i < group.size(); i++) {
            var fate = told.get().get(i).fate();
            if (fate == PartEnd.Fate.DONE) {
                place.finished(group.get(i));
            } else if (fate == PartEnd.Fate.UNKNOWN) {
                place.doubtful(group.get(i));
            }
        }
        return told;
    }

    private static List<PartEnd> notSent(List<BoundStatement> group, SQLException why) {
        var told = new ArrayList<>(Collections.nCopies(group.size(), PartEnd.NOT_SENT));
        told.set(0, PartEnd.failed(why));
        return told;
    }

    private static List<PartEnd> ofAll(List<BoundStatement> group, PartEnd end) {
        return Collections.nCopies(group.size(), end);
    }

    private boolean endsAll(PartEnd end) {
        var error = end.error();
        if (error == null) {
            return false;
        }
        var state = String.valueOf(error.getSQLState());
        return !goesOn
                || end.fate() == PartEnd.Fate.UNKNOWN
                || QUOTAS.contains(state)
                || ENDS_ALL.contains(state.substring(0, 2));
    }
}
