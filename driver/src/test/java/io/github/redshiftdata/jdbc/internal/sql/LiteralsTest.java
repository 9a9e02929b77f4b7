package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(SqlTexts.namedParameters(statements.get(0))).containsExactly(":x");
        assertThat(statements.get(0).text()).endsWith(",:x) -- ?");
    }

    @Test
    void nulIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Literals.string("ab\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index 2");
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
