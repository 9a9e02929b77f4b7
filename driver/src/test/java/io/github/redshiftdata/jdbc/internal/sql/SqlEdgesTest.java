package io.github.redshiftdata.jdbc.internal.sql;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts at the edges of the lexer's and the classifier's rules, where one character more or less is something else. */
class SqlEdgesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a<-1|a <- 1",
                "a+--b|a + --b",
                "a+-b|a +- b",
                "a*/*b*/c|a * /*b*/ c",
                "a*/b|a */ b",
                "a=#t|a = #t",
                "a=#1|a =# 1",
                "1E5|1E5",
                "1e5x|1e5 x",
                "1e-5|1e-5",
                "1e+5|1e+5",
                "1e+|1 e +",
                "1e-x|1 e - x",
                "1.e5|1.e5",
                "1.5.5|1.5 .5",
                "a.5|a . 5",
                "\"a\".5|\"a\" . 5",
                "a:+b|a : + b",
                "a:|a :",
                ":a1:b2|:a1 :b2",
                ":1a+|:1a +",
                ":a$b|:a $ b",
                "$1a|$1 a",
                "$a|$ a",
                "a#b|a #b",
            })
    void oneCharacterMoreOrLessIsAnotherToken(String text, String tokens) throws SqlTextException {
        assertThat(SqlLexer.read(text).stream().map(Token::text).collect(joining(" ")))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{escape '\\'}|'\\'",
                "{ escape /* c */ '\\' \t}|'\\'",
                "{ESCAPE '\\'}|'\\'",
                "(escape '\\'}'|'\\'}'",
                "{escapes '\\'}'|'\\'}'",
                "{escape '\\')'|'\\')'",
                "escape '\\'}'|'\\'}'",
                "'\\'}'|'\\'}'",
            })
    void aBackslashStandsAloneInTheEscapeClauseOnly(String text, String string) throws SqlTextException {
        assertThat(SqlLexer.read(text).stream()
                        .filter(token -> token.kind() == TokenKind.STRING)
                        .map(Token::text))
                .containsExactly(string);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "f(a[1,2], b)|a[1,2];b",
                "f((1,2), [3,4], g(5,6)[7,8])|(1,2);[3,4];g(5,6)[7,8]",
                "f(a)|a",
                "f( )|~~",
                "f|~~",
                "s.f|~~",
                "s.f(a, -- b,\\nc)|a;c",
            })
    void theArgumentsOfACallAreCutAtItsOwnCommas(String text, String arguments) throws SqlTextException {
        assertThat(String.join(
                        ";",
                        ArgumentList.read(SqlLexer.read(text.replace("\\n", "\n")))
                                .arguments()))
                .isEqualTo(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select a into t from b|TABLE_OF_QUERY",
                "select (a) into t from b|TABLE_OF_QUERY",
                "select (select 1 into x) from b|QUERY",
                "select a as into from b|QUERY",
                "select b.into from b|QUERY",
                "(select a) union (select b)|QUERY",
                "with a as (select 1) select a into t from a|TABLE_OF_QUERY",
                "with recursive a(n) as (select 1), b as (select 2) delete from a|DELETE",
                "with a as (select 1), select 2|OTHER",
                "with a (n) select 2|OTHER",
                "with a as select 2|OTHER",
                "with 1 as (select 2) select 3|OTHER",
                "create schema s|DDL",
                "create external schema s from data catalog database 'd' create external database if not exists|AUTO_COMMITTING",
                "drop schema s drop external database|AUTO_COMMITTING",
                "create datashare d|DDL",
                "drop datashare d|AUTO_COMMITTING",
                "alter datashare d add schema s|DDL",
                "create external table s.t (a int)|AUTO_COMMITTING",
                "create external view s.v as select 1|AUTO_COMMITTING",
                "create external protected view s.v as select 1|AUTO_COMMITTING",
                "create external function f() returns int|DDL",
                "create or replace library l|AUTO_COMMITTING",
                "create or replace view v as select 1|DDL",
                "create identity provider p type azure|AUTO_COMMITTING",
                "alter table t append from u|AUTO_COMMITTING",
                "alter table t alter column a type varchar(9)|AUTO_COMMITTING",
                "alter table t alter a type varchar(9)|AUTO_COMMITTING",
                "alter table t alter column type encode zstd|DDL",
                "alter table t add partition (a='1')|AUTO_COMMITTING",
                "alter table t set location 's3://b'|AUTO_COMMITTING",
                "alter table t set file format parquet|AUTO_COMMITTING",
                "alter table t set table properties ('a'='b')|AUTO_COMMITTING",
                "alter table t add column a int|DDL",
                "drop table t|DDL",
                "create local temp table t as select 1|TABLE_OF_QUERY",
                "create temporary table t (a) distkey(a) as select 1|TABLE_OF_QUERY",
                "create materialized view v as select 1|TABLE_OF_QUERY",
                "create table t (a int default (1 as b))|DDL",
                "analyze compression t|ROWS",
                "analyze t|MAINTENANCE",
                "start transaction|BEGIN",
                "start something|OTHER",
            })
    void theKindIsTheOneOfTheWholeStatement(String text, StatementKind kind) throws SqlTextException {
        assertThat(SqlScript.parse(text))
                .singleElement()
                .extracting(SqlStatement::kind)
                .isEqualTo(kind);
    }
}
