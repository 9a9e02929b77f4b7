package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.error.NumberedErrors;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.exec.statement.CommandEnd;
import io.github.redshiftdata.jdbc.internal.exec.statement.Execution;
import io.github.redshiftdata.jdbc.internal.exec.statement.NotAcceptedException;
import io.github.redshiftdata.jdbc.internal.exec.statement.SessionUse;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementRunner;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;

/** Runs several statements as one BatchExecuteStatement, which is a transaction of its own. */
public final class BatchRunner {

    private final SessionRunner sessions;
    private final SessionState sessionState;
    private final StatementRunner runner;

    BatchRunner(SessionRunner sessions, SessionState sessionState, StatementRunner runner) {
        this.sessions = sessions;
        this.sessionState = sessionState;
        this.runner = runner;
    }

    /**
     * Some of several statements.
     *
     * @param offset how many of {@code total} stand before them
     */
    record Part(List<BoundStatement> statements, int offset, int total) {

        static Part whole(List<BoundStatement> statements) {
            return new Part(statements, 0, statements.size());
        }
    }

    /**
     * Whether the service can run the statements as a batch, apart from their number. A batch is one transaction; the
     * procedure of a CALL may want to commit, which the database would refuse there.
     */
    static boolean canRun(List<BoundStatement> statements) {
        return statements.stream()
                .map(BoundStatement::kind)
                .noneMatch(kind -> kind.controlsTransaction()
                        || kind == StatementKind.AUTO_COMMITTING
                        || kind == StatementKind.CALL);
    }

    /** Runs the statements in the session; the caller holds the {@link SessionLock}. */
    CommandEnd runInSession(Part part, Execution execution) throws SQLException {
        try {
            var ended = finished(sessions.run(new Command.Batch(part.statements()), false, execution), part);
            part.statements().forEach(statement -> sessionState.finished(statement, false));
            return ended;
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    /** Runs the statements outside any session. */
    CommandEnd runWithoutSession(Part part, Execution execution) throws SQLException {
        try {
            return finished(runner.run(new Command.Batch(part.statements()), SessionUse.NONE, execution), part);
        } catch (NotAcceptedException e) {
            throw e.error();
        }
    }

    private static CommandEnd finished(CommandEnd ended, Part part) throws SQLException {
        var error = ended.standaloneError();
        if (error != null) {
            var number = ended.failedPart();
            throw number == 0 ? error : NumberedErrors.of(error, part.offset() + number, part.total());
        }
        return ended;
    }
}
