package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a connection that is set read-only refuses, by its {@code readOnlyMode}. */
class ReadOnlyModeIT {

    private static final TestEmulator EMULATOR = TestEmulator.shared();

    private static String schema;

    @BeforeAll
    static void createTables() throws SQLException {
        schema = EMULATOR.newSchema();
        try (var postgres = DriverManager.getConnection(EMULATOR.postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public");
            statement.execute("CREATE SERVER IF NOT EXISTS lake FOREIGN DATA WRAPPER file_fdw");
            statement.execute("CREATE FOREIGN TABLE " + schema + ".clicks (id bigint) SERVER lake"
                    + " OPTIONS (filename '/dev/null')");
            statement.execute("CREATE TABLE " + schema + ".t (a int)");
            statement.execute("GRANT ALL ON SCHEMA " + schema + " TO PUBLIC");
            statement.execute("GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO PUBLIC");
        }
    }

    private static Connection readOnly(String mode, boolean autoCommit) throws SQLException {
        var connection = EMULATOR.connect("readOnlyMode=" + mode);
        connection.setReadOnly(true);
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private static void write(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO " + schema + ".t VALUES (1)");
        }
    }

    private static void readExternal(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM " + schema + ".clicks")) {
            assertThat(rows.next()).isFalse();
        }
    }

    private static String stateOf(Connection connection) {
        return catchThrowableOfType(SQLException.class, () -> write(connection)).getSQLState();
    }

    @Test
    void alwaysRefusesWritesWithAndWithoutATransaction() throws SQLException {
        try (var alone = readOnly("always", true);
                var inside = readOnly("always", false)) {
            assertThat(stateOf(alone)).isEqualTo("25006");
            assertThat(stateOf(inside)).isEqualTo("25006");
        }
    }

    @Test
    void transactionRefusesThemInTransactionsOnly() throws SQLException {
        try (var alone = readOnly("transaction", true);
                var inside = readOnly("transaction", false)) {
            write(alone);
            assertThat(stateOf(inside)).isEqualTo("25006");
        }
    }

    @Test
    void ignoreRefusesNothingAndRemembersTheMode() throws SQLException {
        try (var alone = readOnly("ignore", true);
                var inside = readOnly("ignore", false)) {
            write(alone);
            write(inside);
            inside.rollback();
            assertThat(alone.isReadOnly()).isTrue();
        }
    }

    @Test
    void anExternalTableInAReadOnlyTransactionIsRefusedWithAdvice() throws SQLException {
        try (var connection = readOnly("transaction", false)) {
            var refused = catchThrowableOfType(SQLException.class, () -> readExternal(connection));
            assertThat(refused.getSQLState()).isEqualTo("25006");
            assertThat(refused.getMessage())
                    .contains("\"" + schema + "\".\"clicks\"")
                    .contains("readOnlyMode=ignore");
            connection.rollback();
            connection.setReadOnly(false);
            readExternal(connection);
        }
    }

    @Test
    void aWriteThatWasRefusedDoesNotKeepTheQueriesBehindItFromExternalTables() throws SQLException {
        try (var connection = readOnly("always", true)) {
            readExternal(connection);
            assertThat(stateOf(connection)).isEqualTo("25006");
            readExternal(connection);
            assertThat(stateOf(connection)).isEqualTo("25006");
        }
    }
}
