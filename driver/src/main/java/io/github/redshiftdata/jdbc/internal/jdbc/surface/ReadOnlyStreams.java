package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The methods that would change a row by streams and large objects; all are refused. */
public interface ReadOnlyStreams extends ResultSet {

    /** The message of all the methods that would change a row. */
    String CHANGING_ROWS =
            "Changing rows through a ResultSet: Redshift has no positioned updates (use UPDATE or DELETE), so it";

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateAsciiStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateAsciiStream(String columnLabel, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBinaryStream(String columnLabel, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(int columnIndex, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(int columnIndex, Blob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(String columnLabel, InputStream value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(String columnLabel, InputStream value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateBlob(String columnLabel, Blob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value, int length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateCharacterStream(String columnLabel, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(int columnIndex, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(int columnIndex, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(int columnIndex, Clob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(String columnLabel, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(String columnLabel, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateClob(String columnLabel, Clob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNCharacterStream(String columnLabel, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNCharacterStream(String columnLabel, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(int columnIndex, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(int columnIndex, NClob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(String columnLabel, Reader value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(String columnLabel, Reader value, long length) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }

    @Override
    default void updateNClob(String columnLabel, NClob value) throws SQLException {
        throw Errors.unsupported(CHANGING_ROWS);
    }
}
