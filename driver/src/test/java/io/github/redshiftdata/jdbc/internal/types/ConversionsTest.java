package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {

    private static <T> T read(RedshiftType type, Class<T> target, TestCell cell) throws ConversionException {
        return Conversions.of(type, target).convert(cell);
    }

    private static void assertFails(Category category, ThrowingCallable call) {
        assertThatExceptionOfType(ConversionException.class).isThrownBy(call).satisfies(e -> assertThat(e.category())
                .isEqualTo(category));
    }

    @ParameterizedTest
    @EnumSource(RedshiftType.class)
    void everyTypeCanBeReadAsObjectStringAndBytesAndNullStaysNull(RedshiftType type) throws ConversionException {
        assertThat(read(type, Object.class, TestCell.NULL)).isNull();
        assertThat(read(type, String.class, TestCell.NULL)).isNull();
        assertThat(read(type, byte[].class, TestCell.NULL)).isNull();
        assertThat(Conversions.of(type, (Class<?>) type.objectClass())).isNotNull();
    }

    @Test
    void numbersComeInTheirJdbcClass() throws ConversionException {
        assertThat(read(RedshiftType.SMALLINT, Object.class, TestCell.of(7))).isEqualTo(7);
        assertThat(read(RedshiftType.INTEGER, Object.class, TestCell.of(7))).isEqualTo(7);
        assertThat(read(RedshiftType.BIGINT, Object.class, TestCell.of(7))).isEqualTo(7L);
        assertThat(read(RedshiftType.OID, Object.class, TestCell.of(7))).isEqualTo(7L);
        assertThat(read(RedshiftType.NUMERIC, Object.class, TestCell.of("245000.00")))
                .isEqualTo(new BigDecimal("245000.00"));
        assertThat(read(RedshiftType.REAL, Object.class, TestCell.of((double) 0.1f)))
                .isEqualTo(0.1f);
        assertThat(read(RedshiftType.DOUBLE, Object.class, TestCell.of(0.1))).isEqualTo(0.1);
        assertThat(read(RedshiftType.BOOLEAN, Object.class, TestCell.of(true))).isEqualTo(true);
    }

    @Test
    void aPrimitiveClassStandsForItsBox() throws ConversionException {
        assertThat(Conversions.of(RedshiftType.BIGINT, int.class).convert(TestCell.of(7)))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "1.0", "-0.0", "1.0E10", "3.4028234663852886E38", "0.10000000149011612", "NaN", "-Infinity"})
    void aFloatingNumberReadsTheSameAsTextAndAsNumber(String text) throws ConversionException {
        var number = TestCell.of(Double.parseDouble(text));
        for (var type : new RedshiftType[] {RedshiftType.REAL, RedshiftType.DOUBLE}) {
            assertThat(read(type, String.class, TestCell.of(text))).isEqualTo(read(type, String.class, number));
            assertThat(read(type, Object.class, TestCell.of(text))).isEqualTo(read(type, Object.class, number));
            assertThat(read(type, Double.class, TestCell.of(text))).isEqualTo(read(type, Double.class, number));
        }
        assertThat(read(RedshiftType.DOUBLE, String.class, TestCell.of("many"))).isEqualTo("many");
    }

    @Test
    void aNumberMayComeAsText() throws ConversionException {
        assertThat(Conversions.longReader(RedshiftType.BIGINT).read(TestCell.of("9223372036854775807")))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Conversions.doubleReader(RedshiftType.DOUBLE).read(TestCell.of("NaN")))
                .isNaN();
        assertThat(Conversions.doubleReader(RedshiftType.DOUBLE).read(TestCell.of("-Infinity")))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(RedshiftType.BOOLEAN, Boolean.class, TestCell.of("true")))
                .isTrue();
        assertThat(read(RedshiftType.BOOLEAN, String.class, TestCell.of("false")))
                .isEqualTo("f");
    }

    @Test
    void aNullReadsAsZero() throws ConversionException {
        assertThat(Conversions.longReader(RedshiftType.NUMERIC).read(TestCell.NULL))
                .isZero();
        assertThat(Conversions.doubleReader(RedshiftType.VARCHAR).read(TestCell.NULL))
                .isZero();
    }

    @Test
    void aFractionIsCutOff() throws ConversionException {
        assertThat(Conversions.longReader(RedshiftType.NUMERIC).read(TestCell.of("1.9")))
                .isEqualTo(1);
        assertThat(Conversions.longReader(RedshiftType.NUMERIC).read(TestCell.of("-1.9")))
                .isEqualTo(-1);
        assertThat(Conversions.longReader(RedshiftType.DOUBLE).read(TestCell.of(1.9)))
                .isEqualTo(1);
        assertThat(read(RedshiftType.NUMERIC, BigInteger.class, TestCell.of("1.9")))
                .isEqualTo(BigInteger.ONE);
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        assertFails(Category.OUT_OF_RANGE, () -> Narrowing.toByte(128));
        assertFails(Category.OUT_OF_RANGE, () -> Narrowing.toShort(-32769));
        assertFails(Category.OUT_OF_RANGE, () -> Narrowing.toInt(1L << 31));
        assertFails(Category.OUT_OF_RANGE, () -> Narrowing.toFloat(1e300));
        assertFails(Category.OUT_OF_RANGE, () -> Conversions.longReader(RedshiftType.NUMERIC)
                .read(TestCell.of("9223372036854775808")));
        assertFails(Category.OUT_OF_RANGE, () -> Conversions.longReader(RedshiftType.DOUBLE)
                .read(TestCell.of(0x1p63)));
        assertFails(Category.OUT_OF_RANGE, () -> Conversions.longReader(RedshiftType.DOUBLE)
                .read(TestCell.of(Double.NaN)));
        assertFails(Category.OUT_OF_RANGE, () -> read(RedshiftType.DOUBLE, BigDecimal.class, TestCell.of(Double.NaN)));
    }

    @Test
    void aTextThatIsNoNumberIsRefused() {
        assertFails(Category.BAD_TEXT, () -> Conversions.longReader(RedshiftType.VARCHAR)
                .read(TestCell.of("abc")));
        assertFails(Category.BAD_TEXT, () -> Conversions.doubleReader(RedshiftType.VARCHAR)
                .read(TestCell.of("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "TRUE", "1", "y", "Yes", "on", " true "})
    void textsOfTruthAreTrue(String text) throws ConversionException {
        assertThat(read(RedshiftType.VARCHAR, Boolean.class, TestCell.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "False", "0", "n", "no", "OFF"})
    void textsOfFalsehoodAreFalse(String text) throws ConversionException {
        assertThat(read(RedshiftType.VARCHAR, Boolean.class, TestCell.of(text))).isFalse();
    }

    @Test
    void onlyZeroAndOneAreBooleans() throws ConversionException {
        assertThat(read(RedshiftType.INTEGER, Boolean.class, TestCell.of(1))).isTrue();
        assertThat(read(RedshiftType.DOUBLE, Boolean.class, TestCell.of(0.0))).isFalse();
        assertFails(Category.CANNOT_COERCE, () -> read(RedshiftType.INTEGER, Boolean.class, TestCell.of(2)));
        assertFails(Category.CANNOT_COERCE, () -> read(RedshiftType.VARCHAR, Boolean.class, TestCell.of("maybe")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "1.5, 1.5",
        "0.1, 0.1",
        "1e14, 100000000000000",
        "1e15, 1e+15",
        "123456789012345.6, 123456789012345.6",
        "1234567890123456.5, 1.2345678901234565e+15",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "2e23, 2e+23",
        "1e300, 1e+300",
        "4.9e-324, 5e-324",
        "-1.7976931348623157e308, -1.7976931348623157e+308",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void doublesAreWrittenAsPostgresWritesThem(double value, String text) throws ConversionException {
        assertThat(read(RedshiftType.DOUBLE, String.class, TestCell.of(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "123.45679, 123.45679",
        "100000, 100000",
        "1000000, 1e+06",
        "1234567, 1.234567e+06",
        "3.4028235e38, 3.4028235e+38",
        "1e-45, 1e-45"
    })
    void realsAreWrittenWithTheirOwnDigits(float value, String text) throws ConversionException {
        var cell = TestCell.of((double) value);
        assertThat(read(RedshiftType.REAL, String.class, cell)).isEqualTo(text);
        assertThat(read(RedshiftType.REAL, Double.class, cell)).isEqualTo(Double.parseDouble(text));
        assertThat(read(RedshiftType.REAL, Float.class, cell)).isEqualTo(value);
        assertThat(read(RedshiftType.REAL, BigDecimal.class, cell)).isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-02-22 00:00:00.0, 2022-02-22 00:00:00",
        "2024-06-12 14:30:51.887120, 2024-06-12 14:30:51.88712",
        "2024-06-12 14:30:45, 2024-06-12 14:30:45",
        "2024-06-12 14:30:45.100+00, 2024-06-12 14:30:45.1+00",
        "0044-03-15 00:00:00.0 BC, 0044-03-15 00:00:00 BC",
        "infinity, infinity"
    })
    void aTimestampHasNoTrailingZeros(String sent, String text) throws ConversionException {
        assertThat(read(RedshiftType.TIMESTAMP, String.class, TestCell.of(sent)))
                .isEqualTo(text);
    }

    @Test
    void varbyteIsHexadecimalAsTextAndBytesAsObject() throws ConversionException {
        assertThat(read(RedshiftType.VARBYTE, String.class, TestCell.of("YWJj")))
                .isEqualTo("616263");
        assertThat(read(RedshiftType.VARBYTE, Object.class, TestCell.of("YWJj")))
                .isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(read(RedshiftType.VARBYTE, byte[].class, TestCell.of("\\x616263")))
                .isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(read(RedshiftType.VARBYTE, byte[].class, TestCell.of(new byte[] {1})))
                .isEqualTo(new byte[] {1});
        assertFails(Category.BAD_TEXT, () -> read(RedshiftType.VARBYTE, byte[].class, TestCell.of("[B@f69ae81")));
    }

    @Test
    void geometryStaysTextWhereItIsNotBytes() throws ConversionException {
        assertThat(read(RedshiftType.GEOMETRY, Object.class, TestCell.of("[B@f69ae81")))
                .isEqualTo("[B@f69ae81");
        assertThat(read(RedshiftType.GEOMETRY, String.class, TestCell.of("0101FF")))
                .isEqualTo("0101ff");
        assertThat(read(RedshiftType.GEOMETRY, Object.class, TestCell.of("AQH/")))
                .isEqualTo(new byte[] {1, 1, -1});
    }

    @Test
    void aRealIsTheWholeNumberThatItsDigitsSay() throws ConversionException {
        var widened = TestCell.of((double) 123456792f);
        assertThat(read(RedshiftType.REAL, Long.class, widened)).isEqualTo(123456790L);
        assertThat(read(RedshiftType.REAL, Integer.class, widened)).isEqualTo(123456790);
        assertThat(Conversions.longReader(RedshiftType.REAL).read(widened)).isEqualTo(123456790L);
        assertThat(read(RedshiftType.DOUBLE, Long.class, widened)).isEqualTo(123456792L);
    }

    @Test
    void aMomentIsReadOnlyAsAMoment() throws ConversionException {
        var cell = TestCell.of("2024-06-12 19:30:45+05:30");
        assertThat(read(RedshiftType.TIMESTAMPTZ, OffsetDateTime.class, cell).getOffset())
                .isEqualTo(ZoneOffset.UTC);
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Conversions.of(RedshiftType.TIMESTAMPTZ, LocalDateTime.class))
                .withMessageContaining("java.time.OffsetDateTime");
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Conversions.of(RedshiftType.TIMESTAMPTZ, LocalDate.class));
        assertFails(Category.CANNOT_COERCE, () -> read(RedshiftType.VARCHAR, LocalDateTime.class, cell));
    }

    @Test
    void momentsComeInTheirZone() throws ConversionException {
        var cell = TestCell.of("2024-06-12 19:30:45.123456+00");
        var instant = Instant.parse("2024-06-12T19:30:45.123456Z");
        assertThat(read(RedshiftType.TIMESTAMPTZ, Instant.class, cell)).isEqualTo(instant);
        assertThat(read(RedshiftType.TIMESTAMPTZ, Timestamp.class, cell)).isEqualTo(Timestamp.from(instant));
        assertThat(read(RedshiftType.TIMESTAMPTZ, OffsetDateTime.class, cell))
                .isEqualTo(instant.atOffset(ZoneOffset.UTC));
        assertThat(read(RedshiftType.TIMESTAMP, LocalDateTime.class, TestCell.of("2024-06-12 14:30:45.5")))
                .isEqualTo(LocalDateTime.parse("2024-06-12T14:30:45.5"));
        assertThat(read(RedshiftType.DATE, LocalDate.class, TestCell.of("2024-06-12")))
                .isEqualTo(LocalDate.parse("2024-06-12"));
    }

    @Test
    void aCalendarGivesTheZoneAndIsNotChanged() throws ConversionException {
        Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        var before = tokyo.clone();
        var timestamp = Conversions.temporal(RedshiftType.TIMESTAMP, Timestamp.class)
                .convert(TestCell.of("2024-06-12 09:00:00"), tokyo);
        assertThat(timestamp.toInstant()).isEqualTo(Instant.parse("2024-06-12T00:00:00Z"));
        assertThat(tokyo).isEqualTo(before);
    }

    @Test
    void intervalsBecomeDurationsOrPeriods() throws ConversionException {
        assertThat(read(
                        RedshiftType.INTERVAL_DAY_TO_SECOND,
                        Duration.class,
                        TestCell.of("1 days 2 hours 3 mins 4.5 secs")))
                .isEqualTo(Duration.parse("P1DT2H3M4.5S"));
        assertThat(read(RedshiftType.INTERVAL_DAY_TO_SECOND, Duration.class, TestCell.of("-1 days -02:03:04")))
                .isEqualTo(Duration.parse("P-1DT-2H-3M-4S"));
        assertThat(read(RedshiftType.INTERVAL_YEAR_TO_MONTH, Period.class, TestCell.of("1 years 2 mons")))
                .isEqualTo(Period.of(1, 2, 0));
        assertFails(
                Category.BAD_TEMPORAL,
                () -> read(RedshiftType.INTERVAL_DAY_TO_SECOND, Duration.class, TestCell.of("soon")));
    }

    @Test
    void textsBecomeWhatTheySay() throws ConversionException {
        var uuid = UUID.fromString("b2d5c6f0-0000-4000-8000-000000000001");
        assertThat(read(RedshiftType.VARCHAR, UUID.class, TestCell.of(uuid.toString())))
                .isEqualTo(uuid);
        assertThat(read(RedshiftType.CHAR, Character.class, TestCell.of("x"))).isEqualTo('x');
        assertThat(read(RedshiftType.SUPER, Object.class, TestCell.of("\"a\""))).isEqualTo("\"a\"");
        assertThat(read(RedshiftType.OTHER, Integer.class, TestCell.of("12"))).isEqualTo(12);
    }

    @Test
    void anUnknownPairNamesBothTypesAndWhatCanBeAsked() {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> Conversions.of(RedshiftType.INTEGER, LocalDate.class))
                .withMessageContaining("int4")
                .withMessageContaining("java.time.LocalDate")
                .withMessageContaining("java.math.BigDecimal");
        assertFails(Category.UNSUPPORTED, () -> Conversions.longReader(RedshiftType.DATE)
                .read(TestCell.of("2024-06-12")));
        assertFails(Category.UNSUPPORTED, () -> Conversions.temporal(RedshiftType.INTEGER, Timestamp.class));
    }

    @Test
    void aLongValueIsCutInMessages() {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> read(RedshiftType.VARCHAR, Integer.class, TestCell.of("x".repeat(1000))))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(120));
    }
}
