package io.github.redshiftdata.jdbc.internal.exec.session;

import io.github.redshiftdata.jdbc.internal.api.ExecutionModes;
import io.github.redshiftdata.jdbc.internal.exec.statement.BoundStatement;
import io.github.redshiftdata.jdbc.internal.exec.statement.Command;
import io.github.redshiftdata.jdbc.internal.sql.StatementKind;
import java.util.List;

/**
 * Decides which of several statements that commit each by itself are submitted together. The service goes on after one
 * that fails, so where a failure must end the rest, only what does no harm then stands behind another statement.
 */
final class SeriesPlan {

    private final ExecutionModes modes;
    private final boolean goesOn;

    /** @param goesOn whether the statements are to be run whether or not those before them fail */
    SeriesPlan(ExecutionModes modes, boolean goesOn) {
        this.modes = modes;
        this.goesOn = goesOn;
    }

    /** Where the group ends that begins with a statement: the index after its last one. */
    int endOfGroup(List<BoundStatement> statements, int from) {
        var to = from + 1;
        if (modes.supported() && mayShare(statements.get(from))) {
            while (to < statements.size() && to - from < Command.Batch.LIMIT && mayFollow(statements.get(to))) {
                to++;
            }
        }
        return to;
    }

    private boolean mayFollow(BoundStatement statement) {
        return mayShare(statement)
                && (goesOn || statement.facts().onlyAdds() || statement.facts().onlyReads());
    }

    /**
     * Whether a statement may be submitted with others. An endpoint that has not proved that it knows the mode may run them
     * as one transaction, which must do nothing then: so they all refuse one.
     */
    private boolean mayShare(BoundStatement statement) {
        return modes.proved() ? isKnown(statement.kind()) : statement.facts().refusesTransactions();
    }

    private boolean isKnown(StatementKind kind) {
        return switch (kind) {
            case QUERY, ROWS, INSERT, UPDATE, DELETE, MERGE, LOAD, DDL, TABLE_OF_QUERY, AUTO_COMMITTING, MAINTENANCE ->
                true;
            // What stands behind a setting that failed may mean something else without it.
            case SET -> goesOn;
            case SESSION, EXECUTE, CALL, OTHER, BEGIN, COMMIT, ROLLBACK, EMPTY -> false;
        };
    }
}
