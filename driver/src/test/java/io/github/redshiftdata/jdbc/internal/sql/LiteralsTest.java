package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LiteralsTest {

    @Property
    void noValueEndsItsLiteral(@ForAll("values") String value) throws SqlTextException {
        var tokens = SqlLexer.read(Literals.string(value));

        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0).kind()).isEqualTo(TokenKind.STRING);
        assertThat(tokens.get(0).value()).isEqualTo(value);
    }

    @Property
    void noValueEndsItsLiteralForAReaderWithoutBackslashEscapes(@ForAll("values") String value) {
        var literal = Literals.string(value);

        assertThat(literal.substring(1, literal.length() - 1).replace("''", "")).doesNotContain("'");
    }

    @Property
    void aLiteralChangesNothingAroundIt(@ForAll("values") String value) throws SqlTextException {
        var statement = SqlScript.parse("insert into t values (1,?,:x) -- ?").get(0);

        var statements = SqlScript.parse(statement.render(i -> Literals.string(value)));

        assertThat(statements).hasSize(1);
        assertThat(statements.get(0).markerCount()).isZero();
        assertThat(statements.get(0).unboundNames()).isEqualTo(List.of("x"));
        assertThat(statements.get(0).text()).endsWith(",:x) -- ?");
    }

    @Test
    void nulIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Literals.string("ab\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index 2");
    }

    @Test
    void negativeNumbersStandInParentheses() {
        assertThat(Literals.number(5)).isEqualTo("5");
        assertThat(Literals.number(-5)).isEqualTo("(-5)");
        assertThat(Literals.number(Long.MIN_VALUE)).isEqualTo("(-9223372036854775808)");
        assertThat(Literals.number(new BigDecimal("-1E+3"))).isEqualTo("(-1000)");
        assertThat(Literals.number(new BigDecimal("0.0000001"))).isEqualTo("0.0000001");
        assertThat(Literals.number(new BigDecimal("1E-5000"))).isEqualTo("1E-5000");
    }

    @Test
    void floatingPointKeepsItsBitsAndItsSpecialValues() {
        assertThat(Literals.number(-0.1d)).isEqualTo("'-0.1'::float8");
        assertThat(Literals.number(Double.NaN)).isEqualTo("'NaN'::float8");
        assertThat(Literals.number(Float.NEGATIVE_INFINITY)).isEqualTo("'-Infinity'::float4");
    }

    @Test
    void bytesAreWrittenAsHexadecimal() {
        assertThat(Literals.bytes(new byte[] {0, (byte) 0xff, 0x1a})).isEqualTo("FROM_HEX('00ff1a')");
    }

    @Provide
    Arbitrary<String> values() {
        return SqlTexts.anyValue();
    }
}
