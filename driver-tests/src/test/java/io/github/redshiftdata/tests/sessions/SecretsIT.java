package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.redshiftdata.jdbc.RedshiftDataDataSource;
import io.github.redshiftdata.jdbc.RedshiftDataDriver;
import io.github.redshiftdata.tests.support.CapturedLogs;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** No secret and no value of a parameter is in a log, an exception or a text that an object gives of itself. */
class SecretsIT {

    private static final String KEY = "wJalrXUtnFEMIsecretaccesskey";
    private static final String TOKEN = "FwoGZXIvYXdzsessiontoken";
    private static final String PASSWORD = "correct-horse-battery";
    private static final String VALUE = "4111-1111-1111-1111";
    private static final List<String> SECRETS = List.of(KEY, TOKEN, PASSWORD, VALUE);

    private final List<String> shown = new ArrayList<>();

    private void show(Object... objects) {
        for (var object : objects) {
            shown.add(String.valueOf(object));
        }
    }

    private void showFailure(ThrowingCallable call) {
        var thrown = catchThrowable(call);
        assertThat((Object) thrown).isInstanceOf(SQLException.class);
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        shown.add(trace.toString());
        for (var next = ((SQLException) thrown).getNextException(); next != null; next = next.getNextException()) {
            shown.add(next.toString());
        }
    }

    private void assertNoSecret() {
        for (var text : shown) {
            assertThat(text).doesNotContain(SECRETS);
        }
    }

    private static Properties secrets() {
        var properties = new Properties();
        properties.setProperty("accessKeyId", "AKIAEXAMPLE");
        properties.setProperty("secretAccessKey", KEY);
        properties.setProperty("sessionToken", TOKEN);
        properties.setProperty("user", "awsuser");
        properties.setProperty("password", PASSWORD);
        return properties;
    }

    @Test
    void whatIsLoggedAndThrownHasNoSecret() throws SQLException {
        try (var emulator = TestEmulator.own()) {
            for (var mode : List.of("bind", "literal")) {
                CapturedLogs.listen();
                try {
                    use(emulator, emulator.url("parameters=" + mode, "clusterIdentifier=one", "region=eu-west-1"));
                } finally {
                    shown.add(CapturedLogs.stop());
                }
            }
        }
        assertThat(String.join("", shown)).contains("DEBUG");
        assertNoSecret();
    }

    private void use(TestEmulator emulator, String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, secrets());
                var prepared = connection.prepareStatement("select ? as a from never_made");
                var statement = connection.createStatement()) {
            prepared.setString(1, VALUE);
            show(
                    connection,
                    prepared,
                    statement,
                    connection.getMetaData(),
                    connection.getMetaData().getURL());
            for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                show(warning);
            }
            showFailure(prepared::executeQuery);
            prepared.addBatch();
            showFailure(prepared::executeBatch);
            showFailure(() -> prepared.setObject(2, VALUE));
            showFailure(() -> statement.execute("selec"));
            emulator.emulator().faults().onAny().once().error("ValidationException", 400, "no");
            showFailure(prepared::executeQuery);
            emulator.emulator().faults().onAny().times(2).wrongJson();
            showFailure(prepared::executeQuery);
            try (var echo = connection.prepareStatement("select ?")) {
                echo.setString(1, VALUE);
                try (var rows = echo.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    show(rows, rows.getMetaData(), echo, echo.getParameterMetaData());
                    showFailure(() -> rows.getInt("nope"));
                }
            }
        }
    }

    @Test
    void wrongSettingsAreNamedWithoutTheirSecrets() {
        var driver = new RedshiftDataDriver();
        for (var url : List.of(
                "jdbc:redshift-data:///dev?endpoint=http://me:" + PASSWORD + "@localhost:1",
                "jdbc:redshift-data:///dev?endpoint=http:me:" + PASSWORD + "@localhost",
                "jdbc:redshift-data:///dev?endpoint=http%3A%2F%2Fme%3A" + PASSWORD + "%40localhost",
                "jdbc:redshift-data://me:" + PASSWORD + "@localhost/dev",
                "jdbc:redshift-data://reports:eu-west-1/dev?secretAccessKey=" + KEY,
                "jdbc:redshift-data://reports:eu-west-1/dev?sessionToken=" + TOKEN,
                "jdbc:redshift-data:///dev?password=" + PASSWORD)) {
            showFailure(() -> driver.connect(url, new Properties()));
            var source = new RedshiftDataDataSource();
            source.setUrl(url);
            show(source, source.getUrl());
            showFailure(source::getConnection);
            showFailure(() -> {
                for (var info : driver.getPropertyInfo(url, secrets())) {
                    show(info.name + "=" + info.value);
                }
                throw new SQLException("end");
            });
        }
        assertNoSecret();
    }

    /** Some of these connect, and some do not: neither says the secret, nor a line that nobody wrote. */
    @Test
    void aSecretBehindAWrongSeparatorIsSaidNowhere() throws SQLException {
        var base = TestEmulator.shared().url("clusterIdentifier=one", "region=eu-west-1");
        for (var rest : List.of(
                ";password=" + PASSWORD,
                "%3Bpassword%3D" + PASSWORD,
                "&applicationName=a;secretAccessKey=" + KEY,
                "&applicationName=a%250Asession_token%253D" + TOKEN,
                "&a=b;secretAccessKey=" + KEY,
                "&a=b%0A2026-01-01 ERROR forged",
                "&session=auto, PWD = " + PASSWORD,
                "&pass%77ord=" + PASSWORD,
                "&password=" + PASSWORD + "&x" + PASSWORD,
                "&currentSchema=x%0D%0Aforged",
                "&applicationName=x\nforged;token:" + TOKEN)) {
            CapturedLogs.listen();
            try (var connection = DriverManager.getConnection(base + rest);
                    var statement = connection.createStatement()) {
                statement.execute("select 1");
                showAll(connection);
            } catch (SQLException e) {
                showFailure(() -> {
                    throw e;
                });
                assertThat(e.getMessage().chars()).as(rest).noneMatch(Character::isISOControl);
            } finally {
                shown.add(CapturedLogs.stop());
            }
        }
        assertNoSecret();
    }

    private void showAll(Connection connection) throws SQLException {
        show(connection, connection.getMetaData().getURL());
        for (var warning = connection.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            show(warning);
        }
    }

    /** What the database says of a value may have lines; none of them begins where a line of a log does. */
    @Test
    void aValueInAnErrorOrALogPassesForNoLineOfALog() throws SQLException {
        CapturedLogs.listen();
        try (var connection = TestEmulator.shared().connect();
                var statement = connection.createStatement()) {
            var thrown = catchThrowable(() -> statement.execute("select 'x\nforged\u001b[2J'::int -- two\nlines"));
            assertThat(thrown.getMessage()).contains("\n  forged\\u001b[2J");
            assertThat(catchThrowable(() -> statement.executeQuery("select 1").getInt("no\nsuch")))
                    .hasMessageContaining("no\\nsuch");
        } finally {
            var logs = CapturedLogs.stop();
            assertThat(logs).contains("-- two\\nlines");
            assertThat(logs.lines()).allSatisfy(line -> assertThat(line).startsWith("DEBUG io.github"));
        }
    }

    @Test
    void theSettersOfADataSourceShowNoSecret() {
        var source = new RedshiftDataDataSource();
        source.setEndpoint("http://me:" + PASSWORD + "@localhost");
        source.setSecretAccessKey(KEY);
        source.setSessionToken(TOKEN);
        show(source);
        showFailure(source::getConnection);
        assertNoSecret();
    }
}
