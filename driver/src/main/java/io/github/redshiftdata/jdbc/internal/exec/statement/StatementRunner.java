package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.api.Submitted;
import io.github.redshiftdata.jdbc.internal.error.DatabaseErrors;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Endpoint;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.trace.Call;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one command from its submission to its end. */
public final class StatementRunner {

    private final Submission submission;
    private final Waiting waiting;
    private final StatementLookups lookups;
    private final Endpoint endpoint;
    private final DriverClock clock;

    public StatementRunner(Submission submission, Waiting waiting, StatementLookups lookups, Endpoint endpoint) {
        this.submission = submission;
        this.waiting = waiting;
        this.lookups = lookups;
        this.endpoint = endpoint;
        this.clock = endpoint.clock();
    }

    /**
     * Runs a command from its submission to its end.
     *
     * @throws NotAcceptedException if it was surely not carried out
     * @throws SQLException if it is not known how it ended
     */
    public CommandEnd run(Command command, SessionUse session, Execution execution)
            throws NotAcceptedException, SQLException {
        return run(command, session, execution, sessionId -> {});
    }

    /**
     * Runs a command and reports its session early.
     *
     * @param sessions is given the session's id with each answer that tells it: the first comes before the end, and also
     *     if the command fails later
     */
    public CommandEnd run(Command command, SessionUse session, Execution execution, Consumer<String> sessions)
            throws NotAcceptedException, SQLException {
        if (Logs.SQL.isDebugEnabled()) {
            Logs.SQL.debug("Running: {}", Shown.oneLine(command.text()));
        }
        var start = clock.now();
        var harmless = command.onlyReads();
        try {
            var accepted = submission.submit(command, session, execution);
            var answer = accepted.answer();
            Call.accepted(answer.statementId());
            // An answer without a status says that the service has taken it, and no more.
            var status = Objects.requireNonNullElse(answer.status(), StatementStatus.SUBMITTED);
            execution.signal().told(answer.statementId(), status);
            var sessionId = answer.sessionId() == null ? session.sessionId() : answer.sessionId();
            if (sessionId != null) {
                sessions.accept(sessionId);
            }
            var ended = untilEnd(accepted, sessionId, harmless, execution);
            if (ended.sessionId() != null) {
                sessions.accept(ended.sessionId());
            }
            return logged(start, withPlace(ended, command));
        } catch (UnknownEndException e) {
            throw e.error(harmless);
        }
    }

    /**
     * Runs a statement outside any session.
     *
     * @throws SQLException if it was not carried out, or it is not known how it ended
     */
    public CommandEnd runOutside(BoundStatement statement, Execution execution) throws SQLException {
        try {
            return run(new Command.Single(statement), SessionUse.NONE, execution)
                    .orThrow();
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    /**
     * Submits a command outside any session, and waits for nothing but the answer.
     *
     * @throws SQLException if it was not accepted, or it is not known whether it was
     */
    public Submitted submitOutside(Command command, Execution execution) throws SQLException {
        try {
            return submit(command, SessionUse.NONE, execution);
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    /**
     * Submits a command, and waits for nothing but the answer.
     *
     * @throws NotAcceptedException if it was surely not accepted
     * @throws SQLException if it is not known whether it was
     */
    public Submitted submit(Command command, SessionUse session, Execution execution)
            throws NotAcceptedException, SQLException {
        try {
            var answer = submission.submit(command, session, execution).answer();
            if (Logs.SQL.isDebugEnabled()) {
                Logs.SQL.debug("Submitted as statement {}: {}", answer.statementId(), Shown.oneLine(command.text()));
            }
            return answer;
        } catch (UnknownEndException e) {
            // Even one that only reads is in doubt: its caller wants to know whether there is something to come back
            // to.
            throw e.error(false);
        }
    }

    private CommandEnd logged(long start, CommandEnd ended) {
        if (Logs.SQL.isDebugEnabled()) {
            Logs.SQL.debug(
                    "Statement {} {} after {} ms in session {}{}",
                    ended.statementId(),
                    ended.error() == null ? "finished" : "failed",
                    clock.since(start).toMillis(),
                    ended.sessionId(),
                    FigureText.of(ended.description()));
        }
        return ended;
    }

    /** Adds to an error of the database the place in the command that it is about. */
    private static CommandEnd withPlace(CommandEnd ended, Command command) {
        var error = ended.error();
        if (error == null) {
            return ended;
        }
        var part = command instanceof Command.Single ? 1 : ended.failedPart();
        var statements = command.statements();
        return part < 1 || part > statements.size()
                ? ended
                : ended.withError(ErrorPlace.shown(error, statements.get(part - 1)));
    }

    private CommandEnd untilEnd(
            Submission.Accepted accepted, @Nullable String sessionId, boolean harmless, Execution execution)
            throws UnknownEndException, SQLException {
        var answer = accepted.answer();
        var id = answer.statementId();
        var status = answer.status();
        if (status == StatementStatus.FINISHED) {
            return CommandEnd.finished(id, sessionId, answer.hasResultSet(), null, execution);
        }
        if (status == null || !status.isTerminal()) {
            return end(waitFor(id, accepted.statusWithheld(), execution), sessionId, harmless, execution);
        }
        try {
            // The answer to a submission has no error text.
            return end(lookups.describe(id, execution), sessionId, harmless, execution);
        } catch (DataApiException e) {
            return CommandEnd.failed(
                    id, sessionId, null, withoutReason(status, harmless, id, e), CommandEnd.Loss.NONE, execution);
        }
    }

    /**
     * The error of a statement that failed for an unknown reason. It has done nothing, unless its connection to the
     * database broke.
     */
    private static SQLException withoutReason(
            StatementStatus status, boolean harmless, String id, DataApiException cause) {
        var aborted = status == StatementStatus.ABORTED;
        if (aborted || harmless) {
            return DatabaseErrors.of(null, aborted, id, null, cause);
        }
        return Doubt.of(
                "Statement " + id
                        + " failed, but the service does not tell why. If it lost its connection to the database,"
                        + " what it wrote may be in: look at the data before you repeat it. The last request failed: "
                        + cause.getMessage(),
                cause);
    }

    /**
     * Waits for a statement that was submitted before, by this program or another one. If the wait ends early, the
     * statement runs on.
     *
     * @param submittedHere whether the service has told the id to this program; if it has not, the error for an end that is
     *     not known says only that the service does not tell it
     */
    public CommandEnd attach(String statementId, boolean submittedHere, Execution execution) throws SQLException {
        try {
            var description = waiting.untilForeignEnd(new AwaitedStatement(statementId, submittedHere), execution);
            var harmless = AttachedKind.onlyReads(description);
            return end(description, null, harmless, execution.withResultFormat(description.resultFormat()));
        } catch (UnknownEndException e) {
            throw e.error(!submittedHere);
        }
    }

    /**
     * Waits for the end of a statement that was submitted before, but not past the deadline.
     *
     * @return empty if it still runs then
     */
    public Optional<StatementDescription> awaitForeign(AwaitedStatement statement, Execution execution)
            throws SQLException {
        try {
            return waiting.untilForeignEndOrDeadline(statement, execution);
        } catch (UnknownEndException e) {
            throw e.error(!statement.isSubmittedHere());
        }
    }

    /** Cancels a statement that was submitted before. A statement that has ended is no error. */
    public void cancelForeign(String statementId) throws SQLException {
        var cancel = new ServerCancel(statementId, endpoint);
        cancel.ask();
        if (cancel.fate() == ServerCancel.Fate.REFUSED) {
            throw Errors.of(
                    SqlState.INSUFFICIENT_PRIVILEGE,
                    "Statement " + statementId + " could not be cancelled: the service refuses that. Check the id, and"
                            + " that this identity submitted it and may call CancelStatement.");
        }
    }

    private StatementDescription waitFor(String id, boolean statusWithheld, Execution execution)
            throws UnknownEndException, SQLException {
        var cancel = new ServerCancel(id, endpoint);
        execution.signal().accepted(cancel::ask);
        var description = waiting.untilEnd(cancel, statusWithheld, execution);
        // If the wait ends in an exception, the statement may run on: it can still be cancelled, perhaps again.
        cancel.statementEnded();
        return description;
    }

    private CommandEnd end(
            StatementDescription description, @Nullable String knownSession, boolean harmless, Execution execution) {
        var id = description.statementId();
        var sessionId = knownSession == null ? description.sessionId() : knownSession;
        if (description.status() == StatementStatus.FINISHED) {
            return CommandEnd.finished(id, sessionId, description.hasResultSet(), description, execution);
        }
        return CommandEnd.failed(
                id, sessionId, description, errorOf(description, execution), loss(description, harmless), execution);
    }

    private static CommandEnd.Loss loss(StatementDescription description, boolean harmless) {
        if (description.status() != StatementStatus.FAILED) {
            return CommandEnd.Loss.NONE;
        }
        return description.reasons().stream()
                .map(reason -> loss(reason, harmless))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> loss((String) null, harmless));
    }

    private static CommandEnd.Loss loss(@Nullable String reason, boolean harmless) {
        if (!harmless && DatabaseErrors.isOfLostConnection(reason) && !DatabaseErrors.wasNeverSent(reason)) {
            return CommandEnd.Loss.SESSION_AND_OUTCOME;
        }
        return DatabaseErrors.endsSession(reason) ? CommandEnd.Loss.SESSION : CommandEnd.Loss.NONE;
    }

    private SQLException errorOf(StatementDescription description, Execution execution) {
        var text = description.reasons().stream().findFirst().orElse(null);
        var aborted = description.status() == StatementStatus.ABORTED;
        var cause = DatabaseErrors.of(text, aborted, description.statementId(), description.requestId(), null);
        // The SQLSTATE decides, not the word "cancelled", which may stand in a name or in an error of the user's own.
        var wasCancelled = SqlState.QUERY_CANCELED.code().equals(cause.getSQLState());
        return wasCancelled
                        && (execution.signal().isCancelled()
                                || execution.deadline().passed(clock))
                ? EarlyEndErrors.aborted(execution, description.statementId(), cause)
                : cause;
    }
}
