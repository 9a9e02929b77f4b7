package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import java.sql.Connection;
import java.sql.SQLException;

/** What the metadata need of their connection. */
interface MetadataOwner {

    /** What {@code DatabaseMetaData.getConnection} gives. */
    Connection connection();

    DriverConfig config();

    /** Throws if the connection is closed, or its session is lost for good. */
    void checkOpen() throws SQLException;

    /** The database user; costs at most one request per connection. */
    String user() throws SQLException;

    /**
     * Reads the catalog, and keeps the client open meanwhile.
     *
     * @param method the method of DatabaseMetaData, for traces; "" if it asks the service nothing
     */
    Cursor whileOpen(String method, CatalogRead read) throws SQLException;

    /** A read of the catalog. */
    @FunctionalInterface
    interface CatalogRead {
        Cursor read() throws SQLException;
    }
}
