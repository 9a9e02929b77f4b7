package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertBatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "insert into t values (?)|insert into t values|(v0)",
                "/* ? */ INSERT INTO s.\"T\" (a, b) VALUES(?, ?);|/* ? */ INSERT INTO s.\"T\" (a, b) VALUES|(v0, v1)",
                "insert into #t values (default, 'select', f((?)), \"select\") /* end ? */|insert into #t values|"
                        + "(default, 'select', f((v0)), \"select\")",
                "insert into t values /* x */ (1)|insert into t values|(1)",
            })
    void anInsertOfOneRowIsTakenApart(String text, String head, String row) throws SqlTextException {
        var batch = parse(text).orElseThrow();

        assertThat(batch.head()).isEqualTo(head);
        assertThat(row(batch, marker -> "v" + marker)).isEqualTo(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (?), (?)",
                "insert into t select ?",
                "insert into t default values",
                "insert into t values (?) on conflict do nothing",
                "insert into t (a, ?) values (1)",
                "insert into ? values (1)",
                "insert into t values (?",
                "insert into t values ?",
                "with x as (select 1) insert into t values (1)",
                "explain insert into t values (?)",
                "update t set a = ?",
                "insert into t values ((select coalesce(max(a), 0) + ? from t))",
                "insert into t values (?, ( /* x */ SELECT 1))",
                "insert into t values ((table s))",
            })
    void everythingElseIsLeftAlone(String text) throws SqlTextException {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void aLineCommentInTheRowKeepsItsLine() throws SqlTextException {
        var batch = parse("insert into t values (?, -- a ?\n ?) -- b").orElseThrow();
        assertThat(row(batch, marker -> "1")).isEqualTo("(1, -- a ?\n 1)");
    }

    private static String row(InsertBatch batch, IntFunction<String> values) {
        var text = new StringBuilder("insert into t values ");
        var before = text.length();
        batch.<RuntimeException>appendRow(text, (to, marker) -> to.append(values.apply(marker)));
        return text.substring(before);
    }

    private static Optional<InsertBatch> parse(String text) throws SqlTextException {
        return InsertBatch.of(SqlScript.parse(text).get(0));
    }
}
