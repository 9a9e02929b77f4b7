package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalsTest {

    private static final long MIN_SECOND = -62_900_000_000L * 2;
    private static final long MAX_SECOND = 9_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "2024-06-12 14:30:45, 2024-06-12T14:30:45",
        "2024-06-12T14:30:45Z, 2024-06-12T14:30:45",
        "2024-06-12 14:30, 2024-06-12T14:30:00",
        "2024-06-12 14:30:45.1, 2024-06-12T14:30:45.1",
        "2024-06-12 14:30:45.123456789, 2024-06-12T14:30:45.123456789",
        "2024-06-12, 2024-06-12T00:00:00",
        "2024-06-12 24:00:00, 2024-06-13T00:00:00",
        "12024-06-12 00:00:00, +12024-06-12T00:00:00",
        "0044-03-15 12:00:00 BC, -0043-03-15T12:00:00"
    })
    void timestampTextsAreRead(String text, LocalDateTime expected) throws ConversionException {
        assertThat(Temporals.toLocalDateTime(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-12 14:30:45+00, 2024-06-12T14:30:45Z",
        "2024-06-12 14:30:45+05:30, 2024-06-12T09:00:45Z",
        "2024-06-12 14:30:45+0530, 2024-06-12T09:00:45Z",
        "2024-06-12 14:30:45.5-07, 2024-06-12T21:30:45.5Z",
        "1883-11-18 12:00:00+00:19:32, 1883-11-18T11:40:28Z"
    })
    void offsetsAreRead(String text, Instant expected) throws ConversionException {
        assertThat(Temporals.toInstant(text)).isEqualTo(expected);
        assertThat(Temporals.toOffsetDateTime(text).toInstant()).isEqualTo(expected);
        assertThat(Temporals.toTimestamp(text, null)).isEqualTo(Timestamp.from(expected));
    }

    @Test
    void aMomentWithoutOffsetIsOneOfUtc() throws ConversionException {
        assertThat(Temporals.toOffsetDateTime("2024-06-12 14:30:45"))
                .isEqualTo(OffsetDateTime.parse("2024-06-12T14:30:45Z"));
        assertThat(Temporals.toOffsetTime("14:30:45")).isEqualTo(OffsetTime.parse("14:30:45Z"));
    }

    @Test
    void timesAreRead() throws ConversionException {
        assertThat(Temporals.toLocalTime("14:30:45.25")).isEqualTo(LocalTime.parse("14:30:45.25"));
        assertThat(Temporals.toLocalTime("24:00:00")).isEqualTo(LocalTime.MAX);
        assertThat(Temporals.toOffsetTime("20:00:00.00-07")).isEqualTo(OffsetTime.parse("20:00:00-07:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2024-13-01",
                "2024-02-30",
                "2024-06-12 25:00:00",
                "24:00:01",
                "2024-06-12 14:30:45 x",
                "2024-06-12 14:30:45+99",
                "2024-06",
                "14",
                "14:"
            })
    void otherTextsAreRefused(String text) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Temporals.toTimestamp(text, null))
                .satisfies(e -> assertThat(e.category()).isEqualTo(ConversionException.Category.BAD_TEMPORAL));
    }

    @Test
    void infinitiesAreTheEndsOfEachClass() throws ConversionException {
        assertThat(Temporals.toLocalDate("infinity")).isEqualTo(LocalDate.MAX);
        assertThat(Temporals.toLocalDateTime("-infinity")).isEqualTo(LocalDateTime.MIN);
        assertThat(Temporals.toOffsetDateTime("infinity")).isEqualTo(OffsetDateTime.MAX);
        assertThat(Temporals.toTimestamp("infinity", null)).isEqualTo(new Timestamp(9223372036825200000L));
        assertThat(Temporals.toDate("-infinity", null)).isEqualTo(new Date(-9223372036832400000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-06-12", "1500-01-01", "0001-01-01", "1582-10-04", "9999-12-31"})
    void aDateShowsTheDigitsOfTheServer(String text) throws ConversionException {
        assertThat(Temporals.toDate(text, null)).hasToString(text);
    }

    @Test
    void aTimestampAsDateIsItsMidnightInTheZoneOfTheCalendar() throws ConversionException {
        var tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        assertThat(Temporals.toDate("2024-06-12 20:00:00+00", tokyo).getTime())
                .isEqualTo(Instant.parse("2024-06-12T15:00:00Z").toEpochMilli());
    }

    @Property
    void everyTimestampReadsBackAsItWasWritten(
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long second,
            @ForAll @IntRange(max = 999_999) int micros)
            throws ConversionException {
        var value = LocalDateTime.ofEpochSecond(second, micros * 1000, ZoneOffset.UTC);
        assertThat(Temporals.toLocalDateTime(TemporalEncoding.timestampText(value)))
                .isEqualTo(value);
    }

    @Property
    void everyMomentReadsBackAsItWasWritten(
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long second,
            @ForAll @IntRange(min = -18 * 3600, max = 18 * 3600) int offset)
            throws ConversionException {
        var value = OffsetDateTime.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.ofTotalSeconds(offset));
        assertThat(Temporals.toInstant(TemporalEncoding.offsetTimestampText(value)))
                .isEqualTo(value.toInstant());
    }

    @Property
    void everyJavaSqlTimestampReadsBackAsItWasWritten(
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long second) throws ConversionException {
        var value = new Timestamp(second * 1000);
        var text = ParameterValue.of(value, null).text();
        assertThat(Temporals.toTimestamp(text, null)).isEqualTo(value);
    }

    @Property
    void everyTimeReadsBackAsItWasWritten(@ForAll @LongRange(max = 86_399_999_999L) long micros)
            throws ConversionException {
        var value = LocalTime.MIDNIGHT.plus(micros, ChronoUnit.MICROS);
        assertThat(Temporals.toLocalTime(TemporalEncoding.timeText(value))).isEqualTo(value);
    }

    @Property
    void noTextBreaksTheParser(@ForAll String text) {
        try {
            Temporals.toTimestamp(text, null);
        } catch (ConversionException e) {
            assertThat(e.category()).isEqualTo(ConversionException.Category.BAD_TEMPORAL);
        }
    }
}
