package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import io.github.redshiftdata.jdbc.internal.error.SqlState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement does not take another text. */
interface FixedTextStatement extends PreparedStatement {

    @Override
    default void addBatch(String sql) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "addBatch(String) is for a plain Statement; this PreparedStatement has its text already. Call addBatch().");
    }

    @Override
    default boolean execute(String sql) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "execute(String) is for a plain Statement; this PreparedStatement has its text already. Call execute().");
    }

    @Override
    default boolean execute(String sql, int keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "execute(String) is for a plain Statement; this PreparedStatement has its text already. Call execute().");
    }

    @Override
    default boolean execute(String sql, int[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "execute(String) is for a plain Statement; this PreparedStatement has its text already. Call execute().");
    }

    @Override
    default boolean execute(String sql, String[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "execute(String) is for a plain Statement; this PreparedStatement has its text already. Call execute().");
    }

    @Override
    default long executeLargeUpdate(String sql) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeLargeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeLargeUpdate().");
    }

    @Override
    default long executeLargeUpdate(String sql, int keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeLargeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeLargeUpdate().");
    }

    @Override
    default long executeLargeUpdate(String sql, int[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeLargeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeLargeUpdate().");
    }

    @Override
    default long executeLargeUpdate(String sql, String[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeLargeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeLargeUpdate().");
    }

    @Override
    default ResultSet executeQuery(String sql) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeQuery(String) is for a plain Statement; this PreparedStatement has its text already. Call executeQuery().");
    }

    @Override
    default int executeUpdate(String sql) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeUpdate().");
    }

    @Override
    default int executeUpdate(String sql, int keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeUpdate().");
    }

    @Override
    default int executeUpdate(String sql, int[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeUpdate().");
    }

    @Override
    default int executeUpdate(String sql, String[] keys) throws SQLException {
        throw Errors.of(
                SqlState.WRONG_OBJECT,
                "executeUpdate(String) is for a plain Statement; this PreparedStatement has its text already. Call executeUpdate().");
    }
}
