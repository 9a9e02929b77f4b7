package io.github.redshiftdata.tests.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is answered by an SQLException that says what was wrong, what was given and what to do. */
class BadInputIT {

    /** What may be thrown. */
    private interface Attempt {
        void run() throws SQLException;
    }

    private static SQLException failure(Attempt attempt) {
        var failure = catchThrowableOfType(SQLException.class, attempt::run);
        assertThat((Throwable) failure).as("an SQLException").isNotNull();
        assertThat(failure.getSQLState())
                .as("SQLSTATE of: %s", failure.getMessage())
                .hasSize(5);
        assertThat(failure.getMessage()).isNotBlank();
        return failure;
    }

    private static SQLException connecting(String url, String... properties) {
        var given = new Properties();
        for (var i = 0; i < properties.length; i += 2) {
            given.setProperty(properties[i], properties[i + 1]);
        }
        return failure(() -> DriverManager.getConnection(url, given).close());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:redshift-data:reports/dev | //",
                "jdbc:redshift-data://reports:eu-west-1/dev?regoin=x | region",
                "jdbc:redshift-data://reports/dev | region",
                "jdbc:redshift-data:///dev?region=eu-west-1 | clusterIdentifier",
                "jdbc:redshift-data://reports:eu-west-1 | database",
                "jdbc:redshift-data:///dev?region=eu-west-1&clusterIdentifier=c&workgroupName=w | workgroupName",
                "jdbc:redshift-data://reports:eu-west-1/dev?accessKeyId=a&secretAccessKey=s3cr3t | secretAccessKey",
                "jdbc:redshift-data://reports:eu-west-1/dev?sessionToken=s3cr3t | sessionToken",
                "jdbc:redshift-data://reports:eu-west-1/dev?queryTimeout=soon | queryTimeout"
            })
    void aWrongUrlIsRefusedBeforeAnyCall(String url, String named) {
        var failure = connecting(url.strip());
        assertThat(failure.getSQLState()).startsWith("08");
        assertThat((Throwable) failure).hasMessageContaining(named.strip());
        assertThat(failure.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void anEndpointThatRefusesIsNamed() throws IOException {
        // Bound, and nobody listens: so the port is nobody else's meanwhile.
        try (var refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var port = refusing.getLocalPort();
            var failure = connecting("jdbc:redshift-data://127.0.0.1:" + port + "/dev");
            assertThat(failure.getSQLState()).isEqualTo("08001");
            assertThat((Throwable) failure).hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void anEndpointThatAnswersHtmlIsNotTheDataApi() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = "<html><body>Welcome</body></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var failure = connecting(
                    "jdbc:redshift-data://127.0.0.1:" + server.getAddress().getPort() + "/dev?loginTimeout=5");
            assertThat((Throwable) failure).hasMessageContaining("HTML");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        var url = TestEmulator.shared().url().replace("/dev", "/no_such_database");
        var failure = connecting(url);
        assertThat(failure.getSQLState()).isEqualTo("3D000");
        assertThat((Throwable) failure).hasMessageContaining("no_such_database");
    }

    @Test
    void anUnknownUserIsNamed() {
        var url = TestEmulator.shared().url("clusterIdentifier=c1", "dbUser=no_such_user");
        var failure = connecting(url);
        assertThat(failure.getSQLState()).isEqualTo("28000");
        assertThat((Throwable) failure).hasMessageContaining("no_such_user");
    }

    @Test
    void anUnknownTargetIsNamed() {
        var failure = connecting(TestEmulator.shared().url("workgroupName=missing-one", "loginTimeout=1"));
        assertThat(failure.getSQLState()).startsWith("08");
        assertThat((Throwable) failure).hasMessageContaining("endpoint");
    }

    @Test
    void missingCredentialsAreExplained() {
        var failure = connecting(
                TestEmulator.shared().url("region=eu-west-1", "workgroupName=w", "profile=no-such-profile-here"));
        assertThat(failure.getSQLState()).isEqualTo("28000");
        assertThat((Throwable) failure).hasMessageContaining("no-such-profile-here");
    }

    private static Connection connect() throws SQLException {
        return TestEmulator.shared().connect();
    }

    @Test
    void closedObjectsSaySo() throws SQLException {
        var connection = connect();
        var statement = connection.createStatement();
        var resultSet = statement.executeQuery("SELECT 1");
        resultSet.close();
        assertThat((Throwable) failure(resultSet::next)).hasMessageContaining("closed");
        statement.close();
        assertThat((Throwable) failure(() -> statement.executeQuery("SELECT 1")))
                .hasMessageContaining("closed");
        connection.close();
        assertThat(failure(connection::createStatement).getSQLState()).isEqualTo("08003");
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void aWrongColumnIsNamedWithWhatThereIs() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var resultSet = statement.executeQuery("SELECT 1 AS one, 2 AS two")) {
            assertThat(failure(() -> resultSet.getInt(1)).getSQLState()).isEqualTo("24000");
            resultSet.next();
            assertThat((Throwable) failure(() -> resultSet.getInt(3))).hasMessageContaining("2");
            assertThat(failure(() -> resultSet.getInt(0)).getSQLState()).isEqualTo("07009");
            assertThat((Throwable) failure(() -> resultSet.getInt("three")))
                    .hasMessageContaining("three")
                    .hasMessageContaining("one, two");
        }
    }

    @Test
    void aConversionThatLosesDataIsRefused() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var resultSet = statement.executeQuery("SELECT 3000000000::int8 AS big, 'abc' AS word, 300 AS three")) {
            resultSet.next();
            assertThat(failure(() -> resultSet.getInt("big")).getSQLState()).isEqualTo("22003");
            assertThat(failure(() -> resultSet.getByte("three")).getSQLState()).isEqualTo("22003");
            assertThat(failure(() -> resultSet.getInt("word")).getSQLState()).startsWith("22");
            assertThat(failure(() -> resultSet.getDate("word")).getSQLState()).startsWith("22");
            assertThat(resultSet.getString("word")).isEqualTo("abc");
        }
    }

    @Test
    void nullReadsAsZeroAndSaysSo() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var resultSet = statement.executeQuery("SELECT NULL::int AS n, 7 AS seven")) {
            resultSet.next();
            assertThat(resultSet.getInt("n")).isZero();
            assertThat(resultSet.wasNull()).isTrue();
            assertThat(resultSet.getInt("seven")).isEqualTo(7);
            assertThat(resultSet.wasNull()).isFalse();
        }
    }

    @Test
    void aTextOverTheLimitIsNotSent() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var failure = failure(() -> statement.executeQuery("SELECT '" + "x".repeat(100_001) + "'"));
            assertThat(failure.getSQLState()).isEqualTo("54000");
            assertThat((Throwable) failure).hasMessageContaining("100000");
        }
    }

    @Test
    void anErrorOfTheDatabaseCarriesTheIdOfTheStatement() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var failure = failure(() -> statement.executeQuery("SELECT * FROM no_such_table"));
            assertThat(failure.getSQLState()).isEqualTo("42P01");
            assertThat((Throwable) failure).isInstanceOf(java.sql.SQLSyntaxErrorException.class);
            assertThat(failure.getMessage()).containsPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
        }
    }

    @Test
    void nullWhereNoneIsTakenIsAnSqlException() throws SQLException {
        try (var connection = connect()) {
            failure(() -> connection.setClientInfo((Properties) null));
            try (var tables = connection.getMetaData().getTables(null, "public", "%", new String[] {null, "TABLE"})) {
                while (tables.next()) {
                    assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
                }
            }
        }
    }
}
