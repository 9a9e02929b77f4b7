package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEngineIT {

    private static PostgresEngine engine;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, true));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Rows query(String sql) throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            var rows = new Rows();
            session.execute(sql, Map.of(), rows);
            return rows;
        }
    }

    @Test
    void theSampleHoldsAHundredThousandSales() throws EngineException {
        assertThat(query("SELECT count(*) FROM sales").rows()).isEqualTo(List.of(List.of(100_000L)));
    }

    @Test
    void everyTypeIsEncodedAsTheServiceDoes() throws EngineException {
        var rows = query("SELECT * FROM all_types ORDER BY id");

        assertThat(rows.rows().get(0))
                .containsExactly(
                        1L,
                        1L,
                        2L,
                        3L,
                        "123.4500",
                        "1234567890.0123456789",
                        1.5,
                        2.25,
                        true,
                        "char",
                        "varchar",
                        "long text",
                        "2024-06-12",
                        "14:30:45",
                        "14:30:45+00",
                        "2024-06-12 14:30:45.123456",
                        "2024-06-12 19:30:45.123456+00",
                        "1 years 2 mons",
                        "1 days 2 hours 3 mins 4.0 secs",
                        "{\"a\":1,\"b\":[true,null,\"x\"]}",
                        "YWJj",
                        "0101000000000000000000F03F0000000000000040",
                        "0101000020E6100000000000000000F03F0000000000000040",
                        "{\"version\":1,\"logm\":15,\"sparse\":{\"indices\":[15099259],\"values\":[1]}}");
        assertThat(rows.rows().get(1).subList(1, 24)).containsOnlyNulls();
        assertThat(rows.columns())
                .extracting(column ->
                        column.typeName() + " " + column.precision() + "/" + column.scale() + " " + column.signed())
                .containsExactly(
                        "int4 10/0 true",
                        "int2 5/0 true",
                        "int4 10/0 true",
                        "int8 19/0 true",
                        "numeric 18/4 true",
                        "numeric 38/10 true",
                        "float4 8/8 true",
                        "float8 17/17 true",
                        "bool 1/0 false",
                        "bpchar 10/0 false",
                        "varchar 256/0 false",
                        "varchar 65535/0 false",
                        "date 13/0 false",
                        "time 15/6 false",
                        "timetz 21/6 false",
                        "timestamp 29/6 false",
                        "timestamptz 35/6 false",
                        "intervaly2m 49/0 false",
                        "intervald2s 49/0 false",
                        "super 2147483647/0 false",
                        "varbyte 64/0 false",
                        "geometry 2147483647/0 false",
                        "geography 2147483647/0 false",
                        "hllsketch 2147483647/0 false");
        assertThat(rows.column("id").schemaName()).isEqualTo("public");
        assertThat(rows.column("id").tableName()).isEqualTo("all_types");
        assertThat(rows.column("id").nullable()).isZero();
        assertThat(rows.column("c_real").nullable()).isOne();
    }

    @Test
    void aMissingTableIsNamedWithItsPosition() {
        assertThatThrownBy(() -> query("SELECT * FROM t1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("ERROR: relation \"t1\" does not exist\n  Position: 15");
    }

    private static long run(EngineSession session, String sql) throws EngineException {
        return session.execute(sql, Map.of(), new Rows());
    }

    private static Object one(EngineSession session, String sql) throws EngineException {
        var rows = new Rows();
        session.execute(sql, Map.of(), rows);
        return rows.only();
    }

    @Test
    void extremesKeepTheirValues() throws EngineException {
        var row = query("SELECT c_bigint, c_real, c_double, c_varbyte, c_char, c_numeric_max FROM all_types"
                        + " WHERE id IN (3, 4) ORDER BY id")
                .rows();

        assertThat(row.get(0))
                .containsExactly(
                        Long.MAX_VALUE,
                        (double) Float.MAX_VALUE,
                        Double.MAX_VALUE,
                        "/wD+",
                        "abcdefghij",
                        "9999999999999999999999999999.9999999999");
        assertThat(row.get(1))
                .containsExactly(
                        Long.MIN_VALUE,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        "",
                        "",
                        "-9999999999999999999999999999.9999999999");
    }

    @Test
    void literalsHaveTheTypesThatRedshiftReports() throws EngineException {
        var rows =
                query("SELECT 'abc', 3.14159, NULL, 1, 'x' AS named, 'abc'::varbyte AS bytes, upper('x') AS computed");

        assertThat(rows.rows().get(0)).containsExactly("abc", "3.14159", null, 1L, "x", "YWJj", "X");
        assertThat(rows.columns())
                .extracting(column -> column.label() + " " + column.typeName() + " " + column.precision() + "/"
                        + column.scale() + " " + column.nullable() + column.schemaName() + column.tableName())
                .containsExactly(
                        "?column? varchar 3/0 1",
                        "?column? numeric 6/5 1",
                        "?column? varchar 65535/0 1",
                        "?column? int4 10/0 1",
                        "named varchar 1/0 1",
                        "bytes varbyte 64000/0 1",
                        "computed varchar 65535/0 1");
    }

    @Test
    void intervalLiteralsAreOfTheKindOfTheirFields() throws EngineException {
        var rows = query("SELECT INTERVAL '1-2' YEAR TO MONTH AS a, INTERVAL '3' MONTH AS b,"
                + " INTERVAL '1 2:03:04.5' DAY TO SECOND AS c, INTERVAL '5' DAY AS d, INTERVAL '1.25' SECOND (2) AS e,"
                + " INTERVAL '1:02' HOUR TO MINUTE AS f, INTERVAL '7 days' AS g");
        assertThat(rows.columns())
                .extracting(EngineColumn::typeName)
                .containsExactly(
                        "intervaly2m",
                        "intervaly2m",
                        "intervald2s",
                        "intervald2s",
                        "intervald2s",
                        "intervald2s",
                        "intervald2s");
        assertThat(rows.rows().get(0))
                .containsExactly(
                        "1 years 2 mons",
                        "0 years 3 mons",
                        "1 days 2 hours 3 mins 4.5 secs",
                        "5 days 0 hours 0 mins 0.0 secs",
                        "0 days 0 hours 0 mins 1.25 secs",
                        "0 days 1 hours 2 mins 0.0 secs",
                        "7 days 0 hours 0 mins 0.0 secs");
    }

    @Test
    void anEmptyResultHasItsColumns() throws EngineException {
        var rows = query("SELECT * FROM empty_table");

        assertThat(rows.rows()).isEmpty();
        assertThat(rows.columns()).extracting(EngineColumn::name).containsExactly("id", "name");
    }

    @Test
    void parametersAreConvertedByTheServer() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            var rows = new Rows();
            session.execute(
                    "SELECT name FROM venues WHERE venue_id = :id AND city <> :city",
                    Map.of("id", "7", "city", "it's \\ :id"),
                    rows);
            assertThat(rows.rows()).containsExactly(List.of("Venue 7"));
            assertThatThrownBy(() -> session.execute("SELECT :x", Map.of(), new Rows()))
                    .hasMessageStartingWith("ERROR: syntax error at or near \":\"")
                    .hasMessageContaining("\n  Position: 8");
        }
    }

    @Test
    void aTransactionIsTheUsersAndEndsAsHeSays() throws EngineException {
        try (EngineSession session = engine.connect("dev", null);
                EngineSession other = engine.connect("dev", null)) {
            run(session, "CREATE TABLE in_transaction (a int)");
            run(session, "BEGIN");
            assertThat(run(session, "INSERT INTO in_transaction VALUES (1), (2)"))
                    .isEqualTo(2);
            assertThat(one(session, "SELECT count(*) FROM in_transaction")).isEqualTo(2L);
            assertThat(one(other, "SELECT count(*) FROM in_transaction")).isEqualTo(0L);
            run(session, "ROLLBACK");
            assertThat(one(session, "SELECT count(*) FROM in_transaction")).isEqualTo(0L);

            run(session, "BEGIN READ ONLY");
            assertThatThrownBy(() -> run(session, "INSERT INTO in_transaction VALUES (1)"))
                    .hasMessageStartingWith("ERROR: cannot execute INSERT in a read-only transaction");
            assertThatThrownBy(() -> run(session, "SELECT 1"))
                    .hasMessageStartingWith("ERROR: current transaction is aborted");
            assertThat(run(session, "COMMIT")).isZero();
            assertThat(one(session, "SELECT 1")).isEqualTo(1L);

            run(session, "BEGIN");
            run(session, "TRUNCATE in_transaction");
            run(session, "ROLLBACK");
            run(session, "DROP TABLE in_transaction");
        }
    }

    @Test
    void anExternalTableIsNotReadInAReadOnlyTransaction() throws Exception {
        try (var postgres = DriverManager.getConnection(engine.postgresUrl());
                var statement = postgres.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA public");
            statement.execute("CREATE SERVER IF NOT EXISTS lake FOREIGN DATA WRAPPER file_fdw");
            statement.execute(
                    "CREATE FOREIGN TABLE public.clicks (id bigint) SERVER lake OPTIONS (filename '/dev/null')");
            statement.execute("GRANT SELECT ON public.clicks TO PUBLIC");
        }
        var refused = "ERROR: Failed to incorporate external table \"public\".\"clicks\" into local catalog."
                + " Error=transaction is read-only";
        try (EngineSession session = engine.connect("dev", null)) {
            assertThat(one(session, "SELECT count(*) FROM clicks")).isEqualTo(0L);
            run(session, "BEGIN READ ONLY");
            assertThat(one(session, "SELECT 1")).isEqualTo(1L);
            assertThatThrownBy(() -> run(session, "SELECT count(*) FROM clicks"))
                    .hasMessage(refused);
            assertThatThrownBy(() -> run(session, "SELECT 1"))
                    .hasMessageStartingWith("ERROR: current transaction is aborted");
            run(session, "ROLLBACK");
            run(session, "SET readonly TO 1");
            assertThatThrownBy(() -> run(session, "SELECT count(*) FROM public.\"clicks\""))
                    .hasMessage(refused);
            run(session, "SET readonly TO 0");
            assertThat(one(session, "SELECT count(*) FROM clicks")).isEqualTo(0L);
        }
    }

    @Test
    void temporaryTablesLiveAsLongAsTheSession() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            run(session, "CREATE TABLE #kept (a int)");
            run(session, "INSERT INTO #kept VALUES (1)");
            assertThat(one(session, "SELECT a FROM #kept")).isEqualTo(1L);
        }
        assertThatThrownBy(() -> query("SELECT a FROM #kept")).hasMessageContaining("does not exist");
    }

    @Test
    void aStatementIsCancelledFromAnotherThread() throws Exception {
        try (EngineSession session = engine.connect("dev", null)) {
            var canceller = new Thread(() -> {
                try (EngineSession watch = engine.connect("dev", null)) {
                    String running =
                            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'"
                                    + " AND pid = " + session.pid();
                    while (!one(watch, running).equals(1L)) {
                        Thread.onSpinWait();
                    }
                    session.cancel();
                } catch (EngineException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            assertThatThrownBy(() -> run(session, "SELECT pg_sleep(600)"))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.cancelled())
                            .isTrue())
                    .hasMessage("ERROR: Query (" + session.pid() + ") cancelled on user's request");
            canceller.join();
            assertThat(one(session, "SELECT 1")).isEqualTo(1L);
        }
    }

    @Test
    void loginsFailAsTheServiceWordsIt() {
        assertThatThrownBy(() -> engine.connect("nowhere", null))
                .hasMessage("FATAL: database \"nowhere\" does not exist");
        assertThatThrownBy(() -> engine.connect("dev", "nobody")).hasMessage("FATAL: user \"nobody\" does not exist");
    }

    @Test
    void aUserIsTheOneThatLoggedIn() throws EngineException {
        try (EngineSession session = engine.connect("dev", "awsuser")) {
            assertThat(one(session, "SELECT current_user")).isEqualTo("awsuser");
            assertThat(one(session, "SHOW search_path")).isEqualTo("\"$user\", public");
            assertThat(one(session, "SELECT current_schema()")).isEqualTo("public");
            assertThat(one(session, "SELECT pg_backend_pid()")).isEqualTo((long) session.pid());
        }
    }

    @Test
    void aNullWhereNoneMayBeIsWordedAsInRedshift() throws EngineException {
        assertThatThrownBy(() -> query("INSERT INTO venues (venue_id) VALUES (NULL)"))
                .hasMessageStartingWith("ERROR: Cannot insert a NULL value into column venue_id");
        assertThatThrownBy(() -> query("SELECT 'x'::int"))
                .hasMessageContaining("invalid input syntax for integer: \"x\"");
        assertThatThrownBy(() -> query("SELECT nosuch(1)")).hasMessageContaining("\n  Hint: ");
    }

    @Test
    void functionsOfRedshiftAnswer() throws EngineException {
        assertThat(query("SELECT nvl(NULL, 'a') AS a, nvl2(1, 'y', 'n') AS b, decode(2, 1, 'one', 2, 'two') AS c,"
                                + " dateadd(month, 1, '2024-01-31') AS d, datediff(day, '2024-01-01', '2024-03-01') AS e,"
                                + " len('abc') AS f, charindex('b', 'abc') AS g, strtol('ff', 16) AS h,"
                                + " json_extract_path_text('{\"a\":{\"b\":7}}', 'a', 'b') AS i,"
                                + " json_parse('{ \"a\" : 1 }') AS j, to_hex('abc'::varbyte) AS k,"
                                + " extract(year from date '2024-05-06') AS l, date_part(w, date '2024-05-06') AS m,"
                                + " convert(int, '5') AS n, dateadd(d, 1, date '2024-02-28') AS o,"
                                + " last_day(date '2024-02-03') AS p, trunc(timestamp '2024-01-01 10:00:00') AS q")
                        .rows()
                        .get(0))
                .containsExactly(
                        "a",
                        "y",
                        "two",
                        "2024-02-29 00:00:00",
                        60L,
                        3L,
                        2L,
                        255L,
                        "7",
                        "{\"a\":1}",
                        "616263",
                        2024L,
                        19.0,
                        5L,
                        "2024-02-29 00:00:00",
                        "2024-02-29",
                        "2024-01-01");
        assertThat(query("SELECT listagg(name, ',') WITHIN GROUP (ORDER BY category_id DESC) FROM categories"
                                + " WHERE category_id < 4")
                        .only())
                .isEqualTo("NFL,NHL,MLB");
        assertThat(query("SELECT TOP 2 venue_id FROM venues ORDER BY 1").rows()).hasSize(2);
        assertThat((String) query("SELECT version()").only()).contains("Redshift 1.0");
        assertThat(query("SELECT getdate(), sysdate FROM venues LIMIT 1").columns())
                .extracting(EngineColumn::typeName)
                .containsOnly("timestamp");
    }

    @Test
    void tablesAreCreatedInRedshiftsWords() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            run(
                    session,
                    "CREATE TABLE \"Dressed\" (id bigint IDENTITY(0, 1) NOT NULL ENCODE az64, a varchar(max) DISTKEY,"
                            + " s SUPER, b VARBYTE(16), at timestamp DEFAULT getdate(), n decimal(10, 2) DEFAULT 1.5,"
                            + " PRIMARY KEY (id)) DISTSTYLE KEY COMPOUND SORTKEY (id, at)");
            assertThat(run(session, "INSERT INTO dressed (a, s, b) VALUES ('x', JSON_PARSE('[1, 2]'), 'abc')"))
                    .isOne();
            assertThat(one(session, "SELECT id FROM DRESSED")).isEqualTo(0L);
            run(session, "ALTER TABLE dressed ADD COLUMN extra nvarchar(5) ENCODE lzo");
            run(session, "ALTER TABLE dressed ALTER COLUMN a ENCODE zstd");
            run(session, "VACUUM FULL dressed TO 99 PERCENT");
            run(session, "ANALYZE dressed");
            run(session, "CREATE VIEW late AS SELECT id FROM public.dressed WITH NO SCHEMA BINDING");
            assertThat(engine.tables("dev", "public", "dressed"))
                    .containsExactly(new Engine.EngineTable("public", "dressed", "TABLE"));
            assertThat(engine.columns("dev", "public", "dressed"))
                    .extracting(column -> column.name() + " " + column.typeName() + " " + column.precision() + " "
                            + column.length() + " " + column.nullable() + " "
                            + withoutTableNumber(column.columnDefault()))
                    .containsExactly(
                            "id int8 19 19 0 \"identity\"(n, 0, '0,1'::text)",
                            "a varchar 65535 65535 1 null",
                            "s super 2147483647 2147483647 1 null",
                            "b varbyte 16 16 1 null",
                            "at timestamp 29 29 1 getdate()",
                            "n numeric 10 10 1 1.5",
                            "extra varchar 5 5 1 null");
            run(session, "DROP TABLE dressed CASCADE");
        }
    }

    @Test
    void routinesAnswer() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            run(
                    session,
                    "CREATE OR REPLACE PROCEDURE doubled(a IN int, b OUT int) AS $$ BEGIN b := nvl(a, 0) * 2; END $$"
                            + " LANGUAGE plpgsql");
            assertThat(one(session, "CALL doubled(21)")).isEqualTo(42L);
            run(
                    session,
                    "CREATE FUNCTION larger(int, int) RETURNS int STABLE AS $$ SELECT CASE WHEN $1 > $2 THEN $1"
                            + " ELSE $2 END $$ LANGUAGE sql");
            assertThat(one(session, "SELECT larger(1, 2)")).isEqualTo(2L);
            run(session, "DROP PROCEDURE\"public\".\"doubled\"(int, int)");
            run(session, "DROP FUNCTION\"public\".\"larger\"(int, int)");
        }
    }

    @Test
    void settingsOfRedshiftAreKept() throws EngineException {
        try (EngineSession session = engine.connect("dev", null)) {
            assertThat(one(session, "SHOW enable_case_sensitive_identifier")).isEqualTo("off");
            run(session, "SET query_group TO 'mine'");
            assertThat(one(session, "SHOW query_group")).isEqualTo("mine");
            run(session, "SET enable_case_sensitive_identifier TO true");
            var rows = new Rows();
            session.execute("SELECT 1 AS \"Upper\"", Map.of(), rows);
            assertThat(rows.columns()).extracting(EngineColumn::name).containsExactly("Upper");
            run(session, "RESET enable_case_sensitive_identifier");
            session.execute("SELECT 1 AS \"Upper\"", Map.of(), rows);
            assertThat(rows.columns()).extracting(EngineColumn::name).containsExactly("upper");
        }
    }

    @Test
    void otherSessionsSeeTheNameAndTheGroupOfASession() throws EngineException {
        try (EngineSession session = engine.connect("dev", null);
                EngineSession other = engine.connect("dev", null)) {
            String label = "SELECT trim(query_label) FROM sys_query_history WHERE session_id = " + session.pid();
            String name = "SELECT trim(application_name) FROM sys_connection_log WHERE event = 'set application_name'"
                    + " AND session_id = " + session.pid();
            run(session, "SELECT 1");
            assertThat(one(other, label)).isEqualTo("default");
            run(session, "SET application_name TO 'b\u00fcro: 1'");
            run(session, "SET query_group TO 'nightly'");
            assertThat(one(session, "SHOW application_name")).isEqualTo("b\u00fcro: 1");
            assertThat(one(other, name)).isEqualTo("b?ro: 1");
            assertThat(one(other, label)).isEqualTo("nightly");
            run(session, "BEGIN");
            run(session, "SET query_group TO 'inner'");
            assertThat(one(other, label)).isEqualTo("inner");
            run(session, "ROLLBACK");
            assertThat(one(other, label)).isEqualTo("nightly");
            run(session, "RESET query_group");
            assertThat(one(other, label)).isEqualTo("default");
            assertThat(one(other, label.replace("query_label", "status"))).isEqualTo("success");
            assertThat(one(other, "SELECT trim(status) FROM sys_query_history WHERE session_id = " + other.pid()))
                    .isEqualTo("running");
        }
    }

    @Test
    void anUnknownSettingIsRefusedInTheWordsOfRedshift() {
        assertThatThrownBy(() -> query("SET nosuch_thing TO 1"))
                .hasMessageContaining("unrecognized configuration parameter \"nosuch_thing\"");
    }

    @Test
    void metadataShowsNothingOfOurs() throws EngineException {
        assertThat(engine.databases()).contains("dev").doesNotContain("postgres");
        assertThat(engine.schemas("dev", null)).containsExactly("information_schema", "pg_catalog", "public");
        assertThat(engine.schemas("dev", "pub%")).containsExactly("public");
        assertThat(engine.tables("dev", null, null))
                .extracting(Engine.EngineTable::type)
                .isSorted()
                .contains("SYSTEM TABLE", "SYSTEM VIEW", "TABLE", "VIEW");
        assertThat(engine.tables("dev", "public", "sales%"))
                .containsExactly(
                        new Engine.EngineTable("public", "sales", "TABLE"),
                        new Engine.EngineTable("public", "sales_by_event", "VIEW"));
    }

    @Test
    void catalogViewsAnswer() throws EngineException {
        assertThat(query("SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale"
                                + " FROM svv_all_columns WHERE schema_name = 'public' AND table_name = 'all_types'"
                                + " AND ordinal_position IN (5, 11, 16) ORDER BY ordinal_position")
                        .rows())
                .containsExactly(
                        Arrays.asList("c_numeric", "numeric", null, 18L, 4L),
                        Arrays.asList("c_varchar", "character varying", 256L, null, null),
                        Arrays.asList("c_timestamp", "timestamp without time zone", null, null, null));
        for (String view : List.of(
                "svv_all_tables",
                "svv_all_schemas",
                "svv_tables",
                "svv_columns",
                "svv_redshift_columns",
                "svv_redshift_tables",
                "svv_redshift_schemas",
                "svv_redshift_databases",
                "svv_external_schemas",
                "svv_external_tables",
                "svv_external_columns",
                "svv_table_info",
                "pg_table_def",
                "pg_proc_info",
                "stv_sessions",
                "stv_recents",
                "stv_inflight",
                "sys_query_history",
                "sys_connection_log",
                "stl_load_errors",
                "sys_load_error_detail",
                "pg_user_info",
                "svv_user_info",
                "pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int)")) {
            assertThat(query("SELECT * FROM " + view + " LIMIT 5").columns()).isNotEmpty();
        }
        assertThat(query("SHOW TABLES FROM SCHEMA dev.public LIKE 'sales'").rows())
                .hasSize(1);
        assertThat(query("SHOW COLUMNS FROM TABLE dev.public.sales").rows()).hasSize(10);
        assertThat(query("SHOW SCHEMAS FROM DATABASE dev").rows()).hasSize(3);
        assertThat(query("SHOW DATABASES").rows()).isNotEmpty();
    }

    @Test
    void flywaysStatementsRun() throws EngineException {
        String join = " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ";
        try (EngineSession session = engine.connect("dev", null)) {
            one(session, "SELECT set_config('search_path', '\"public\",\"$user\", public', false)");
            run(session, "CREATE SCHEMA \"fly\"");
            assertThat(one(session, "SELECT COUNT(*) FROM pg_namespace WHERE nspname='fly'"))
                    .isEqualTo(1L);
            assertThat(one(session, "SELECT EXISTS ( SELECT 1" + join + "n.nspname = 'fly')"))
                    .isEqualTo(false);
            run(session, "BEGIN");
            run(
                    session,
                    "CREATE TABLE \"fly\".\"history\" (\"installed_rank\" INT NOT NULL SORTKEY, \"version\""
                            + " VARCHAR(50), \"installed_on\" TIMESTAMP NOT NULL DEFAULT getdate(), \"success\" BOOLEAN NOT NULL)");
            run(
                    session,
                    "ALTER TABLE \"fly\".\"history\" ADD CONSTRAINT \"history_pk\" PRIMARY KEY"
                            + " (\"installed_rank\")");
            run(session, "COMMIT");
            run(session, "DELETE FROM \"fly\".\"history\" WHERE FALSE");
            run(
                    session,
                    "INSERT INTO \"fly\".\"history\" (\"installed_rank\", \"version\", \"success\") VALUES (1,"
                            + " '1', TRUE)");
            assertThat(one(
                            session,
                            "SELECT EXISTS ( SELECT 1" + join
                                    + "n.nspname = 'fly' AND c.relname = 'history' AND c.relkind = 'r' )"))
                    .isEqualTo(true);
            run(
                    session,
                    "SELECT relname FROM pg_catalog.pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT"
                            + " JOIN pg_depend dep ON dep.objid = c.oid AND dep.deptype = 'e' WHERE c.relkind = 'v' AND"
                            + " n.nspname = 'fly' AND dep.objid IS NULL");
            run(
                    session,
                    "SELECT t.table_name FROM information_schema.tables t WHERE table_schema='fly' AND"
                            + " table_type='BASE TABLE'");
            run(
                    session,
                    "SELECT proname, oidvectortypes(proargtypes) AS args FROM pg_proc_info INNER JOIN"
                            + " pg_namespace ns ON (pg_proc_info.pronamespace = ns.oid) LEFT JOIN pg_depend dep ON"
                            + " dep.objid = pg_proc_info.prooid AND dep.deptype = 'e' WHERE pg_proc_info.proisagg = false AND"
                            + " pg_proc_info.prokind = 'f' AND ns.nspname = 'fly' AND dep.objid IS NULL");
            run(session, "DROP TABLE \"fly\".\"history\" CASCADE");
            run(session, "DROP SCHEMA \"fly\" CASCADE");
        }
    }

    @Test
    void aResultIsReadInPortions() throws EngineException {
        var count = new AtomicLong();
        try (EngineSession session = engine.connect("dev", null)) {
            session.execute("SELECT i, repeat('x', 100) FROM generate_series(1, 300000) i", Map.of(), new RowSink() {
                @Override
                public void columns(List<EngineColumn> columns) {}

                @Override
                public void row(Object[] cells) {
                    count.incrementAndGet();
                }
            });
        }
        assertThat(count).hasValue(300_000);
    }

    @Test
    void anotherDatabaseIsPreparedAtItsFirstLogin() throws EngineException {
        query("CREATE DATABASE second COLLATE CASE_SENSITIVE");
        try (EngineSession session = engine.connect("second", null)) {
            assertThat(one(session, "SELECT len('ab')")).isEqualTo(2L);
        }
        assertThat(engine.databases()).contains("second");
        query("DROP DATABASE second");
    }

    /** The default of an IDENTITY column holds the number of its table, which differs from run to run. */
    private static @Nullable String withoutTableNumber(@Nullable String columnDefault) {
        return columnDefault == null ? null : columnDefault.replaceFirst("\"identity\"\\(\\d+", "\"identity\"(n");
    }
}
