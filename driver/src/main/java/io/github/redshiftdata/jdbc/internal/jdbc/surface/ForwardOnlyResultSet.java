package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result set that can only be read forward, once. */
public interface ForwardOnlyResultSet extends ResultSet {

    @Override
    default boolean absolute(int row) throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "absolute() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default void afterLast() throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "afterLast() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "beforeFirst() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default boolean first() throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "first() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default boolean last() throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "last() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default boolean previous() throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "previous() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw Errors.of(
                SqlState.INVALID_CURSOR_STATE,
                "relative() needs a scrollable result, but this one is forward-only. Create the statement with TYPE_SCROLL_INSENSITIVE.");
    }

    @Override
    default int getType() throws SQLException {
        return TYPE_FORWARD_ONLY;
    }
}
