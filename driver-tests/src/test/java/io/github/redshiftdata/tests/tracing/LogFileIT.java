package io.github.redshiftdata.tests.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataStatement;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a user sends to support. */
class LogFileIT {

    private static final String SECRET = "very-secret-access-key";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("driver.log");
    }

    private Connection connect(String level) throws SQLException {
        var source = new RedshiftDataDataSource();
        source.setUrl(TestEmulator.shared().url());
        source.setAccessKeyId("AKIAIOSFODNN7EXAMPLE");
        source.setSecretAccessKey(SECRET);
        source.setLogFile(file().toString());
        source.setLogLevel(level);
        return source.getConnection();
    }

    private String written() throws IOException {
        return Files.readString(file());
    }

    private static void runAndFail(Connection connection) throws SQLException {
        try (var prepared = connection.prepareStatement("select ? || 'x' as told")) {
            prepared.setString(1, "value of mine");
            prepared.executeQuery().close();
        }
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select 'literal'::int"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void atInfoItTellsVersionsAndFailuresAndNoText() throws Exception {
        try (var connection = connect("info")) {
            runAndFail(connection);
        }
        assertThat(written())
                .containsPattern(
                        "INFO \\[\\d+ .*\\] c\\d+ jdbc: Connecting: redshift-data-jdbc .*, Java .*jdbc:redshift-data:")
                .containsPattern("INFO \\[\\d+ .*\\] c\\d+ [-0-9a-f]{36} jdbc: executeQuery failed with SQLSTATE 22P02")
                .doesNotContain(SECRET, "value of mine", "literal", "select");
    }

    @Test
    void atDebugItHasTheTextsAndStillNoValueAndNoSecret() throws Exception {
        String id;
        try (var connection = connect("debug");
                var statement = connection.createStatement()) {
            runAndFail(connection);
            statement.execute("select 42 as told");
            id = statement.unwrap(RedshiftDataStatement.class).getStatementId();
            assertThat(connection.unwrap(RedshiftDataConnection.class).getSessionId())
                    .isNotNull();
        }
        assertThat(written())
                .containsPattern("DEBUG .* sql: Running: select 42 as told")
                .containsPattern("DEBUG .* c\\d+ " + id + " sql: Statement " + id + " finished")
                // told by a thread of the driver
                .containsPattern("DEBUG \\[\\d+ redshift-data-worker\\] c\\d+ .*calls: ExecuteStatement took")
                .doesNotContain(SECRET, "value of mine");
    }

    @Test
    void eachConnectionWritesToItsOwnFile() throws Exception {
        try (var with = connect("debug");
                var without = TestEmulator.shared().connect()) {
            without.createStatement().execute("select 1 as of_the_other");
            with.createStatement().execute("select 1 as of_this_one");
        }
        assertThat(written()).contains("of_this_one").doesNotContain("of_the_other");
    }

    @Test
    void aFileThatCannotBeWrittenIsOneWarningAndTheConnectionWorks() throws SQLException {
        var source = new RedshiftDataDataSource();
        source.setUrl(TestEmulator.shared().url());
        source.setLogFile(folder.resolve("no such folder").resolve("driver.log").toString());
        try (var connection = source.getConnection()) {
            var warning = connection.getWarnings();
            assertThat(warning.getMessage()).contains("cannot be written", "no such folder");
            assertThat(warning.getNextWarning() == null).isTrue();
            assertThat(connection.createStatement().execute("select 1")).isTrue();
        }
    }

    @Test
    void theUrlMayNotNameAFile() {
        assertThatThrownBy(() -> TestEmulator.shared().connect("logFile=" + file()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("'logFile' is refused in the URL")
                .hasMessageContaining("-Dio.github.redshiftdata.jdbc.logFile=FILE");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aPropertyOfJavaCountsForToolsThatKnowTheUrlOnly() throws Exception {
        System.setProperty("io.github.redshiftdata.jdbc.logFile", file().toString());
        System.setProperty("io.github.redshiftdata.jdbc.logLevel", "debug");
        try (var connection = DriverManager.getConnection(TestEmulator.shared().url(), new Properties())) {
            connection.createStatement().execute("select 1");
            assertThat(connection.getMetaData().getURL()).doesNotContain("logFile");
        } finally {
            System.clearProperty("io.github.redshiftdata.jdbc.logFile");
            System.clearProperty("io.github.redshiftdata.jdbc.logLevel");
        }
        assertThat(written()).contains("Connecting: ", "Running: select 1");
    }
}
