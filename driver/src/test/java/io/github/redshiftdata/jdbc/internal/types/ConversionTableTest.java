package io.github.redshiftdata.jdbc.internal.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
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
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one value of each type is as each class; a class that is not named here is refused for the type. */
@SuppressWarnings("JavaUtilDate") // java.util.Date is one of the targets
class ConversionTableTest {

    private static final Instant MOMENT = Instant.parse("2024-06-12T14:00:45.5Z");
    private static final Instant TIME_OF_DAY = Instant.parse("1970-01-01T14:00:45.5Z");

    /** The value as each class. */
    private static final class Values {

        private final Map<Class<?>, Object> byClass = new LinkedHashMap<>();

        static Values text(String text) {
            return new Values().and(String.class, text).and(byte[].class, text.getBytes(UTF_8));
        }

        /** The number 1. */
        static Values one(String text, BigDecimal decimal) {
            return text(text)
                    .and(Boolean.class, true)
                    .and(Byte.class, (byte) 1)
                    .and(Short.class, (short) 1)
                    .and(Integer.class, 1)
                    .and(Long.class, 1L)
                    .and(Float.class, 1f)
                    .and(Double.class, 1.0)
                    .and(BigDecimal.class, decimal)
                    .and(BigInteger.class, BigInteger.ONE);
        }

        static Values one() {
            return one("1", BigDecimal.ONE);
        }

        Values and(Class<?> target, Object value) {
            byClass.put(target, value);
            return this;
        }

        Values numberAndObject(Object value) {
            return and(Number.class, value).and(Object.class, value);
        }

        Values javaSql(Date date, Time time, Timestamp timestamp) {
            return and(Date.class, date)
                    .and(Time.class, time)
                    .and(Timestamp.class, timestamp)
                    .and(java.util.Date.class, timestamp);
        }

        @Override
        public String toString() {
            return "values";
        }
    }

    static List<Arguments> rows() {
        return List.of(
                row(RedshiftType.SMALLINT, TestCell.of(1), Values.one().numberAndObject(1)),
                row(RedshiftType.INTEGER, TestCell.of(1), Values.one().numberAndObject(1)),
                row(RedshiftType.BIGINT, TestCell.of(1), Values.one().numberAndObject(1L)),
                row(RedshiftType.OID, TestCell.of(1), Values.one().numberAndObject(1L)),
                row(
                        RedshiftType.NUMERIC,
                        TestCell.of("1.00"),
                        Values.one("1.00", new BigDecimal("1.00")).numberAndObject(new BigDecimal("1.00"))),
                row(RedshiftType.REAL, TestCell.of(1.0), Values.one().numberAndObject(1f)),
                row(RedshiftType.DOUBLE, TestCell.of(1.0), Values.one().numberAndObject(1.0)),
                row(
                        RedshiftType.BOOLEAN,
                        TestCell.of(true),
                        Values.one("t", BigDecimal.ONE)
                                .and(Number.class, BigDecimal.ONE)
                                .and(Object.class, true)),
                row(RedshiftType.DATE, TestCell.of("2024-06-12"), date()),
                row(RedshiftType.TIME, TestCell.of("14:30:45.5"), time()),
                row(RedshiftType.TIMETZ, TestCell.of("19:30:45.5+05:30"), timeWithZone()),
                row(RedshiftType.TIMESTAMP, TestCell.of("2024-06-12 14:30:45.5"), timestamp()),
                row(RedshiftType.TIMESTAMPTZ, TestCell.of("2024-06-12 19:30:45.5+05:30"), timestampWithZone()),
                row(RedshiftType.INTERVAL_YEAR_TO_MONTH, TestCell.of("0 days"), interval("0 days", 0)),
                row(RedshiftType.INTERVAL_DAY_TO_SECOND, TestCell.of("3 days"), interval("3 days", 3)),
                row(RedshiftType.VARBYTE, TestCell.of("YWJj"), bytes("616263", new byte[] {'a', 'b', 'c'})),
                row(RedshiftType.GEOMETRY, TestCell.of("00FF"), bytes("00ff", new byte[] {0, -1})),
                row(RedshiftType.GEOGRAPHY, TestCell.of("01FF"), bytes("01ff", new byte[] {1, -1})));
    }

    private static Arguments row(RedshiftType type, Cell cell, Values values) {
        return Arguments.of(type, cell, values);
    }

    private static Values date() {
        return Values.text("2024-06-12")
                .javaSql(Date.valueOf("2024-06-12"), Time.valueOf("00:00:00"), Timestamp.valueOf("2024-06-12 00:00:00"))
                .and(Object.class, Date.valueOf("2024-06-12"))
                .and(LocalDate.class, LocalDate.of(2024, 6, 12))
                .and(LocalDateTime.class, LocalDateTime.of(2024, 6, 12, 0, 0))
                .and(Calendar.class, calendar(Timestamp.valueOf("2024-06-12 00:00:00")));
    }

    private static Values time() {
        var time = new Time(Timestamp.valueOf("1970-01-01 14:30:45.5").getTime());
        return Values.text("14:30:45.5")
                .javaSql(Date.valueOf("1970-01-01"), time, Timestamp.valueOf("1970-01-01 14:30:45.5"))
                .and(Object.class, time)
                .and(LocalTime.class, LocalTime.parse("14:30:45.5"));
    }

    private static Values timeWithZone() {
        var time = new Time(TIME_OF_DAY.toEpochMilli());
        return Values.text("19:30:45.5+05:30")
                .javaSql(dayOf(TIME_OF_DAY), time, Timestamp.from(TIME_OF_DAY))
                .and(Object.class, time)
                .and(OffsetTime.class, OffsetTime.parse("19:30:45.5+05:30"))
                .and(OffsetDateTime.class, OffsetDateTime.parse("1970-01-01T19:30:45.5+05:30"));
    }

    private static Values timestamp() {
        var timestamp = Timestamp.valueOf("2024-06-12 14:30:45.5");
        var utc = OffsetDateTime.parse("2024-06-12T14:30:45.5Z");
        return Values.text("2024-06-12 14:30:45.5")
                .javaSql(
                        Date.valueOf("2024-06-12"),
                        new Time(Timestamp.valueOf("1970-01-01 14:30:45.5").getTime()),
                        timestamp)
                .and(Object.class, timestamp)
                .and(Calendar.class, calendar(timestamp))
                .and(LocalDate.class, LocalDate.of(2024, 6, 12))
                .and(LocalTime.class, LocalTime.parse("14:30:45.5"))
                .and(LocalDateTime.class, utc.toLocalDateTime())
                .and(OffsetDateTime.class, utc)
                .and(ZonedDateTime.class, utc.toZonedDateTime())
                .and(Instant.class, utc.toInstant());
    }

    private static Values timestampWithZone() {
        return Values.text("2024-06-12 19:30:45.5+05:30")
                .javaSql(dayOf(MOMENT), new Time(TIME_OF_DAY.toEpochMilli()), Timestamp.from(MOMENT))
                .and(Object.class, Timestamp.from(MOMENT))
                .and(Calendar.class, calendar(Timestamp.from(MOMENT)))
                .and(OffsetDateTime.class, MOMENT.atOffset(ZoneOffset.UTC))
                .and(ZonedDateTime.class, MOMENT.atZone(ZoneOffset.UTC))
                .and(Instant.class, MOMENT);
    }

    private static Values interval(String text, int days) {
        return Values.text(text)
                .and(Object.class, text)
                .and(Duration.class, Duration.ofDays(days))
                .and(Period.class, Period.ofDays(days));
    }

    private static Values bytes(String hex, byte[] bytes) {
        return new Values().and(String.class, hex).and(byte[].class, bytes).and(Object.class, bytes);
    }

    private static Date dayOf(Instant moment) {
        return Date.valueOf(
                LocalDateTime.ofInstant(moment, ZoneId.systemDefault()).toLocalDate());
    }

    private static Calendar calendar(java.util.Date moment) {
        var calendar = new GregorianCalendar();
        calendar.setTime(moment);
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aValueIsTheSameInEachClassThatItsTypeHas(RedshiftType type, Cell cell, Values values)
            throws ConversionException {
        for (var target : HostileValuesTest.TARGETS) {
            var expected = values.byClass.get(target);
            if (expected == null) {
                assertThatExceptionOfType(ConversionException.class)
                        .describedAs("%s as %s", type, target)
                        .isThrownBy(() -> Conversions.of(type, target))
                        .satisfies(e -> assertThat(e.category()).isEqualTo(Category.UNSUPPORTED));
            } else {
                assertThat((Object) Conversions.of(type, target).convert(cell))
                        .describedAs("%s as %s", type, target)
                        .isEqualTo(expected);
                assertThat((Object) Conversions.of(type, target).convert(TestCell.NULL))
                        .describedAs("null of %s as %s", type, target)
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aTypeHasTheClassesOfTheTableAndNoOther(RedshiftType type, Cell cell, Values values)
            throws ConversionException {
        var made = Conversions.made(type).conversions();
        assertThat(made.keySet()).containsExactlyInAnyOrderElementsOf(values.byClass.keySet());
        for (var conversion : made.entrySet()) {
            assertThat((Object) conversion.getValue().convert(cell))
                    .describedAs("%s as %s", type, conversion.getKey())
                    .isEqualTo(values.byClass.get(conversion.getKey()));
        }
    }

    /** What a text must say to be read as each class, and what it then is. */
    private static Map<Class<?>, Map.Entry<String, Object>> texts() {
        var texts = new LinkedHashMap<Class<?>, Map.Entry<String, Object>>();
        Values.one().numberAndObject("1").byClass.forEach((target, value) -> texts.put(target, Map.entry("1", value)));
        texts.put(Number.class, Map.entry("1", BigDecimal.ONE));
        texts.put(Character.class, Map.entry("1", '1'));
        var uuid = UUID.fromString("b2d5c6f0-0000-4000-8000-000000000001");
        texts.put(UUID.class, Map.entry(uuid.toString(), uuid));
        timestamp().byClass.forEach((target, value) -> {
            if (!texts.containsKey(target)) {
                texts.put(target, Map.entry(" 2024-06-12 14:30:45.5 ", value));
            }
        });
        texts.put(OffsetTime.class, Map.entry("14:30:45+02", OffsetTime.parse("14:30:45+02:00")));
        texts.put(Duration.class, Map.entry("1 day 02:03", Duration.parse("P1DT2H3M")));
        texts.put(Period.class, Map.entry("1 year 2 mons 3 days", Period.of(1, 2, 3)));
        return texts;
    }

    @ParameterizedTest
    @EnumSource(
            value = RedshiftType.class,
            names = {"CHAR", "VARCHAR", "TEXT", "NAME", "SUPER", "HLLSKETCH", "ACL_ARRAY", "OTHER"})
    void aTextIsReadAsEveryClassThatItHasTheFormOf(RedshiftType type) throws ConversionException {
        var texts = texts();
        assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(HostileValuesTest.TARGETS);
        assertThat(Conversions.made(type).conversions().keySet())
                .containsExactlyInAnyOrderElementsOf(HostileValuesTest.TARGETS);
        for (var text : texts.entrySet()) {
            assertThat((Object) Conversions.of(type, text.getKey())
                            .convert(TestCell.of(text.getValue().getKey())))
                    .describedAs("%s as %s", text.getValue().getKey(), text.getKey())
                    .isEqualTo(text.getValue().getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theReadersOfPrimitivesAndTextsReadWhatTheClassesDo(RedshiftType type, Cell cell, Values values)
            throws ConversionException {
        assertThat(Conversions.textReader(type).read(cell)).isEqualTo(values.byClass.get(String.class));
        if (values.byClass.containsKey(Long.class)) {
            assertThat(Conversions.longReader(type).read(cell)).isEqualTo(1);
            assertThat(Conversions.doubleReader(type).read(cell)).isEqualTo(1);
            assertThat(Conversions.booleanReader(type).read(cell)).isTrue();
        } else {
            refused(() -> Conversions.longReader(type).read(cell), "java.lang.Long");
            refused(() -> Conversions.doubleReader(type).read(cell), "java.lang.Double");
            refused(() -> Conversions.booleanReader(type).read(cell), "java.lang.Boolean");
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String target) {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(reading)
                .withMessageContaining(target)
                .satisfies(e -> assertThat(e.category()).isEqualTo(Category.UNSUPPORTED));
    }
}
