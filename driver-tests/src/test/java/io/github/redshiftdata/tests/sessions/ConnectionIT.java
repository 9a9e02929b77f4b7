package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** java.sql.Connection, as its Javadoc says. */
class ConnectionIT {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = TestEmulator.shared().connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aClosedConnectionRefusesEverythingButTheQuestionWhetherItIs() throws SQLException {
        var statement = connection.createStatement();
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08003");
        assertThatThrownBy(connection::getMetaData).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x"))
                .isInstanceOf(java.sql.SQLClientInfoException.class);
    }

    @Test
    void aSessionKeepsItsTemporaryTablesAndSettings() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temp table kept (a int)");
            statement.execute("insert into kept values (7)");
            statement.execute("set query_group to 'mine'");
            try (var rows = statement.executeQuery("select a from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(7);
            }
        }
        assertThat(connection.unwrap(RedshiftDataConnection.class).getSessionId())
                .isNotEmpty();
    }

    @Test
    void commitAndRollbackNeedATransaction() {
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
    }

    @Test
    void aTransactionCommitsAndRollsBack() throws SQLException {
        var schema = TestEmulator.shared().newSchema();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var other = TestEmulator.shared().connect()) {
            statement.execute("create table " + schema + ".t (a int)");
            connection.commit();
            statement.executeUpdate("insert into " + schema + ".t values (1)");
            assertThat(count(other, schema + ".t")).isZero();
            connection.commit();
            assertThat(count(other, schema + ".t")).isEqualTo(1);
            statement.executeUpdate("insert into " + schema + ".t values (2)");
            connection.rollback();
            assertThat(count(other, schema + ".t")).isEqualTo(1);
        }
    }

    private static long count(Connection on, String table) throws SQLException {
        try (var statement = on.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void serializableIsReportedAndTheWeakerLevelsAreAcceptedAsIt() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        for (var level : new int[] {1, 2, 4, 8}) {
            connection.setTransactionIsolation(level);
            assertThat(connection.getTransactionIsolation()).isEqualTo(8);
        }
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setTransactionIsolation(99)).isInstanceOf(SQLException.class);
    }

    @Test
    void schemaIsReadAndSet() throws SQLException {
        var schema = TestEmulator.shared().newSchema();
        assertThat(connection.getSchema()).isEqualTo("public");
        connection.setSchema(schema);
        assertThat(connection.getSchema()).isEqualTo(schema);
        try (var statement = connection.createStatement()) {
            statement.execute("create table here (a int)");
            assertThatCode(() -> statement.executeQuery("select * from " + schema + ".here"))
                    .doesNotThrowAnyException();
            statement.execute("set search_path to public");
        }
        assertThat(connection.getSchema()).isEqualTo("public");
    }

    @Test
    void theCatalogIsTheDatabaseAndAnotherIsIgnoredWithAWarning() throws SQLException {
        assertThat(connection.getCatalog()).isEqualTo("dev");
        connection.setCatalog("dev");
        assertThat((Object) connection.getWarnings()).isNull();
        connection.setCatalog("elsewhere");
        assertThat(connection.getCatalog()).isEqualTo("dev");
        assertThat((Object) connection.getWarnings()).isNotNull();
        connection.clearWarnings();
        assertThat((Object) connection.getWarnings()).isNull();
    }

    @Test
    void whatIsNotSupportedSaysSoWithoutTheStateThatPoolsTakeForABrokenConnection() {
        assertThatThrownBy(() -> connection.createArrayOf("int", new Object[0]))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("Redshift")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("0AR00");
        assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(connection::createBlob).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void unknownClientInfoIsAWarningAndApplicationNameIsKept() throws SQLException {
        connection.setClientInfo("ApplicationName", "reports");
        assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("reports");
        connection.setClientInfo("Nonsense", "x");
        assertThat((Object) connection.getWarnings()).isNotNull();
        assertThat(connection.getClientInfo("Nonsense")).isNull();
        var properties = new Properties();
        connection.setClientInfo(properties);
        assertThat(connection.getClientInfo()).isEmpty();
    }

    /** Tools show a warning as a dialog, at every connect. */
    @Test
    void aSettingWithoutEffectIsALineInTheLogOnceAndNoWarning() throws SQLException {
        var properties = new Properties();
        properties.setProperty("of.a.tool", "x");
        properties.setProperty("user", "sa");
        properties.setProperty("password", "hush");
        CapturedLogs.listen();
        for (var i = 0; i < 2; i++) {
            try (var own = DriverManager.getConnection(TestEmulator.shared().url(), properties)) {
                assertThat((Throwable) own.getWarnings()).isNull();
            }
        }
        assertThat(CapturedLogs.stop())
                .containsOnlyOnce("'of.a.tool' is ignored")
                .doesNotContain("hush")
                .doesNotContain("a workgroup the database user");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThatThrownBy(() -> connection.isValid(-1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setNetworkTimeout(Runnable::run, -1))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.abort(null)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.setHoldability(99)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.createStatement(99, ResultSet.CONCUR_READ_ONLY))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 99))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.prepareStatement(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void whatCannotBeHadIsReplacedWithAWarning() throws SQLException {
        var statement = connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat((Object) connection.getWarnings()).isNotNull();
    }

    @Test
    void abortMarksTheConnectionClosedAtOnce() throws SQLException {
        connection.abort(Runnable::run);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void nativeSqlTranslatesTheEscapes() throws SQLException {
        assertThat(connection.nativeSQL("select {d '2024-01-01'}")).doesNotContain("{");
    }
}
