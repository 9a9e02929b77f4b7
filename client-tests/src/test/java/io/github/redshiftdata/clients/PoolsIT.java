package io.github.redshiftdata.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vibur.dbcp.ViburDBCPDataSource;

/** Pools of one connection: one whose session or whose backend is gone is not lent twice. */
@ExtendWith(ToolTable.class)
class PoolsIT {

    private static final String DRIVER = RedshiftDataDriver.class.getName();

    private Warehouse warehouse;

    @BeforeEach
    void create() throws SQLException {
        warehouse = new Warehouse();
    }

    /** Something that dies with the connection's end. */
    private interface Killing {
        void kill(Connection connection) throws SQLException;
    }

    private void check(DataSource pool) throws SQLException {
        for (var killing : new Killing[] {Warehouse::killSession, Warehouse::killBackend}) {
            RedshiftDataConnection dead;
            try (var connection = pool.getConnection()) {
                dead = connection.unwrap(RedshiftDataConnection.class);
                // With a temporary table no new session can silently take the place of the old one.
                Warehouse.execute(connection, "CREATE TEMP TABLE mine (a INT)");
                killing.kill(connection);
                var error = catchThrowableOfType(
                        SQLException.class, () -> Warehouse.value(connection, "SELECT count(*) FROM mine"));
                assertThat((Throwable) error).as("the caller is told").isNotNull();
                assertThat(error.getSQLState()).matches("08...|57...");
            }
            for (int borrowed = 0; borrowed < 2; borrowed++) {
                try (var connection = pool.getConnection()) {
                    assertThat((Object) connection.unwrap(RedshiftDataConnection.class))
                            .as("the dead connection is not lent again")
                            .isNotSameAs(dead);
                    assertThat(Warehouse.value(connection, "SELECT 1")).isEqualTo("1");
                }
            }
        }
    }

    @Test
    @Tool(value = "HikariCP", of = HikariDataSource.class)
    void hikari() throws SQLException {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(warehouse.url());
            pool.setMaximumPoolSize(1);
            check(pool);
        }
    }

    @Test
    @Tool(value = "Commons DBCP 2", of = BasicDataSource.class)
    void dbcp() throws SQLException {
        try (var pool = new BasicDataSource()) {
            pool.setUrl(warehouse.url());
            pool.setDriverClassName(DRIVER);
            pool.setMaxTotal(1);
            check(pool);
        }
    }

    @Test
    @Tool(value = "c3p0", of = ComboPooledDataSource.class)
    void c3p0() throws Exception {
        var pool = new ComboPooledDataSource();
        pool.setDriverClass(DRIVER);
        pool.setJdbcUrl(warehouse.url());
        pool.setInitialPoolSize(1);
        pool.setMinPoolSize(1);
        pool.setMaxPoolSize(1);
        try {
            check(pool);
        } finally {
            pool.close();
        }
    }

    @Test
    @Tool(
            value = "Tomcat JDBC",
            of = org.apache.tomcat.jdbc.pool.DataSource.class,
            setting = "`testOnBorrow=true` and `validationInterval=0`, without `validationQuery`")
    void tomcat() throws SQLException {
        var pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setUrl(warehouse.url());
        pool.setDriverClassName(DRIVER);
        pool.setMaxActive(1);
        pool.setInitialSize(0);
        pool.setTestOnBorrow(true);
        pool.setValidationInterval(0);
        try {
            check(pool);
        } finally {
            pool.close(true);
        }
    }

    @Test
    @Tool(value = "Agroal", of = AgroalDataSource.class, setting = "`validate-on-borrow` with the default validator")
    void agroal() throws SQLException {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .acquisitionTimeout(Duration.ofSeconds(20))
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(warehouse.url())));
        try (var pool = AgroalDataSource.from(configuration)) {
            check(pool);
        }
    }

    @Test
    @Tool(value = "Vibur", of = ViburDBCPDataSource.class)
    void vibur() throws SQLException {
        var pool = new ViburDBCPDataSource();
        pool.setJdbcUrl(warehouse.url());
        pool.setUsername("");
        pool.setPassword("");
        pool.setPoolInitialSize(1);
        pool.setPoolMaxSize(1);
        pool.start();
        try {
            check(pool);
        } finally {
            pool.terminate();
        }
    }

    @Test
    @Tool(value = "MyBatis' own pool", of = PooledDataSource.class)
    void myBatis() throws SQLException {
        var pool = new PooledDataSource(DRIVER, warehouse.url(), null, null);
        pool.setPoolMaximumActiveConnections(1);
        pool.setPoolMaximumIdleConnections(1);
        try {
            check(pool);
        } finally {
            pool.forceCloseAll();
        }
    }
}
