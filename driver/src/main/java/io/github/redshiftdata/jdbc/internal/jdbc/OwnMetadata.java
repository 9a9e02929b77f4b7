package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.result.Cursor;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection, as its metadata use it. */
record OwnMetadata(
        Connection connection,
        DriverConfig config,
        ConnectionLife life,
        DataSession session,
        KnownCatalog catalog,
        ConnectionTrace trace)
        implements MetadataOwner {

    @Override
    public void checkOpen() throws SQLException {
        life.checkOpen();
    }

    @Override
    public String user() throws SQLException {
        return catalog.identity().get().user();
    }

    @Override
    public Cursor whileOpen(String method, CatalogRead read) throws SQLException {
        return method.isEmpty()
                ? session.whileOpen(read::read)
                : trace.during(method, () -> session.whileOpen(read::read));
    }
}
