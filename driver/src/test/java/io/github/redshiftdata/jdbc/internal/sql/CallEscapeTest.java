package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallEscapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{call p}|CALL p()|false|0",
                " {  CALL s.p ( ? , 1 ) } |CALL s.p(?, 1)|false|1",
                "{call p()};|CALL p()|false|0",
                "call p(?)|CALL p(?)|false|1",
                "/* c */ CALL p(?, f(?, ?)); -- d|CALL p(?, f(?, ?))|false|3",
                "{?=call f(?)}|SELECT f(?)|true|1",
                "{ ? = CALL f }|SELECT f()|true|0",
                "{call p(array(1, 2), x[1])}|CALL p(array(1, 2), x[1])|false|0",
                "{call p({fn ucase(?)})}|CALL p(UPPER(?))|false|1",
            })
    void readsEveryFormOfACall(String text, String sql, boolean returnsValue, int markers) throws SqlTextException {
        var call = CallEscape.parse(text);

        assertThat(call.sql()).isEqualTo(sql);
        assertThat(call.returnsValue()).isEqualTo(returnsValue);
        assertThat(call.markerCount()).isEqualTo(markers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select 1",
                "{p(?)}",
                "{? call f()}",
                "call",
                "call p(",
                "call p(,)",
                "{call p(?)",
                "{call p(?)} x",
                "{call p(?) x",
                "call p(1) call q(2)",
                "? = call f()",
                "call p(1); call q(2)",
                "call 'p'"
            })
    void whatIsNoCallIsRefused(String text) {
        assertThatThrownBy(() -> CallEscape.parse(text)).isInstanceOf(SqlTextException.class);
    }

    @Test
    void argumentsAreTheirSourceText() throws SqlTextException {
        assertThat(CallEscape.parse("{call p(?, 'a,b', (1), f(2, ?) -- c\n)}").arguments())
                .containsExactly("?", "'a,b'", "(1)", "f(2, ?)");
    }

    @Test
    void argumentsThatAreOutOnlyAreLeftOut() throws SqlTextException {
        var call = CallEscape.parse("{call p(?, 'x', f(?), ?)}");

        assertThat(call.withoutArguments(Set.of())).isEqualTo("CALL p(?, 'x', f(?), ?)");
        assertThat(call.withoutArguments(Set.of(0, 2))).isEqualTo("CALL p('x', f(?))");
        assertThat(CallEscape.parse("{call p(?)}").withoutArguments(Set.of(0))).isEqualTo("CALL p()");
    }

    @Test
    void aParameterThatAnEscapeNeedsTwiceIsOneParameter() throws SqlTextException {
        var call = CallEscape.parse("{call p(?, {fn locate(?, ?, ?)}, {fn ucase(?)})}");

        assertThat(call.parameterCount()).isEqualTo(5);
        assertThat(call.markerCount()).isGreaterThan(5);
        assertThat(call.parameters()).startsWith(0).endsWith(4).containsOnly(0, 1, 2, 3, 4);
        assertThat(CallEscape.parse("{? = call f({fn locate({fn lcase(?)}, ?, 2)})}")
                        .parameterCount())
                .isEqualTo(2);
        assertThat(CallEscape.parse("{call p(?, ?)}").parameters()).containsExactly(0, 1);
        assertThat(CallEscape.parse("{call p('\u0001', ?, {fn ucase(?)})}").parameters())
                .containsExactly(0, 1);
    }

    @Test
    void aMarkerInsideAnExpressionCannotBeLeftOut() throws SqlTextException {
        var call = CallEscape.parse("{call p(?, f(?))}");

        assertThatThrownBy(() -> call.withoutArguments(Set.of(1))).hasMessageContaining("an argument by itself");
        assertThatThrownBy(() -> call.withoutArguments(Set.of(2))).hasMessageContaining("2 markers");
    }
}
