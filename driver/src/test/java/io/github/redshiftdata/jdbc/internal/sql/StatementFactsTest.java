package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementFactsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vacuum",
                "vacuum delete only t to 75 percent",
                "analyze t",
                "analyse",
                "create table t (a int)",
                "create table if not exists s.t (like u)",
                "create schema s",
                "create database d",
                "create external table s.t (a int) stored as parquet location 's3://x'",
                "create external schema s from data catalog database 'd' create external database if not exists",
                "create external view s.v as select 1",
                "create external protected view s.v as select 1",
                "create library l language plpythonu from 's3://x'",
                "alter table t alter column a type varchar(20)",
                "alter table t add partition (d='1') location 's3://x'",
            })
    void whatOnlyAdds(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::onlyAdds);
    }

    /** It may rely on what was to run before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate t",
                "drop table t",
                "drop database d",
                "drop external view s.v",
                "drop library l",
                "delete from t",
                "insert into t values (1)",
                "update t set a = 1",
                "copy t from 's3://x'",
                "unload ('select 1') to 's3://x'",
                "create table t as select 1",
                "create table t (a) as (select 1)",
                "create external table s.t stored as parquet location 's3://x' as select 1",
                "create external function f (int) returns int stable lambda 'x' iam_role default",
                "create or replace view v as select 1",
                "create or replace library l language plpythonu from 's3://x'",
                "create or replace external view s.v as select 1",
                "create temp table t (a int)",
                "create table #t (a int)",
                "create user u password disable",
                "create identity provider p type azure namespace 'n' parameters '{}'",
                "alter table t append from s",
                "alter table t add column a int",
                "alter table s.t set location 's3://x'",
                "alter table t alter column a type varchar(20), alter column b drop default",
                "alter table s.t drop partition (d='1')",
                "alter external view s.v force as select 1",
                "alter database d rename to e",
                "grant select on t to u",
                "set a to 1",
                "call p()",
                "",
            })
    void whatDoesMoreThanAdd(String text) throws SqlTextException {
        assertThat(facts(text)).noneMatch(StatementFacts::onlyAdds);
    }

    @Test
    void truncateCommitsATransactionWhichTheOthersRefuse() throws SqlTextException {
        assertThat(facts("vacuum; create database d; alter table t append from s"))
                .allMatch(StatementFacts::refusesTransactions);
        assertThat(facts("truncate t; create table t (a int); analyze")).noneMatch(StatementFacts::refusesTransactions);
    }

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
    void whatLeavesNothingBehindIsStateless(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::isStateless);
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
                "select 1; set a to 1",
            })
    void whatMayNeedASessionIsNot(String text) throws SqlTextException {
        assertThat(facts(text)).anyMatch(facts -> !facts.isStateless());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temp table t (a int)",
                "create local temporary table t as select 1",
                "create table #t (a int)",
                "create table \"#t\" (a int)",
                "create table pg_temp.t (a int)",
                "select * into temp t from s",
                "with a as (select 1) select * into #t from a",
                "drop table #t",
                "alter table #t append from s",
                "call p()",
                "whatever",
            })
    void whatMayMakeTemporaryTables(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::mayMakeTemporaryTables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table temperature (a int)",
                "create table t (a varchar(9) default '#temp')",
                "create table t (a int) -- instead of temp #t",
                "create table template.t as select 1",
                "select * from #t",
                "insert into #t values (1)",
                "set a to temp",
                "execute p",
                "show tables",
            })
    void whatMakesNoTemporaryTables(String text) throws SqlTextException {
        assertThat(facts(text)).noneMatch(StatementFacts::mayMakeTemporaryTables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select a as into, t.into, \"into\" from t",
                "select 'into set_config('",
                "select 1 -- into t",
                "values (1)",
                "show search_path",
                "explain select 1",
            })
    void whatOnlyReads(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::onlyReads).noneMatch(StatementFacts::mayLeaveState);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * into t from s",
                "select set_config('a', 'b', false)",
                "select (select \"SET_CONFIG\"('a', 'b', false))",
                "explain insert into t values (1)",
                "insert into t values (1)",
                "call p()",
                "whatever",
                "begin",
            })
    void whatMayDoMoreThanRead(String text) throws SqlTextException {
        assertThat(facts(text)).noneMatch(StatementFacts::onlyReads);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temp table t (a int)",
                "select * into #t from s",
                "select set_config('a', 'b', false)",
                "declare c cursor for select 1",
                "prepare p as select 1",
                "execute p",
                "call p()",
                "whatever",
            })
    void whatMayLeaveStateThatNoSettingBringsBack(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::mayLeaveState);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (a int)",
                "select current_setting('a')",
                "insert into #t values (1)",
                "set a to 1",
                "copy t from 's3://x'",
                "explain execute p",
                "begin",
                "commit",
                "truncate t",
            })
    void whatLeavesNoneButPerhapsASetting(String text) throws SqlTextException {
        assertThat(facts(text)).noneMatch(StatementFacts::mayLeaveState);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set search_path to a",
                "reset all",
                "use db",
                "drop schema s",
                "create schema if not exists s",
                "alter schema a rename to b",
                "alter user u set \"search_path\" to a",
                "select set_config('search_path', 'a', false)",
                "call p()",
                "execute p",
                "whatever",
            })
    void whatMayChangeTheSearchPath(String text) throws SqlTextException {
        assertThat(facts(text)).allMatch(StatementFacts::mayChangeSearchPath);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select current_schema(), 'search_path'",
                "show search_path",
                "create table schema_of_things (a int)",
                "create table \"schema\" (a int)",
                "select * into t from s -- search_path",
                "insert into t values ('set_config')",
                "create procedure p() as $$ begin set search_path to a; end $$ language plpgsql",
                "commit",
            })
    void whatLeavesTheSearchPath(String text) throws SqlTextException {
        assertThat(facts(text)).noneMatch(StatementFacts::mayChangeSearchPath);
    }

    @Test
    void thereIsOneObjectForAllStatementsOfTheSameFacts() throws SqlTextException {
        assertThat(facts("select 1").get(0)).isSameAs(facts("select a from t").get(0));
    }

    private static List<StatementFacts> facts(String script) throws SqlTextException {
        return SqlScript.parse(script).stream().map(SqlStatement::facts).toList();
    }
}
