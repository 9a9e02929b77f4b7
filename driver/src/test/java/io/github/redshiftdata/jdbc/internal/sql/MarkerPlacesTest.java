package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerPlacesTest {

    private static SqlStatement statement(String sql) throws SqlTextException {
        return SqlScript.parse(sql).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set query_group to ?",
                "comment on table t is ?",
                "create table t (a int default ?)",
                "alter table t alter column a set default ?",
                "alter user u password ?",
                "create user u password ?",
                "copy t from ? iam_role ?",
                "unload (?) to ?",
                "grant select on t to ?",
                "truncate ?",
                "vacuum t to ? percent",
                "fetch forward ? from c",
                "execute p(?)",
                "show ?",
                "create external schema s from data catalog database ?",
                "create view v as select 1 with no schema binding comment ?",
                "select 1 limit ?",
                "select 1 limit (? + 1)",
                "select 1 offset ?",
                "select top ? a from t",
                "select top (?) a from t",
                "select 1 fetch first ? rows only",
                "select extract(? from x)",
                "select date_part(?, x)",
                "select date_trunc(?, x)",
                "select dateadd(?, ?, x)",
                "select dateadd(day, (?) / 2, x)",
                "select cast(a as varchar(?))",
                "select a::numeric(?, ?)",
                "select a::character varying(?)",
                "select a from t order by ?",
                "select a from t order by ? desc, ?",
                "select a from t group by ?, ? having a > 1",
                "select sum(a) over (order by b rows between ? preceding and ? following)",
                "select percentile_cont(?) within group (order by a), listagg(b, ?) within group (order by b) from t",
                "select a from t where b like 'x' escape ?",
                "select * from t pivot (sum(a) for b in (?, ?))",
                "execute p (?, ?)",
                "select 1 from ?",
                "select timestamp(3) ?",
                "select a to ?",
                "grant select (?) on t to u",
                "create table t (a varchar(?)) distkey(?)"
            })
    void aConstantStandsWhereNoExpressionMay(String sql) throws SqlTextException {
        assertThat(statement(sql).markerPlaces()).isNotEmpty().containsOnly(MarkerPlace.CONSTANT);
    }

    @Test
    void aDefinitionHasConstantsBeforeItsQuery() throws SqlTextException {
        assertThat(statement("create table t distkey(?) as select ?").markerPlaces())
                .containsExactly(MarkerPlace.CONSTANT, MarkerPlace.EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select date ?",
                "select timestamp ?",
                "select timestamp with time zone ?",
                "select interval ?",
                "select int4 ?",
                "select double precision ?",
                "select character varying ?",
                "select super ?",
                "select getdate() - interval ?",
                "insert into t values (date ?)",
                "create table t (a date default date ?)"
            })
    void aTypesNameTakesAString(String sql) throws SqlTextException {
        assertThat(statement(sql).markerPlaces()).isNotEmpty().containsOnly(MarkerPlace.STRING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ?",
                "select ?, -?, ? + ?",
                "select a from t where b = ? and c between ? and ? or not ?",
                "select case ? when ? then ? else ? end",
                "select a from t where b like ? and c similar to ?",
                "select substring(? from ? for ?), trim(both ? from ?), position(? in ?)",
                "select extract(day from ?)",
                "select dateadd(day, 1, ?)",
                "select f(?, g(?))",
                "select a from (values (?, ?)) t (a, b)",
                "select a from t where b is distinct from ?",
                "select sum(a) over (partition by ? order by b)",
                "with x as (select ?) select ? from x",
                "(select ?) union all select ?",
                "insert into t select ?",
                "insert into t values (? + 1, f(?))",
                "update t set a = a + ?, b = f(?) where c = ?",
                "update t set a = ? + 1, b = c and d = ?",
                "select a[?] from t",
                "select a from t order by a + ?, ? + a",
                "select a from t limit (select ?)",
                "delete from t where a = ?",
                "call p(?, ?)",
                "create table t as select ?",
                "create table t as with x as (select ?) select ?",
                "create view v as (select a from t where b = ?)",
                "select ? into t",
                "explain select ?",
                "declare c cursor for select ?",
                "prepare p as select ?"
            })
    void anExpressionStandsInQueriesAndChanges(String sql) throws SqlTextException {
        assertThat(statement(sql).markerPlaces()).isNotEmpty().containsOnly(MarkerPlace.EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (?, ?), (?, ?)",
                "insert into s.t (a, b) values (?, ?)",
                "update t set a = ?, t.b = ?",
                "update t set a = ? where b is null",
                "select a from t where b in (?, ?, ?)",
                "explain insert into t values (?)",
                "merge into t using s on a = b when matched then update set c = ? when not matched then insert values (?)"
            })
    void aColumnGivesTheTypeToAWholeValue(String sql) throws SqlTextException {
        assertThat(statement(sql).markerPlaces()).isNotEmpty().containsOnly(MarkerPlace.TYPED_ELSEWHERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select cast(? as int)",
                "select ?::int",
                "select ?::varchar(10)",
                "insert into t values (?::int)"
            })
    void aCastIsSeen(String sql) throws SqlTextException {
        assertThat(statement(sql).markerPlaces()).containsOnly(MarkerPlace.CAST_OPERAND);
    }

    @ParameterizedTest
    @CsvSource({
        "select ?, true",
        "insert into t values (?), true",
        "update t set a = ?, true",
        "delete from t where a = ?, true",
        "call p(?), false",
        "explain select ?, false",
        "create table t as select ?, false",
        "select ? into t, false",
        "set a to ?, false"
    })
    void valuesAreBoundInQueriesAndChangesOnly(String sql, boolean takes) throws SqlTextException {
        assertThat(statement(sql).kind().takesParameters()).isEqualTo(takes);
    }

    @ParameterizedTest
    @CsvSource({
        "select :a, true",
        "grant role sys:dba to u, true",
        "select a[1:2], true",
        "select a[1 : 2], false",
        "select $$ :a $$, true",
        "'select \":a\"', true",
        "'select '':a''', false",
        "select a::int /* :a */ -- :b, false",
        "select a := 1, false"
    })
    void whatLooksLikeAParameterIsSeen(String sql, boolean resembles) throws SqlTextException {
        assertThat(statement(sql).resemblesParameters()).isEqualTo(resembles);
    }

    @Property
    void everyMarkerOfAnyTextHasAPlace(@ForAll @From("texts") String sql) {
        try {
            for (var statement : SqlScript.parse(sql)) {
                assertThat(statement.markerPlaces()).hasSize(statement.markerCount());
            }
        } catch (SqlTextException unreadable) {
            // text that cannot be read has no markers
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "select",
                        "?",
                        "(",
                        ")",
                        ",",
                        "values",
                        "insert into t",
                        "update t set",
                        "=",
                        "limit",
                        "order by",
                        "date",
                        "::",
                        "cast(",
                        "as",
                        "int",
                        "in",
                        "explain",
                        "create table t as",
                        "a",
                        "+",
                        ".",
                        "'x'",
                        ";")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join(" ", words));
    }
}
