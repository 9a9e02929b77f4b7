package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNeedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- nothing",
                "select 1",
                "select * from pg_class where '#x' = 'temp' -- set_config(",
                "select pg_catalog.pg_get_expr(a, b), my_udf(c), last_value(d) over () from t",
                "with a as (select 1) select * from a",
                "insert into t values (:p1)",
                "update t set a = 1",
                "delete from t",
                "merge into t using s on a = b when matched then delete",
                "create table t (a int)",
                "create or replace view v as select 1",
                "create or replace procedure p() as $$ begin create temp table x (a int); end $$ language plpgsql",
                "select * into t from s",
                "drop table t",
                "truncate t",
                "vacuum t",
                "alter table a append from b",
                "grant select on t to u",
                "show tables from schema d.s",
                "explain select 1",
                "analyze t",
                "analyse",
                "analyze compression t",
                "cancel 123",
                "alter table t alter column a type varchar(20)",
                "select 1; select 2",
            })
    void whatLeavesNothingBehindIsStateless(String text) {
        assertThat(SessionNeed.isStateless(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temp table t (a int)",
                "create local temporary table t (a int)",
                "create table #t (a int)",
                "create table \"#t\" (a int)",
                "create table pg_temp.t (a int)",
                "select * into temp t from s",
                "select * into #t from s",
                "select * from \"PG_TEMP_3\".t",
                "set search_path to a",
                "reset all",
                "use db",
                "declare c cursor for select 1",
                "fetch 1 from c",
                "prepare p as select 1",
                "execute p",
                "explain execute p",
                "lock t",
                "begin",
                "commit",
                "rollback",
                "call p()",
                "copy t from 's3://x'",
                "unload ('select 1') to 's3://x'",
                "select set_config('a', 'b', false)",
                "select pg_catalog.\"set_config\" ('a', 'b', false)",
                "select current_setting('a')",
                "select pg_backend_pid()",
                "select pg_last_copy_count()",
                "select last_user_query_id()",
                "insert into t values (nextval('s'))",
                "alter session set a = 1",
                "analyze #t",
                "move 1 from c",
                "whatever",
                "select 'unterminated",
                "select 1; set a to 1",
            })
    void whatMayNeedASessionIsNot(String text) {
        assertThat(SessionNeed.isStateless(text)).isFalse();
    }
}
