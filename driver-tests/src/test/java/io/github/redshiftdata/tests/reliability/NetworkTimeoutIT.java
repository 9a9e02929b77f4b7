package io.github.redshiftdata.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connection.setNetworkTimeout against a service that stays silent, and against one that only takes its time. */
@Timeout(120)
class NetworkTimeoutIT {

    private static final int MILLIS = 1000;
    private static final Duration SILENT = Duration.ofMinutes(5);

    private TestEmulator emulator;
    private Connection connection;
    private String table;

    @BeforeEach
    void open() throws SQLException {
        emulator = TestEmulator.own(TestEmulator.options().withPageBytes(400));
        connection = emulator.connect("metadataCacheSeconds=0");
        table = emulator.newSchema() + ".t";
        run("create table " + table + " (a int)");
    }

    @AfterEach
    void close() throws SQLException {
        emulator.emulator().faults().clear();
        connection.close();
        emulator.close();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a program does when the service falls silent, and the operation that is not answered any more. */
    enum Call {
        QUERY("ExecuteStatement", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.run("select 1");
            }
        },
        INSERT("ExecuteStatement", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.run("insert into " + test.table + " values (1)");
            }
        },
        LONG_QUERY("DescribeStatement", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.run("select pg_sleep(60)");
            }
        },
        PAGE("GetStatementResult", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                try (var statement = test.connection.createStatement();
                        var rows = statement.executeQuery("select n from generate_series(1, 300) as n")) {
                    while (rows.next()) {
                        rows.getInt(1);
                    }
                }
            }
        },
        COMMIT("ExecuteStatement", "08007") {
            @Override
            void prepare(NetworkTimeoutIT test) throws SQLException {
                test.connection.setAutoCommit(false);
                test.run("insert into " + test.table + " values (1)");
            }

            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.connection.commit();
            }
        },
        SET_SCHEMA("ExecuteStatement", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.connection.setSchema("pg_catalog");
            }
        },
        TABLES("ListTables", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.connection
                        .getMetaData()
                        .getTables(null, "public", "%", null)
                        .close();
            }
        },
        COLUMNS("DescribeTable", "08003") {
            @Override
            void run(NetworkTimeoutIT test) throws SQLException {
                test.connection
                        .getMetaData()
                        .getColumns(null, "public", "sales", "%")
                        .close();
            }
        };

        private final String operation;
        private final String state;

        Call(String operation, String state) {
            this.operation = operation;
            this.state = state;
        }

        void prepare(NetworkTimeoutIT test) throws SQLException {}

        abstract void run(NetworkTimeoutIT test) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutAnAnswerEndsInAboutThatTimeAndTheConnectionIsClosed(Call call) throws Exception {
        connection.setNetworkTimeout(null, MILLIS);
        call.prepare(this);
        emulator.emulator().faults().on(call.operation).always().delay(SILENT);
        var start = System.nanoTime();
        var error = catchThrowableOfType(SQLException.class, () -> call.run(this));
        Finding.note("16.4", call + ", network timeout 1 s, silent service", start, error);
        assertThat(error.getSQLState()).isEqualTo(call.state);
        assertThat((Throwable) error).hasMessageContaining("network timeout of " + MILLIS + " ms");
        assertThat(Finding.since(start)).isBetween(Duration.ofMillis(MILLIS), Duration.ofSeconds(8));
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(() -> run("select 1")).isInstanceOf(SQLException.class);
        connection.close();
        emulator.emulator().faults().clear();
        emulator.awaitSessions(0);
        emulator.awaitStatements();
    }

    @Test
    void aWriteWithoutAnAnswerIsToldAsUnknown() {
        assertThat(catchThrowableOfType(SQLException.class, () -> {
                            connection.setNetworkTimeout(null, MILLIS);
                            emulator.emulator()
                                    .faults()
                                    .on("ExecuteStatement")
                                    .always()
                                    .delay(SILENT);
                            run("insert into " + table + " values (1)");
                        })
                        .getErrorCode())
                .isEqualTo(1);
    }

    @Test
    void whatTheServiceKeepsAnsweringForIsNoWaitForTheNetwork() throws SQLException {
        connection.setNetworkTimeout(null, MILLIS);
        run("select pg_sleep(4)");
        emulator.emulator().faults().on("ExecuteStatement").times(6).throttle();
        run("insert into " + table + " values (1)");
        emulator.emulator().faults().on("ExecuteStatement").times(5).status(503);
        run("insert into " + table + " values (1)");
        assertThat(connection.isClosed()).isFalse();
    }
}
