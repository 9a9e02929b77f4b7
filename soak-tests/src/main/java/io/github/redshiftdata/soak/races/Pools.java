package io.github.redshiftdata.soak.races;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** The pools of a lane, small ones, so that their connections change hands all the time. */
final class Pools {

    /** How many connections each has. */
    static final int SIZE = 2;

    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * A pool.
     *
     * @param name for people
     * @param resetsSchema whether it sets the schema back when a connection is returned or lent
     * @param resetsReadOnly the same of the read-only mode
     * @param resetsRegardless whether it goes on setting back after setAutoCommit(true) has told that a failed
     *     transaction was not committed
     * @param rollsBack whether it rolls back what a borrower left open with autocommit off
     */
    record Pool(
            String name,
            boolean resetsSchema,
            boolean resetsReadOnly,
            boolean resetsRegardless,
            boolean rollsBack,
            Borrowing borrowing,
            Closing closing) {}

    /** Lends a connection. */
    @FunctionalInterface
    interface Borrowing {
        Connection borrow() throws SQLException;
    }

    /** Ends a pool. */
    @FunctionalInterface
    interface Closing {
        void close() throws SQLException;
    }

    /** The pools log what their borrowers are told anyhow; held here, for loggers are collected when nobody holds them. */
    private static final Logger LOGS_OF_TOMCAT = Logger.getLogger("org.apache.tomcat.jdbc");

    private final List<Pool> all = new ArrayList<>();

    Pools(String url) {
        LOGS_OF_TOMCAT.setLevel(Level.OFF);
        var hikari = hikari(url);
        all.add(new Pool("HikariCP", true, true, true, true, hikari::getConnection, hikari::close));
        var dbcp = dbcp(url);
        all.add(new Pool("DBCP", true, true, true, true, dbcp::getConnection, dbcp::close));
        var tomcat = tomcat(url);
        // It rolls back only where autocommit is off by default; setting it on again commits.
        all.add(new Pool("Tomcat", false, true, true, false, tomcat::getConnection, () -> tomcat.close(true)));
        var agroal = agroal(url);
        all.add(new Pool("Agroal", false, true, false, false, agroal::getConnection, agroal::close));
    }

    private static HikariDataSource hikari(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(0);
        config.setSchema("public");
        config.setConnectionTimeout(PATIENCE_MILLIS);
        return new HikariDataSource(config);
    }

    private static BasicDataSource dbcp(String url) {
        var pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setDriverClassName(RedshiftDataDriver.class.getName());
        pool.setMaxTotal(SIZE);
        pool.setDefaultAutoCommit(true);
        pool.setDefaultReadOnly(false);
        pool.setDefaultSchema("public");
        pool.setTestOnReturn(true);
        pool.setMaxWait(Duration.ofMillis(PATIENCE_MILLIS));
        return pool;
    }

    private static DataSource tomcat(String url) {
        var properties = new PoolProperties();
        properties.setUrl(url);
        properties.setDriverClassName(RedshiftDataDriver.class.getName());
        properties.setMaxActive(SIZE);
        properties.setMaxIdle(SIZE);
        properties.setMinIdle(0);
        properties.setInitialSize(0);
        properties.setMaxWait(PATIENCE_MILLIS);
        properties.setDefaultAutoCommit(true);
        properties.setDefaultReadOnly(false);
        properties.setRollbackOnReturn(true);
        properties.setTestOnReturn(true);
        properties.setTestOnBorrow(true);
        properties.setJmxEnabled(false);
        properties.setJdbcInterceptors("ConnectionState");
        return new DataSource(properties);
    }

    private static AgroalDataSource agroal(String url) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(SIZE)
                        .acquisitionTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException("Agroal does not start", e);
        }
    }

    List<Pool> all() {
        return List.copyOf(all);
    }

    void close() throws SQLException {
        for (var pool : all) {
            pool.closing().close();
        }
    }
}
