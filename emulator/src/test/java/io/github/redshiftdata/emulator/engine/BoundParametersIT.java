package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are bound, so PostgreSQL itself says where they may not stand. */
class BoundParametersIT {

    private static PostgresEngine engine;
    private static EngineSession session;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, false));
        session = engine.connect("dev", null);
        session.execute(
                "create table t (a int, d date, n numeric(10,2), s varchar(20), u super)", Map.of(), new Rows());
    }

    @AfterAll
    static void stop() {
        session.close();
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select date :v",
                "select timestamp :v",
                "select timestamptz :v",
                "select time :v",
                "select interval :v",
                "select interval :v day",
                "select interval '1' :v",
                "select extract(:v from d) from t",
                "select * from :v",
                "select t.:v from t",
                "select a as :v from t",
                "select a from t :v",
                "select a from t order by a :v",
                "select top :v a from t",
                "insert into :v values (1)",
                "insert into t (:v) values (1)",
                "update t set :v = 1",
                "update :v set a = 1",
                "delete from :v",
                "call :v()",
                "create table x as select date :v",
                "set a to :v",
                "execute p(:v)",
            })
    void aPlaceThatIsNoExpressionIsASyntaxErrorAtTheValue(String sql) {
        assertThatThrownBy(() -> session.execute(sql, Map.of("v", "1"), new Rows()))
                .hasMessage("ERROR: syntax error at or near \"$1\"\n  Position: " + (sql.indexOf(":v") + 1));
    }

    @Test
    void theSecondValueIsTheSecond() {
        assertThatThrownBy(() -> session.execute("select :a::int, date :b", Map.of("a", "1", "b", "2"), new Rows()))
                .hasMessage("ERROR: syntax error at or near \"$2\"\n  Position: 22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "select :v ~ 7",
                "select :v::int + 1 ~ 8",
                "select cast(:v as numeric(4,1)) ~ 7.0",
                "select 1 + :v ~ 8",
                "select 'a' || :v ~ a7",
                "select a from (select 7 as a) as x where a = :v ~ 7",
                "select a from (select 7 as a) as x where a in (:v, :v) ~ 7",
                "select nvl(null, :v) ~ 7",
                "select decode(:v, '7', 'seven', 'other') ~ seven",
                "select case when :v = '7' then 'yes' end ~ yes",
                "select dateadd(day, :v, '2024-01-01') ~ 2024-01-08 00:00:00",
                "select i from generate_series(1, 9) i order by i limit :v offset 6 ~ 7",
                "select i from generate_series(1, 9) i order by i limit 1 offset :v ~ 8",
                "explain select :v ~ Result  (cost=0.00..0.01 rows=1 width=32)",
                "select count(*) from t where s like :v ~ 0",
            })
    void anExpressionTakesAValue(String sql, String expected) throws EngineException {
        var rows = new Rows();
        session.execute(sql, Map.of("v", "7"), rows);

        assertThat(rows.rows().get(0)).extracting(String::valueOf).containsExactly(expected);
    }

    @Test
    void aColumnGivesItsValueTheType() throws EngineException {
        var values = Map.of("a", "5", "d", "2024-02-29", "n", "1.50", "s", "it's \\ ? :a", "u", "{\"k\":1}");
        session.execute("insert into t values (:a, :d, :n, :s, :u)", values, new Rows());
        session.execute("insert into t select :a, :d, :n, :s, :u", values, new Rows());
        session.execute("update t set s = :s where a = :a", Map.of("s", "new ' one", "a", "5"), new Rows());
        var rows = new Rows();
        session.execute("select a, d, n, s, u from t", Map.of(), rows);
        session.execute("delete from t where s = :s", Map.of("s", "new ' one"), new Rows());

        assertThat(rows.rows())
                .hasSize(2)
                .allMatch(row -> row.equals(List.of(5L, "2024-02-29", "1.50", "new ' one", "{\"k\":1}")));
    }

    @Test
    void literalsKeepTheirContentHoweverTheyAreWritten() throws EngineException {
        var rows = new Rows();
        session.execute(
                "select 'a''b\\'x(', 'c;d', 'a''b'\n  -- 'more'\n'\\'c', E'\\\\', n'n''', $$;'$$, upper('q\\';')/* /*/ ; */ */,"
                        + " :v",
                Map.of("v", "';\\"),
                rows);

        assertThat(rows.rows()).containsExactly(List.of("a'b'x(", "c;d", "a'b'c", "\\", "n'", ";'", "Q';", "';\\"));
    }

    @Test
    void aValueIsNoSql() throws EngineException {
        var rows = new Rows();
        session.execute("select :v", Map.of("v", "'; drop table t; --"), rows);

        assertThat(rows.only()).isEqualTo("'; drop table t; --");
    }
}
