package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Literal;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Null;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The type that a parameter has as an expression, so that the server picks the same overload as for a column. */
class ParameterExpressionTest {

    private static final String DIGITS_38 = "9".repeat(38);
    private static final String DIGITS_39 = "9".repeat(39);

    static Stream<Arguments> literals() {
        return Stream.of(
                Arguments.of((byte) 5, "CAST(5 AS smallint)", "CAST(NULL AS smallint)"),
                Arguments.of((short) -5, "CAST(-5 AS smallint)", "CAST(NULL AS smallint)"),
                Arguments.of(5, "5", "CAST(NULL AS integer)"),
                Arguments.of(-5, "(-5)", "CAST(NULL AS integer)"),
                Arguments.of(Integer.MAX_VALUE, "2147483647", "CAST(NULL AS integer)"),
                Arguments.of(Integer.MIN_VALUE, "CAST(-2147483648 AS integer)", "CAST(NULL AS integer)"),
                Arguments.of(5L, "CAST(5 AS bigint)", "CAST(NULL AS bigint)"),
                Arguments.of(Long.MIN_VALUE, "CAST(-9223372036854775808 AS bigint)", "CAST(NULL AS bigint)"),
                Arguments.of(new BigDecimal("5"), "CAST(5 AS numeric(1, 0))", "CAST(NULL AS numeric(1, 0))"),
                Arguments.of(new BigDecimal("-90"), "CAST(-90 AS numeric(2, 0))", "CAST(NULL AS numeric(2, 0))"),
                Arguments.of(new BigDecimal("5.25"), "5.25", "CAST(NULL AS numeric(3, 2))"),
                Arguments.of(new BigDecimal("-0.09"), "(-0.09)", "CAST(NULL AS numeric(3, 2))"),
                Arguments.of(
                        new BigInteger(DIGITS_38),
                        "CAST(" + DIGITS_38 + " AS numeric(38, 0))",
                        "CAST(NULL AS numeric(38, 0))"),
                Arguments.of(
                        new BigInteger("-" + DIGITS_38),
                        "CAST(-" + DIGITS_38 + " AS numeric(38, 0))",
                        "CAST(NULL AS numeric(38, 0))"),
                Arguments.of(new BigInteger(DIGITS_39), DIGITS_39, "CAST(NULL AS numeric)"),
                Arguments.of(true, "TRUE", "CAST(NULL AS boolean)"),
                Arguments.of(LocalDate.of(2024, 6, 12), "DATE '2024-06-12'", "CAST(NULL AS date)"),
                Arguments.of(LocalTime.NOON, "TIME '12:00:00'", "CAST(NULL AS time without time zone)"),
                Arguments.of(
                        OffsetDateTime.parse("2024-06-12T00:00:00Z"),
                        "TIMESTAMPTZ '2024-06-12 00:00:00+00'",
                        "CAST(NULL AS timestamp with time zone)"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void aLiteralHasTheTypeOfItsClassAndSoHasANullInItsPlace(Object value, String typed, String nullSql)
            throws ConversionException {
        var literal = (Literal) ParameterValue.of(value);
        assertThat(literal.typedSql()).isEqualTo(typed);
        assertThat(literal.nullSql()).isEqualTo(nullSql);
        assertThat(literal.typeGiven(Types.VARCHAR)).isEqualTo(literal.type());
    }

    @Test
    void aNullInPlaceOfATextOrBytesHasTheirTypeIfTheyHaveOne() throws ConversionException {
        assertThat(ParameterValue.of("x").nullSql()).isEqualTo("NULL");
        assertThat(ParameterValue.of(1.5).nullSql()).isEqualTo("CAST(NULL AS double precision)");
        assertThat(ParameterValue.of(1.5f).nullSql()).isEqualTo("CAST(NULL AS real)");
        assertThat(ParameterValue.of(new byte[] {1}).nullSql()).isEqualTo("CAST(NULL AS varbyte)");
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                types("CAST(NULL AS smallint)", RedshiftType.SMALLINT, Types.TINYINT, Types.SMALLINT),
                types("CAST(NULL AS integer)", RedshiftType.INTEGER, Types.INTEGER),
                types("CAST(NULL AS bigint)", RedshiftType.BIGINT, Types.BIGINT),
                types("CAST(NULL AS real)", RedshiftType.REAL, Types.REAL),
                types("CAST(NULL AS double precision)", RedshiftType.DOUBLE, Types.FLOAT, Types.DOUBLE),
                types("CAST(NULL AS numeric)", RedshiftType.NUMERIC, Types.NUMERIC, Types.DECIMAL),
                types("CAST(NULL AS boolean)", RedshiftType.BOOLEAN, Types.BIT, Types.BOOLEAN),
                types("CAST(NULL AS date)", RedshiftType.DATE, Types.DATE),
                types(
                        "CAST(NULL AS varbyte)",
                        RedshiftType.VARBYTE,
                        Types.BINARY,
                        Types.VARBINARY,
                        Types.LONGVARBINARY),
                types("NULL", RedshiftType.TIME, Types.TIME),
                types("NULL", RedshiftType.TIMETZ, Types.TIME_WITH_TIMEZONE),
                types("NULL", RedshiftType.TIMESTAMP, Types.TIMESTAMP),
                types("NULL", RedshiftType.TIMESTAMPTZ, Types.TIMESTAMP_WITH_TIMEZONE),
                types("NULL", RedshiftType.VARCHAR, Types.VARCHAR, Types.CHAR, Types.CLOB, Types.NULL, Types.OTHER));
    }

    private static Arguments types(String sql, RedshiftType type, int... sqlTypes) {
        return Arguments.of(sql, type, sqlTypes);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void aNullHasTheTypeThatItsSetterNamed(String sql, RedshiftType type, int... sqlTypes) throws ConversionException {
        for (int sqlType : sqlTypes) {
            var none = (Null) ParameterValue.of(null, sqlType);
            assertThat(none.typedSql()).isEqualTo(sql);
            assertThat(none.nullSql()).isEqualTo(sql);
            assertThat(none.typeGiven(Types.NULL)).isEqualTo(type);
            assertThat(none.text()).isNull();
            assertThat(ParameterValue.of(null, sqlType, 2)).isEqualTo(none);
            // a text that is set as the type, and has none of its own
            assertThat(new Text("x", null).typeGiven(sqlType)).isEqualTo(type);
            assertThat(RedshiftType.ofSetter(sqlType)).isEqualTo(type);
        }
    }

    @Test
    void aTextWithATypeAndBytesKeepTheirsWhateverTheSetterNames() throws ConversionException {
        assertThat(ParameterValue.of(1.5).typeGiven(Types.VARCHAR)).isEqualTo(RedshiftType.DOUBLE);
        assertThat(ParameterValue.of(new byte[0]).typeGiven(Types.VARCHAR)).isEqualTo(RedshiftType.VARBYTE);
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 0", "-90, 2, 0", "5.25, 3, 2", "-0.09, 3, 2", "1E+3, 4, 0"})
    void anExactNumberHasItsDigits(BigDecimal number, int precision, int scale) throws ConversionException {
        assertThat(ParameterValue.of(number).precision()).isEqualTo(precision);
        assertThat(ParameterValue.of(number).scale()).isEqualTo(scale);
    }

    @Test
    void whatIsNoExactNumberHasNoDigits() throws ConversionException {
        for (var value : new Object[] {12345L, 1.25, "1.25", true, LocalDate.EPOCH, new byte[] {1}}) {
            assertThat(ParameterValue.of(value).precision()).isZero();
            assertThat(ParameterValue.of(value).scale()).isZero();
        }
        assertThat(ParameterValue.nullOf(Types.NUMERIC).precision()).isZero();
        assertThat(ParameterValue.nullOf(Types.NUMERIC).scale()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Types.NUMERIC, Types.DECIMAL})
    void aScaleHasEffectOnExactNumbersOnly(int exact) throws ConversionException {
        assertThat(ParameterValue.of("1.005", exact, 2).text()).isEqualTo("1.01");
        assertThat(ParameterValue.of(CharBuffer.wrap("1.005"), exact, 0).text()).isEqualTo("1");
        assertThat(ParameterValue.of(1.005, exact, -1).text()).isEqualTo("1.005");
        assertThat(ParameterValue.of("1.005", Types.DOUBLE, 2).text()).isEqualTo("1.005");
        assertThat(ParameterValue.of("1.005", Types.VARCHAR, 2).text()).isEqualTo("1.005");
    }

    @ParameterizedTest
    @CsvSource({"1.5, true", "-1e300, true", "0, true", "NaN, false", "Infinity, false", "-Infinity, false"})
    void aFloatingNumberIsDigitsUnlessItIsNoNumber(double number, boolean plain) throws ConversionException {
        assertThat(((Text) ParameterValue.of(number)).isPlainNumber()).isEqualTo(plain);
        // a text of digits stays a text
        assertThat(((Text) ParameterValue.of(Double.toString(number))).isPlainNumber())
                .isFalse();
    }

    @Test
    void onlyLiteralsOfDatesAndTimesAreQuoted() throws ConversionException {
        for (var value : new Object[] {1, 1L, BigDecimal.ONE, true}) {
            assertThat(((Literal) ParameterValue.of(value)).isQuoted()).isFalse();
        }
        for (var value : new Object[] {LocalDate.EPOCH, LocalTime.NOON}) {
            assertThat(((Literal) ParameterValue.of(value)).isQuoted()).isTrue();
        }
    }

    @Test
    void toStringTellsTheKindAndNotTheValue() throws ConversionException {
        assertThat(ParameterValue.of("secret")).hasToString("Text[cast=null]");
        assertThat(ParameterValue.of(4711)).hasToString("Literal[type=INTEGER]");
        assertThat(ParameterValue.of(new byte[] {1, 2})).hasToString("Bytes[length=2]");
        assertThat(ParameterValue.of(new byte[] {1, -1}).text()).isEqualTo("01ff");
    }
}
