package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {

    /** Knows one table {@code t} with the columns a and b. */
    private static final DatabaseFacts FACTS = new DatabaseFacts() {
        @Override
        public boolean isView(String name) {
            return false;
        }

        @Override
        public List<Column> columns(String query) throws EngineException {
            if (query.contains("missing")) {
                throw Dialect.failure("relation \"missing\" does not exist");
            }
            return List.of(new Column("a", "int4", 10, 0), new Column("b", "int4", 10, 0));
        }

        @Override
        public boolean isFunction(String name) {
            return false;
        }

        @Override
        public List<List<String>> procedures(String name) {
            return List.of();
        }
    };

    private static String rewritten(String sql) throws EngineException {
        var tokens = new TokenList(SqlLexer.tokens(sql));
        Queries.rewrite(tokens, FACTS);
        return tokens.text();
    }

    @Property(tries = 2000)
    void clausesTogetherAreTheText(@ForAll(supplier = SqlLike.class) String text) {
        List<Token> tokens = SqlLexer.tokens("select " + text);

        assertThat(TokenList.text(SelectBlock.of(tokens).tokens())).isEqualTo("select " + text);
    }

    @Property(tries = 2000)
    void anyTextIsRewrittenOrRefusedInWords(@ForAll(supplier = SqlLike.class) String text) {
        try {
            assertThat(rewritten("select " + text)).isNotEmpty();
        } catch (EngineException e) {
            assertThat(e).hasMessageStartingWith("ERROR: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select using ::int from \"C\" [ )",
                "select a from (select b] from t)",
                "select a from t) union (select 1",
            })
    void whereABracketDoesNotCloseTheLastOneTheTextStaysAsItIs(String sql) throws EngineException {
        assertThat(rewritten(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a, b from t where a = 1 group by a, b having count(*) > 1 order by a desc limit 5",
                "with x (y) as (select a from t), z as (select 1) select * from x, z /* end */ -- here",
                "select t.a from s.t as t left join u on left(t.a, 1) = u.b, (select 1 as c) v where exists (select 1 from w)",
                "select a from t union all (select b from t order by b) except select 1 order by 1",
                "insert into t (a, b) select a, b from u as u (a, b)",
                "create table x as (select a from t)",
                "select extract(year from d) as y, x is distinct from 1 from t",
                "update t set a = (select max(b) from u where u.id = t.id)",
                "select conkey::int[], a::numeric(3,1) from t",
                "explain select \"from\".\"where\" from \"from\"",
                "select array[1, 2], x[1:2] from t",
                "select a as x, sum(b) from missing group by x order by x",
            })
    void whatNoRuleTouchesStaysAsItIs(String sql) throws EngineException {
        assertThat(rewritten(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a + 1 as x, x * 2 from t | select a + 1 as x, (a + 1) * 2 from t",
                "select b as a, a * 2 from t | select b as a, a * 2 from t",
                "select a as x from t where x > 1 | select a as x from t where (a) > 1",
                "select a as x, x from t | select a as x, (a) AS \"x\" from t",
                "select t.b.c from t | select pg_catalog.redshift_at(t.b, 'c') AS \"c\" from t",
                "select x.y from t, t.b x"
                        + " | select pg_catalog.redshift_at(x.x, 'y') AS \"y\" from t,  LATERAL pg_catalog.redshift_elements(t.b)"
                        + " AS \"x\" (\"x\")",
                "select a from t group by all | select a from t group by 1",
                "select * from (t) | select * from  t",
            })
    void aRuleRewritesItsConstruct(String redshift, String postgres) throws EngineException {
        assertThat(rewritten(redshift).strip()).isEqualTo(postgres);
    }

    @Test
    void qualifyTakesRowsAndOrdersByWhatIsNotSelected() throws EngineException {
        assertThat(rewritten("select a, b from t qualify rank() over (order by c) = 1 order by d desc limit 2"))
                .isEqualToNormalizingWhitespace(
                        "SELECT redshift_q.redshift_1 AS \"a\", redshift_q.redshift_2 AS \"b\" FROM"
                                + " (SELECT a, b , ( rank() over (order by c) = 1 ), ( d) from t ) AS redshift_q"
                                + " (redshift_1, redshift_2, redshift_qualified, redshift_order_1)"
                                + " WHERE redshift_q.redshift_qualified ORDER BY redshift_q.redshift_order_1 desc limit 2");
    }

    @Test
    void errorPositionsAreThoseOfTheTextGiven() throws EngineException {
        String sql = "select a as x, x + nowhere from t qualify rank() over (order by a) = 1";
        var translation = Dialect.translate(sql, Map.of(), false, false, FACTS);

        int position = translation.sql().indexOf("nowhere") + 1;
        assertThat(translation.sourcePosition(position)).isEqualTo(sql.indexOf("nowhere") + 1);
    }
}
