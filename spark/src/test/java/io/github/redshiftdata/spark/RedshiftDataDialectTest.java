package io.github.redshiftdata.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDateTime;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
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
