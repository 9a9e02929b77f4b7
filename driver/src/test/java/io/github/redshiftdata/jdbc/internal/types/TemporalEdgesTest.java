package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.sql.Date;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times at the ends of days, eras and time, and in zones whose clocks change. */
@SuppressWarnings("JavaUtilDate") // java.sql.Date, Time and Timestamp are among the targets
class TemporalEdgesTest {

    private static Calendar in(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone));
    }

    private static Object read(RedshiftType type, Class<?> target, String text) throws ConversionException {
        return Conversions.of(type, target).convert(TestCell.of(text));
    }

    private static Instant moment(RedshiftType type, Class<? extends java.util.Date> target, String text, String zone)
            throws ConversionException {
        return Instant.ofEpochMilli(Conversions.temporal(type, target)
                .convert(TestCell.of(text), in(zone))
                .getTime());
    }

    private static void assertFails(Category category, String part, RedshiftType type, Class<?> target, String text) {
        assertThatExceptionOfType(ConversionException.class)
                .describedAs("%s as %s", text, target)
                .isThrownBy(() -> read(type, target, text))
                .withMessageContaining(part)
                .satisfies(e -> assertThat(e.category()).isEqualTo(category));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " 2024-06-12  14:30:45  +02 ,2024-06-12T14:30:45+02:00",
                "2024-06-12T14:30:45Z,2024-06-12T14:30:45Z",
                "2024-6-2 4:3:5,2024-06-02T04:03:05Z",
                "0001-01-01 00:00:00 +00 BC ,0000-01-01T00:00:00Z",
                "0001-01-01BC,0000-01-01T00:00:00Z",
                "0044-03-15 12:00:00-01:30 BC,-0043-03-15T12:00:00-01:30"
            })
    void blanksAndEraStandWhereThePostgresServerMayWriteThem(String text, OffsetDateTime expected)
            throws ConversionException {
        assertThat(Temporals.toOffsetDateTime(text)).isEqualTo(expected);
        assertThat(Temporals.toLocalDateTime(text)).isEqualTo(expected.toLocalDateTime());
        assertThat(Temporals.toLocalDate(text)).isEqualTo(expected.toLocalDate());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-06/12",
                "2024-06-12 14.30",
                "2024-06-12 14:30:45.",
                "2024-06-12 14:30 BC BC",
                "2024-06-12 14:30:45.1234567890",
                "2024-06-12 24:00:00.1",
                "2024-06-12 14:30:45+2:3",
                "12:00:00 BC",
                "999999999-12-31 24:00:00",
                "-05"
            })
    void whatIsNoTimestampIsRefused(String text) {
        for (var target : new Class<?>[] {Timestamp.class, Instant.class, OffsetDateTime.class, ZonedDateTime.class}) {
            assertFails(Category.BAD_TEMPORAL, text, RedshiftType.VARCHAR, target, text);
        }
    }

    @Test
    void aTextWithoutTheAskedPartIsRefused() {
        for (var target : new Class<?>[] {LocalDate.class, LocalDateTime.class, OffsetDateTime.class, Instant.class}) {
            assertFails(Category.BAD_TEMPORAL, "14:30", RedshiftType.VARCHAR, target, "14:30");
        }
        for (var target : new Class<?>[] {LocalTime.class, OffsetTime.class}) {
            assertFails(Category.BAD_TEMPORAL, "2024-06-12", RedshiftType.VARCHAR, target, "2024-06-12");
        }
    }

    static Stream<Arguments> infinities() {
        var type = RedshiftType.TIMESTAMP;
        return Stream.of(
                Arguments.of(RedshiftType.DATE, LocalDate.class, LocalDate.MAX, LocalDate.MIN),
                Arguments.of(type, LocalDate.class, LocalDate.MAX, LocalDate.MIN),
                Arguments.of(type, LocalDateTime.class, LocalDateTime.MAX, LocalDateTime.MIN),
                Arguments.of(RedshiftType.VARCHAR, LocalDateTime.class, LocalDateTime.MAX, LocalDateTime.MIN),
                Arguments.of(type, OffsetDateTime.class, OffsetDateTime.MAX, OffsetDateTime.MIN),
                Arguments.of(type, Instant.class, Instant.MAX, Instant.MIN),
                Arguments.of(
                        type,
                        ZonedDateTime.class,
                        LocalDateTime.MAX.atZone(ZoneOffset.UTC),
                        LocalDateTime.MIN.atZone(ZoneOffset.UTC)),
                Arguments.of(
                        type,
                        Date.class,
                        new Date(Temporals.INFINITY_MILLIS),
                        new Date(Temporals.NEGATIVE_INFINITY_MILLIS)),
                Arguments.of(
                        type,
                        Timestamp.class,
                        new Timestamp(Temporals.INFINITY_MILLIS),
                        new Timestamp(Temporals.NEGATIVE_INFINITY_MILLIS)));
    }

    @ParameterizedTest
    @MethodSource("infinities")
    void anInfinityIsTheEndOfItsClass(RedshiftType type, Class<?> target, Object greatest, Object least)
            throws ConversionException {
        assertThat(read(type, target, "infinity")).isEqualTo(greatest);
        assertThat(read(type, target, "-infinity")).isEqualTo(least);
        if (type == RedshiftType.TIMESTAMP && target != LocalDate.class && target != LocalDateTime.class) {
            assertThat(read(RedshiftType.TIMESTAMPTZ, target, "infinity")).isEqualTo(greatest);
            assertThat(read(RedshiftType.TIMESTAMPTZ, target, "-infinity")).isEqualTo(least);
        }
    }

    @Test
    void anInfinityHasNoTimeOfDay() {
        assertFails(Category.CANNOT_COERCE, "infinity", RedshiftType.TIMESTAMP, Time.class, "infinity");
        assertFails(Category.CANNOT_COERCE, "-infinity", RedshiftType.TIMESTAMP, Time.class, "-infinity");
        assertFails(Category.BAD_TEMPORAL, "infinity", RedshiftType.TIMESTAMP, LocalTime.class, "infinity");
    }

    @Test
    void theEndOfADayIsTheStartOfTheNext() throws ConversionException {
        var end = "2024-06-12 24:00:00";
        assertThat(read(RedshiftType.TIMESTAMP, Timestamp.class, end))
                .isEqualTo(Timestamp.valueOf("2024-06-13 00:00:00"));
        assertThat(read(RedshiftType.TIMESTAMP, Date.class, end)).isEqualTo(Date.valueOf("2024-06-13"));
        assertThat(read(RedshiftType.TIMESTAMPTZ, Instant.class, end + "+00"))
                .isEqualTo(Instant.parse("2024-06-13T00:00:00Z"));
        assertThat(read(RedshiftType.TIME, LocalTime.class, "24:00:00")).isEqualTo(LocalTime.MAX);
        assertThat(read(RedshiftType.TIMETZ, OffsetTime.class, "24:00:00+02")).isEqualTo(OffsetTime.MAX);
        assertThat(moment(RedshiftType.TIMETZ, Time.class, "24:00:00+02", "UTC"))
                .isEqualTo(Instant.parse("1970-01-01T22:00:00Z"));
        assertThat(moment(RedshiftType.TIMESTAMPTZ, Time.class, end + "+00", "UTC"))
                .isEqualTo(Instant.parse("1970-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01 BC, 0, 1",
        "0001-12-31, 1, 1",
        "0044-03-15 BC, 0, 44",
        "292278993-12-31, 1, 292278993",
        "292269054-01-01 BC, 0, 292269054"
    })
    void aYearOfJavaSqlIsThatOfTheServer(String text, int era, int year) throws ConversionException {
        for (var target : new Class<?>[] {Date.class, Timestamp.class}) {
            var calendar = new GregorianCalendar();
            calendar.setTime((java.util.Date) read(RedshiftType.DATE, target, text));
            assertThat(calendar.get(Calendar.ERA)).isEqualTo(era);
            assertThat(calendar.get(Calendar.YEAR)).isEqualTo(year);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"292278994-01-01", "292269055-12-31 BC"})
    void theYearBeyondTheLastOfJavaSqlIsRefused(String text) throws ConversionException {
        for (var target : new Class<?>[] {Date.class, Timestamp.class}) {
            assertFails(Category.CANNOT_COERCE, "java.time", RedshiftType.DATE, target, text);
        }
        assertThat(read(RedshiftType.DATE, LocalDate.class, text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2024-06-12 23:59:59.999, Asia/Tokyo, 2024-06-11T15:00:00Z",
        "TIMESTAMP, 2024-06-12 00:00:00.001, America/New_York, 2024-06-12T04:00:00Z",
        "DATE, 2024-06-12, Asia/Tokyo, 2024-06-11T15:00:00Z",
        "TIMESTAMPTZ, 2024-06-12 23:59:59.999+00, America/New_York, 2024-06-12T04:00:00Z",
        "TIME, 09:00:00, Asia/Tokyo, 1969-12-31T15:00:00Z"
    })
    void aDateIsMidnightInTheZoneOfTheCalendar(RedshiftType type, String text, String zone, Instant expected)
            throws ConversionException {
        assertThat(moment(type, Date.class, text, zone)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2024-06-12 14:30:45.5, Europe/Berlin, 1970-01-01T13:30:45.5Z",
        "TIMESTAMP, 2024-01-12 14:30:45.5, Europe/Berlin, 1970-01-01T13:30:45.5Z",
        "TIMESTAMP, 2024-06-12 23:30:00, America/New_York, 1970-01-02T04:30:00Z",
        "TIMESTAMP, 2024-06-12 00:30:00, Asia/Tokyo, 1969-12-31T15:30:00Z",
        // the hour from two to three was skipped
        "TIMESTAMP, 2024-03-31 02:30:00, Europe/Berlin, 1970-01-01T02:30:00Z",
        "TIMESTAMPTZ, 2024-06-12 14:30:45.5-07, Europe/Berlin, 1970-01-01T21:30:45.5Z",
        "DATE, 2024-06-12, Asia/Tokyo, 1969-12-31T15:00:00Z",
        "TIME, 09:00:00, Asia/Tokyo, 1970-01-01T00:00:00Z",
        "TIMETZ, 09:00:00+02, Asia/Tokyo, 1970-01-01T07:00:00Z"
    })
    void aTimeIsOnTheFirstDayOf1970(RedshiftType type, String text, String zone, Instant expected)
            throws ConversionException {
        assertThat(moment(type, Time.class, text, zone)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2024-06-12 14:30:45.5, Europe/Berlin, 2024-06-12T12:30:45.5Z",
        "TIMESTAMP, 2024-06-12T14:30:45Z, Asia/Tokyo, 2024-06-12T14:30:45Z",
        "TIMESTAMPTZ, 2024-06-12 14:30:45-07, Asia/Tokyo, 2024-06-12T21:30:45Z",
        "DATE, 2024-06-12, Asia/Tokyo, 2024-06-11T15:00:00Z",
        "TIME, 09:00:00, Asia/Tokyo, 1970-01-01T00:00:00Z"
    })
    void aTimestampIsReadInTheZoneOfTheCalendarUnlessItHasAnOffset(
            RedshiftType type, String text, String zone, Instant expected) throws ConversionException {
        assertThat(moment(type, Timestamp.class, text, zone)).isEqualTo(expected);
        assertThat(moment(type, java.util.Date.class, text, zone)).isEqualTo(expected);
    }

    @Test
    void aNullStaysNullWithACalendar() throws ConversionException {
        for (var target : new Class<?>[] {Date.class, Time.class, Timestamp.class, java.util.Date.class}) {
            assertThat((Object)
                            Conversions.temporal(RedshiftType.TIMESTAMP, target).convert(TestCell.NULL, in("UTC")))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-06-12T14:30:45Z", "2024-06-12 14:30:45-07"})
    void aTextWithAnOffsetIsNoLocalDateOrTime(String text) {
        for (var target : new Class<?>[] {LocalDate.class, LocalTime.class, LocalDateTime.class}) {
            assertFails(
                    Category.CANNOT_COERCE,
                    target.getName() + ", which has no offset",
                    RedshiftType.VARCHAR,
                    target,
                    text);
        }
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(RedshiftType.TIMESTAMPTZ, LocalDate.class, ": it is a moment"),
                Arguments.of(RedshiftType.TIMESTAMPTZ, LocalTime.class, "Ask for java.time.OffsetDateTime"),
                Arguments.of(RedshiftType.TIMESTAMPTZ, OffsetTime.class, ": it is a moment"),
                Arguments.of(RedshiftType.TIMESTAMPTZ, Duration.class, "java.time.Duration. Ask for one of: "),
                Arguments.of(RedshiftType.TIMETZ, LocalTime.class, "Ask for java.time.OffsetTime"),
                Arguments.of(RedshiftType.TIMETZ, LocalDate.class, "java.time.LocalDate. Ask for one of: "),
                Arguments.of(RedshiftType.DATE, OffsetDateTime.class, ": it has no offset"),
                Arguments.of(RedshiftType.TIME, OffsetTime.class, ": it has no offset"),
                Arguments.of(RedshiftType.TIMESTAMP, OffsetTime.class, ": it has no offset"),
                Arguments.of(RedshiftType.DATE, LocalTime.class, "java.time.LocalTime. Ask for one of: "),
                Arguments.of(RedshiftType.INTEGER, Instant.class, "java.time.Instant. Ask for one of: "));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void aRefusalTellsWhyAndWhatToAskFor(RedshiftType type, Class<?> target, String reason) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Conversions.of(type, target))
                .withMessageContaining(reason)
                .withMessageContaining(type.serviceName())
                .withMessageContaining("java.lang.String");
    }

    @Test
    void aTimestampIsSentWithMicrosecondsRoundedHalfUp() throws ConversionException {
        for (var row : new String[][] {
            {"2024-06-12 14:30:45.123456499", "2024-06-12 14:30:45.123456"},
            {"2024-06-12 14:30:45.1234565", "2024-06-12 14:30:45.123457"},
            {"2024-12-31 23:59:59.9999995", "2025-01-01 00:00:00"}
        }) {
            assertThat(ParameterValue.of(Timestamp.valueOf(row[0]), Types.VARCHAR)
                            .text())
                    .isEqualTo(row[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2024-06-12 16:30:45.25+02, 2024-06-12, 16:30:45.25",
        "America/New_York, 2024-06-12 10:30:45.25-04, 2024-06-12, 10:30:45.25",
        "Pacific/Auckland, 2024-06-13 02:30:45.25+12, 2024-06-13, 02:30:45.25",
        "Asia/Kolkata, 2024-06-12 20:00:45.25+05:30, 2024-06-12, 20:00:45.25"
    })
    void aMomentIsSentInTheZoneOfTheCalendar(String zone, String timestamp, String date, String time)
            throws ConversionException {
        long millis = Instant.parse("2024-06-12T14:30:45.25Z").toEpochMilli();
        assertThat(ParameterValue.of(new Timestamp(millis), in(zone)).text()).isEqualTo(timestamp);
        assertThat(ParameterValue.of(new java.util.Date(millis), in(zone)).text())
                .isEqualTo(timestamp);
        assertThat(ParameterValue.of(new Date(millis), in(zone)).text()).isEqualTo(date);
        assertThat(ParameterValue.of(new Time(millis), in(zone)).text()).isEqualTo(time);
    }
}
