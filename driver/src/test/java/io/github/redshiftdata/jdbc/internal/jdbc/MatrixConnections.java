package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.CatalogApi;
import io.github.redshiftdata.jdbc.internal.api.ConnectionClient;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.Connection;
import java.sql.SQLException;

/** Connections on a session whose service is played by somebody. */
public final class MatrixConnections {

    private MatrixConnections() {}

    /** A connection whose session and catalog are played, and whose client somebody gives back. */
    public static Connection open(DriverConfig config, ConnectionClient client, CatalogApi catalog, DataSession session)
            throws SQLException {
        var connection = new ConnectionImpl(config, client, catalog, session, ConnectionTrace.untold());
        connection.open(new Login(config.loginTimeout(), System.nanoTime(), DriverClock.system()));
        return connection;
    }
}
