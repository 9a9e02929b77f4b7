package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import io.github.redshiftdata.jdbc.internal.exec.statement.StatementOutcome;
import io.github.redshiftdata.jdbc.internal.result.ScrollCursor;
import java.sql.SQLException;

/** A result that can be read in any order. It shows the rows as they were when the statement ran. */
final class ScrollResultSet extends ResultSetImpl {

    private final ScrollCursor scroll;
    private int fetchDirection;

    ScrollResultSet(StatementImpl statement, ScrollCursor cursor, StatementOutcome outcome) {
        super(statement, cursor, outcome);
        this.scroll = cursor;
        this.fetchDirection = statement.settings().fetchDirection;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        checkOpen();
        return moved(() -> scroll.absolute(row));
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        checkOpen();
        return moved(() -> scroll.relative(rows));
    }

    @Override
    public boolean previous() throws SQLException {
        checkOpen();
        return moved(() -> scroll.previous());
    }

    @Override
    public boolean first() throws SQLException {
        checkOpen();
        return moved(() -> scroll.first());
    }

    @Override
    public boolean last() throws SQLException {
        checkOpen();
        return moved(() -> scroll.last());
    }

    @Override
    public void beforeFirst() throws SQLException {
        checkOpen();
        moved(() -> scroll.absolute(0));
    }

    @Override
    public void afterLast() throws SQLException {
        checkOpen();
        moved(() -> {
            scroll.afterLast();
            return false;
        });
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return fetchDirection;
    }

    /** A hint without effect: a page is fetched when one of its rows is read. */
    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        switch (direction) {
            case FETCH_FORWARD, FETCH_REVERSE, FETCH_UNKNOWN -> fetchDirection = direction;
            default ->
                throw Errors.of(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "setFetchDirection(" + direction
                                + ") is not known. Use ResultSet.FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN.");
        }
    }
}
