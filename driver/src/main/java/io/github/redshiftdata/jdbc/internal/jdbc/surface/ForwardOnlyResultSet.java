package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result set that can only be read forward, once. */
public interface ForwardOnlyResultSet extends ResultSet {

    /** Throws if the result is closed. */
    void checkOpen() throws SQLException;

    @Override
    default boolean absolute(int row) throws SQLException {
        throw forwardOnly("absolute()");
    }

    @Override
    default void afterLast() throws SQLException {
        throw forwardOnly("afterLast()");
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw forwardOnly("beforeFirst()");
    }

    @Override
    default boolean first() throws SQLException {
        throw forwardOnly("first()");
    }

    @Override
    default boolean last() throws SQLException {
        throw forwardOnly("last()");
    }

    @Override
    default boolean previous() throws SQLException {
        throw forwardOnly("previous()");
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw forwardOnly("relative()");
    }

    @Override
    default int getType() throws SQLException {
        checkOpen();
        return TYPE_FORWARD_ONLY;
    }

    private SQLException forwardOnly(String method) throws SQLException {
        checkOpen();
        return Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                method + " needs a scrollable result, but this one is forward-only. Create the statement with"
                        + " TYPE_SCROLL_INSENSITIVE.");
    }
}
