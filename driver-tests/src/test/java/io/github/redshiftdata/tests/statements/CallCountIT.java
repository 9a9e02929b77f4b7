package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many requests each kind of statement costs: the promise of the driver, counted at the endpoint. */
class CallCountIT {

    private TestEmulator emulator;

    @BeforeEach
    void start() {
        emulator = TestEmulator.own();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void connectingIsOneRequest() throws SQLException {
        try (var connection = emulator.connect()) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        }
        emulator.resetCalls();
        try (var connection = emulator.connect("queryGroup=nightly", "timeZone=JVM")) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(emulator.calls()).isEqualTo(Map.of("BatchExecuteStatement", 1L));
        }
    }

    @Test
    void userAndSchemaAreReadWhenSomebodyAsks() throws SQLException {
        try (var connection = emulator.connect()) {
            connection.setAutoCommit(false);
            emulator.resetCalls();
            assertThat(connection.getSchema()).isEqualTo("public");
            assertThat(connection.getMetaData().getUserName()).isNotEmpty();
            assertThat(emulator.calls()).isEqualTo(Map.of("GetStatementResult", 1L));
        }
    }

    @Test
    void aLazyConnectionCostsNothing() throws SQLException {
        try (var connection = emulator.connect("lazyConnect=true")) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(emulator.calls()).isEmpty();
        }
        assertThat(emulator.calls()).isEmpty();
    }

    @Test
    void aShortSelectIsTwoCalls() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            emulator.resetCalls();
            try (var rows = statement.executeQuery("select 42")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isFalse();
            }
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L, "GetStatementResult", 1L));
        }
    }

    @Test
    void aShortDdlIsOneCall() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            emulator.resetCalls();
            assertThat(statement.executeUpdate("create temp table calls_ddl (a int)"))
                    .isZero();
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        }
    }

    @Test
    void aDmlIsTwoCallsAndOneWhenNobodyReadsTheCount() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate("create temp table calls_dml (a int)");
            emulator.resetCalls();
            assertThat(statement.executeUpdate("insert into calls_dml values (1), (2)"))
                    .isEqualTo(2);
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L, "DescribeStatement", 1L));
            emulator.resetCalls();
            statement.execute("insert into calls_dml values (3)");
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        }
    }

    @Test
    void rowsThatNobodyReadsAreNotFetched() throws SQLException {
        try (var connection = emulator.connect();
                var statement = connection.createStatement()) {
            emulator.resetCalls();
            statement.execute("select 1");
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        }
    }

    @Test
    void whatAPoolAsksOnEveryBorrowCostsNothing() throws SQLException {
        try (var connection = emulator.connect()) {
            assertThat(connection.getSchema()).isNotNull();
            emulator.resetCalls();
            for (var i = 0; i < 100; i++) {
                connection.isValid(5);
                connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, 5000);
                connection.isReadOnly();
                connection.setReadOnly(false);
                connection.getAutoCommit();
                connection.setAutoCommit(true);
                connection.getTransactionIsolation();
                connection.clearWarnings();
                connection.isClosed();
                connection.getCatalog();
                connection.getSchema();
            }
            assertThat(emulator.calls()).isEmpty();
        }
    }
}
