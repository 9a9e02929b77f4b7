package io.github.redshiftdata.jdbc.internal.exec;

import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.DatabaseErrors;
import io.github.redshiftdata.jdbc.internal.error.Shown;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one command from its submission to its end. */
final class StatementRunner {

    private final Submission submission;
    private final Waiting waiting;
    private final Lookups lookups;
    private final CancelRequests cancelRequests;
    private final Pacing pacing;

    StatementRunner(
            Submission submission, Waiting waiting, Lookups lookups, CancelRequests cancelRequests, Pacing pacing) {
        this.submission = submission;
        this.waiting = waiting;
        this.lookups = lookups;
        this.cancelRequests = cancelRequests;
        this.pacing = pacing;
    }

    /**
     * Runs a command.
     *
     * @throws NotAcceptedException if it was surely not carried out
     * @throws SQLException if it is not known how it ended
     */
    Ended run(Command command, SessionUse session, Run run) throws NotAcceptedException, SQLException {
        return run(command, session, run, sessionId -> {});
    }

    /**
     * The same.
     *
     * @param sessions learns the session as soon as the service tells it, whatever becomes of the command
     */
    Ended run(Command command, SessionUse session, Run run, Consumer<String> sessions)
            throws NotAcceptedException, SQLException {
        if (Logs.SQL.isDebugEnabled()) {
            Logs.SQL.debug("Running: {}", Shown.oneLine(command.text()));
        }
        var start = pacing.now();
        var ended = submitAndWait(command, session, run, sessions);
        if (Logs.SQL.isDebugEnabled()) {
            Logs.SQL.debug(
                    "Statement {} {} after {} ms in session {}",
                    ended.statementId(),
                    ended.error() == null ? "finished" : "failed",
                    pacing.since(start).toMillis(),
                    ended.sessionId());
        }
        return ended;
    }

    private Ended submitAndWait(Command command, SessionUse session, Run run, Consumer<String> sessions)
            throws NotAcceptedException, SQLException {
        var accepted = submission.submit(command, session, run);
        var answer = accepted.answer();
        var id = answer.statementId();
        var sessionId = answer.sessionId() == null ? session.sessionId() : answer.sessionId();
        if (sessionId != null) {
            sessions.accept(sessionId);
        }
        if (answer.status() == StatementStatus.FINISHED) {
            return new Ended(id, sessionId, answer.hasResultSet(), null, null, run);
        }
        StatementDescription description;
        if (answer.status() != null && answer.status().isTerminal()) {
            // The answer to a submission has no error text.
            description = lookups.describe(id, run);
        } else {
            description = waitFor(id, accepted.statusWithheld(), run);
        }
        return end(description, sessionId, run);
    }

    /** Waits for a statement that somebody submitted: whatever ends the wait, the statement is left alone. */
    Ended attach(String statementId, Run run) throws SQLException {
        var description = waiting.untilForeignEnd(statementId, run.deadline(), run.canceller());
        return end(description, null, run.withResultFormat(description.resultFormat()));
    }

    private StatementDescription waitFor(String id, boolean statusWithheld, Run run) throws SQLException {
        var cancel = cancelRequests.of(id);
        run.canceller().running(cancel::ask);
        var description = waiting.untilEnd(cancel, statusWithheld, run.deadline(), run.canceller());
        // Any other way out leaves it to be cancelled, perhaps again.
        cancel.statementEnded();
        run.canceller().ended();
        return description;
    }

    private Ended end(StatementDescription description, @Nullable String sessionId, Run run) {
        return new Ended(
                description.statementId(),
                sessionId == null ? description.sessionId() : sessionId,
                description.hasResultSet(),
                description,
                errorOf(description, run),
                run);
    }

    private @Nullable SQLException errorOf(StatementDescription description, Run run) {
        if (description.status() == StatementStatus.FINISHED) {
            return null;
        }
        var text = description.error();
        var aborted = description.status() == StatementStatus.ABORTED;
        var cause = DatabaseErrors.of(text, aborted, description.statementId(), description.requestId(), null);
        if (aborted || (text != null && text.toLowerCase(Locale.ROOT).contains("cancel"))) {
            if (run.canceller().isCancelled()) {
                return Cancellations.cancelled(description.statementId(), cause);
            }
            if (run.deadline().passed(pacing)) {
                return Cancellations.timedOut(description.statementId(), run.deadline(), cause);
            }
        }
        return cause;
    }
}
