package io.github.redshiftdata.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a borrower leaves behind, and however it is interrupted: the next one gets a connection as the pool makes it. */
@Tag("pool")
@Timeout(300)
class PoolReturnIT {

    private static final int PATIENCE_MILLIS = 20_000;

    /** Pools of one connection. */
    enum Pool {
        HIKARI(true, true, true) {
            @Override
            DataSource open(String url) {
                var config = new HikariConfig();
                config.setJdbcUrl(url);
                config.setMaximumPoolSize(1);
                config.setSchema("public");
                config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
                config.setConnectionTimeout(PATIENCE_MILLIS);
                return new HikariDataSource(config);
            }
        },
        DBCP(true, true, true) {
            @Override
            DataSource open(String url) {
                var pool = new BasicDataSource();
                pool.setUrl(url);
                pool.setDriverClassName(RedshiftDataDriver.class.getName());
                pool.setMaxTotal(1);
                pool.setDefaultAutoCommit(true);
                pool.setDefaultReadOnly(false);
                pool.setDefaultSchema("public");
                pool.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                pool.setMaxWait(Duration.ofMillis(PATIENCE_MILLIS));
                return pool;
            }
        },
        TOMCAT(false, true, false) {
            @Override
            DataSource open(String url) {
                return new org.apache.tomcat.jdbc.pool.DataSource(tomcat(url, true));
            }
        },
        TOMCAT_WITHOUT_AUTOCOMMIT(false, true, true) {
            @Override
            DataSource open(String url) {
                return new org.apache.tomcat.jdbc.pool.DataSource(tomcat(url, false));
            }

            @Override
            boolean autoCommit() {
                return false;
            }
        },
        AGROAL(false, true, false) {
            @Override
            DataSource open(String url) throws SQLException {
                return AgroalDataSource.from(
                        new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(1)
                                .acquisitionTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                                .connectionFactoryConfiguration(
                                        factory -> factory.jdbcUrl(url).autoCommit(true))));
            }
        };

        private final boolean resetsSchema;
        private final boolean resetsReadOnly;
        private final boolean rollsBack;

        Pool(boolean resetsSchema, boolean resetsReadOnly, boolean rollsBack) {
            this.resetsSchema = resetsSchema;
            this.resetsReadOnly = resetsReadOnly;
            this.rollsBack = rollsBack;
        }

        abstract DataSource open(String url) throws SQLException;

        /** That of a connection as the pool lends it. */
        boolean autoCommit() {
            return true;
        }

        private static PoolProperties tomcat(String url, boolean autoCommit) {
            var properties = new PoolProperties();
            properties.setUrl(url);
            properties.setDriverClassName(RedshiftDataDriver.class.getName());
            properties.setMaxActive(1);
            properties.setMaxIdle(1);
            properties.setMinIdle(0);
            properties.setInitialSize(0);
            properties.setMaxWait(PATIENCE_MILLIS);
            properties.setDefaultAutoCommit(autoCommit);
            properties.setDefaultReadOnly(false);
            properties.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            properties.setRollbackOnReturn(true);
            properties.setJmxEnabled(false);
            properties.setJdbcInterceptors("ConnectionState");
            return properties;
        }
    }

    /** What the borrower of a connection leaves behind; its schema has a table t. */
    enum Borrower {
        CHANGED_THE_SCHEMA {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                connection.setSchema(schema);
            }

            @Override
            boolean suits(Pool pool) {
                return pool.resetsSchema;
            }
        },
        CHANGED_THE_SCHEMA_WHILE_INTERRUPTED {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                Thread.currentThread().interrupt();
                connection.setSchema(schema);
            }

            @Override
            boolean suits(Pool pool) {
                return pool.resetsSchema;
            }
        },
        CHANGED_ISOLATION_AND_MADE_IT_READ_ONLY {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(true);
            }

            @Override
            boolean suits(Pool pool) {
                return pool.resetsReadOnly;
            }
        },
        HAS_WARNINGS {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
            }
        },
        LEFT_A_TRANSACTION_OPEN {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                connection.setAutoCommit(false);
                execute(connection, "insert into " + schema + ".t values (1)");
            }

            @Override
            boolean uncommitted(Pool pool) {
                return !pool.rollsBack;
            }
        },
        LEFT_A_FAILED_TRANSACTION {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                connection.setAutoCommit(false);
                execute(connection, "insert into " + schema + ".t values (1)");
                try {
                    execute(connection, "insert into " + schema + ".t values ('one')");
                } catch (SQLException expected) {
                    assertThat(expected.getSQLState()).startsWith("22");
                }
            }
        },
        WAS_INTERRUPTED_IN_A_STATEMENT_OF_A_TRANSACTION {
            @Override
            void use(Connection connection, String schema) throws SQLException {
                if (connection.getAutoCommit()) {
                    connection.setAutoCommit(false);
                }
                execute(connection, "insert into " + schema + ".t values (1)");
                Thread.currentThread().interrupt();
                execute(connection, "insert into " + schema + ".t values (2)");
            }
        };

        abstract void use(Connection connection, String schema) throws SQLException;

        /** Whether the pool sets back what the borrower changes. */
        boolean suits(Pool pool) {
            return true;
        }

        /** Whether the rows of the open transaction are committed by the pool. */
        boolean uncommitted(Pool pool) {
            return false;
        }
    }

    private TestEmulator emulator;
    private String schema;

    @BeforeEach
    void start() throws SQLException {
        emulator = TestEmulator.own();
        schema = emulator.newSchema();
        try (var connection = DriverManager.getConnection(emulator.postgresUrl())) {
            execute(connection, "create table " + schema + ".t (a int)");
        }
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        emulator.close();
    }

    static Stream<Arguments> returns() {
        return Stream.of(Pool.values()).flatMap(pool -> Stream.of(Borrower.values())
                .filter(borrower -> borrower.suits(pool))
                .flatMap(borrower -> Stream.of("", "queryTimeout=1").map(url -> Arguments.of(pool, borrower, url))));
    }

    @ParameterizedTest
    @MethodSource("returns")
    void theNextBorrowerGetsAConnectionAsThePoolMakesIt(Pool pool, Borrower borrower, String parameter)
            throws Exception {
        var source = pool.open(parameter.isEmpty() ? emulator.url() : emulator.url(parameter));
        try {
            for (var round = 0; round < 2; round++) {
                borrowAndLeaveBehind(source, borrower);
                try (var connection = source.getConnection()) {
                    assertAsNew(connection, pool);
                }
            }
            assertThat(rows("a in (1, 2)"))
                    .as("rows of transactions that nobody committed")
                    .isEqualTo(borrower.uncommitted(pool) ? 2 : 0);
        } finally {
            close(source);
        }
        emulator.awaitSessions(0);
    }

    private static void close(DataSource source) throws Exception {
        if (source instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
            tomcat.close(true);
        } else {
            ((AutoCloseable) source).close();
        }
    }

    /** The borrower is interrupted at the latest when it gives the connection back. */
    private void borrowAndLeaveBehind(DataSource source, Borrower borrower) throws SQLException {
        var connection = source.getConnection();
        try (connection) {
            borrower.use(connection, schema);
            Thread.currentThread().interrupt();
        } catch (SQLException toldTheBorrower) {
            assertThat(toldTheBorrower.getSQLState()).isIn("57014", "08006", "25P02");
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
    }

    private void assertAsNew(Connection connection, Pool pool) throws SQLException {
        assertThat(connection.getAutoCommit()).isEqualTo(pool.autoCommit());
        assertThat(connection.isReadOnly()).isFalse();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat((Object) connection.getWarnings()).isNull();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_schema()")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("public");
        }
        var before = rows("a = 7");
        execute(connection, "insert into " + schema + ".t values (7)");
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
        assertThat(rows("a = 7"))
                .as("it writes, and in no transaction of somebody else")
                .isEqualTo(before + 1);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As everybody else sees them. */
    private int rows(String condition) throws SQLException {
        try (var connection = DriverManager.getConnection(emulator.postgresUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + schema + ".t where " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
