package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.api.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.ClientPool;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.Logs;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.exec.DataSession;
import io.github.redshiftdata.jdbc.internal.exec.Pacing;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes connections out of configurations. */
public final class ConnectionFactory {

    private static final ConfigWarnings CONFIG_WARNINGS = new ConfigWarnings(text -> Logs.CONFIG.warn("{}", text));

    private ConnectionFactory() {}

    /**
     * A connection that works: unless it is to be lazy, one statement has proved target, credentials and database.
     *
     * @throws SQLException of class 08, 28 or 3D where they are wrong
     */
    public static Connection connect(DriverConfig config) throws SQLException {
        CONFIG_WARNINGS.tell(config.warnings());
        var lease = lease(config);
        var session = new DataSession(lease.api(), lease.longPolling(), config, Pacing.system(), lease.lookAhead());
        var connection = new ConnectionImpl(config, lease, session);
        try {
            connection.open();
            return connection;
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    private static ClientLease lease(DriverConfig config) throws SQLException {
        try {
            return ClientPool.shared().lease(config);
        } catch (DataApiException e) {
            throw ServiceErrors.of(e.failure(), null, e);
        }
    }

    private static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
