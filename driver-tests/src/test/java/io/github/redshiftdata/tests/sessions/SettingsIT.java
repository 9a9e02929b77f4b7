package io.github.redshiftdata.tests.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataConnection;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a connection, in its session, in the one that takes its place, and without a session. */
class SettingsIT {

    private static final TimeZone DEFAULT = TimeZone.getDefault();
    private static final String[] ALL = {
        "applicationName=reports",
        "queryGroup=nightly%20%27x%27",
        "timeZone=Asia/Kolkata",
        "sessionSettings=statement_timeout%3D61000,enable_case_sensitive_identifier%3Dtrue",
        "currentSchema=public"
    };

    private TestEmulator emulator;

    @BeforeEach
    void open() {
        emulator = TestEmulator.own();
    }

    @AfterEach
    void close() {
        TimeZone.setDefault(DEFAULT);
        emulator.close();
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String value(Connection connection, String expression) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertAllAreSet(Connection connection) throws SQLException {
        assertThat(show(connection, "application_name")).isEqualTo("reports");
        assertThat(show(connection, "query_group")).isEqualTo("nightly 'x'");
        assertThat(show(connection, "timezone")).isEqualTo("Asia/Kolkata");
        assertThat(show(connection, "statement_timeout")).isEqualTo("61s");
        assertThat(value(connection, "1 AS \"Aa\"")).isEqualTo("1");
    }

    // ---------------------------------------------------------------- connecting

    @Test
    void connectingWithSettingsSendsAsManyRequestsAsWithout() throws SQLException {
        try (var connection = emulator.connect()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(emulator.calls()).isEqualTo(Map.of("ExecuteStatement", 1L));
        }
        emulator.resetCalls();
        try (var connection = emulator.connect("queryGroup=nightly", "sessionSettings=statement_timeout=61000")) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(emulator.calls()).isEqualTo(Map.of("BatchExecuteStatement", 1L));
        }
        emulator.resetCalls();
        try (var connection = emulator.connect(ALL)) {
            assertThat(emulator.calls())
                    .as("whether the schema exists is read")
                    .isEqualTo(Map.of("BatchExecuteStatement", 1L, "GetStatementResult", 1L));
            assertThat(connection.getSchema()).isEqualTo("public");
            assertAllAreSet(connection);
        }
    }

    @Test
    void theDataSourceTakesThemAsProperties() throws SQLException {
        var properties = new Properties();
        properties.setProperty("sessionSettings", "statement_timeout=62000, datestyle='ISO, DMY'");
        properties.setProperty("queryGroup", "o'clock \\ \u00e4");
        properties.setProperty("timeZone", "+05:30");
        try (var connection = DriverManager.getConnection(emulator.url(), properties)) {
            assertThat(show(connection, "statement_timeout")).isEqualTo("62s");
            assertThat(show(connection, "datestyle")).isEqualTo("ISO, DMY");
            assertThat(show(connection, "query_group")).isEqualTo("o'clock \\ \u00e4");
            assertThat(value(connection, "timestamptz '2024-06-01 12:00:00+00'"))
                    .startsWith("2024-06-01 17:30:00+05:30");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessionSettings=nosuch_thing%3D1 | nosuch_thing | sessionSettings | 42704",
                "sessionSettings=statement_timeout%3Dsoon | statement_timeout | sessionSettings | 22023",
            })
    void aSettingThatTheWarehouseRefusesFailsTheConnectionByName(
            String parameter, String setting, String property, String state) throws Exception {
        assertThatThrownBy(() -> emulator.connect("queryGroup=x", parameter))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(
                        "The setting " + setting + " of the session was refused, so nothing was run: ERROR: ")
                .hasMessageEndingWith("Change it in the property " + property + ", or leave it out there.")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(state);
        emulator.awaitSessions(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeZone=Mars/Phobos",
                "sessionSettings=a",
                "sessionSettings=a%3D1,a%3D2",
                "sessionSettings=timezone%3DUTC",
            })
    void whatIsWrongInItselfIsToldBeforeAnyRequest(String parameter) {
        var name = parameter.substring(0, parameter.indexOf('='));
        assertThatThrownBy(() -> emulator.connect(parameter))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("The property '" + name + "' must be ");
        assertThat(emulator.calls()).isEmpty();
    }

    @Test
    void aLazyConnectionHasThemFromItsFirstStatementOn() throws SQLException {
        try (var connection = emulator.connect("lazyConnect=true", "queryGroup=late")) {
            assertThat(emulator.calls()).isEmpty();
            run(connection, "CREATE TEMP TABLE t (a int)");
            assertThat(show(connection, "query_group")).isEqualTo("late");
        }
        try (var connection = emulator.connect("lazyConnect=true", "queryGroup=late")) {
            connection.setAutoCommit(false);
            run(connection, "CREATE TEMP TABLE t (a int)");
            connection.rollback();
            assertThat(show(connection, "query_group")).isEqualTo("late");
        }
    }

    // ---------------------------------------------------------------- another session

    private static void endSession(Connection connection) throws SQLException {
        assertThatThrownBy(() -> run(connection, "SELECT pg_terminate_backend(pg_backend_pid())"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aSessionThatTakesThePlaceOfALostOneHasThem() throws SQLException {
        try (var connection = emulator.connect(ALL)) {
            run(connection, "SET statement_timeout TO 61000");
            var before = connection.unwrap(RedshiftDataConnection.class).getSessionId();
            endSession(connection);
            assertAllAreSet(connection);
            assertThat(connection.unwrap(RedshiftDataConnection.class).getSessionId())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aFirstStatementThatFailsTakesNoSettingAway() throws SQLException {
        try (var connection = emulator.connect("lazyConnect=true", "queryGroup=late")) {
            assertThatThrownBy(() -> run(connection, "SELECT * FROM missing"))
                    .hasMessageStartingWith("ERROR: relation");
            assertThat(show(connection, "query_group")).isEqualTo("late");
        }
    }

    @Test
    void theProgramChangesThemAndARollbackTakesThatBack() throws SQLException {
        try (var connection = emulator.connect("queryGroup=nightly")) {
            connection.setAutoCommit(false);
            run(connection, "SET query_group TO 'inner'");
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(show(connection, "query_group")).isEqualTo("nightly");
            connection.setClientInfo("QueryGroup", "mine");
            connection.setClientInfo("ApplicationName", "other");
            assertThat(show(connection, "query_group")).isEqualTo("mine");
            assertThat(show(connection, "application_name")).isEqualTo("other");
            endSession(connection);
            assertThat(show(connection, "query_group")).isEqualTo("mine");
        }
    }

    // ---------------------------------------------------------------- without a session

    @Test
    void theyHoldForAStatementWithoutASession() throws SQLException {
        var parameters = new String[] {"session=auto", "timeZone=Asia/Kolkata", "queryGroup=nightly"};
        try (var connection = emulator.connect(parameters)) {
            assertThat(value(connection, "timestamptz '2024-06-01 12:00:00+00'"))
                    .startsWith("2024-06-01 17:30:00+05:30");
            assertThat(connection.unwrap(RedshiftDataConnection.class).getSessionId())
                    .isNull();
            assertThat(emulator.emulator().openSessions()).isZero();
            assertThat(emulator.calls()).isEqualTo(Map.of("BatchExecuteStatement", 2L, "GetStatementResult", 1L));
            run(connection, "CREATE TABLE settings_it (a timestamptz)");
            try (var statement = connection.prepareStatement("INSERT INTO settings_it VALUES (?)")) {
                statement.setString(1, "2024-06-01 00:00:00");
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
            assertThat(value(connection, "extract(epoch FROM a)::bigint FROM settings_it"))
                    .isEqualTo("1717180200");
        }
    }

    // ---------------------------------------------------------------- who ran it

    @Test
    void aDbaFindsTheProgramInTheSystemViews() throws SQLException {
        try (var connection = emulator.connect("applicationName=billing", "queryGroup=nightly");
                var dba = emulator.connect()) {
            var pid = value(connection, "pg_backend_pid()");
            assertThat(value(
                            dba,
                            "trim(application_name) FROM sys_connection_log WHERE event = 'set application_name'"
                                    + " AND session_id = " + pid))
                    .isEqualTo("billing");
            assertThat(value(dba, "session_id FROM sys_query_history WHERE query_label = 'nightly'"))
                    .isEqualTo(pid);
        }
    }

    // ---------------------------------------------------------------- time zones

    /** With JVM the session is in the zone in which pgjdbc sets it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/St_Johns",
                "Asia/Kolkata",
                "GMT+02:30",
                "Etc/GMT-3",
                "UTC",
                "Pacific/Apia"
            })
    void withJvmTheTextsAreThoseOfPgjdbc(String zone) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (var ours = emulator.connect("timeZone=JVM");
                var theirs = DriverManager.getConnection(emulator.postgresUrl())) {
            for (var moment : List.of("2024-01-15 12:00:00+00", "2024-07-15 23:30:00+00", "1890-01-01 00:00:00+00")) {
                var expression = "timestamptz '" + moment + "'";
                assertThat(value(ours, expression)).as(moment).isEqualTo(value(theirs, expression));
                try (var mine = ours.createStatement();
                        var other = theirs.createStatement();
                        var row = mine.executeQuery("SELECT " + expression + ", timestamptz '2024-07-01 10:00:00'");
                        var same = other.executeQuery("SELECT " + expression + ", timestamptz '2024-07-01 10:00:00'")) {
                    row.next();
                    same.next();
                    for (var column = 1; column <= 2; column++) {
                        assertThat(row.getTimestamp(column)).isEqualTo(same.getTimestamp(column));
                        assertThat(row.getObject(column, java.time.OffsetDateTime.class))
                                .isEqualTo(same.getObject(column, java.time.OffsetDateTime.class));
                    }
                }
            }
        }
    }
}
