package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsQueryTest {

    private static Optional<String> of(String sql) throws SqlTextException {
        return ColumnsQuery.of(SqlScript.parse(sql).get(0), marker -> Optional.empty());
    }

    @Test
    void theQueryStandsOnLinesOfItsOwn() throws SqlTextException {
        assertThat(of("select 1 -- c")).hasValue("SELECT * FROM (\nselect 1 -- c\n) AS columns_of_query LIMIT 0");
    }

    @Test
    void whatIsNotKnownIsNullOrAnyNumberOfRows() throws SqlTextException {
        assertThat(of("select top ? a + ? from t limit ? offset ?").orElseThrow())
                .contains("select top 1 a + NULL from t limit 1 offset 1");
        assertThat(ColumnsQuery.of(
                                SqlScript.parse("select ?, cast(? as int) limit ?")
                                        .get(0),
                                marker -> marker == 1 ? Optional.empty() : Optional.of("x" + marker))
                        .orElseThrow())
                .contains("select x0, cast(NULL as int) limit x2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a::varchar(?) from t",
                "select date ? from t",
                "select a from t order by ?",
                "insert into t values (1)",
                "select 1 into t",
                "show tables"
            })
    void whereAValueDecidesNothingIsAsked(String sql) throws SqlTextException {
        assertThat(of(sql)).isEmpty();
    }
}
