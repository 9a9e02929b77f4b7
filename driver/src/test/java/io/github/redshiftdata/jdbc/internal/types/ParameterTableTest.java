package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How an object of each class is sent as each SQL type; a class that is not named here is refused for the type. */
@SuppressWarnings("JavaUtilDate") // java.util.Date is what callers give
class ParameterTableTest {

    private static final LocalDateTime LOCAL = LocalDateTime.parse("2024-06-12T14:30:45.5");
    private static final OffsetDateTime BERLIN = OffsetDateTime.parse("2024-06-12T14:30:45.5+02:00");
    private static final UUID ID = UUID.fromString("b2d5c6f0-0000-4000-8000-000000000001");

    /** One object a class. */
    private static Map<String, Object> objects() {
        var objects = new LinkedHashMap<String, Object>();
        for (var value : List.of(
                true,
                (byte) 1,
                (short) 1,
                1,
                1L,
                1.5f,
                1.5,
                new BigDecimal("1.5"),
                BigInteger.ONE,
                '1',
                new byte[] {1, -1},
                ID,
                Date.valueOf("2024-06-12"),
                Time.valueOf("14:30:45"),
                Timestamp.valueOf(LOCAL),
                calendar(),
                LOCAL.toLocalDate(),
                LOCAL.toLocalTime(),
                LOCAL,
                BERLIN.toOffsetTime(),
                BERLIN,
                BERLIN.atZoneSameInstant(ZoneId.of("Europe/Berlin")),
                BERLIN.toInstant(),
                Duration.ofMillis(90_500),
                Period.of(1, 2, 3))) {
            objects.put(value.getClass().getSimpleName(), value);
        }
        objects.put("util.Date", new java.util.Date(Timestamp.valueOf(LOCAL).getTime()));
        return objects;
    }

    /** A day of the summer time, so that the offset has two parts. */
    private static Calendar calendar() {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"));
        calendar.setTimeInMillis(BERLIN.toInstant().toEpochMilli());
        return calendar;
    }

    /** The offset of the default zone, as PostgreSQL writes it. */
    private static String offset(String localDateTime) {
        var offset = LocalDateTime.parse(localDateTime)
                .atZone(ZoneId.systemDefault())
                .getOffset();
        return new DateTimeFormatterBuilder()
                .appendOffset("+HH:mm:ss", "+00")
                .toFormatter()
                .format(offset);
    }

    /** A moment in the default zone, as PostgreSQL writes a timestamp. */
    private static String inDefaultZone(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).format(BERLIN.atZoneSameInstant(ZoneId.systemDefault()));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(booleans(), Types.BIT, Types.BOOLEAN),
                row(whole(), Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT),
                row(floating("REAL"), Types.REAL),
                row(floating("DOUBLE"), Types.FLOAT, Types.DOUBLE),
                row(decimals(), Types.NUMERIC, Types.DECIMAL),
                row(
                        characters(),
                        Types.CHAR,
                        Types.VARCHAR,
                        Types.LONGVARCHAR,
                        Types.NCHAR,
                        Types.NVARCHAR,
                        Types.LONGNVARCHAR,
                        Types.CLOB,
                        Types.NCLOB),
                row(Map.of("byte[]", "bytes 01ff"), Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB),
                row(dates(), Types.DATE),
                row(times(), Types.TIME),
                row(timesWithZone(), Types.TIME_WITH_TIMEZONE),
                row(timestamps(), Types.TIMESTAMP),
                row(timestampsWithZone(), Types.TIMESTAMP_WITH_TIMEZONE),
                row(byClass(), Types.OTHER, Types.JAVA_OBJECT, Types.NULL),
                row(Map.of(), Types.ARRAY, Types.STRUCT, Types.REF, Types.DATALINK, Types.ROWID, Types.SQLXML));
    }

    private static Arguments row(Map<String, String> sent, Integer... types) {
        return Arguments.of(sent, List.of(types));
    }

    private static Map<String, String> booleans() {
        return Map.of(
                "Boolean", "TRUE",
                "Byte", "TRUE",
                "Short", "TRUE",
                "Integer", "TRUE",
                "Long", "TRUE",
                "Float", "refused: CANNOT_COERCE",
                "Double", "refused: CANNOT_COERCE",
                "BigDecimal", "refused: CANNOT_COERCE",
                "BigInteger", "TRUE",
                "Character", "TRUE");
    }

    /** A fraction is cut off. */
    private static Map<String, String> whole() {
        return Map.of(
                "Boolean", "1",
                "Byte", "1",
                "Short", "1",
                "Integer", "1",
                "Long", "1",
                "Float", "1",
                "Double", "1",
                "BigDecimal", "1",
                "BigInteger", "1",
                "Character", "1");
    }

    private static Map<String, String> floating(String type) {
        return Map.of(
                "Boolean", "'1' of " + type,
                "Byte", "'1' of " + type,
                "Short", "'1' of " + type,
                "Integer", "'1' of " + type,
                "Long", "'1' of " + type,
                "Float", "'1.5' of " + type,
                "Double", "'1.5' of " + type,
                "BigDecimal", "'1.5' of " + type,
                "BigInteger", "'1' of " + type,
                "Character", "'1' of " + type);
    }

    private static Map<String, String> decimals() {
        return Map.of(
                "Boolean", "1",
                "Byte", "1",
                "Short", "1",
                "Integer", "1",
                "Long", "1",
                "Float", "1.5",
                "Double", "1.5",
                "BigDecimal", "1.5",
                "BigInteger", "1",
                "Character", "1");
    }

    private static Map<String, String> characters() {
        var sent = new LinkedHashMap<String, String>();
        for (var name : List.of("Byte", "Short", "Integer", "Long", "BigInteger", "Character")) {
            sent.put(name, "'1'");
        }
        for (var name : List.of("Float", "Double", "BigDecimal")) {
            sent.put(name, "'1.5'");
        }
        sent.put("Boolean", "'true'");
        sent.put("UUID", "'" + ID + "'");
        sent.put("Date", "'2024-06-12'");
        sent.put("Time", "'14:30:45'");
        sent.put("Timestamp", "'2024-06-12 14:30:45.5'");
        sent.put("util.Date", "'2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'");
        sent.put("GregorianCalendar", "'2024-06-12 14:30:45.5+02'");
        sent.put("LocalDate", "'2024-06-12'");
        sent.put("LocalTime", "'14:30:45.5'");
        sent.put("LocalDateTime", "'2024-06-12 14:30:45.5'");
        sent.put("OffsetTime", "'14:30:45.5+02'");
        sent.put("OffsetDateTime", "'2024-06-12 14:30:45.5+02'");
        sent.put("ZonedDateTime", "'2024-06-12 14:30:45.5+02'");
        sent.put("Instant", "'2024-06-12 12:30:45.5+00'");
        sent.put("Duration", "'90.500000 seconds'");
        sent.put("Period", "'1 years 2 months 3 days'");
        return sent;
    }

    private static Map<String, String> dates() {
        var sent = new LinkedHashMap<String, String>();
        for (var name : List.of(
                "Date",
                "Timestamp",
                "util.Date",
                "GregorianCalendar",
                "LocalDate",
                "LocalDateTime",
                "OffsetDateTime",
                "ZonedDateTime")) {
            sent.put(name, "DATE '2024-06-12'");
        }
        sent.put("Instant", "DATE '" + inDefaultZone("uuuu-MM-dd") + "'");
        return sent;
    }

    private static Map<String, String> times() {
        return Map.of(
                "Time", "TIME '14:30:45'",
                "Timestamp", "TIME '14:30:45.5'",
                "util.Date", "TIME '14:30:45.5'",
                "GregorianCalendar", "TIME '14:30:45.5'",
                "LocalTime", "TIME '14:30:45.5'",
                "LocalDateTime", "TIME '14:30:45.5'",
                "OffsetTime", "TIMETZ '14:30:45.5+02'",
                "OffsetDateTime", "TIME '14:30:45.5'");
    }

    private static Map<String, String> timesWithZone() {
        return Map.of(
                "Time", "TIMETZ '14:30:45" + offset("1970-01-01T14:30:45") + "'",
                "Timestamp", "TIMETZ '14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "util.Date", "TIMETZ '14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "GregorianCalendar", "TIMETZ '14:30:45.5+02'",
                "OffsetTime", "TIMETZ '14:30:45.5+02'",
                "OffsetDateTime", "TIMETZ '14:30:45.5+02'",
                "ZonedDateTime", "TIMETZ '14:30:45.5+02'");
    }

    /** A moment keeps its offset, and its text has no type: the column's is what decides. */
    private static Map<String, String> timestamps() {
        return Map.of(
                "Date", "'2024-06-12 00:00:00" + offset("2024-06-12T00:00:00") + "'",
                "Timestamp", "'2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "util.Date", "'2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "GregorianCalendar", "'2024-06-12 14:30:45.5+02'",
                "LocalDate", "TIMESTAMP '2024-06-12 00:00:00'",
                "LocalDateTime", "TIMESTAMP '2024-06-12 14:30:45.5'",
                "OffsetDateTime", "TIMESTAMPTZ '2024-06-12 14:30:45.5+02'",
                "ZonedDateTime", "TIMESTAMPTZ '2024-06-12 14:30:45.5+02'",
                "Instant", "TIMESTAMPTZ '2024-06-12 12:30:45.5+00'");
    }

    private static Map<String, String> timestampsWithZone() {
        return Map.of(
                "Date",
                "TIMESTAMPTZ '2024-06-12 00:00:00" + offset("2024-06-12T00:00:00") + "'",
                "Timestamp",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "util.Date",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "GregorianCalendar",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5+02'",
                "LocalDateTime",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5" + offset("2024-06-12T14:30:45") + "'",
                "OffsetDateTime",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5+02'",
                "ZonedDateTime",
                "TIMESTAMPTZ '2024-06-12 14:30:45.5+02'",
                "Instant",
                "TIMESTAMPTZ '2024-06-12 12:30:45.5+00'");
    }

    private static Map<String, String> byClass() {
        var sent = new LinkedHashMap<>(characters());
        sent.putAll(whole());
        sent.put("Boolean", "TRUE");
        sent.put("Character", "'1'");
        sent.put("Float", "'1.5' of REAL");
        sent.put("Double", "'1.5' of DOUBLE");
        sent.put("BigDecimal", "1.5");
        sent.put("byte[]", "bytes 01ff");
        sent.put("Date", "DATE '2024-06-12'");
        sent.put("Time", "TIME '14:30:45'");
        sent.put("Timestamp", timestamps().get("Timestamp"));
        sent.put("LocalDate", "DATE '2024-06-12'");
        sent.put("LocalTime", "TIME '14:30:45.5'");
        sent.put("LocalDateTime", "TIMESTAMP '2024-06-12 14:30:45.5'");
        sent.put("OffsetTime", "TIMETZ '14:30:45.5+02'");
        for (var name : List.of("OffsetDateTime", "ZonedDateTime", "Instant")) {
            sent.put(name, timestamps().get(name));
        }
        return sent;
    }

    /** How a value stands in SQL, or why it does not. */
    private static String sent(Object value, int type) {
        try {
            return shown(ParameterValue.of(value, type));
        } catch (ConversionException e) {
            return "refused: " + e.category();
        }
    }

    static String shown(ParameterValue value) {
        if (value instanceof ParameterValue.Literal literal) {
            return literal.sql();
        }
        if (value instanceof ParameterValue.Text text) {
            return "'" + text.text() + "'" + (text.cast() == null ? "" : " of " + text.cast());
        }
        return value instanceof ParameterValue.Bytes bytes ? "bytes " + bytes.hex() : value.toString();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anObjectIsSentAsTheTypeThatIsNamedOrRefusedByName(Map<String, String> sent, List<Integer> types) {
        assertThat(objects().keySet()).containsAll(sent.keySet());
        for (int type : types) {
            objects().forEach((name, value) -> {
                assertThat(sent(value, type))
                        .describedAs("%s as %s", name, JDBCType.valueOf(type))
                        .isEqualTo(sent.getOrDefault(name, "refused: " + Category.UNSUPPORTED));
                if (!sent.containsKey(name)) {
                    assertRefused(
                            value,
                            type,
                            "java.sql.Types." + JDBCType.valueOf(type).getName() + ". Give");
                }
            });
        }
    }

    @Test
    void aTypeThatIsNoneIsRefusedByItsNumber() {
        assertRefused(1, 4711, "SQL type 4711");
    }

    private static void assertRefused(Object value, int type, String words) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> ParameterValue.of(value, type))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @MethodSource("objectsAlone")
    void anObjectWithoutATypeIsSentByItsClass(String name, Object value) throws ConversionException {
        assertThat(shown(ParameterValue.of(value))).isEqualTo(byClass().get(name));
    }

    static Stream<Arguments> objectsAlone() {
        return objects().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(" 2024-06-12 ", Types.DATE, "DATE '2024-06-12'"),
                Arguments.of("infinity", Types.DATE, "DATE 'infinity'"),
                Arguments.of(" 14:30:45.50 ", Types.TIME, "TIME '14:30:45.5'"),
                Arguments.of("14:30:45+02", Types.TIME, "TIMETZ '14:30:45+02'"),
                Arguments.of("14:30:45Z", Types.TIME, "TIMETZ '14:30:45+00'"),
                Arguments.of("14:30:45", Types.TIME_WITH_TIMEZONE, "TIMETZ '14:30:45+00'"),
                Arguments.of("2024-06-12 14:30:45", Types.TIMESTAMP, "TIMESTAMP '2024-06-12 14:30:45'"),
                Arguments.of("2024-06-12T14:30:45-07", Types.TIMESTAMP, "TIMESTAMPTZ '2024-06-12 14:30:45-07'"),
                Arguments.of("-infinity", Types.TIMESTAMP, "TIMESTAMP '-infinity'"),
                Arguments.of("2024-06-12", Types.TIMESTAMP_WITH_TIMEZONE, "TIMESTAMPTZ '2024-06-12 00:00:00+00'"),
                Arguments.of(" yes ", Types.BOOLEAN, "TRUE"),
                Arguments.of("off", Types.BIT, "FALSE"),
                Arguments.of(" -128 ", Types.TINYINT, "(-128)"),
                Arguments.of("1e3", Types.INTEGER, "1000"),
                Arguments.of("9223372036854775807.9", Types.BIGINT, "9223372036854775807"),
                Arguments.of(" 0.1 ", Types.REAL, "'0.1' of REAL"),
                Arguments.of("NaN", Types.DOUBLE, "'NaN' of DOUBLE"),
                Arguments.of("1.50", Types.NUMERIC, "1.50"),
                Arguments.of("1e-3", Types.DECIMAL, "0.001"),
                Arguments.of(" it's ", Types.VARCHAR, "' it's '"),
                Arguments.of("128", Types.TINYINT, "refused: OUT_OF_RANGE"),
                Arguments.of("1e400", Types.NUMERIC, "1" + "0".repeat(400)),
                Arguments.of("x", Types.INTEGER, "refused: BAD_TEXT"),
                Arguments.of("x", Types.DATE, "refused: BAD_TEMPORAL"),
                Arguments.of("14:30", Types.DATE, "refused: BAD_TEMPORAL"),
                Arguments.of("2024-06-12", Types.TIME, "refused: BAD_TEMPORAL"),
                Arguments.of("14:30", Types.TIMESTAMP, "refused: BAD_TEMPORAL"),
                Arguments.of("x", Types.BOOLEAN, "refused: CANNOT_COERCE"),
                Arguments.of("x", Types.BINARY, "refused: UNSUPPORTED"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsReadAsTheTypeThatIsNamed(String text, int type, String expected) {
        assertThat(sent(text, type)).isEqualTo(expected);
        assertThat(sent(CharBuffer.wrap(text), type)).isEqualTo(expected);
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                Arguments.of(Short.MIN_VALUE, Types.SMALLINT, "(-32768)"),
                Arguments.of(32_768, Types.SMALLINT, "refused: OUT_OF_RANGE"),
                Arguments.of(Integer.MIN_VALUE, Types.INTEGER, "(-2147483648)"),
                Arguments.of(1L << 31, Types.INTEGER, "refused: OUT_OF_RANGE"),
                Arguments.of(new BigDecimal("-9223372036854775808.9"), Types.BIGINT, "(-9223372036854775808)"),
                Arguments.of(new BigDecimal("9223372036854775808"), Types.BIGINT, "refused: OUT_OF_RANGE"),
                Arguments.of(Double.MAX_VALUE, Types.REAL, "refused: OUT_OF_RANGE"),
                Arguments.of(0.1f, Types.NUMERIC, "0.1"),
                Arguments.of(1f, Types.NUMERIC, "1"),
                Arguments.of(1.0, Types.NUMERIC, "1"),
                Arguments.of(0.1f, Types.REAL, "'0.1' of REAL"),
                Arguments.of(new BigDecimal("1e400"), Types.DOUBLE, "refused: OUT_OF_RANGE"),
                Arguments.of(Double.POSITIVE_INFINITY, Types.DOUBLE, "'Infinity' of DOUBLE"),
                Arguments.of(Double.POSITIVE_INFINITY, Types.NUMERIC, "refused: OUT_OF_RANGE"),
                Arguments.of(0, Types.BOOLEAN, "FALSE"),
                Arguments.of(new BigDecimal("1.00"), Types.BOOLEAN, "TRUE"),
                Arguments.of(-1, Types.BOOLEAN, "refused: CANNOT_COERCE"),
                Arguments.of(false, Types.BOOLEAN, "FALSE"),
                Arguments.of(false, Types.VARCHAR, "'false'"),
                Arguments.of(false, Types.INTEGER, "0"),
                Arguments.of(new BigDecimal("1E+3"), Types.VARCHAR, "'1000'"),
                Arguments.of(LocalTime.MAX, Types.TIME, "TIME '24:00:00'"),
                Arguments.of(LocalTime.of(23, 59, 59, 999_999_499), Types.TIME, "TIME '23:59:59.999999'"),
                Arguments.of(LocalDate.of(0, 1, 1), Types.DATE, "DATE '0001-01-01 BC'"),
                Arguments.of(LocalDate.of(1, 1, 1), Types.DATE, "DATE '0001-01-01'"),
                Arguments.of(LocalDate.MIN, Types.DATE, "DATE '-infinity'"),
                Arguments.of(LocalDate.MIN, Types.TIMESTAMP, "TIMESTAMP '-infinity'"),
                Arguments.of(LocalDate.MAX, Types.TIMESTAMP, "TIMESTAMP 'infinity'"),
                Arguments.of(LocalDateTime.MIN, Types.TIMESTAMP, "TIMESTAMP '-infinity'"),
                Arguments.of(LocalDateTime.MIN, Types.TIMESTAMP_WITH_TIMEZONE, "TIMESTAMPTZ '-infinity'"),
                Arguments.of(Instant.MAX, Types.TIMESTAMP_WITH_TIMEZONE, "TIMESTAMPTZ 'infinity'"),
                Arguments.of(Instant.MIN, Types.DATE, "DATE '-infinity'"),
                Arguments.of(new Date(Temporals.INFINITY_MILLIS), Types.DATE, "DATE 'infinity'"),
                Arguments.of(new Date(Temporals.NEGATIVE_INFINITY_MILLIS), Types.DATE, "DATE '-infinity'"),
                Arguments.of(new Timestamp(Temporals.INFINITY_MILLIS), Types.TIMESTAMP, "'infinity'"),
                Arguments.of(new Timestamp(Temporals.NEGATIVE_INFINITY_MILLIS), Types.TIMESTAMP, "'-infinity'"),
                Arguments.of(new Timestamp(Temporals.INFINITY_MILLIS), Types.VARCHAR, "'infinity'"),
                Arguments.of(new Timestamp(Temporals.NEGATIVE_INFINITY_MILLIS), Types.VARCHAR, "'-infinity'"),
                Arguments.of(OffsetTime.MAX, Types.TIME, "TIMETZ '24:00:00-18'"),
                Arguments.of(Duration.ofNanos(-1_500), Types.OTHER, "'-0.000002 seconds'"));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void theEdgesOfEachTypeAreKept(Object value, int type, String expected) {
        assertThat(sent(value, type)).isEqualTo(expected);
    }
}
