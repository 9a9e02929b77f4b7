package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dates and times in every pair of zones, of the JVM and of the session, as pgjdbc reads them. */
class ZonesIT {

    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia");

    /** The edges of daylight saving time, the day that Apia left out, and moments far from all of them. */
    private static final List<String> TIMES = List.of(
            "2024-03-10 01:59:59.999999",
            "2024-03-10 02:00:00",
            "2024-03-10 02:30:00",
            "2024-03-10 03:00:00",
            "2024-11-03 00:59:59",
            "2024-11-03 01:30:00",
            "2024-11-03 02:00:00",
            "2011-12-29 23:59:59",
            "2011-12-30 00:00:00",
            "2011-12-30 12:00:00",
            "2011-12-31 00:00:00",
            "2012-04-01 03:30:00",
            "2012-09-30 03:00:00",
            "2024-06-12 23:45:00",
            "1970-01-01 00:00:00",
            "1965-07-01 00:00:00");

    private static final TimeZone DEFAULT = TimeZone.getDefault();

    private static Connection ours;
    private static Connection theirs;

    @BeforeAll
    static void connect() throws SQLException {
        ours = TestEmulator.shared().connect();
        theirs = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
    }

    @AfterAll
    static void disconnect() throws SQLException {
        ours.close();
        theirs.close();
    }

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(DEFAULT);
    }

    /** One way to read a column. */
    private interface Getter {
        Object get(ResultSet resultSet) throws SQLException;
    }

    private static final Map<String, Getter> GETTERS = getters();

    @SuppressWarnings("JavaUtilDate") // one of the classes that are compared
    private static Map<String, Getter> getters() {
        var getters = new LinkedHashMap<String, Getter>();
        getters.put("getString", r -> r.getString(1));
        getters.put("getObject", r -> r.getObject(1));
        getters.put("getDate", r -> r.getDate(1));
        getters.put("getTime", r -> r.getTime(1));
        getters.put("getTimestamp", r -> r.getTimestamp(1));
        for (var zone : ZONES) {
            getters.put("getDate " + zone, r -> r.getDate(1, calendar(zone)));
            getters.put("getTime " + zone, r -> r.getTime(1, calendar(zone)));
            getters.put("getTimestamp " + zone, r -> r.getTimestamp(1, calendar(zone)));
        }
        for (var type : new Class<?>[] {
            Date.class,
            Time.class,
            Timestamp.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class
        }) {
            getters.put(type.getName(), r -> r.getObject(1, type));
        }
        getters.put("java.util.Date", r -> r.getObject(1, java.util.Date.class).getTime());
        return getters;
    }

    private static Calendar calendar(String zone) {
        return Calendar.getInstance(TimeZone.getTimeZone(zone));
    }

    static Stream<Arguments> pairsOfZones() {
        return ZONES.stream().flatMap(jvm -> ZONES.stream().map(session -> Arguments.of(jvm, session)));
    }

    private static void zones(String jvm, String session) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone(jvm));
        for (var connection : List.of(ours, theirs)) {
            try (var statement = connection.createStatement()) {
                statement.execute("set timezone to '" + session + "'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairsOfZones")
    void everyGetterOfEveryTypeGivesWhatPgjdbcGives(String jvm, String session) throws SQLException {
        zones(jvm, session);
        var expressions = new ArrayList<String>();
        for (var time : TIMES) {
            expressions.add("timestamp '" + time + "'");
            expressions.add("timestamptz '" + time + "+00'");
            expressions.add("timestamptz '" + time + "'");
            expressions.add("date '" + time + "'");
            expressions.add("time '" + time.substring(11) + "'");
            expressions.add("timetz '" + time.substring(11) + "+05:30'");
        }
        var differences = new ArrayList<String>();
        for (var expression : expressions) {
            var our = outcomes(ours, expression);
            var their = outcomes(theirs, expression);
            their.forEach((getter, expected) -> {
                if (!our.get(getter).equals(expected) && !isExactHere(getter, expression, expected)) {
                    differences.add(expression + " " + getter + ": " + our.get(getter) + ", pgjdbc " + expected);
                }
            });
        }
        assertThat(differences).isEmpty();
    }

    /** What this driver gives and pgjdbc refuses, and what no zone has a say in. */
    private static boolean isExactHere(String getter, String expression, String expected) {
        var type = expression.substring(0, expression.indexOf(' '));
        var more =
                switch (getter) {
                    case "java.time.LocalDateTime" -> type.equals("date");
                    case "java.time.LocalTime" -> type.equals("timestamp");
                    // these classes are read in the zone of the JVM, like the getter of the same name
                    case "java.util.Date",
                            "java.util.Calendar",
                            "java.sql.Date",
                            "java.sql.Time",
                            "java.sql.Timestamp" -> true;
                    default -> getter.startsWith("getT") || getter.startsWith("getD");
                };
        return more && expected.equals("throws");
    }

    private static Map<String, String> outcomes(Connection connection, String expression) throws SQLException {
        var outcomes = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select " + expression)) {
            assertThat(rows.next()).isTrue();
            for (var getter : GETTERS.entrySet()) {
                outcomes.put(getter.getKey(), outcome(rows, getter.getValue()));
            }
        }
        return outcomes;
    }

    @SuppressWarnings("JavaUtilDate") // the classes of java.sql are what is compared
    private static String outcome(ResultSet rows, Getter getter) throws SQLException {
        try {
            var value = getter.get(rows);
            if (value instanceof Calendar calendar) {
                return calendar.getTimeInMillis() + " " + calendar.getTimeZone().getID();
            }
            return value + (value instanceof java.util.Date date ? " @" + date.getTime() : "");
        } catch (SQLException | RuntimeException e) {
            // pgjdbc throws unchecked exceptions too; this driver must not
            assertThat(e instanceof SQLException || !rows.isWrapperFor(RedshiftDataResultSet.class))
                    .as("unchecked: %s", e)
                    .isTrue();
            return "throws";
        }
    }

    @ParameterizedTest
    @MethodSource("pairsOfZones")
    void allWaysToReadAMomentGiveTheSameMoment(String jvm, String session) throws SQLException {
        zones(jvm, session);
        for (var time : TIMES) {
            var expected = Instant.parse(time.replace(' ', 'T') + "Z");
            try (var statement = ours.createStatement();
                    var rows = statement.executeQuery("select timestamptz '" + time + "+00'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getTimestamp(1).toInstant()).isEqualTo(expected);
                assertThat(rows.getObject(1, Instant.class)).isEqualTo(expected);
                assertThat(rows.getObject(1, OffsetDateTime.class)).isEqualTo(OffsetDateTime.parse(expected + ""));
                assertThat(rows.getObject(1, ZonedDateTime.class).toInstant()).isEqualTo(expected);
                assertThat(rows.getDate(1).toLocalDate())
                        .isEqualTo(rows.getTimestamp(1).toLocalDateTime().toLocalDate());
                for (var type : List.of(LocalDateTime.class, LocalDate.class, LocalTime.class, OffsetTime.class)) {
                    assertThatThrownBy(() -> rows.getObject(1, type))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("timestamptz")
                            .hasMessageContaining(type.getName())
                            .hasMessageContaining("java.time.OffsetDateTime");
                }
            }
        }
    }

    @Test
    void aTextWithAnOffsetIsNotReadWithoutIt() throws SQLException {
        try (var statement = ours.createStatement();
                var rows = statement.executeQuery("select '2024-06-12 23:45:00+05:30'::varchar")) {
            assertThat(rows.next()).isTrue();
            for (var type : List.of(LocalDateTime.class, LocalDate.class, LocalTime.class)) {
                assertThatThrownBy(() -> rows.getObject(1, type))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("OffsetDateTime");
            }
            assertThat(rows.getObject(1, OffsetDateTime.class))
                    .isEqualTo(OffsetDateTime.parse("2024-06-12T23:45:00+05:30"));
        }
    }

    @Test
    void aTextWithAnOffsetKeepsItAsParameter() throws SQLException {
        zones("America/New_York", "Asia/Kolkata");
        try (var statement = ours.prepareStatement("select cast(? as timestamptz), cast(? as timetz)")) {
            statement.setObject(1, "2024-06-12 23:45:00+02", java.sql.Types.TIMESTAMP);
            statement.setObject(2, "23:45:00+02", java.sql.Types.TIME);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(1, Instant.class)).isEqualTo(Instant.parse("2024-06-12T21:45:00Z"));
                assertThat(rows.getObject(2, OffsetTime.class)).isEqualTo(OffsetTime.parse("23:45:00+02:00"));
            }
        }
    }
}
