package io.github.redshiftdata.soak.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A HikariCP with fewer connections than threads that borrow from it, so that they change hands all the time. */
final class PoolOfWriters implements AutoCloseable {

    static final String NAME = "soak-pool";

    private static final int CONNECTIONS = 4;
    private static final int PATIENCE_MILLIS = 30_000;

    private final HikariDataSource pool;

    /** @param url of the driver, without parameters */
    PoolOfWriters(String url) {
        var config = new HikariConfig();
        config.setPoolName(NAME);
        config.setJdbcUrl(url + Worker.PARAMETERS + NAME);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setSchema("public");
        pool = new HikariDataSource(config);
    }

    Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
