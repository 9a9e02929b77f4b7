package io.github.redshiftdata.tests.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.RedshiftDataResultSet;
import io.github.redshiftdata.tests.support.TestEmulator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same SQL with the same getters, through this driver and through pgjdbc on the PostgreSQL behind the emulator. */
class TypeComparisonIT {

    private static Connection ours;
    private static Connection theirs;

    @BeforeAll
    static void connect() throws SQLException {
        ours = TestEmulator.shared().connect();
        theirs = DriverManager.getConnection(TestEmulator.shared().postgresUrl());
        try (var statement = theirs.createStatement()) {
            statement.execute("SET TimeZone TO 'UTC'");
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        ours.close();
        theirs.close();
    }

    /** One way to read a column. */
    private interface Getter {
        Object get(ResultSet resultSet) throws SQLException;
    }

    private static Calendar tokyo() {
        return Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    private static final Map<String, Getter> GETTERS = getters();

    private static Map<String, Getter> getters() {
        var getters = new LinkedHashMap<String, Getter>();
        getters.put("getString", r -> r.getString(1));
        getters.put("getBoolean", r -> r.getBoolean(1));
        getters.put("getByte", r -> r.getByte(1));
        getters.put("getShort", r -> r.getShort(1));
        getters.put("getInt", r -> r.getInt(1));
        getters.put("getLong", r -> r.getLong(1));
        getters.put("getFloat", r -> r.getFloat(1));
        getters.put("getDouble", r -> r.getDouble(1));
        getters.put("getBigDecimal", r -> r.getBigDecimal(1));
        getters.put("getObject", r -> r.getObject(1));
        getters.put("getDate", r -> r.getDate(1));
        getters.put("getTime", r -> r.getTime(1));
        getters.put("getTimestamp", r -> r.getTimestamp(1));
        getters.put("getDate(Tokyo)", r -> r.getDate(1, tokyo()));
        getters.put("getTime(Tokyo)", r -> r.getTime(1, tokyo()));
        getters.put("getTimestamp(Tokyo)", r -> r.getTimestamp(1, tokyo()));
        for (var type : new Class<?>[] {
            String.class,
            Boolean.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Date.class,
            Time.class,
            Timestamp.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class
        }) {
            getters.put("getObject(" + type.getSimpleName() + ")", r -> r.getObject(1, type));
        }
        return getters;
    }

    /** The differences that are meant, each with its reason. */
    private static boolean isIntended(String getter, String expression, String ourOutcome, String theirOutcome) {
        // JDBC's table of conversions has more than pgjdbc does: those are given.
        // What would depend on a zone is refused, as by pgjdbc.
        var weConvertMore =
                theirOutcome.equals("throws") && !ourOutcome.equals("throws") && !dependsOnAZone(getter, expression);
        // The service trims the blanks of CHAR before the driver sees them.
        var blanksOfChar =
                expression.contains("char(") && ourOutcome.stripTrailing().equals(theirOutcome.stripTrailing());
        // A number that does not fit is refused; pgjdbc gives Infinity.
        var overflow = expression.startsWith("1e300") && getter.startsWith("getFloat");
        // The empty text is no number; pgjdbc gives 0 for a byte, and refuses it for the other numbers.
        var emptyByte = expression.startsWith("''") && getter.equals("getByte");
        return weConvertMore || blanksOfChar || overflow || emptyByte;
    }

    private static boolean dependsOnAZone(String getter, String expression) {
        var local = List.of("getObject(LocalDate)", "getObject(LocalTime)", "getObject(LocalDateTime)");
        return switch (expression.substring(expression.lastIndexOf(':') + 1)) {
            case "timestamptz" -> local.contains(getter) || getter.equals("getObject(OffsetTime)");
            case "timetz" -> local.contains(getter);
            case "time", "timestamp" -> getter.equals("getObject(OffsetTime)");
            case "date" -> getter.equals("getObject(OffsetTime)") || getter.equals("getObject(OffsetDateTime)");
            default -> false;
        };
    }

    static Stream<String> expressions() {
        return Stream.of(
                "1::int2",
                "(-32768)::int2",
                "32767::int2",
                "0::int4",
                "1::int4",
                "2147483647",
                "(-2147483648)::int4",
                "9223372036854775807",
                "(-9223372036854775807 - 1)::int8",
                "300",
                "70000",
                "3000000000",
                "1.5::numeric(10,1)",
                "0::numeric(10,2)",
                "123.45::numeric(10,2)",
                "(-0.001)::numeric(18,6)",
                "12345678901234567890.123456789::numeric(38,9)",
                "99999::numeric",
                "'NaN'::numeric",
                "1.9::numeric(10,1)",
                "1.5::float4",
                "123.456787::float4",
                "1e10::float4",
                "0.1::float4",
                "3.4e38::float4",
                "123456792::float4",
                "(-16777218)::float4",
                "2147483647::float4",
                "1e15::float4",
                "'NaN'::float4",
                "'Infinity'::float4",
                "1.5::float8",
                "0.1::float8",
                "1e20::float8",
                "1e-10::float8",
                "123456789.123::float8",
                "1::float8",
                "'NaN'::float8",
                "'Infinity'::float8",
                "'-Infinity'::float8",
                "1e300::float8",
                "true",
                "false",
                "'hello'::varchar(20)",
                "''::varchar(5)",
                "'42'::varchar",
                "'1.5'::varchar",
                "'true'::varchar",
                "'f'::varchar",
                "'0'::varchar",
                "' 7 '::varchar",
                "'ünï € 😀'::varchar(50)",
                "'a\nb'::varchar",
                "'2024-06-12'::varchar",
                "'2024-06-12 14:30:45.5'::varchar",
                "'abc'::char(5)",
                "'x'::text",
                "'2024-06-12'::date",
                "'1582-10-04'::date",
                "'0001-01-01'::date",
                "'1969-12-31'::date",
                "'12024-06-12'::date",
                "'0044-03-15 BC'::date",
                "'infinity'::date",
                "'-infinity'::date",
                "'2024-06-12 14:30:45'::timestamp",
                "'2024-06-12 14:30:45.123456'::timestamp",
                "'2024-06-12 14:30:45.5'::timestamp",
                "'1900-01-01 00:00:00'::timestamp",
                "'0044-03-15 12:00:00 BC'::timestamp",
                "'12024-01-01 00:00:00'::timestamp",
                "'infinity'::timestamp",
                "'-infinity'::timestamp",
                "'2024-06-12 14:30:45.123456+00'::timestamptz",
                "'2024-06-12 14:30:45+05:30'::timestamptz",
                "'2024-12-12 23:59:59.999999-08'::timestamptz",
                "'infinity'::timestamptz",
                "'14:30:45'::time",
                "'14:30:45.123456'::time",
                "'00:00:00'::time",
                "'23:59:59.999999'::time",
                "'24:00:00'::time",
                "'14:30:45+02'::timetz",
                "'14:30:45.5-05:30'::timetz");
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyGetterGivesWhatPgjdbcGives(String expression) throws SQLException {
        compare(expression);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void anObjectIsTheSameWithItsClassNamedOrNot(String expression) throws SQLException {
        try (var statement = ours.createStatement();
                var rows = statement.executeQuery("SELECT " + expression)) {
            assertThat(rows.next()).isTrue();
            assertThat(object(() -> rows.getObject(1, Object.class))).isEqualTo(object(() -> rows.getObject(1)));
        }
    }

    private static String object(Callable<Object> getter) {
        try {
            var value = getter.call();
            return value == null ? "null" : value.getClass().getName() + " " + value;
        } catch (Exception e) {
            return e.toString();
        }
    }

    static Stream<String> nulls() {
        return Stream.of(
                "NULL::int2",
                "NULL::int4",
                "NULL::int8",
                "NULL::numeric(5,2)",
                "NULL::float4",
                "NULL::float8",
                "NULL::bool",
                "NULL::varchar",
                "NULL::date",
                "NULL::time",
                "NULL::timestamp",
                "NULL::timestamptz");
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullReadsAsPgjdbcReadsIt(String expression) throws SQLException {
        compare(expression);
    }

    private static void compare(String expression) throws SQLException {
        var sql = "SELECT " + expression;
        var our = outcomes(ours, sql);
        var their = outcomes(theirs, sql);
        var differences = new TreeMap<String, String>();
        GETTERS.keySet().forEach(getter -> {
            var ourOutcome = our.get(getter);
            var theirOutcome = their.get(getter);
            if (!ourOutcome.equals(theirOutcome) && !isIntended(getter, expression, ourOutcome, theirOutcome)) {
                differences.put(getter, "ours " + ourOutcome + ", pgjdbc " + theirOutcome);
            }
        });
        assertThat(differences).as(sql).isEmpty();
    }

    /** What each getter gives of the first column of the only row. */
    static Map<String, String> outcomes(Connection connection, String sql) throws SQLException {
        var outcomes = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var resultSet = statement.executeQuery(sql)) {
            assertThat(resultSet.next()).isTrue();
            for (var getter : GETTERS.entrySet()) {
                outcomes.put(getter.getKey(), outcome(resultSet, getter.getValue()));
            }
            assertThat(resultSet.next()).isFalse();
        }
        return outcomes;
    }

    private static String outcome(ResultSet resultSet, Getter getter) throws SQLException {
        try {
            var value = getter.get(resultSet);
            return text(value) + (resultSet.wasNull() ? " (was null)" : "");
        } catch (SQLException | RuntimeException e) {
            // pgjdbc also throws unchecked exceptions here; this driver must not.
            var isOurs = resultSet.isWrapperFor(RedshiftDataResultSet.class);
            assertThat(isOurs && !(e instanceof SQLException sql && sql.getSQLState() != null))
                    .as("unchecked: %s", e)
                    .isFalse();
            return "throws";
        }
    }

    @SuppressWarnings("JavaUtilDate") // the classes of java.sql are what is compared
    private static String text(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        var millis = value instanceof java.util.Date date ? " @" + date.getTime() : "";
        return value.getClass().getSimpleName() + " " + value + millis;
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void theColumnIsDescribedAsPgjdbcDescribesIt(String expression) throws SQLException {
        var sql = "SELECT " + expression + " AS c";
        try (var our = ours.createStatement();
                var their = theirs.createStatement();
                var ourRows = our.executeQuery(sql);
                var theirRows = their.executeQuery(sql)) {
            var ourColumns = ourRows.getMetaData();
            var theirColumns = theirRows.getMetaData();
            assertThat(ourColumns.getColumnLabel(1)).isEqualTo(theirColumns.getColumnLabel(1));
            assertThat(ourColumns.getColumnClassName(1)).isEqualTo(theirColumns.getColumnClassName(1));
            assertThat(ourColumns.getColumnType(1)).isEqualTo(theirColumns.getColumnType(1));
            assertThat(ourColumns.isSigned(1)).isEqualTo(theirColumns.isSigned(1));
        }
    }

    /** The text of Redshift's own types where PostgreSQL writes them otherwise: what Redshift's JDBC driver gives. */
    private static String asRedshiftWritesIt(String typeName, String ofPostgres, String ours) {
        return switch (typeName) {
            // The service trims the blanks of CHAR.
            case "bpchar" -> ofPostgres.stripTrailing();
            // Bytes are hexadecimal digits, in lower case and without a prefix.
            case "varbyte" -> ofPostgres.replace("\\x", "");
            case "geometry", "geography" -> ofPostgres.toLowerCase(Locale.ROOT);
            // Intervals are spelled out; the emulator's own test holds the exact texts.
            case "intervaly2m", "intervald2s" -> ours;
            default -> ofPostgres;
        };
    }

    @Test
    void everyRedshiftTypeReadsAsTextLikeInPostgres() throws SQLException {
        var sql = "SELECT * FROM all_types ORDER BY id";
        try (var our = ours.createStatement();
                var their = theirs.createStatement();
                var ourRows = our.executeQuery(sql);
                var theirRows = their.executeQuery(sql)) {
            var columns = ourRows.getMetaData();
            while (theirRows.next()) {
                assertThat(ourRows.next()).isTrue();
                for (var column = 1; column <= columns.getColumnCount(); column++) {
                    var value = ourRows.getString(column);
                    var expected = theirRows.getString(column);
                    assertThat(value)
                            .as(columns.getColumnName(column))
                            .isEqualTo(
                                    expected == null
                                            ? null
                                            : asRedshiftWritesIt(columns.getColumnTypeName(column), expected, value));
                }
            }
            assertThat(ourRows.next()).isFalse();
        }
    }

    /** UUID and byte[] of text: conversions that pgjdbc has for types of its own. */
    @ParameterizedTest
    @MethodSource("uuids")
    void aUuidIsReadFromText(String text) throws SQLException {
        try (var statement = ours.createStatement();
                var resultSet = statement.executeQuery("SELECT '" + text + "'")) {
            assertThat(resultSet.next()).isTrue();
            assertThat(resultSet.getObject(1, UUID.class)).isEqualTo(UUID.fromString(text));
        }
    }

    static Stream<String> uuids() {
        return Stream.of("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000");
    }
}
