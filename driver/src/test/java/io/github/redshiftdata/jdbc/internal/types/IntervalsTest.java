package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals in the forms in which the server writes them, and those of PostgreSQL. */
class IntervalsTest {

    private static void assertFails(Category category, Class<?> target, String text) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Conversions.of(RedshiftType.INTERVAL_DAY_TO_SECOND, target)
                        .convert(TestCell.of(text)))
                .satisfies(e -> assertThat(e.category()).isEqualTo(category));
    }

    @ParameterizedTest
    @CsvSource({
        "1 week, P7D",
        "2 weeks -1 days, P13D",
        "1 day, P1D",
        "-3 days, P-3D",
        "1 hour 2 hours, PT3H",
        "1 min 2 mins 3 minute 4 minutes, PT10M",
        "1 sec 2 secs 3 second 4.5 seconds, PT10.5S",
        "02:03, PT2H3M",
        "02:03:04.5, PT2H3M4.5S",
        "-02:03:04.5, PT-2H-3M-4.5S",
        "1 days +02:03:04, P1DT2H3M4S",
        "-1 days +02:00, PT-22H",
        "0 years 1 days, P1D",
        "1.5 hours, PT1H30M",
        "0.0000000019 secs, PT0.000000001S"
    })
    void anIntervalWithoutMonthsIsADuration(String text, Duration expected) throws ConversionException {
        assertThat(Intervals.toDuration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1 year, P1Y",
        "2 years 14 months, P3Y2M",
        "1 mon 2 mons 3 month, P6M",
        "-1 years -2 mons, P-1Y-2M",
        "1 mons -3 days, P1M-3D",
        "2 weeks, P14D",
        "5 days 00:00:00, P5D",
        "0 days, P0D"
    })
    void anIntervalWithoutTimeIsAPeriod(String text, Period expected) throws ConversionException {
        assertThat(Intervals.toPeriod(text)).isEqualTo(expected);
    }

    @Test
    void whatHasNoFixedLengthIsNoDurationAndWhatHasATimeIsNoPeriod() {
        assertFails(Category.CANNOT_COERCE, Duration.class, "1 mons");
        assertFails(Category.CANNOT_COERCE, Duration.class, "1 years 2 days");
        assertFails(Category.CANNOT_COERCE, Period.class, "1 days 00:00:01");
        assertFails(Category.CANNOT_COERCE, Period.class, "0.5 secs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "days", "1 fortnight", "1.5 days", "1 day x", "02", "02:3", "1 day 02:03:4"})
    void whatIsNoIntervalIsRefused(String text) {
        assertFails(Category.BAD_TEMPORAL, Duration.class, text);
        assertFails(Category.BAD_TEMPORAL, Period.class, text);
    }

    @Test
    void aTextLongerThanTheServerWritesIsNotRead() throws ConversionException {
        assertThat(Intervals.toDuration("0".repeat(195) + "1 day")).isEqualTo(Duration.ofDays(1));
        assertFails(Category.BAD_TEMPORAL, Duration.class, "0".repeat(196) + "1 day");
    }

    @Test
    void anIntervalBeyondItsClassIsOutOfRange() {
        assertFails(Category.OUT_OF_RANGE, Period.class, "2147483648 mons");
        assertFails(Category.OUT_OF_RANGE, Period.class, "2147483648 days");
        assertFails(Category.OUT_OF_RANGE, Duration.class, "9223372036854775808 secs");
    }
}
