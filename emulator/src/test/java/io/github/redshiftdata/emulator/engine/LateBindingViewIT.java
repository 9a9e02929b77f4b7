package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views WITH NO SCHEMA BINDING look at what they read when they are asked, and not before. */
class LateBindingViewIT {

    private static final String COLUMNS = "select col_name || ' ' || col_type from pg_get_late_binding_view_cols()"
            + " cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)"
            + " where view_schema = 'l' and view_name = '%s' order by col_num";

    private static PostgresEngine engine;
    private EngineSession session;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, false));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void schema() throws EngineException {
        session = engine.connect("dev", null);
        run("create schema l");
    }

    @AfterEach
    void dropSchema() throws EngineException {
        run("rollback");
        run("drop schema l cascade");
        session.close();
    }

    private void run(String sql) throws EngineException {
        session.execute(sql, Map.of(), new Rows());
    }

    private String rows(String sql) throws EngineException {
        var rows = new Rows();
        session.execute(sql, Map.of(), rows);
        return rows.values();
    }

    private String columns(String view) throws EngineException {
        return rows(COLUMNS.formatted(view));
    }

    @Test
    void aViewOfAMissingTableIsCreatedAndReadsItOnceItIsThere() throws Exception {
        run("create view l.v as select a, b as c from l.t where a > 1 with no schema binding");
        assertThat(rows("select viewname from pg_views where schemaname = 'l'")).isEqualTo("v");
        assertThat(columns("v")).isEmpty();
        assertThatThrownBy(() -> rows("select * from l.v")).hasMessage("ERROR: relation \"l.t\" does not exist");
        assertThatThrownBy(() -> rows("select c from l.v where a = 3"))
                .hasMessage("ERROR: relation \"l.t\" does not exist");

        run("create table l.t (a int, b varchar(20))");
        run("insert into l.t values (1, 'x'), (2, 'y')");

        assertThat(rows("select c, a from l.v")).isEqualTo("y, 2");
        assertThat(columns("v")).isEqualTo("a integer / c character varying(20)");
    }

    @Test
    void aTableIsDroppedAndMadeAnewUnderTheView() throws Exception {
        run("create table l.t (a int)");
        run("create view l.v as select * from l.t with no schema binding");
        run("create view l.w as select a + 1 as n from l.v with no schema binding");
        run("insert into l.t values (1)");
        assertThat(rows("select n from l.w")).isEqualTo("2");

        run("drop table l.t");
        assertThat(columns("v")).isEmpty();
        assertThatThrownBy(() -> rows("select * from l.v")).hasMessage("ERROR: relation \"l.t\" does not exist");
        assertThatThrownBy(() -> rows("select n from l.w")).hasMessageContaining("does not exist");

        run("create table l.t (b varchar(5), a bigint)");
        run("insert into l.t values ('z', 5)");
        assertThat(rows("select * from l.v")).isEqualTo("z, 5");
        assertThat(rows("select n from l.w")).isEqualTo("6");
        assertThat(columns("w")).isEqualTo("n bigint");
    }

    @Test
    void theColumnsOfATableAreAlteredUnderTheView() throws Exception {
        run("create table l.t (a int, b varchar(5))");
        run("create view l.v as select * from l.t with no schema binding");
        run("create view l.a as select a from l.t with no schema binding");
        run("insert into l.t values (1, 'x')");

        run("alter table l.t rename column b to title");
        assertThat(rows("select title from l.v")).isEqualTo("x");
        run("alter table l.t add column c date");
        assertThat(columns("v")).isEqualTo("a integer / title character varying(5) / c date");
        run("alter table l.t alter column title type varchar(50)");
        assertThat(columns("v")).isEqualTo("a integer / title character varying(50) / c date");
        run("alter table l.t drop column a");
        assertThat(rows("select * from l.v")).isEqualTo("x, null");
        assertThatThrownBy(() -> rows("select * from l.a")).hasMessage("ERROR: column \"a\" does not exist");
    }

    @Test
    void aRollbackTakesBackWhatTheViewHasBecome() throws Exception {
        run("create table l.t (a int)");
        run("insert into l.t values (1)");
        run("create view l.v as select * from l.t with no schema binding");
        run("begin");
        run("drop table l.t");
        run("create table l.t (b date)");
        assertThat(rows("select b from l.v")).isEmpty();
        run("rollback");
        assertThat(rows("select a from l.v")).isEqualTo("1");
        assertThat(columns("v")).isEqualTo("a integer");
    }

    @Test
    void itIsReplacedRenamedAndDropped() throws Exception {
        run("create table l.t (a int, b date)");
        run("create or replace view l.v as select a from l.t with no schema binding");
        assertThatThrownBy(() -> run("create view l.v as select a from l.t with no schema binding"))
                .hasMessage("ERROR: relation \"v\" already exists");
        run("create or replace view l.v as select b from l.t with no schema binding");
        assertThat(columns("v")).isEqualTo("b date");

        run("alter table l.v rename to renamed");
        run("alter table l.t rename column b to c");
        assertThatThrownBy(() -> rows("select * from l.renamed")).hasMessageContaining("column \"b\" does not exist");
        run("alter table l.t rename column c to b");
        assertThat(columns("renamed")).isEqualTo("b date");
        assertThat(rows("select count(*) from l.renamed")).isEqualTo("0");

        run("create view l.plain as select a from l.t");
        run("create or replace view l.plain as select a from l.t with no schema binding");
        run("drop table l.t");
        run("drop view l.renamed");
        run("drop view if exists l.plain");
        assertThat(rows("select viewname from pg_views where schemaname = 'l'")).isEmpty();
        assertThat(columns("renamed")).isEmpty();
        assertThat(rows("select count(*) from pg_proc where proname like 'redshift_late_view_%'"))
                .isEqualTo("0");
    }

    @Test
    void aViewWithBindingTakesThePlaceOfOneWithout() throws Exception {
        run("create table l.t (a int)");
        run("create view l.v as select a from l.t with no schema binding");
        run("create or replace view l.v as select a from l.t");
        assertThat(columns("v")).isEmpty();
        assertThatThrownBy(() -> run("drop table l.t")).hasMessageContaining("other objects depend on it");
    }

    @Test
    void itHasNamesForItsColumnsAndWithQueriesAndRewrittenWords() throws Exception {
        run("create table l.t (a int, at timestamp)");
        run("insert into l.t values (3, '2020-01-31 10:00:00')");
        run("create view l.v (x, y) as with one as (select nvl(a, 0) as a, dateadd(month, 1, at) as at from l.t),"
                + " two as (select * from one) select a * 2, at from two join (select 1) as s on true"
                + " with no schema binding;");
        assertThat(rows("select y, x from l.v")).isEqualTo("2020-02-29 10:00:00, 6");
        assertThat(columns("v")).isEqualTo("x integer / y timestamp without time zone");
    }

    @Test
    void namesInItMustSayTheirSchemaWhichMustBeThere() throws Exception {
        run("create table l.t (a int)");
        run("set search_path to l, public");
        String refusal =
                "ERROR: All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING.";
        assertThatThrownBy(() -> run("create view v as select a from t with no schema binding"))
                .hasMessage(refusal);
        assertThatThrownBy(() -> run("create view v as select 1 where exists (select 1 from l.t, t as u)"
                        + " with no schema binding"))
                .hasMessage(refusal);
        assertThatThrownBy(() -> run("create view l.v as select * from missing.t with no schema binding"))
                .hasMessage("ERROR: schema \"missing\" does not exist");
        assertThatThrownBy(() -> run("create view l.v as selec * from l.t with no schema binding"))
                .hasMessageStartingWith("ERROR: syntax error at or near \"selec\"");
        run("create view v as select extract(year from current_date) as y, a is distinct from 1 as d from l.t"
                + " with no schema binding");
        assertThat(rows("select schemaname from pg_views where viewname = 'v'")).isEqualTo("l");
    }

    @Test
    void theCatalogShowsItsTextAsItWasGiven() throws Exception {
        String text = "create view l.v as select 'it''s' as a, nvl(b, 1) as b from l.t with no schema binding";
        run(text);
        assertThat(rows("select definition from pg_views where viewname = 'v'")).isEqualTo(text);
        assertThat(rows("select pg_get_viewdef('l.v'::regclass, true)")).isEqualTo(text);
        assertThat(rows("show view l.v")).isEqualTo(text);
        run("create table l.t (b int)");
        assertThat(rows("select attname from pg_attribute where attrelid = 'l.v'::regclass"))
                .isEmpty();
        assertThat(rows("select column_name from svv_columns where table_schema = 'l' and table_name = 'v' order by 1"))
                .isEqualTo("a / b");
    }

    @Test
    void itReadsAsItsOwnerDoesAndKeepsWhatIsGranted() throws Exception {
        run("create user late_reader password 'Abcdef123'");
        run("create table l.t (a int)");
        run("insert into l.t values (7)");
        run("create view l.v as select a from l.t with no schema binding");
        run("grant usage on schema l to late_reader");
        run("grant select on l.v to late_reader");
        run("drop table l.t");
        run("create table l.t (b date, a varchar(3))");
        run("insert into l.t (a) values ('8')");
        var reader = engine.connect("dev", "late_reader");
        try {
            var rows = new Rows();
            reader.execute("select a from l.v", Map.of(), rows);
            assertThat(rows.values()).isEqualTo("8");
            assertThatThrownBy(() -> reader.execute("select a from l.t", Map.of(), new Rows()))
                    .hasMessageContaining("permission denied");
        } finally {
            reader.close();
            run("revoke all on l.v from late_reader");
            run("revoke all on schema l from late_reader");
            run("drop user late_reader");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into l.v values (1)", "update l.v set a = 1", "delete from l.v"})
    void nothingIsWrittenThroughAView(String sql) throws Exception {
        run("create table l.t (a int)");
        run("create view l.v as select a from l.t with no schema binding");
        assertThatThrownBy(() -> run(sql)).hasMessageEndingWith(" a view");
    }
}
