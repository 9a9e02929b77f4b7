package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The results of one execution, walked by getMoreResults. A result set is opened when it is asked for, so rows that the
 * program does not want cost no request.
 */
final class StatementResults {

    /** Opens the rows of an outcome. */
    interface Opener {
        ResultSetImpl open(StatementOutcome outcome) throws SQLException;
    }

    private final Opener opener;
    private final Supplier<SQLException> closedError;

    // All fields below are guarded by this object. It is not held while rows are opened, so a close waits for no
    // request.

    private final List<ResultSetImpl> kept = new ArrayList<>();
    private List<StatementOutcome> outcomes = List.of();
    private int position;
    private @Nullable ResultSetImpl current;
    /** Whether {@link #take} has given the rows at this position away. */
    private boolean taken;

    private boolean closed;

    /**
     * Starts without results.
     *
     * @param closedError makes the exception for a caller whose statement is closed meanwhile
     */
    StatementResults(Opener opener, Supplier<SQLException> closedError) {
        this.opener = opener;
        this.closedError = closedError;
    }

    /** Starts over with the outcomes of a new execution. */
    synchronized void start(List<StatementOutcome> newOutcomes) {
        outcomes = newOutcomes;
        position = 0;
        taken = false;
    }

    /** Closes the open result sets and forgets the rest. */
    synchronized void clear() {
        closeAll();
        start(List.of());
    }

    /**
     * Does what {@link #clear()} does, for good: rows that another thread is opening are closed as soon as they are
     * open.
     */
    synchronized void close() {
        closed = true;
        clear();
    }

    @Nullable
    synchronized StatementOutcome outcome() {
        return position < outcomes.size() ? outcomes.get(position) : null;
    }

    synchronized boolean standsOnRows() {
        var outcome = outcome();
        return outcome != null && outcome.hasResultSet() && !taken;
    }

    private synchronized @Nullable StatementOutcome unopenedRows() {
        return standsOnRows() && current == null ? outcome() : null;
    }

    /**
     * Opens the current rows and gives them to the caller, who closes them; they are no result any more. Null if there
     * are none.
     */
    @Nullable
    ResultSetImpl take() throws SQLException {
        var outcome = unopenedRows();
        if (outcome == null) {
            return null;
        }
        var rows = opener.open(outcome);
        synchronized (this) {
            requireStill(outcome, rows);
            taken = true;
            return rows;
        }
    }

    @Nullable
    ResultSet resultSet() throws SQLException {
        var outcome = unopenedRows();
        if (outcome != null) {
            var rows = opener.open(outcome);
            synchronized (this) {
                requireStill(outcome, rows);
                current = rows;
                return rows;
            }
        }
        synchronized (this) {
            return current;
        }
    }

    /** Throws if another thread has closed the statement while its rows were opened. */
    private void requireStill(StatementOutcome outcome, ResultSetImpl opened) throws SQLException {
        if (closed || outcome() != outcome || current != null) {
            opened.closeByStatement();
            throw closedError.get();
        }
    }

    synchronized boolean advance(int what) throws SQLException {
        switch (what) {
            case Statement.CLOSE_CURRENT_RESULT -> closeCurrent();
            case Statement.KEEP_CURRENT_RESULT -> keepCurrent();
            case Statement.CLOSE_ALL_RESULTS -> closeAll();
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "getMoreResults(" + what + ") is not known. Use CLOSE_CURRENT_RESULT, KEEP_CURRENT_RESULT or "
                                + "CLOSE_ALL_RESULTS.");
        }
        if (position < outcomes.size()) {
            position++;
            taken = false;
        }
        return standsOnRows();
    }

    /** Whether no result set is open and none is still to come. */
    synchronized boolean allClosed() {
        for (var later = position + 1; later < outcomes.size(); later++) {
            if (outcomes.get(later).hasResultSet()) {
                return false;
            }
        }
        for (var resultSet : kept) {
            if (!resultSet.isClosed()) {
                return false;
            }
        }
        return current == null ? !standsOnRows() : current.isClosed();
    }

    // The methods below are called with this object held.

    private void keepCurrent() {
        if (current != null) {
            kept.add(current);
            current = null;
        }
    }

    private void closeCurrent() {
        if (current != null) {
            current.closeByStatement();
            current = null;
        }
    }

    private void closeAll() {
        closeCurrent();
        for (var resultSet : kept) {
            resultSet.closeByStatement();
        }
        kept.clear();
    }
}
