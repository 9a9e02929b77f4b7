package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.result.MemoryBudget;
import io.github.redshiftdata.jdbc.internal.result.PagedCursor;
import io.github.redshiftdata.jdbc.internal.result.ScrollCursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/** Chooses the kind of result set for a statement, and opens it. */
final class ResultSetOpener {

    /**
     * The largest number of pages that a scrollable result keeps besides the one that is read, if the memory budget
     * allows.
     */
    private static final int HELD_PAGES = 8;

    private ResultSetOpener() {}

    /** The result set type to use for the requested one. A type that is not supported is replaced, with a warning. */
    static int chooseType(int type, int concurrency, Warnings warnings) throws SQLException {
        var chosen =
                switch (type) {
                    case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE -> type;
                    case ResultSet.TYPE_SCROLL_SENSITIVE -> {
                        warnings.add("A result does not show later changes: TYPE_SCROLL_INSENSITIVE is given instead.");
                        yield ResultSet.TYPE_SCROLL_INSENSITIVE;
                    }
                    default ->
                        throw Errors.of(
                                SqlState.INVALID_PARAMETER_VALUE,
                                "Result set type " + type + " is not known. Use ResultSet.TYPE_FORWARD_ONLY or "
                                        + "ResultSet.TYPE_SCROLL_INSENSITIVE.");
                };
        switch (concurrency) {
            case ResultSet.CONCUR_READ_ONLY -> {}
            case ResultSet.CONCUR_UPDATABLE ->
                warnings.add("Rows cannot be changed through a result set: CONCUR_READ_ONLY is given instead.");
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Concurrency " + concurrency + " is not known. Use ResultSet.CONCUR_READ_ONLY.");
        }
        return chosen;
    }

    /** Opens the rows of an outcome: the first page is fetched here. */
    static ResultSetImpl open(
            StatementImpl statement, StatementOutcome outcome, Executor lookAhead, MemoryBudget budget)
            throws SQLException {
        var maxRows = statement.executedMaxRows();
        if (statement.settings().resultSetType == ResultSet.TYPE_SCROLL_INSENSITIVE) {
            return new ScrollResultSet(
                    statement, new ScrollCursor(outcome.openPages(), budget, HELD_PAGES, maxRows), outcome);
        }
        var cursor = new PagedCursor(outcome.openPages(), lookAhead, budget, maxRows);
        return new ForwardResultSet(statement, cursor, outcome);
    }
}
