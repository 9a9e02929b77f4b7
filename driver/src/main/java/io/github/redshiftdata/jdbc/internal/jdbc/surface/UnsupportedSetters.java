package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.io.InputStream;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Setters of types that Redshift does not have. */
public interface UnsupportedSetters extends PreparedStatement {

    @Override
    default void setArray(int parameterIndex, Array value) throws SQLException {
        throw Errors.unsupported("setArray: Redshift has no such type, so it");
    }

    @Override
    default void setRef(int parameterIndex, Ref value) throws SQLException {
        throw Errors.unsupported("setRef: Redshift has no such type, so it");
    }

    @Override
    default void setRowId(int parameterIndex, RowId value) throws SQLException {
        throw Errors.unsupported("setRowId: Redshift has no such type, so it");
    }

    @Override
    default void setSQLXML(int parameterIndex, SQLXML value) throws SQLException {
        throw Errors.unsupported("setSQLXML: Redshift has no such type, so it");
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // the interface still has it
    default void setUnicodeStream(int parameterIndex, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("setUnicodeStream: Redshift has no such type, so it");
    }
}
