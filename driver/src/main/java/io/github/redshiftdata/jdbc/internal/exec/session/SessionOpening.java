package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.EarlyEndErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the first command of a new session, behind the settings that the session must have: in one batch with them where
 * that means the same, else after a batch of them. A session in which they were not all made is given up. Guarded by
 * {@link SessionLock}.
 */
final class SessionOpening {

    /** Runs a command in the session, and opens one if there is none. */
    @FunctionalInterface
    interface Once {
        CommandEnd run(Command command) throws NotAcceptedException, SQLException;
    }

    /** All settings are made. */
    private static final int NOTHING_MORE = 0;

    private final SessionState state;
    private final SessionCloser sessionEnd;
    private final SettingRefusals refusals;
    /** How many statements a batch may have; 1 once a policy has denied batches. */
    private volatile int largestBatch = Command.Batch.LIMIT;

    SessionOpening(SessionState state, SessionCloser sessionEnd, SettingRefusals refusals) {
        this.state = state;
        this.sessionEnd = sessionEnd;
        this.refusals = refusals;
    }

    /** Whether batches are allowed, as far as is known. */
    boolean mayBatch() {
        return largestBatch > 1;
    }

    /** The property that a setting comes from; null if it comes from a statement of the program. */
    @Nullable
    String propertyOf(BoundStatement setting) {
        return state.propertyOf(setting);
    }

    /** Notices a refusal of a batch; returns whether a policy denies all of them. */
    boolean deniesBatches(NotAcceptedException e) {
        var failure = e.failure();
        if (failure == null || !failure.isDenied()) {
            return false;
        }
        largestBatch = 1;
        return true;
    }

    /**
     * Runs a command while there is no session.
     *
     * @throws NotAcceptedException if the command was surely not carried out, as when a setting was refused
     * @throws SQLException if it is not known how it ended
     */
    CommandEnd run(Command command, Execution execution, Once once) throws NotAcceptedException, SQLException {
        var batchSize = largestBatch;
        while (true) {
            state.settings().stream().filter(refusals::isKnown).forEach(state::drop);
            var settings = state.settings();
            var joined = batchSize > 1 ? joined(settings, command) : null;
            if (joined == null) {
                batchSize = make(settings, batchSize, execution, once);
                if (batchSize == NOTHING_MORE) {
                    return once.run(command);
                }
                continue;
            }
            var whole = unlessDenied(joined.command(), once);
            if (whole == null || isUntold(whole)) {
                batchSize = 1;
                continue;
            }
            var refused = joined.refused(whole);
            if (refused == null) {
                return joined.ofStatement(whole);
            }
            bear(refused, whole, execution);
        }
    }

    private static @Nullable SettingsFirst joined(List<BoundStatement> settings, Command command) {
        return !settings.isEmpty()
                        && command instanceof Command.Single single
                        && SettingsFirst.canPrecede(settings, single.statement())
                ? new SettingsFirst(settings, single.statement())
                : null;
    }

    /**
     * Makes the settings.
     *
     * @return {@link #NOTHING_MORE}, or with how many in a batch to start over
     */
    private int make(List<BoundStatement> settings, int batchSize, Execution execution, Once once)
            throws NotAcceptedException {
        for (var from = 0; from < settings.size(); from += batchSize) {
            var part = settings.subList(from, Math.min(from + batchSize, settings.size()));
            var alone = part.size() == 1;
            CommandEnd ended;
            try {
                ended = unlessDenied(alone ? new Command.Single(part.get(0)) : new Command.Batch(part), once);
            } catch (SQLException e) {
                throw new NotAcceptedException(notRenewed(e, execution), null);
            }
            if (ended == null || (!alone && isUntold(ended))) {
                return 1;
            }
            if (ended.error() != null) {
                var refused = alone ? part.get(0) : SettingsFirst.refused(part, ended);
                bear(refused == null ? part.get(0) : refused, ended, execution);
                return batchSize;
            }
        }
        return NOTHING_MORE;
    }

    /** Runs a command of which nothing stays if it fails: the session is given up. Null if it is a batch and denied. */
    private @Nullable CommandEnd unlessDenied(Command command, Once once) throws NotAcceptedException, SQLException {
        var succeeded = false;
        try {
            var ended = once.run(command);
            succeeded = ended.error() == null;
            return ended;
        } catch (NotAcceptedException e) {
            if (command instanceof Command.Batch && deniesBatches(e)) {
                return null;
            }
            throw e;
        } finally {
            if (!succeeded) {
                leave();
            }
        }
    }

    /** Whether a batch failed, and the service does not tell by which of its statements. */
    private static boolean isUntold(CommandEnd ended) {
        var error = ended.error();
        return error != null
                && !ended.connectionLost()
                && !SqlState.QUERY_CANCELED.code().equals(error.getSQLState())
                && ended.failedPart() == 0
                && ended.description() != null;
    }

    /** Leaves out a setting that was refused, or throws. */
    private void bear(BoundStatement refused, CommandEnd ended, Execution execution) throws NotAcceptedException {
        var error = ended.standaloneError();
        if (error == null) {
            return;
        }
        if (ended.connectionLost() || !refusals.isBorne(refused, error)) {
            var told = SettingRefusals.refused(refused, state.propertyOf(refused), error);
            throw new NotAcceptedException(notRenewed(told, execution), null);
        }
        state.drop(refused);
    }

    private static SQLException notRenewed(SQLException cause, Execution execution) {
        if (SqlState.QUERY_CANCELED.code().equals(cause.getSQLState())) {
            return EarlyEndErrors.beforeSubmission(execution);
        }
        return Doubt.isIn(cause)
                ? Errors.of(
                        SqlState.UNABLE_TO_CONNECT,
                        "The session could not be renewed, so the statement was not sent: " + cause.getMessage(),
                        cause)
                : cause;
    }

    /** Gives up a session in which the settings are not all made: the next statement starts over. */
    private void leave() {
        var half = state.id();
        state.lost();
        if (half != null) {
            sessionEnd.giveUpInBackground(half);
        }
    }
}
