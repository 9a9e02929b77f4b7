package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/** Refuses what Redshift has no counterpart for: arrays, structs, locators and savepoints. */
public interface UnsupportedConnection extends Connection {

    @Override
    default Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        throw Errors.unsupported(
                "Arrays: Redshift has no array type (pass the list as SUPER, or as a list of ?), so createArrayOf");
    }

    @Override
    default Blob createBlob() throws SQLException {
        throw Errors.unsupported(
                "Large objects: Redshift has no BLOB (use setBytes or setBinaryStream for VARBYTE), so createBlob");
    }

    @Override
    default Clob createClob() throws SQLException {
        throw Errors.unsupported(
                "Large objects: Redshift has no CLOB (use setString or setCharacterStream), so createClob");
    }

    @Override
    default NClob createNClob() throws SQLException {
        throw Errors.unsupported(
                "Large objects: Redshift has no NCLOB (use setString or setCharacterStream), so createNClob");
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        throw Errors.unsupported("XML: Redshift has no such type (use setString), so createSQLXML");
    }

    @Override
    default Struct createStruct(String typeName, Object[] elements) throws SQLException {
        throw Errors.unsupported("Structured types: Redshift has none (pass the value as SUPER), so createStruct");
    }

    @Override
    default void releaseSavepoint(Savepoint savepoint) throws SQLException {
        throw Errors.unsupported("Savepoints: Redshift has none, so releaseSavepoint");
    }

    @Override
    default void rollback(Savepoint savepoint) throws SQLException {
        throw Errors.unsupported("Savepoints: Redshift has none, so rollback");
    }

    @Override
    default Savepoint setSavepoint() throws SQLException {
        throw Errors.unsupported("Savepoints: Redshift has none, so setSavepoint");
    }

    @Override
    default Savepoint setSavepoint(String name) throws SQLException {
        throw Errors.unsupported("Savepoints: Redshift has none, so setSavepoint");
    }
}
