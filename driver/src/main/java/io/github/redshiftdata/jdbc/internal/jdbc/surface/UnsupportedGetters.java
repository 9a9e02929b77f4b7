package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** The getters of types that Redshift does not have. */
public interface UnsupportedGetters extends ResultSet {

    @Override
    default Array getArray(int columnIndex) throws SQLException {
        throw Errors.unsupported("getArray: Redshift has no such type, so reading it");
    }

    @Override
    default Blob getBlob(int columnIndex) throws SQLException {
        throw Errors.unsupported("getBlob: Redshift has no such type, so reading it");
    }

    @Override
    default Clob getClob(int columnIndex) throws SQLException {
        throw Errors.unsupported("getClob: Redshift has no such type, so reading it");
    }

    @Override
    default NClob getNClob(int columnIndex) throws SQLException {
        throw Errors.unsupported("getNClob: Redshift has no such type, so reading it");
    }

    @Override
    default Ref getRef(int columnIndex) throws SQLException {
        throw Errors.unsupported("getRef: Redshift has no such type, so reading it");
    }

    @Override
    default RowId getRowId(int columnIndex) throws SQLException {
        throw Errors.unsupported("getRowId: Redshift has no such type, so reading it");
    }

    @Override
    default URL getURL(int columnIndex) throws SQLException {
        throw Errors.unsupported("getURL: Redshift has no type for links (use getString), so reading it");
    }

    @Override
    default SQLXML getSQLXML(int columnIndex) throws SQLException {
        throw Errors.unsupported("getSQLXML: Redshift has no such type, so reading it");
    }
}
