package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value, from the service or the caller, breaks a conversion otherwise than by its own exception, or holds it up. */
@SuppressWarnings("JavaUtilDate") // java.util.Date is one of the targets
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileValuesTest {

    static final List<Class<?>> TARGETS = List.of(
            String.class,
            byte[].class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Number.class,
            Object.class,
            Character.class,
            UUID.class,
            Date.class,
            Time.class,
            Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            Duration.class,
            Period.class);

    private static List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var text : List.of(
                "",
                " ",
                "1e30000000",
                "-1e30000000",
                "1e-30000000",
                "1e2147483647",
                "1e-2147483647",
                "1e99999999999",
                "9".repeat(2_000_000),
                "0." + "0".repeat(2_000_000) + "1",
                "9".repeat(2_000_000) + " days",
                "NaN",
                "-Infinity",
                "infinity",
                "-infinity",
                "999999999-12-31",
                "999999999-12-31 24:00:00",
                "999999999-12-31 23:59:59.999999999-18",
                "999999999-01-01 00:00:00+18 BC",
                "292278995-01-01",
                "2024-02-30",
                "24:00:00",
                "99:99:99",
                "2024-01-01 00:00:00+99",
                "9223372036854775807 days",
                "-9223372036854775808 days",
                "9223372036854775807 years",
                "99999999999999999999 secs",
                "99999999999999999:59:59",
                "9223372036854775807 secs",
                "106751991167301 days 9223372036854775807 secs",
                "2147483647 mons 9223372036854775807 days",
                "1-1-1-1-1",
                "\\x0",
                "====",
                "\0",
                "\uD800",
                "true",
                "TRUE")) {
            cells.add(TestCell.of(text));
        }
        for (var number : List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
            cells.add(TestCell.of((long) number));
        }
        for (var number : List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, -0.0)) {
            cells.add(TestCell.of((double) number));
        }
        cells.add(TestCell.of(true));
        cells.add(TestCell.of(new byte[0]));
        cells.add(TestCell.of(new byte[] {-1, 0, 127}));
        cells.add(TestCell.NULL);
        return cells;
    }

    @ParameterizedTest
    @EnumSource(RedshiftType.class)
    void everyCellIsReadAsEveryClassOrRefused(RedshiftType type) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("Pacific/Apia"));
        for (var cell : cells()) {
            for (var target : TARGETS) {
                read(() -> Conversions.of(type, target).convert(cell));
                read(() -> Conversions.temporal(type, target).convert(cell, calendar));
            }
            read(() -> Conversions.longReader(type).read(cell));
            read(() -> Conversions.doubleReader(type).read(cell));
            read(() -> Conversions.booleanReader(type).read(cell));
            read(() -> Conversions.textReader(type).read(cell));
        }
    }

    private interface Reading {
        Object read() throws ConversionException;
    }

    private static void read(Reading reading) {
        assertThatNoException().isThrownBy(() -> {
            try {
                reading.read();
            } catch (ConversionException refused) {
                assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(1000);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30000000", "-1e30000000", "1e100001"})
    void aNumberOfMoreDigitsThanAnyColumnHoldsIsOutOfRangeForWhatWritesThemAllOut(String text) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() ->
                        Conversions.of(RedshiftType.NUMERIC, BigInteger.class).convert(TestCell.of(text)))
                .satisfies(e -> assertThat(e.category()).isEqualTo(ConversionException.Category.OUT_OF_RANGE));
    }

    @Test
    void aNumberOfManyDigitsIsReadAsItIs() throws ConversionException {
        var digits = "7".repeat(65_535);
        assertThat(Conversions.of(RedshiftType.VARCHAR, BigInteger.class).convert(TestCell.of(digits)))
                .isEqualTo(new BigInteger(digits));
        assertThat(Conversions.of(RedshiftType.VARCHAR, BigInteger.class).convert(TestCell.of("1e-30000000")))
                .isEqualTo(BigInteger.ZERO);
    }

    @Test
    void aLongIntervalKeepsItsLengthOrIsRefused() throws ConversionException {
        var duration = Conversions.of(RedshiftType.VARCHAR, Duration.class);
        assertThat(duration.convert(TestCell.of("99999999999.000001 secs")))
                .isEqualTo(Duration.ofSeconds(99_999_999_999L, 1000));
        assertThat(duration.convert(TestCell.of("-300000000000:00:00.5")))
                .isEqualTo(Duration.ofDays(-12_500_000_000L).minusMillis(500));
        for (var text : List.of("99999999999999999999 secs", "9223372036854775807 days")) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> duration.convert(TestCell.of(text)))
                    .satisfies(e -> assertThat(e.category()).isEqualTo(ConversionException.Category.OUT_OF_RANGE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"292278995-01-01", "999999999-12-31", "292269056-01-01 BC"})
    void aYearThatTheClassesOfJavaSqlCannotCountToIsRefusedNotMadeAnother(String text) {
        for (var target : List.of(Date.class, Timestamp.class)) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> Conversions.of(RedshiftType.DATE, target).convert(TestCell.of(text)));
        }
    }

    private static List<Object> values() {
        return List.of(
                new BigDecimal("1E+1000000000"),
                new BigDecimal("-1E+1000000000"),
                new BigDecimal("1E-1000000000"),
                new BigDecimal(BigInteger.TWO, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.TWO, Integer.MAX_VALUE),
                BigInteger.ONE.shiftLeft(40_000_000),
                new Odd(),
                "1e1000000000",
                "9".repeat(2_000_000),
                "",
                'x',
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.MAX_VALUE,
                Float.NEGATIVE_INFINITY,
                Long.MIN_VALUE,
                true,
                new byte[0],
                UUID.randomUUID(),
                new Object(),
                new int[] {1},
                new Date(Long.MAX_VALUE),
                new Date(Long.MIN_VALUE),
                new Time(Long.MAX_VALUE),
                new Timestamp(Long.MIN_VALUE),
                new java.util.Date(Long.MAX_VALUE),
                new GregorianCalendar(),
                LocalDate.MAX,
                LocalDate.MIN,
                LocalDate.MAX.minusDays(1),
                LocalTime.MAX,
                LocalDateTime.MAX.minusNanos(1),
                LocalDateTime.MIN.plusNanos(1),
                OffsetTime.MAX,
                OffsetDateTime.MAX.minusNanos(1),
                OffsetDateTime.MIN.plusNanos(1),
                OffsetDateTime.MAX.withOffsetSameLocal(ZoneOffset.UTC),
                ZonedDateTime.of(LocalDateTime.MAX, ZoneId.of("Pacific/Apia")),
                ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.MAX),
                Instant.MAX,
                Instant.MIN,
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.of(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE));
    }

    /** A number of a class that nobody knows, with nothing to say. */
    private static final class Odd extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return "odd";
        }
    }

    @Test
    void everyObjectIsSentAsEveryTypeAndScaleOrRefused() throws IllegalAccessException {
        var types = new ArrayList<Integer>(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
        for (var field : Types.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                types.add(field.getInt(null));
            }
        }
        for (var value : values()) {
            read(() -> sizeOf(ParameterValue.of(value)));
            for (int type : types) {
                read(() -> sizeOf(ParameterValue.of(value, type)));
                for (int scale :
                        List.of(Integer.MIN_VALUE, -1_000_000_000, -1, 0, 38, 1_000_000_000, Integer.MAX_VALUE)) {
                    read(() -> sizeOf(ParameterValue.of(value, type, scale)));
                }
            }
        }
    }

    /** A text that a caller gave may be as long as they like; one that the driver made must not grow out of a few digits. */
    private static int sizeOf(ParameterValue value) {
        var text = value.text();
        assertThat(text == null ? 0 : text.length()).isLessThanOrEqualTo(20_000_000);
        return text == null ? 0 : text.length();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "1E-1000000000", "1E+100001"})
    void aDecimalOfMoreDigitsThanAStatementHoldsIsOutOfRange(String digits) {
        for (int type : List.of(Types.NUMERIC, Types.VARCHAR)) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> ParameterValue.of(new BigDecimal(digits), type))
                    .satisfies(e -> assertThat(e.category()).isEqualTo(ConversionException.Category.OUT_OF_RANGE));
        }
    }
}
