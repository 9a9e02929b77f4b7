package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.RedshiftDataTracer;
import io.github.redshiftdata.jdbc.internal.api.DataApiException;
import io.github.redshiftdata.jdbc.internal.api.RealTime;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientLease;
import io.github.redshiftdata.jdbc.internal.api.sdk.ClientPool;
import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.ServiceErrors;
import io.github.redshiftdata.jdbc.internal.error.ServiceFailure;
import io.github.redshiftdata.jdbc.internal.exec.call.DriverClock;
import io.github.redshiftdata.jdbc.internal.exec.call.Login;
import io.github.redshiftdata.jdbc.internal.exec.call.TracedCatalogApi;
import io.github.redshiftdata.jdbc.internal.exec.call.TracedDataApi;
import io.github.redshiftdata.jdbc.internal.exec.session.ClientShare;
import io.github.redshiftdata.jdbc.internal.exec.session.DataSession;
import io.github.redshiftdata.jdbc.internal.log.Logs;
import io.github.redshiftdata.jdbc.internal.trace.ConnectionTrace;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes connections out of configurations. */
public final class ConnectionFactory {

    private static final ConfigWarnings CONFIG_WARNINGS = new ConfigWarnings(text -> Logs.CONFIG.warn("{}", text));

    private ConnectionFactory() {}

    /**
     * Makes a connection. Unless it is to be lazy, one statement has proved target, credentials and database before
     * this returns.
     *
     * @param startNanos when the program called, by {@link RealTime#nanos()}: the login timeout counts from there
     * @param tracer is told what the connection does; null for nobody, unless the configuration says more
     * @throws SQLException of class 08, 28 or 3D if they are wrong
     */
    public static Connection connect(DriverConfig config, long startNanos, @Nullable RedshiftDataTracer tracer)
            throws SQLException {
        CONFIG_WARNINGS.tell(config.warnings());
        var told = Told.of(config, tracer, CONFIG_WARNINGS);
        return told.trace().during("connect", () -> made(config, startNanos, told));
    }

    private static Connection made(DriverConfig config, long startNanos, Told told) throws SQLException {
        var trace = told.trace();
        ConnectionLog.begin(config);
        var clock = DriverClock.system();
        var login = new Login(config.loginTimeout(), startNanos, clock);
        var lease = lease(config, login);
        ConnectionImpl connection;
        try {
            signIn(lease, config, login);
            connection = unopened(config, lease, clock, trace);
        } catch (SQLException | RuntimeException | Error e) {
            lease.close();
            throw e;
        }
        try {
            connection.open(login);
            if (told.warning() != null) {
                connection.addWarning(told.warning());
            }
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            closeQuietly(connection, login, lease, e);
            throw e;
        }
    }

    private static ConnectionImpl unopened(
            DriverConfig config, ClientLease lease, DriverClock clock, ConnectionTrace trace) {
        var api = new TracedDataApi(lease.api(), trace);
        var share = new ClientShare(
                lease.longPolling(),
                lease.keepAliveChanges(),
                lease.applicationNames(),
                lease.executionModes(),
                lease.statementLengths(),
                trace.threads(lease.threads()),
                lease::later);
        var session = new DataSession(api, share, config, clock);
        var catalog = new TracedCatalogApi(lease.catalog(), trace);
        return new ConnectionImpl(config, lease, catalog, session, trace);
    }

    /** Only here a person may be asked to sign in: a connection that is open never asks. */
    private static void signIn(ClientLease lease, DriverConfig config, Login login) throws SQLException {
        if (config.lazyConnect()) {
            return;
        }
        try {
            lease.signIn(login.left());
        } catch (DataApiException e) {
            throw e.failure().kind() == ServiceFailure.Kind.TIMED_OUT
                    ? Connecting.tooSlow(config, login, e)
                    : ServiceErrors.of(e.failure(), null, e);
        }
    }

    private static ClientLease lease(DriverConfig config, Login login) throws SQLException {
        try {
            return ClientPool.shared().lease(config, login.left());
        } catch (DataApiException e) {
            if (e.failure().kind() == ServiceFailure.Kind.TIMED_OUT) {
                throw Connecting.tooSlow(config, login, e);
            }
            throw ServiceErrors.of(e.failure(), null, e);
        }
    }

    /**
     * Closes a connection that failed. If the time is over, the caller does not wait for the request that gives up a
     * session.
     */
    private static void closeQuietly(Connection connection, Login login, ClientLease lease, Throwable reason) {
        try {
            if (login.isOver()) {
                connection.abort(lease.threads());
            } else {
                connection.close();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
