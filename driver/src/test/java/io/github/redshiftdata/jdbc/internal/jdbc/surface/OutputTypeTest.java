package io.github.redshiftdata.jdbc.internal.jdbc.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.redshiftdata.jdbc.internal.result.ListCursor;
import io.github.redshiftdata.jdbc.internal.types.ConversionException;
import io.github.redshiftdata.jdbc.internal.types.Conversions;
import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTypeTest {

    /** A row with one value of a type, in column 2. */
    private static ResultSet row(RedshiftType type, Object value) {
        var metadata = Defaults.of(ResultSetMetaData.class, (proxy, method, arguments) -> {
            assertThat(arguments).containsExactly(2);
            return type.serviceName();
        });
        return Defaults.of(ResultSet.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getMetaData")) {
                return metadata;
            }
            assertThat(arguments[0]).isEqualTo(2);
            var asked = arguments.length > 1 ? (Class<?>) arguments[1] : method.getReturnType();
            return convert(type, value, asked);
        });
    }

    private static Object convert(RedshiftType type, Object value, Class<?> asked) throws SQLException {
        var cursor = new ListCursor(List.of(), Collections.singletonList(new Object[] {value}));
        assertThat(cursor.next()).isTrue();
        try {
            return value == null ? null : Conversions.of(type, asked).convert(cursor.cell(0));
        } catch (ConversionException e) {
            throw ColumnErrors.translate(e, "column 2");
        }
    }

    private static Object read(RedshiftType type, Object value, JDBCType registered) throws SQLException {
        return OutputType.read(row(type, value), 2, 4, registered.getVendorTypeNumber());
    }

    private static void assertRefused(String state, RedshiftType type, Object value, JDBCType registered) {
        assertThatThrownBy(() -> read(type, value, registered))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Output parameter 4 is of type " + type.serviceName())
                .hasMessageContaining("registered as java.sql.Types." + registered)
                .hasMessageContaining("or name the class in getObject")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo(state);
    }

    private static void assertMismatch(RedshiftType type, Object value, JDBCType registered) {
        assertRefused("42804", type, value, registered);
    }

    private static void assertOutOfRange(RedshiftType type, Object value, JDBCType registered) {
        assertRefused("22003", type, value, registered);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDBCType.class,
            names = {"CHAR", "VARCHAR", "LONGVARCHAR", "CLOB", "NCHAR", "NVARCHAR", "LONGNVARCHAR", "NCLOB"})
    void everyValueHasAText(JDBCType registered) throws SQLException {
        assertThat(read(RedshiftType.INTEGER, 7L, registered)).isEqualTo("7");
        assertThat(read(RedshiftType.VARCHAR, "seven", registered)).isEqualTo("seven");
        assertThat(read(RedshiftType.VARCHAR, null, registered)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, -128, 127",
        "SMALLINT, -32768, 32767",
        "INTEGER, -2147483648, 2147483647",
    })
    void aWholeNumberIsAnIntegerWithinTheRangeOfItsType(JDBCType registered, int least, int most) throws SQLException {
        assertThat(read(RedshiftType.BIGINT, (long) least, registered)).isEqualTo(least);
        assertThat(read(RedshiftType.BIGINT, (long) most, registered)).isEqualTo(most);
        assertThat(read(RedshiftType.BIGINT, null, registered)).isNull();
        assertThat(read(RedshiftType.NUMERIC, "12.00", registered)).isEqualTo(12);
        assertOutOfRange(RedshiftType.BIGINT, least - 1L, registered);
        assertOutOfRange(RedshiftType.BIGINT, most + 1L, registered);
        assertOutOfRange(RedshiftType.NUMERIC, "1.5", registered);
        assertMismatch(RedshiftType.VARCHAR, "7", registered);
    }

    @Test
    void aBigintIsALong() throws SQLException {
        assertThat(read(RedshiftType.NUMERIC, "9223372036854775807", JDBCType.BIGINT))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(read(RedshiftType.NUMERIC, "-9223372036854775808", JDBCType.BIGINT))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(read(RedshiftType.INTEGER, 7L, JDBCType.BIGINT)).isEqualTo(7L);
        assertThat(read(RedshiftType.INTEGER, null, JDBCType.BIGINT)).isNull();
        assertOutOfRange(RedshiftType.NUMERIC, "9223372036854775808", JDBCType.BIGINT);
        assertOutOfRange(RedshiftType.NUMERIC, "-9223372036854775809", JDBCType.BIGINT);
        assertMismatch(RedshiftType.BOOLEAN, true, JDBCType.BIGINT);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDBCType.class,
            names = {"NUMERIC", "DECIMAL"})
    void anExactNumberHasTheDigitsOfTheValue(JDBCType registered) throws SQLException {
        assertThat(read(RedshiftType.NUMERIC, "1.50", registered)).isEqualTo(new BigDecimal("1.50"));
        assertThat(read(RedshiftType.INTEGER, 7L, registered)).isEqualTo(BigDecimal.valueOf(7));
        assertThat(read(RedshiftType.DOUBLE, 0.5, registered)).isEqualTo(new BigDecimal("0.5"));
        assertThat(read(RedshiftType.NUMERIC, null, registered)).isNull();
        assertThat(read(RedshiftType.NUMERIC, "9".repeat(38), registered)).isEqualTo(new BigDecimal("9".repeat(38)));
        assertOutOfRange(RedshiftType.DOUBLE, Double.NaN, registered);
        assertOutOfRange(RedshiftType.DOUBLE, Double.POSITIVE_INFINITY, registered);
        assertMismatch(RedshiftType.DATE, "2024-01-31", registered);
    }

    @Test
    void aRealIsTheNearestOfADoubleAndTheSameOfAnExactNumber() throws SQLException {
        assertThat(read(RedshiftType.DOUBLE, 0.1, JDBCType.REAL)).isEqualTo(0.1f);
        assertThat(read(RedshiftType.REAL, 0.5, JDBCType.REAL)).isEqualTo(0.5f);
        assertThat(read(RedshiftType.NUMERIC, "0.25", JDBCType.REAL)).isEqualTo(0.25f);
        assertThat(read(RedshiftType.INTEGER, 7L, JDBCType.REAL)).isEqualTo(7f);
        assertThat(read(RedshiftType.INTEGER, null, JDBCType.REAL)).isNull();
        assertThat(read(RedshiftType.DOUBLE, Double.NaN, JDBCType.REAL)).isEqualTo(Float.NaN);
        assertOutOfRange(RedshiftType.INTEGER, 16_777_217L, JDBCType.REAL);
        assertMismatch(RedshiftType.VARCHAR, "7", JDBCType.REAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDBCType.class,
            names = {"FLOAT", "DOUBLE"})
    void aDoubleIsTheSameNumber(JDBCType registered) throws SQLException {
        assertThat(read(RedshiftType.DOUBLE, 0.1, registered)).isEqualTo(0.1);
        assertThat(read(RedshiftType.NUMERIC, "0.1", registered)).isEqualTo(0.1);
        assertThat(read(RedshiftType.BIGINT, 7L, registered)).isEqualTo(7.0);
        assertThat(read(RedshiftType.BIGINT, null, registered)).isNull();
        assertThat(read(RedshiftType.DOUBLE, Double.NEGATIVE_INFINITY, registered))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertOutOfRange(RedshiftType.BIGINT, 9_007_199_254_740_993L, registered);
        assertMismatch(RedshiftType.TIMESTAMP, "2024-01-31 00:00:00", registered);
    }

    @Test
    void booleansAndBytesAreOfTheirOwnTypesOnly() throws SQLException {
        assertThat(read(RedshiftType.BOOLEAN, true, JDBCType.BIT)).isEqualTo(true);
        assertThat(read(RedshiftType.BOOLEAN, false, JDBCType.BOOLEAN)).isEqualTo(false);
        assertMismatch(RedshiftType.INTEGER, 1L, JDBCType.BOOLEAN);
        for (var registered : List.of(JDBCType.BINARY, JDBCType.VARBINARY, JDBCType.LONGVARBINARY, JDBCType.BLOB)) {
            assertThat(read(RedshiftType.VARBYTE, "YWI=", registered)).isEqualTo(new byte[] {'a', 'b'});
            assertMismatch(RedshiftType.VARCHAR, "ab", registered);
        }
    }

    @Test
    void aTimestampIsADateAtMidnightOnly() throws SQLException {
        assertThat(read(RedshiftType.DATE, "2024-01-31", JDBCType.DATE)).isEqualTo(Date.valueOf("2024-01-31"));
        assertThat(read(RedshiftType.TIMESTAMP, "2024-01-31 00:00:00", JDBCType.DATE))
                .isEqualTo(Date.valueOf("2024-01-31"));
        assertThat(read(RedshiftType.TIMESTAMP, null, JDBCType.DATE)).isNull();
        assertMismatch(RedshiftType.TIMESTAMP, "2024-01-31 00:00:01", JDBCType.DATE);
        assertMismatch(RedshiftType.TIMESTAMPTZ, "2024-01-31 00:00:00+00", JDBCType.DATE);
    }

    @Test
    void momentsAreOfTheTypesThatHoldThem() throws SQLException {
        var midnight = Timestamp.valueOf("2024-01-31 00:00:00");
        assertThat(read(RedshiftType.TIME, "01:02:03", JDBCType.TIME)).isEqualTo(Time.valueOf("01:02:03"));
        assertThat(read(RedshiftType.TIMETZ, "01:02:03+00", JDBCType.TIME)).isInstanceOf(Time.class);
        assertThat(read(RedshiftType.DATE, "2024-01-31", JDBCType.TIMESTAMP)).isEqualTo(midnight);
        assertThat(read(RedshiftType.TIMESTAMP, "2024-01-31 00:00:00", JDBCType.TIMESTAMP))
                .isEqualTo(midnight);
        assertThat(read(RedshiftType.TIMESTAMPTZ, "2024-01-31 00:00:00+02", JDBCType.TIMESTAMP_WITH_TIMEZONE))
                .isEqualTo(OffsetDateTime.parse("2024-01-30T22:00Z"));
        assertThat(read(RedshiftType.TIMETZ, "01:02:03+02", JDBCType.TIME_WITH_TIMEZONE))
                .isEqualTo(OffsetTime.parse("01:02:03+02:00"));
        assertMismatch(RedshiftType.TIMESTAMP, "2024-01-31 00:00:00", JDBCType.TIME);
        assertMismatch(RedshiftType.TIME, "01:02:03", JDBCType.TIMESTAMP);
        assertMismatch(RedshiftType.TIMESTAMP, "2024-01-31 00:00:00", JDBCType.TIMESTAMP_WITH_TIMEZONE);
        assertMismatch(RedshiftType.TIME, "01:02:03", JDBCType.TIME_WITH_TIMEZONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDBCType.class,
            names = {"ARRAY", "DATALINK", "DISTINCT", "REF", "ROWID", "SQLXML", "STRUCT"})
    void whatRedshiftDoesNotHaveIsNoTypeOfAValue(JDBCType registered) {
        assertMismatch(RedshiftType.INTEGER, 7L, registered);
    }

    @ParameterizedTest
    @EnumSource(
            value = JDBCType.class,
            names = {"OTHER", "NULL", "JAVA_OBJECT"})
    void anyOtherTypeLeavesTheClassToTheValue(JDBCType registered) throws SQLException {
        assertThat(read(RedshiftType.INTEGER, 7L, registered)).isEqualTo(7);
        assertThat(read(RedshiftType.VARCHAR, "seven", registered)).isEqualTo("seven");
    }
}
