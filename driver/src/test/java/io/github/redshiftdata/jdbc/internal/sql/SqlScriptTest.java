package io.github.redshiftdata.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScriptTest {

    @Test
    void splitsAtSemicolonsAndDropsWhatIsEmpty() throws SqlTextException {
        assertThat(texts(" select 1 ;; /* nothing */ ;\n-- first\nselect 2 -- last\n; -- end"))
                .containsExactly("select 1", "-- first\nselect 2 -- last");
        assertThat(texts(" ;\n--x\n")).isEmpty();
    }

    @Test
    void quotedSemicolonsDoNotSplit() throws SqlTextException {
        var body = "create procedure p() as $$ begin a := 1; end; $$ language plpgsql";
        assertThat(texts(body + "; select ';', \";\" /* ; */")).containsExactly(body, "select ';', \";\" /* ; */");
        assertThat(texts("create rule r as on insert to t do (select 1; select 2); select 3"))
                .hasSize(2);
    }

    @Property
    void whateverIsQuotedDoesNotSplit(@ForAll("values") String value) throws SqlTextException {
        var first = "select " + Literals.string(value);

        assertThat(texts(first + ";" + first + ";")).containsExactly(first, first);
    }

    @Property
    void markersInQuotesAndCommentsDoNotCount(@ForAll("values") String value) throws SqlTextException {
        var comment = "/*" + value.replace("*", "").replace("/", "") + "*/";
        var name = Identifiers.quote("n" + value);

        var statement = SqlScript.parse("select ? " + comment + Literals.string(value) + name + "::int, ?")
                .get(0);

        assertThat(statement.markerCount()).isEqualTo(2);
        assertThat(SqlTexts.namedParameters(statement)).isEmpty();
        assertThat(statement.render(i -> ":p" + (i + 1)))
                .isEqualTo("select :p1 " + comment + Literals.string(value) + name + "::int, :p2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select a-?|select a- -1",
                "select a=?and b|select a= -1 and b",
                "select?|select -1",
                "select(?)|select(-1)",
                "f(?,?)|f(-1,-1)",
                "?::int|-1::int",
                "in??|in -1 -1",
                "a[?]|a[-1]",
                "'a'?'b'|'a' -1 'b'",
                "?--c|-1 --c",
            })
    void replacementsNeverRunIntoTheirNeighbours(String text, String rendered) throws SqlTextException {
        assertThat(SqlScript.parse(text).get(0).render(i -> "-1")).isEqualTo(rendered);
    }

    @Property
    void replacingKeepsAllOtherTokens(@ForAll("scripts") String text) {
        List<SqlStatement> statements;
        try {
            statements = SqlScript.parse(text);
        } catch (SqlTextException unterminated) {
            return;
        }
        for (var statement : statements) {
            var rendered = statement.render(i -> "\"marker\"");
            assertThat(significant(rendered))
                    .isEqualTo(significant(statement.text()).stream()
                            .map(token -> token.equals("?") ? "\"marker\"" : token)
                            .toList());
        }
    }

    @Test
    void aColonNamesAParameterOutsideQuotesCommentsAndCastsOnly() throws SqlTextException {
        var statement = SqlScript.parse("select :a, x::int, ':b', \":c\", a[1:2], :a /* :d */ -- :e")
                .get(0);

        assertThat(SqlTexts.namedParameters(statement)).containsExactly(":a", ":2", ":a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/* c */ -- d|OTHER",
                "select 1|QUERY",
                "-- c\\n ((select 1) union (select 2))|QUERY",
                "values (1)|QUERY",
                "with a as (select 1), b(x, y) as (select 2) select * from a, b|QUERY",
                "with recursive a(n) as (select 1) (select * from a)|QUERY",
                "with a as (select 1 as insert) insert into t select * from a|INSERT",
                "with a as (select 1) update t set b = 1|UPDATE",
                "with a as (select 1) delete from t|DELETE",
                "with a as (select 1) select * into t from a|TABLE_OF_QUERY",
                "with broken|OTHER",
                "select a into temp t from b|TABLE_OF_QUERY",
                "create table t as select 1|TABLE_OF_QUERY",
                "create local temp table t (a) distkey (a) as (select 1)|TABLE_OF_QUERY",
                "create temporary table if not exists t as with x as (select 1) select * from x|TABLE_OF_QUERY",
                "create materialized view v as select 1|TABLE_OF_QUERY",
                "create temp table t (a int default 1)|DDL",
                "create table t (like s)|DDL",
                "create procedure p() as $$ $$ language plpgsql|DDL",
                "select 'into', \"into\", x.into, 1 as into from b|QUERY",
                "show tables from schema a.b|ROWS",
                "EXPLAIN delete from t|ROWS",
                "fetch 10 from c|ROWS",
                "analyze compression t|ROWS",
                "ANALYSE COMPRESSION t (a)|ROWS",
                "analyze t|MAINTENANCE",
                "analyse verbose|MAINTENANCE",
                "analyze|MAINTENANCE",
                "insert into t values (1)|INSERT",
                "merge into t using s on a = b when matched then delete|MERGE",
                "copy t from 's3://x'|LOAD",
                "unload ('select 1') to 's3://x'|LOAD",
                "create table t (a int)|DDL",
                "create or replace view v as select 1|DDL",
                "create external schema s from data catalog database 'd'|DDL",
                "create external schema s from data catalog database 'd' create external database if not exists|AUTO_COMMITTING",
                "create external table s.t (a int)|AUTO_COMMITTING",
                "create database d|AUTO_COMMITTING",
                "drop database d|AUTO_COMMITTING",
                "create or replace library l language plpythonu|AUTO_COMMITTING",
                "alter table a append from b|AUTO_COMMITTING",
                "alter table a add partition (d='1') location 's3://x'|AUTO_COMMITTING",
                "alter table a alter column b type varchar(20)|AUTO_COMMITTING",
                "alter table s.\"alter\" alter \"column\" type varchar(20)|AUTO_COMMITTING",
                "alter table a alter column type type varchar(20)|AUTO_COMMITTING",
                "alter table a alter column b encode zstd|DDL",
                "alter table a alter sortkey (type)|DDL",
                "alter table a add column type varchar(20)|DDL",
                "create identity provider p type azure namespace 'n' parameters '{}'|AUTO_COMMITTING",
                "alter identity provider p disable|AUTO_COMMITTING",
                "drop identity provider p cascade|AUTO_COMMITTING",
                "create external protected view s.v as select 1|AUTO_COMMITTING",
                "create external view s.v as select 1|AUTO_COMMITTING",
                "drop external view s.v|AUTO_COMMITTING",
                "alter external view s.v force as select 1|AUTO_COMMITTING",
                "alter table a add column b int|DDL",
                "drop table t|DDL",
                "grant select on t to u|DDL",
                "comment on table t is 'x'|DDL",
                "truncate t|AUTO_COMMITTING",
                "vacuum|AUTO_COMMITTING",
                "set search_path to a|SET",
                "reset all|SET",
                "use db|SET",
                "declare c cursor for select 1|SESSION",
                "lock t|SESSION",
                "prepare p as select 1|SESSION",
                "execute p (1)|EXECUTE",
                "move forward 2 from c|EXECUTE",
                "begin read only|BEGIN",
                "start transaction|BEGIN",
                "start|OTHER",
                "end transaction|COMMIT",
                "commit work|COMMIT",
                "abort|ROLLBACK",
                "rollback|ROLLBACK",
                "call p(1)|CALL",
                "\"select\" 1|OTHER",
                "cancel 123|MAINTENANCE",
                "((|OTHER",
            })
    void theKindFollowsFromTheKeyWords(String text, StatementKind kind) throws SqlTextException {
        var statements = SqlScript.parse(text.replace("\\n", "\n"));

        assertThat(
                        statements.isEmpty()
                                ? StatementKind.OTHER
                                : statements.get(0).kind())
                .isEqualTo(kind);
    }

    @Test
    void commentsThatStandAloneAreEmptyParts() throws SqlTextException {
        assertThat(SqlScript.parts("/* a */; select 1 -- b\n; ;\n-- c\n-- d", Integer.MAX_VALUE))
                .extracting(SqlStatement::text, SqlStatement::kind)
                .containsExactly(
                        tuple("/* a */", StatementKind.EMPTY),
                        tuple("select 1 -- b", StatementKind.QUERY),
                        tuple("-- c\n-- d", StatementKind.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 1234|true",
                " select 12 ;; |false",
                "; select 1; select 2|false",
                "select 1;select 1234|true",
                "select 1; select 12; ';'|false",
                "-- a comment alone may be long|false",
                "/* x */ select|true",
            })
    void aStatementThatIsTooLongIsRefused(String text, boolean tooLong) throws SqlTextException {
        if (tooLong) {
            assertThatThrownBy(() -> SqlScript.parse(text, 10)).isInstanceOf(StatementTooLongException.class);
        } else {
            assertThat(SqlScript.parse(text, 10)).hasSizeLessThan(4);
        }
    }

    @Test
    void aStatementDoesNotShowItsText() throws SqlTextException {
        assertThat(SqlScript.parse("select 'secret'").get(0)).hasToString("QUERY with 0 markers");
    }

    private static List<String> texts(String script) throws SqlTextException {
        return SqlScript.parse(script).stream().map(SqlStatement::text).toList();
    }

    private static List<String> significant(String text) {
        try {
            return SqlLexer.read(text).stream()
                    .filter(token -> !token.kind().isTrivia())
                    .map(Token::text)
                    .toList();
        } catch (SqlTextException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<String> values() {
        return SqlTexts.anyValue();
    }

    @Provide
    Arbitrary<String> scripts() {
        return SqlTexts.anyText();
    }
}
