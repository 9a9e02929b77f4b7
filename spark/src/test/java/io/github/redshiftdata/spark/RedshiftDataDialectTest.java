package io.github.redshiftdata.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Extract;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedshiftDataDialectTest {

    private final RedshiftDataDialect dialect = new RedshiftDataDialect();

    private static Expression text(String value) {
        return new LiteralValue<>(UTF8String.fromString(value), DataTypes.StringType);
    }

    private static Expression call(String name, Expression... arguments) {
        return new GeneralScalarExpression(name, arguments);
    }

    private String pushed(Expression expression) {
        var sql = dialect.compileExpression(expression);
        return sql.isEmpty() ? "not pushed" : sql.get();
    }

    @Test
    void sparkFindsItForTheUrlsOfTheDriverOnly() {
        assertThat(JdbcDialects.get("jdbc:redshift-data://reports:eu-west-1/dev"))
                .isInstanceOf(RedshiftDataDialect.class);
        assertThat(JdbcDialects.get("jdbc:redshift://host/dev")).isNotInstanceOf(RedshiftDataDialect.class);
        assertThat(JdbcDialects.get("jdbc:postgresql://host/dev")).isNotInstanceOf(RedshiftDataDialect.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"it's | 'it''s'", "\\ | '\\\\'", "\\' | '\\\\'''", "% | '%'"})
    void quotesAndBackslashesOfLiteralsAreDoubled(String value, String literal) {
        assertThat(dialect.compileValue(value)).isEqualTo(literal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "STARTS_WITH | 50% | \"t\" LIKE '50\\\\%%' ESCAPE '\\\\'",
                "ENDS_WITH | a_b | \"t\" LIKE '%a\\\\_b' ESCAPE '\\\\'",
                "CONTAINS | \\ | \"t\" LIKE '%\\\\\\\\%' ESCAPE '\\\\'",
                "CONTAINS | it's | \"t\" LIKE '%it''s%' ESCAPE '\\\\'"
            })
    void inAPatternEachCharacterOfTheTextMeansItself(String name, String value, String sql) {
        assertThat(pushed(call(name, Expressions.column("t"), text(value)))).isEqualTo(sql);
    }

    @Test
    void aPatternThatIsNoLiteralStaysWithSpark() {
        assertThat(pushed(call("CONTAINS", Expressions.column("t"), Expressions.column("u"))))
                .isEqualTo("not pushed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%", "^"})
    void arithmeticThatDiffersStaysWithSpark(String operator) {
        assertThat(pushed(call(operator, Expressions.column("a"), Expressions.column("b"))))
                .isEqualTo("not pushed");
    }

    @Test
    void arithmeticThatIsTheSameIsPushed() {
        assertThat(pushed(call("+", Expressions.column("a"), Expressions.column("b"))))
                .isEqualTo("\"a\" + \"b\"");
    }

    @Test
    void valuesAreLiteralsOfRedshift() {
        assertThat(dialect.compileValue(new byte[] {0, (byte) 0xff})).isEqualTo("FROM_HEX('00ff')");
        assertThat(dialect.compileValue(Double.NaN)).isEqualTo("'NaN'::DOUBLE PRECISION");
        assertThat(dialect.compileValue(Float.NEGATIVE_INFINITY)).isEqualTo("'-Infinity'::DOUBLE PRECISION");
        assertThat(dialect.compileValue(1.5)).isEqualTo("1.5");
        assertThat(dialect.compileValue(LocalDateTime.of(2024, 2, 29, 1, 2, 3)))
                .isEqualTo("'2024-02-29 01:02:03.000000'");
    }

    /** By the calendar of java.sql, by which the driver reads and writes: it is Julian before 1582, and has no zones older than its own. */
    @Test
    void timesBeforeThereWereZonesAndErasKeepTheirDigitsAndTheirMoment() {
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("America/New_York"));
        for (var text : List.of("2024-02-29 23:59:59.123456", "1850-01-01 12:00:00.0", "1500-02-28 01:02:03.5")) {
            var digits = Timestamp.valueOf(text);
            var fields = new GregorianCalendar();
            fields.setTime(digits);
            var offset = ZoneOffset.ofTotalSeconds(
                    (fields.get(Calendar.ZONE_OFFSET) + fields.get(Calendar.DST_OFFSET)) / 1000);
            assertThat(dialect.compileValue(digits))
                    .isEqualTo("'" + digits.toLocalDateTime().format(MICROSECONDS) + offset + "'")
                    .isEqualTo(dialect.compileValue(
                            DateTimeUtils.microsToInstant(DateTimeUtils.fromJavaTimestamp(digits))));
        }
        assertThat(dialect.compileValue(Timestamp.valueOf("1850-01-01 12:00:00")))
                .isEqualTo("'1850-01-01 12:00:00.000000-05:00'");
        var beforeChrist = new GregorianCalendar(44, Calendar.MARCH, 15);
        beforeChrist.set(Calendar.ERA, GregorianCalendar.BC);
        assertThat(dialect.compileValue(new Timestamp(beforeChrist.getTimeInMillis())))
                .isEqualTo("'0044-03-15 00:00:00.000000-05:00 BC'");
        assertThat(dialect.compileValue(LocalDateTime.of(-43, 3, 15, 0, 0)))
                .isEqualTo("'0044-03-15 00:00:00.000000 BC'");
    }

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /** Spark's own rule goes by the time of Greenwich. */
    @Test
    void aTimeWithoutAZoneKeepsItsDigitsBothWays() {
        for (var text : List.of("2024-02-29T12:30", "1850-01-01T00:00", "1500-02-28T01:02:03.456789")) {
            var digits = LocalDateTime.parse(text);
            assertThat(dialect.convertTimestampNTZToJavaTimestamp(digits)).isEqualTo(Timestamp.valueOf(digits));
            assertThat(dialect.convertJavaTimestampToTimestampNTZ(Timestamp.valueOf(digits)))
                    .isEqualTo(digits);
        }
    }

    /** Spark knows letters that Redshift does not change, and the zone of a Spark session is not that of Redshift's. */
    @Test
    void casesOfLettersAndHoursStayWithSpark() {
        assertThat(pushed(call("UPPER", Expressions.column("t")))).isEqualTo("not pushed");
        assertThat(pushed(call("LOWER", Expressions.column("t")))).isEqualTo("not pushed");
        assertThat(pushed(new Extract("HOUR", Expressions.column("at")))).isEqualTo("not pushed");
        assertThat(pushed(new Extract("MINUTE", Expressions.column("at")))).isEqualTo("not pushed");
        assertThat(pushed(new Extract("YEAR", Expressions.column("day")))).isEqualTo("EXTRACT(YEAR FROM \"day\")");
    }

    @Test
    void quotesInNamesAreDoubled() {
        assertThat(dialect.quoteIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void columnsMayBeNullForEver() {
        assertThatThrownBy(() -> dialect.getUpdateColumnNullabilityQuery("t", "id", false))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Redshift cannot change whether the column 'id' may be null");
    }

    @Test
    void missingTablesAndWrongSyntaxAreKnownByTheirStates() {
        assertThat(dialect.isObjectNotFoundException(new SQLException("", "42P01")))
                .isTrue();
        assertThat(dialect.isObjectNotFoundException(new SQLException("", "3F000")))
                .isTrue();
        assertThat(dialect.isObjectNotFoundException(new SQLException("", "42501")))
                .isFalse();
        assertThat(dialect.isSyntaxErrorBestEffort(new SQLException("", "42601")))
                .isTrue();
        assertThat(dialect.isSyntaxErrorBestEffort(new SQLException("", "42P01")))
                .isFalse();
    }

    @Test
    void theLargestScaleIsRedshifts() {
        assertThat(dialect.getJDBCType(DataTypes.createDecimalType(38, 38))
                        .get()
                        .databaseTypeDefinition())
                .isEqualTo("DECIMAL(38,37)");
    }
}
