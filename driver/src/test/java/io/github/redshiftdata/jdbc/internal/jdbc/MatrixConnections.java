package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections on a session whose service is played by somebody. */
public final class MatrixConnections {

    private MatrixConnections() {}

    /**
     * A connection that asks only the service of its session.
     *
     * @param lease for what the connection does not ask for here: its catalog and its threads
     */
    public static Connection open(DriverConfig config, ClientLease lease, DataSession session) throws SQLException {
        return open(config, lease, lease.catalog(), session);
    }

    /** The same with a catalog that is played too. */
    public static Connection open(DriverConfig config, ClientLease lease, CatalogApi catalog, DataSession session)
            throws SQLException {
        var connection = new ConnectionImpl(config, lease, catalog, session);
        connection.open(new Login(config.loginTimeout(), System.nanoTime(), DriverClock.system()));
        return connection;
    }
}
