package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    private static Translation translate(String sql) throws EngineException {
        return Dialect.translate(sql, Map.of(), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT a FROM t;                         | SELECT a FROM t",
                "select nvl(a, b) from t                  | select COALESCE(a, b) from t",
                "select nvl(nvl(a, b), c) from t          | select COALESCE(COALESCE(a, b), c) from t",
                "select nvl2(a, 1, 2) from t              | select CASE WHEN (a) IS NOT NULL THEN 1 ELSE 2 END from t",
                "select decode(a, 1, 'x', 'y') from t"
                        + " | select CASE WHEN (a) IS NOT DISTINCT FROM (1) THEN 'x' ELSE 'y' END from t",
                "select dateadd(mon, 1, d) from t         | select date_add('month', 1, d) from t",
                "select datediff(hrs, a, b) from t        | select date_diff('hour', a, b) from t",
                "select sysdate + b from t                | select pg_catalog.sysdate() + b from t",
                "select convert(int, a) from t            | select CAST(a AS int) from t",
                "select convert(varchar, a) from t        | select CAST(a AS varchar(256)) from t",
                "select a::numeric from t                 | select a::numeric(18,0) from t",
                "select a::varchar(max) from t            | select a::varchar(65535) from t",
                "select top 5 a from t order by a         | select  a from t order by a LIMIT 5",
                "select * from (select top 2 a from t) x  | select * from (select  a from t LIMIT 2) x",
                "select a from t minus select b from u    | select a from t EXCEPT select b from u",
                "select listagg(a, ',') within group (order by a) from t"
                        + " | select listagg(CAST(a AS text), ',' order by a) from t",
                "select a from #t                         | select a from \"#t\"",
                "select 5 # 3                             | select 5 # 3",
                "select \"A\" from t                      | select \"a\" from t",
                "select a from t where b = 'a\\'b'        | select a from t where b = E'a\\'b'",
                "select 'é' x, 3.14 from t | select 'é'::varchar(2) x, 3.14::numeric(3,2) AS \"?column?\" from t",
                "select null                              | select null::varchar(65535) AS \"?column?\"",
                "select date'a\\'' from t                  | select date E'a\\'' from t",
                "select 'a''b\\'x(' = b                    | select E'a\\'b\\'x(' = b",
                "select top 2 a from t -- all             | select  a from t LIMIT 2 -- all",
                "delete t where a = 1                     | delete FROM t where a = 1",
                "vacuum full t to 75 percent              | vacuum t ",
                "analyze t predicate columns              | analyze t ",
                "set query_group to 'x'                   | set redshift.query_group to 'x'",
                "set readonly=1                           | set default_transaction_read_only=1",
                "create table #t (a int)                  | create TEMP table \"#t\" (a int)",
                "create table t (a int distkey sortkey encode zstd) | create table t (a int   ) /*redshift storage"
                        + " {\"diststyle\":\"key\",\"distkey\":\"a\",\"sortstyle\":\"compound\",\"sortkeys\":[\"a\"],"
                        + "\"encodings\":{\"a\":\"zstd\"}}*/",
                "create table t (a int) diststyle key distkey(a) compound sortkey(a, b)"
                        + " | create table t (a int)     /*redshift storage {\"diststyle\":\"key\",\"distkey\":\"a\","
                        + "\"sortstyle\":\"compound\",\"sortkeys\":[\"a\",\"b\"]}*/",
                "create table t (a int identity(0,1)) | create table t (a int GENERATED ALWAYS AS IDENTITY"
                        + " (START WITH 0 INCREMENT BY 1 MINVALUE 0))",
                "create table t (a text, text int)        | create table t (a varchar(256), text int)",
                "create table t (a decimal, b varchar)    | create table t (a numeric(18,0), b varchar(256))",
                "create table t distkey(a) as select a from u | create table t  as select a from u"
                        + " /*redshift storage {\"diststyle\":\"key\",\"distkey\":\"a\"}*/",
                "alter table t add column c varchar(max) encode raw | alter table t add column c varchar(65535) "
                        + " /*redshift storage {\"encodings\":{\"c\":\"raw\"}}*/",
                "alter table s.t alter diststyle all | alter table s.t SET (autovacuum_enabled = true)"
                        + " /*redshift storage {\"diststyle\":\"all\"}*/",
                "create view v as select 'x' as a with no schema binding; | CALL pg_catalog.redshift_create_late_view("
                        + "false, '', 'v', '', 'select ''x'' as a', 'create view v as select ''x'' as a with no schema binding')",
                "create procedure p(a in int, b out int) as $$ begin b := nvl(a, 1); end $$ language plpgsql"
                        + " | create procedure p(a in int, b INOUT int DEFAULT NULL) as"
                        + " $$ begin b := COALESCE(a, 1); end $$ language plpgsql",
            })
    void redshiftsSqlBecomesPostgresqls(String redshift, String postgres) throws EngineException {
        assertThat(translate(redshift).sql().strip()).isEqualTo(postgres.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "BEGIN READ ONLY, BEGIN",
        "start transaction, BEGIN",
        "end, COMMIT",
        "abort, ROLLBACK",
        "truncate t, COMMITTING",
        "with a as (select 1) select * from a, QUERY",
        "(select 1), QUERY",
        "insert into t values (1), COMMAND",
        "alter table t alter diststyle even, COMMAND",
    })
    void theKindOfAStatementFollowsItsFirstWord(String sql, Translation.Kind kind) throws EngineException {
        assertThat(translate(sql).kind()).isEqualTo(kind);
    }

    @Test
    void aValueIsBoundOutsideOfQuotesCommentsAndCasts() throws EngineException {
        var translation =
                Dialect.translate("select ':a', \":a\", b::a, :a, :b /* :a */ -- :a", Map.of("a", "it's \\"), false);

        assertThat(translation.sql())
                .isEqualTo("select ':a'::varchar(2) AS \"?column?\", \":a\", b::a, ?, :b /* :a */ -- :a");
        assertThat(translation.values()).containsExactly("it's \\");
    }

    @Test
    void aWordBehindAColonStaysWhereNoValueCame() throws EngineException {
        assertThat(translate("create user aad:bob password 'x'").sql()).isEqualTo("create user aad:bob password 'x'");
    }

    @Test
    void valuesAreNumberedAsTheyStand() throws EngineException {
        String sql = "select:a,:b,:a,missing";
        var translation = Dialect.translate(sql, Map.of("a", "1", "b", "2"), false);

        assertThat(translation.sql()).isEqualTo("select ?,?,?,missing");
        assertThat(translation.values()).containsExactly("1", "2", "1");
        assertThat(translation.sourcePosition("select $1,$2,$3,missing".indexOf("missing") + 1))
                .isEqualTo(sql.indexOf("missing") + 1);
        assertThat(translation.sourcePosition("select $1,$2".indexOf("$2") + 1)).isEqualTo(sql.indexOf(":b") + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set query_group to :v",
                "set search_path = a, :v",
                "comment on table t is :v",
                "create table t (a int default :v)",
                "create table t distkey(:v) as select 1",
                "create table t (a int) distkey(:v)",
                "create user u password :v",
                "create schema s authorization u quota :v",
                "create view v as select :v",
                "create materialized view v as select :v",
                "create database d collate :v",
                "alter user u password :v",
                "alter table t alter distkey :v",
                "alter table t add column c int default :v",
                "copy t from :v",
                "unload (:v) to 's3://b/'",
                "unload ('select 1') to :v",
                "vacuum t to :v percent",
                "analyze t (:v)",
                "cancel :v",
                "show tables from schema d.s like :v",
                "grant select on t to :v",
                "prepare p as select :v",
                "begin isolation level :v",
            })
    void aCommandTakesNoValue(String sql) {
        assertThatThrownBy(() -> Dialect.translate(sql, Map.of("v", "1"), false))
                .hasMessage("ERROR: syntax error at or near \"$1\"\n  Position: " + (sql.indexOf(":v") + 1));
    }

    @Test
    void bracesAreNoEscapeOfJdbc() {
        assertThatThrownBy(() -> Dialect.translate("select {d :v}", Map.of("v", "1"), false))
                .hasMessage("ERROR: syntax error at or near \"{\"\n  Position: 8");
    }

    @Test
    void quotedNamesKeepTheirCaseWhereTheSessionSaysSo() throws EngineException {
        assertThat(Dialect.translate("select \"A\" from t", Map.of(), true).sql())
                .isEqualTo("select \"A\" from t");
    }

    @Test
    void positionsAreThoseOfTheTextGiven() throws EngineException {
        String sql = "select nvl(a, b), dateadd(mon, 1, d) from missing";
        var translation = translate(sql);

        int position = translation.sql().indexOf("missing") + 1;
        assertThat(translation.sourcePosition(position)).isEqualTo(sql.indexOf("missing") + 1);
    }

    @Test
    void twoStatementsAreRefused() {
        assertThatThrownBy(() -> translate("select 1; select 2"))
                .hasMessage("ERROR: cannot insert multiple commands into a prepared statement");
    }

    @Test
    void aBareQuestionMarkHasNoValue() {
        assertThatThrownBy(() -> translate("select ?")).hasMessage("No value specified for parameter 1.");
    }

    @Test
    void savepointsAreUnknown() {
        assertThatThrownBy(() -> translate(" SAVEPOINT a"))
                .hasMessage("ERROR: syntax error at or near \"SAVEPOINT\"\n  Position: 2");
    }

    @Test
    void limitAndOffsetAreTheOnlyWayToTakeSomeRows() throws EngineException {
        assertThat(translate("SELECT a FROM t ORDER BY a LIMIT 2 OFFSET 1").sql())
                .isEqualTo("SELECT a FROM t ORDER BY a LIMIT 2 OFFSET 1");
        assertThat(translate("SELECT offset, rows FROM t").sql()).isEqualTo("SELECT offset, rows FROM t");
        assertThatThrownBy(() -> translate("SELECT a FROM t OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY"))
                .hasMessage("ERROR: syntax error at or near \"ROWS\"\n  Position: 26");
        assertThatThrownBy(() -> translate("SELECT a FROM t OFFSET 1 ROW"))
                .hasMessage("ERROR: syntax error at or near \"ROW\"\n  Position: 26");
        assertThatThrownBy(() -> translate("SELECT a FROM t FETCH FIRST ROW ONLY"))
                .hasMessage("ERROR: syntax error at or near \"ROW\"\n  Position: 29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1) RETURNING a",
                "UPDATE t SET a = 1 RETURNING a",
                "DELETE FROM t RETURNING a",
                "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING"
            })
    void whatNewerPostgresqlsReturnFromAChangeIsUnknown(String sql) {
        assertThatThrownBy(() -> translate(sql)).hasMessageStartingWith("ERROR: syntax error at or near \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = 1 FROM u JOIN v ON conflict = v.a",
                "INSERT INTO log (a) VALUES (1)",
                "INSERT INTO s.log(a) VALUES (1)",
                "CREATE TABLE log(a int)",
                "WITH b AS (SELECT 1), log(a) AS (SELECT 1) SELECT log.a FROM t AS log(a)",
                "INSERT INTO t SELECT u.a FROM u JOIN v ON conflict = v.a",
                "FETCH NEXT FROM rows",
                "SELECT t.returning, t.fetch FROM t"
            })
    void namesThatLookLikeNewerSyntaxAreTaken(String sql) throws EngineException {
        assertThat(translate(sql).sql()).isEqualTo(sql);
    }

    @Property
    void theLexerLosesNothing(@ForAll String text) {
        assertThat(TokenList.text(SqlLexer.tokens(text))).isEqualTo(text);
    }

    @Property(tries = 500)
    void anyTextIsTranslatedOrRefusedInWords(@ForAll String text) {
        try {
            assertThat(translate("select " + text).sql()).isNotNull();
        } catch (EngineException e) {
            assertThat(e).hasMessageMatching("(?s)(ERROR: |No value).*");
        }
    }

    @Property(tries = 2000)
    void anyOrderOfWordsIsTranslatedOrRefusedInWords(@ForAll(supplier = SqlLike.Statement.class) String sql) {
        try {
            assertThat(translate(sql).sql()).isNotNull();
        } catch (EngineException e) {
            assertThat(e).hasMessageMatching("(?s)(ERROR: |No value).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a from unpivot .",
                "select listagg(, a) from t",
                "create view listagg ( , a )",
                "delete a .",
            })
    void whatIsNotWholeIsLeftToTheDatabase(String sql) throws EngineException {
        assertThat(translate(sql).sql()).isNotNull();
    }
}
