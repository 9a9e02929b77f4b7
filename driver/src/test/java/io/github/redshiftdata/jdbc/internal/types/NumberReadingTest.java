package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ConversionException.Category;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers at the edges of their types, and in each form in which the service may send them. */
class NumberReadingTest {

    private static Object read(RedshiftType type, Class<?> target, Cell cell) throws ConversionException {
        return Conversions.of(type, target).convert(cell);
    }

    private static void assertFails(Category category, ThrowingCallable call) {
        assertThatExceptionOfType(ConversionException.class).isThrownBy(call).satisfies(e -> assertThat(e.category())
                .isEqualTo(category));
    }

    static Stream<Arguments> ranges() {
        return Stream.of(
                Arguments.of(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE),
                Arguments.of(Short.class, Short.MIN_VALUE, Short.MAX_VALUE),
                Arguments.of(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE),
                Arguments.of(Long.class, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void aWholeNumberFitsUpToBothEndsOfItsClassAndNoFurther(Class<?> target, Number least, Number greatest)
            throws ConversionException {
        for (var fraction : new String[] {"", ".0", ".9"}) {
            for (var type : new RedshiftType[] {RedshiftType.NUMERIC, RedshiftType.VARCHAR}) {
                assertThat(read(type, target, TestCell.of(least + fraction))).isEqualTo(least);
                assertThat(read(type, target, TestCell.of(greatest + fraction))).isEqualTo(greatest);
                var below = BigInteger.valueOf(least.longValue()).subtract(BigInteger.ONE) + fraction;
                var above = BigInteger.valueOf(greatest.longValue()).add(BigInteger.ONE) + fraction;
                assertFails(Category.OUT_OF_RANGE, () -> read(type, target, TestCell.of(below)));
                assertFails(Category.OUT_OF_RANGE, () -> read(type, target, TestCell.of(above)));
            }
        }
        assertThat(read(RedshiftType.BIGINT, target, TestCell.of(least.longValue())))
                .isEqualTo(least);
        assertThat(read(RedshiftType.BIGINT, target, TestCell.of(greatest.longValue())))
                .isEqualTo(greatest);
    }

    @Test
    void aDoubleFitsALongFromMinusTwoTo63() throws ConversionException {
        assertThat(read(RedshiftType.DOUBLE, Long.class, TestCell.of(-0x1p63))).isEqualTo(Long.MIN_VALUE);
        assertThat(read(RedshiftType.DOUBLE, Long.class, TestCell.of(Math.nextDown(0x1p63))))
                .isEqualTo(Long.MAX_VALUE - 1023);
        assertFails(
                Category.OUT_OF_RANGE,
                () -> read(RedshiftType.DOUBLE, Long.class, TestCell.of(Math.nextDown(-0x1p63))));
    }

    @ParameterizedTest
    @CsvSource({"true, 1, t", "false, 0, f"})
    void aBooleanIsOneOrZeroInWhicheverFormItCame(boolean truth, int number, String text) throws ConversionException {
        for (var cell : new Cell[] {TestCell.of(truth), TestCell.of(text), TestCell.of(number)}) {
            assertThat(read(RedshiftType.BOOLEAN, String.class, cell)).isEqualTo(text);
            assertThat(read(RedshiftType.BOOLEAN, Boolean.class, cell)).isEqualTo(truth);
            assertThat(read(RedshiftType.BOOLEAN, Integer.class, cell)).isEqualTo(number);
            assertThat(read(RedshiftType.BOOLEAN, Double.class, cell)).isEqualTo((double) number);
            assertThat(read(RedshiftType.BOOLEAN, BigDecimal.class, cell)).isEqualTo(BigDecimal.valueOf(number));
            assertThat(Conversions.booleanReader(RedshiftType.BOOLEAN).read(cell))
                    .isEqualTo(truth);
        }
        // a type that this driver does not know may be one of truth
        assertThat(read(RedshiftType.OTHER, String.class, TestCell.of(truth))).isEqualTo(text);
        assertThat(read(RedshiftType.OTHER, Long.class, TestCell.of(truth))).isEqualTo((long) number);
        assertThat(read(RedshiftType.OTHER, Double.class, TestCell.of(truth))).isEqualTo((double) number);
        assertThat(read(RedshiftType.OTHER, BigDecimal.class, TestCell.of(truth)))
                .isEqualTo(BigDecimal.valueOf(number));
    }

    @ParameterizedTest
    @CsvSource({"1.00, true", "0.00, false", "-0.0, false"})
    void aDecimalOfOneOrZeroIsABoolean(String text, boolean truth) throws ConversionException {
        assertThat(read(RedshiftType.NUMERIC, Boolean.class, TestCell.of(text))).isEqualTo(truth);
        assertFails(Category.CANNOT_COERCE, () -> read(RedshiftType.NUMERIC, Boolean.class, TestCell.of("1.01")));
        assertFails(Category.BAD_TEXT, () -> read(RedshiftType.NUMERIC, Boolean.class, TestCell.of("true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void whatIsNoDecimalIsADoubleToWhoAsksForAnyNumber(String text) throws ConversionException {
        var cell = TestCell.of(text);
        assertThat(read(RedshiftType.NUMERIC, Object.class, cell)).isEqualTo(Double.valueOf(text));
        assertThat(read(RedshiftType.NUMERIC, Number.class, cell)).isEqualTo(Double.valueOf(text));
        assertThat(read(RedshiftType.NUMERIC, Double.class, cell)).isEqualTo(Double.valueOf(text));
        assertThat(read(RedshiftType.NUMERIC, Float.class, cell)).isEqualTo(Float.valueOf(text));
        assertThat(read(RedshiftType.NUMERIC, String.class, cell)).isEqualTo(text);
        assertFails(Category.OUT_OF_RANGE, () -> read(RedshiftType.NUMERIC, BigDecimal.class, cell));
        assertFails(Category.OUT_OF_RANGE, () -> read(RedshiftType.NUMERIC, Long.class, cell));
    }

    @Test
    void aNumberThatOnlyInfinityCouldStandForDoesNotFitAFloat() throws ConversionException {
        assertThat(read(RedshiftType.DOUBLE, Float.class, TestCell.of((double) Float.MAX_VALUE)))
                .isEqualTo(Float.MAX_VALUE);
        assertThat(read(RedshiftType.DOUBLE, Float.class, TestCell.of(Double.NEGATIVE_INFINITY)))
                .isEqualTo(Float.NEGATIVE_INFINITY);
        assertFails(Category.OUT_OF_RANGE, () -> read(RedshiftType.DOUBLE, Float.class, TestCell.of(Double.MAX_VALUE)));
    }

    @ParameterizedTest
    @CsvSource({"1e9, 1e+09", "1e10, 1e+10", "1e-9, 1e-09", "1e-10, 1e-10", "-1e10, -1e+10", "-1.5e-5, -1.5e-05"})
    void anExponentHasTwoDigitsOrMore(float value, String text) throws ConversionException {
        assertThat(read(RedshiftType.REAL, String.class, TestCell.of((double) value)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(
            value = RedshiftType.class,
            names = {"REAL", "DOUBLE"})
    void aFloatingNumberHasOneTextWhoeverAsks(RedshiftType type) throws ConversionException {
        assertThat(Conversions.textReader(type).read(TestCell.of("1.50"))).isEqualTo("1.5");
        assertThat(read(type, String.class, TestCell.of(-0.0))).isEqualTo("-0");
        assertThat(read(type, String.class, TestCell.of(16_777_216.0)))
                .isEqualTo(type == RedshiftType.REAL ? "1.6777216e+07" : "16777216");
        assertThat(read(type, Double.class, TestCell.of(16_777_216.0))).isEqualTo(16_777_216.0);
    }

    private static String ofDigits(int count) {
        return "9".repeat(count);
    }

    @Test
    void aNumberHasAsManyDigitsAsAStatementHolds() throws ConversionException {
        assertThat(read(RedshiftType.VARCHAR, BigInteger.class, TestCell.of(ofDigits(100_000))))
                .isEqualTo(new BigInteger(ofDigits(100_000)));
        assertThat(read(RedshiftType.VARCHAR, BigInteger.class, TestCell.of("1e99999")))
                .isEqualTo(BigInteger.TEN.pow(99_999));
        for (var many : new String[] {ofDigits(100_001), "0".repeat(100_001), "1e100000"}) {
            assertFails(Category.OUT_OF_RANGE, () -> read(RedshiftType.VARCHAR, BigInteger.class, TestCell.of(many)));
        }
        for (var odd : new String[] {"x", "/", ":"}) {
            assertFails(
                    Category.BAD_TEXT,
                    () -> read(RedshiftType.VARCHAR, BigInteger.class, TestCell.of(ofDigits(100_000) + odd)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.005, 2, 1.01",
        "-1.005, 2, -1.01",
        "0.005, 2, 0.01",
        "0.004, 2, 0.00",
        "0, 3, 0.000",
        "1E+5, 2, 100000.00",
        "0.00001, 2, 0.00",
        "1E-1000000000, 2, 0.00",
        "15, -1, 2E+1"
    })
    void aScaleRoundsHalfUp(BigDecimal number, int scale, BigDecimal expected) throws ConversionException {
        assertThat(Decimals.rescaled(number, scale)).isEqualTo(expected);
    }

    @Test
    void aScaleThatNeedsMoreDigitsThanAStatementHoldsIsRefused() throws ConversionException {
        assertThat(Decimals.rescaled(BigDecimal.ONE, 99_999).precision()).isEqualTo(100_000);
        assertFails(Category.OUT_OF_RANGE, () -> Decimals.rescaled(BigDecimal.ONE, 100_000));
        assertFails(Category.OUT_OF_RANGE, () -> Decimals.rescaled(new BigDecimal("1E+1000000000"), 0));
    }

    @Test
    void aMessageShowsFortyCharactersOfAValue() {
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> read(RedshiftType.VARCHAR, Long.class, TestCell.of("x".repeat(40))))
                .withMessageContaining("'" + "x".repeat(40) + "'");
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> read(RedshiftType.VARCHAR, Long.class, TestCell.of("x".repeat(41))))
                .withMessageContaining("'" + "x".repeat(40) + "…'");
    }
}
