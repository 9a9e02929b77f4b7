package io.github.redshiftdata.jdbc.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Bytes;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Literal;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Null;
import io.github.redshiftdata.jdbc.internal.types.ParameterValue.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterValueTest {

    private static String sql(Object value) throws ConversionException {
        return ((Literal) ParameterValue.of(value)).sql();
    }

    private static String sql(Object value, int type) throws ConversionException {
        return ((Literal) ParameterValue.of(value, type)).sql();
    }

    @Test
    void numbersAndBooleansAreLiterals() throws ConversionException {
        assertThat(sql(1)).isEqualTo("1");
        assertThat(sql((byte) -1)).isEqualTo("(-1)");
        assertThat(sql(Long.MIN_VALUE)).isEqualTo("(-9223372036854775808)");
        assertThat(sql(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(sql(BigInteger.TEN.negate())).isEqualTo("(-10)");
        assertThat(sql(true)).isEqualTo("TRUE");
    }

    @Test
    void floatingPointCarriesItsType() throws ConversionException {
        assertThat(ParameterValue.of(0.1)).isEqualTo(new Text("0.1", RedshiftType.DOUBLE));
        assertThat(ParameterValue.of(Double.NaN)).isEqualTo(new Text("NaN", RedshiftType.DOUBLE));
        assertThat(ParameterValue.of(Float.NEGATIVE_INFINITY)).isEqualTo(new Text("-Infinity", RedshiftType.REAL));
    }

    @Test
    void datesAndTimesOfJavaTimeAreLiterals() throws ConversionException {
        assertThat(sql(LocalDate.of(2024, 1, 1))).isEqualTo("DATE '2024-01-01'");
        assertThat(sql(LocalDate.MAX)).isEqualTo("DATE 'infinity'");
        assertThat(sql(LocalDate.of(-43, 3, 15))).isEqualTo("DATE '0044-03-15 BC'");
        assertThat(sql(LocalTime.of(1, 2, 3))).isEqualTo("TIME '01:02:03'");
        assertThat(sql(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1500)))
                .isEqualTo("TIMESTAMP '2024-01-01 00:00:00.000002'");
        assertThat(sql(OffsetDateTime.parse("2024-01-01T00:00:00+05:30")))
                .isEqualTo("TIMESTAMPTZ '2024-01-01 00:00:00+05:30'");
        assertThat(sql(Instant.parse("2024-01-01T00:00:00Z"))).isEqualTo("TIMESTAMPTZ '2024-01-01 00:00:00+00'");
    }

    @Test
    void javaSqlClassesTakeTheZoneOfTheCalendar() throws ConversionException {
        var tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        long millis = Instant.parse("2024-06-11T20:00:00Z").toEpochMilli();
        assertThat(ParameterValue.of(new Timestamp(millis), tokyo)).isEqualTo(new Text("2024-06-12 05:00:00+09", null));
        assertThat(ParameterValue.of(new Date(millis), tokyo).text()).isEqualTo("2024-06-12");
        assertThat(ParameterValue.of(new Time(millis), tokyo).text()).isEqualTo("05:00:00");
        assertThat(ParameterValue.of((java.util.Date) null, tokyo)).isEqualTo(new Null(Types.NULL));
    }

    @Test
    void textsUuidsAndBytesAreNotLiterals() throws ConversionException {
        var uuid = UUID.fromString("b2d5c6f0-0000-4000-8000-000000000001");
        assertThat(ParameterValue.of("it's")).isEqualTo(new Text("it's", null));
        assertThat(ParameterValue.of('x')).isEqualTo(new Text("x", null));
        assertThat(ParameterValue.of(uuid)).isEqualTo(new Text(uuid.toString(), null));
        assertThat(ParameterValue.of(new byte[] {1, -1})).isEqualTo(new Bytes("01ff"));
    }

    @Test
    void nullKeepsItsType() throws ConversionException {
        assertThat(ParameterValue.of(null)).isEqualTo(new Null(Types.NULL));
        assertThat(ParameterValue.of(null, Types.DATE)).isEqualTo(new Null(Types.DATE));
        assertThat(ParameterValue.nullOf(Types.INTEGER).text()).isNull();
    }

    @Test
    void theNamedTypeDecides() throws ConversionException {
        assertThat(sql("5", Types.INTEGER)).isEqualTo("5");
        assertThat(sql(true, Types.INTEGER)).isEqualTo("1");
        assertThat(sql(1, Types.BOOLEAN)).isEqualTo("TRUE");
        assertThat(sql("no", Types.BIT)).isEqualTo("FALSE");
        assertThat(sql(1.5, Types.NUMERIC)).isEqualTo("1.5");
        assertThat(sql("2024-06-12", Types.DATE)).isEqualTo("DATE '2024-06-12'");
        assertThat(sql(LocalDate.of(2024, 6, 12), Types.TIMESTAMP)).isEqualTo("TIMESTAMP '2024-06-12 00:00:00'");
        assertThat(ParameterValue.of(5, Types.VARCHAR)).isEqualTo(new Text("5", null));
        assertThat(ParameterValue.of("1.5", Types.DOUBLE)).isEqualTo(new Text("1.5", RedshiftType.DOUBLE));
        assertThat(ParameterValue.of(Timestamp.valueOf("2024-06-12 01:02:03"), Types.DATE)
                        .text())
                .isEqualTo("2024-06-12");
    }

    @ParameterizedTest
    @CsvSource({"1.005, 2, 1.01", "1, 2, 1.00", "-2.5, 0, -3"})
    void numericIsRoundedHalfUpToTheScale(BigDecimal value, int scale, String expected) throws ConversionException {
        assertThat(ParameterValue.of(value, Types.NUMERIC, scale).text()).isEqualTo(expected);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        for (var type : List.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT)) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> ParameterValue.of(new BigDecimal("1e30"), type));
        }
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> ParameterValue.of(new Object()))
                .withMessageContaining("java.lang.Object");
        assertThatExceptionOfType(ConversionException.class).isThrownBy(() -> ParameterValue.of(1, Types.ARRAY));
        assertThatExceptionOfType(ConversionException.class).isThrownBy(() -> ParameterValue.of(1, Types.DATE));
        assertThatExceptionOfType(ConversionException.class)
                .isThrownBy(() -> ParameterValue.of(Double.NaN, Types.NUMERIC));
    }

    @Test
    void aDayOfTheJulianCalendarOnlyIsRefused() {
        var day = new GregorianCalendar(1500, Calendar.FEBRUARY, 29);
        var millis = day.getTimeInMillis();
        for (var value : List.of(day, new Date(millis), new Timestamp(millis))) {
            for (var type : List.of(Types.OTHER, Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE)) {
                assertThatExceptionOfType(ConversionException.class)
                        .isThrownBy(() -> ParameterValue.of(value, type))
                        .withMessageContaining("1500-2-29");
            }
        }
    }

    @Test
    void theEdgesOfTimeAreNoErrorOfJava() throws ConversionException {
        assertThat(sql(LocalDateTime.MAX.minusNanos(400))).contains("23:59:59.999999'");
        assertThat(sql(OffsetDateTime.MAX.minusNanos(1))).contains("23:59:59.999999-18'");
        assertThat(sql(Instant.MAX, Types.DATE)).isEqualTo("DATE 'infinity'");
        assertThat(sql(Instant.MIN, Types.TIMESTAMP)).isEqualTo("TIMESTAMPTZ '-infinity'");
        assertThat(sql(LocalDateTime.MAX, Types.TIMESTAMP_WITH_TIMEZONE)).isEqualTo("TIMESTAMPTZ 'infinity'");
        for (var type : List.of(Types.OTHER, Types.DATE, Types.TIMESTAMP)) {
            assertThatExceptionOfType(ConversionException.class)
                    .isThrownBy(() -> ParameterValue.of(Instant.MAX.minusSeconds(1), type));
        }
    }

    @Test
    void toStringShowsNoValue() throws ConversionException {
        assertThat(ParameterValue.of("secret").toString()).doesNotContain("secret");
        assertThat(ParameterValue.of(4711).toString()).doesNotContain("4711");
        assertThat(ParameterValue.of(new byte[] {1}).toString()).doesNotContain("01");
    }
}
