package io.github.redshiftdata.jdbc.internal.jdbc;

import io.github.redshiftdata.jdbc.internal.config.DriverConfig;
import io.github.redshiftdata.jdbc.internal.error.Errors;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes connections. */
public final class ConnectionFactory {

    private ConnectionFactory() {}

    /** A connection of a configuration; logged in unless it is lazy. */
    public static Connection connect(DriverConfig config) throws SQLException {
        if (config.lazyConnect()) {
            throw Errors.unsupported("A lazy connection");
        }
        throw Errors.unsupported("Connecting");
    }
}
