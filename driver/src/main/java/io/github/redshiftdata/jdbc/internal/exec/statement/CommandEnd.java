package io.github.redshiftdata.jdbc.internal.exec.statement;

import io.github.redshiftdata.jdbc.internal.api.StatementDescription;
import io.github.redshiftdata.jdbc.internal.api.StatementDescription.SubStatement;
import io.github.redshiftdata.jdbc.internal.api.StatementStatus;
import io.github.redshiftdata.jdbc.internal.error.Doubt;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command whose end is known.
 *
 * @param sessionId the session it ran in, as far as the answers told
 * @param hasResultSet whether it has rows; null where the answers did not tell
 * @param description what DescribeStatement said, if it was asked
 * @param error why it failed or was cancelled; null if it finished
 * @param loss whether it failed because its connection to the database broke, and what that means
 * @param execution the terms under which it ran; they hold for reading its rows, too
 */
public record CommandEnd(
        String statementId,
        @Nullable String sessionId,
        @Nullable Boolean hasResultSet,
        @Nullable StatementDescription description,
        @Nullable SQLException error,
        Loss loss,
        Execution execution) {

    /** What was lost with a broken connection to the database. */
    enum Loss {
        NONE,
        /** The session is gone; the statement has surely changed nothing. */
        SESSION,
        /** The session is gone; what the statement did may have been committed before. */
        SESSION_AND_OUTCOME
    }

    /** Whether its session is gone because the connection to the database broke. */
    public boolean connectionLost() {
        return loss != Loss.NONE;
    }

    /** Whether it may have been carried out although it failed. */
    public boolean isDoubtful() {
        return loss == Loss.SESSION_AND_OUTCOME;
    }

    /** The number of the first part of a batch that failed, from 1; 0 where the service did not tell it. */
    public int failedPart() {
        if (description != null) {
            var parts = description.subStatements();
            for (var i = 0; i < parts.size(); i++) {
                if (parts.get(i).status() == StatementStatus.FAILED) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    /**
     * The end of one part of this batch, as if it had been run alone. Its id is the one that the service tells, or that
     * of the batch with its number, as the service makes it.
     *
     * @param number of the part, from 1
     * @param kind of its statement, which always or never has rows
     */
    public CommandEnd ofPart(int number, StatementKind kind) {
        var whole = description;
        var parts = whole == null ? List.<SubStatement>of() : whole.subStatements();
        if (whole == null || parts.size() < number) {
            var id = statementId + ":" + number;
            var rows = error == null && kind.rows() == StatementKind.Rows.ALWAYS;
            return new CommandEnd(id, sessionId, rows, null, error, loss, execution);
        }
        var part = parts.get(number - 1);
        return new CommandEnd(
                part.statementId(), sessionId, part.hasResultSet(), whole.ofPart(part), error, loss, execution);
    }

    static CommandEnd finished(
            String statementId,
            @Nullable String sessionId,
            @Nullable Boolean hasResultSet,
            @Nullable StatementDescription description,
            Execution execution) {
        return new CommandEnd(statementId, sessionId, hasResultSet, description, null, Loss.NONE, execution);
    }

    static CommandEnd failed(
            String statementId,
            @Nullable String sessionId,
            @Nullable StatementDescription description,
            SQLException error,
            Loss loss,
            Execution execution) {
        return new CommandEnd(statementId, sessionId, false, description, error, loss, execution);
    }

    /** A copy with an error that says more. */
    CommandEnd withError(SQLException fuller) {
        return new CommandEnd(statementId, sessionId, hasResultSet, description, fuller, loss, execution);
    }

    /** Returns this if the command finished; throws otherwise. For a command that was a transaction of its own. */
    public CommandEnd orThrow() throws SQLException {
        var why = standaloneError();
        if (why != null) {
            throw why;
        }
        return this;
    }

    /**
     * Why a command that was a transaction of its own failed; null if it finished. If its connection to the database
     * broke, it may have been committed all the same, and the error says so.
     */
    @Nullable
    public SQLException standaloneError() {
        var why = error;
        if (why == null || !isDoubtful()) {
            return why;
        }
        return lostWithItsConnection(why);
    }

    /** The exception for a statement that failed with its connection to the database, and may have been committed. */
    static SQLException lostWithItsConnection(SQLException why) {
        return Doubt.of(
                "The statement lost its connection to the database, so whether what it did was committed is not known: look"
                        + " at the data before you repeat it. " + why.getMessage(),
                why);
    }
}
