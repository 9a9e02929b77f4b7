package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {

    private static final Map<String, NumericType> TYPES =
            Map.of("n", NumericType.numeric(8, 2), "t.m", NumericType.numeric(10, 4), "i", NumericType.integer(10));

    private static Arithmetic.Operand rewrite(String sql) {
        return Arithmetic.rewrite(
                SqlLexer.tokens(sql),
                text -> TYPES.getOrDefault(TokenList.text(text).strip(), NumericType.OTHER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n / n                     | 17 | 9",
                "n / t.m                   | 19 | 9",
                "i / n                     | 19 | 7",
                "n * t.m + 1               | 20 | 6",
                "-n + 1                    | 13 | 2",
                "sum(n)                    | 38 | 2",
                "avg(distinct t.m)         | 38 | 4",
                "sum(n) over (order by i)  | 38 | 2",
                "coalesce(n, 0)            | 12 | 2",
                "case when i > 0 then n else t.m end  | 10 | 4",
                "case when i = 1 then case when i = 2 then n end else null end | 8 | 2",
                "(n)                       | 8  | 2",
                "cast(x as numeric(5, 1))  | 5  | 1",
                "x::numeric(7)             | 7  | 0",
                "0.05                      | 3  | 2",
            })
    void theTypeIsTheDocumentedOne(String sql, int precision, int scale) {
        assertThat(rewrite(sql).type().get()).isEqualTo(NumericType.numeric(precision, scale));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "n / n > 1 ~ CAST(pg_catalog.redshift_quotient(n, n, 9) AS numeric(17,9)) > 1",
                "a || n/n || 'x/y' ~ a || CAST(pg_catalog.redshift_quotient(n, n, 9) AS numeric(17,9)) || 'x/y'",
                "f(n / n, x / y) ~ f(CAST(pg_catalog.redshift_quotient(n, n, 9) AS numeric(17,9)), x / y)",
                "i / i ~ i / i",
                "x / n ~ x / n",
                "i / 2 in (select n / n from t) ~ i / 2 in (select n / n from t)",
            })
    void onlyAQuotientOfNumericsIsWrittenAnew(String sql, String expected) {
        assertThat(TokenList.text(rewrite(sql).text())).isEqualTo(expected);
    }

    @Property(tries = 2000)
    void anyTextComesBackWhereNothingIsKnown(@ForAll String text) {
        String sql = "a / (" + text + ") - case b / " + text;
        assertThat(TokenList.text(Arithmetic.rewrite(SqlLexer.tokens(sql), any -> NumericType.OTHER)
                        .text()))
                .isEqualTo(sql);
    }
}
