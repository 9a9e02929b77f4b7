package io.github.redshiftdata.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redshift's system tables and views, as tools and scripts ask them. */
class SystemCatalogIT {

    private static PostgresEngine engine;
    private static EngineSession session;

    @BeforeAll
    static void start() throws EngineException {
        engine = PostgresEngine.start(new EngineOptions(null, false));
        session = engine.connect("dev", null);
        run("create table laid_out (a int not null encode az64 distkey, b varchar(10) encode lzo, c numeric(8,2),"
                + " primary key (a)) compound sortkey (b, a)");
        run("insert into laid_out values (1, 'b', 1)");
        run("create table everywhere (a int) diststyle all");
        run("create user reader password 'Password1'");
        run("create user writer password 'Password1'");
    }

    @AfterAll
    static void stop() {
        session.close();
        engine.close();
    }

    private static Rows run(String sql) throws EngineException {
        return run(session, sql);
    }

    private static Rows run(EngineSession in, String sql) throws EngineException {
        var rows = new Rows();
        in.execute(sql, Map.of(), rows);
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "stl_wlm_error:userid int4, recordtime timestamp, pid int4, error_string bpchar",
                "stl_explain:userid int4, query int4, nodeid int4, parentid int4, plannode bpchar, info bpchar",
                "stl_tr_conflict:xact_id int8, process_id int4, xact_start_ts timestamp, abort_time timestamp, table_id int8",
                "stv_wlm_query_queue_state:service_class int4, position int4, task int4, query int4, slot_count int4,"
                        + " start_time timestamp, queue_time int8",
                "svl_terminate:pid int4, eventtime timestamp, userid int4, type text",
                "svl_vacuum_percentage:xid int8, table_id int4, percentage int8",
                "svv_system_privileges:system_privilege text, identity_id int4, identity_name text, identity_type text",
                "svcs_stream_segs:userid int4, query int4, stream int4, segment int4",
                "sys_load_detail:user_id int4, query_id int8, file_name bpchar, bytes_scanned int8, lines_scanned int8,"
                        + " record_time timestamp, splits_scanned int4, start_time timestamp, end_time timestamp",
                "svv_interleaved_columns:tbl int4, col int4, interleaved_skew numeric, last_reindex timestamp",
                "stl_schema_quota_violations:ownerid int4, xid int8, pid int4, userid int4, schema_id int4, schema_name bpchar,"
                        + " quota int4, disk_usage int4, disk_usage_pct float8, timestamp timestamp",
                "sys_unload_detail:user_id int4, query_id int4, session_id int4, transaction_id int8, file_name bpchar,"
                        + " start_time timestamp, end_time timestamp, line_count int8, transfer_size int8, file_format bpchar",
                "pg_library:name name, language_oid oid, file_store_id int4, owner int4",
            })
    void aViewWithNothingToTellHasRedshiftsColumnsAndNoRows(String view, String columns) throws EngineException {
        Rows rows = run("select * from " + view);

        assertThat(rows.labelsAndTypes()).isEqualTo(columns);
        assertThat(rows.rows()).isEmpty();
    }

    /** Those that the emulator fills by a query of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "stv_inflight:userid int4, slice int4, query int4, label bpchar, xid int8, pid int4, starttime timestamp,"
                        + " text bpchar, suspended int4, insert_pristine int4, concurrency_scaling_status int4",
                "stv_recents:userid int4, status bpchar, starttime timestamp, duration int4, user_name bpchar, db_name bpchar,"
                        + " query bpchar, pid int4",
                "stv_sessions:starttime timestamp, process int4, user_name bpchar, db_name bpchar, timeout_sec int4",
                "stv_mv_info:db_name bpchar, schema bpchar, name bpchar, updated_upto_xid int8, is_stale bpchar,"
                        + " owner_user_name bpchar, state int4, autorefresh bpchar, autorewrite bpchar",
                "svv_mv_info:database_name bpchar, schema_name bpchar, user_name bpchar, name bpchar, is_stale bpchar,"
                        + " state int4, autorefresh bpchar, autorewrite bpchar",
                "svv_mv_dependency:database_name bpchar, schema_name bpchar, name bpchar, dependent_database_name bpchar,"
                        + " dependent_schema_name bpchar, dependent_name bpchar",
                "sys_session_history:user_id bpchar, session_id int4, database_name bpchar, status bpchar,"
                        + " session_timeout int4, start_time timestamp, end_time timestamp",
                "svv_external_schemas:esoid oid, eskind int2, schemaname name, esowner int4, databasename text,"
                        + " esoptions text",
                "svl_statementtext:userid int4, xid int8, pid int4, label bpchar, starttime timestamp, endtime timestamp,"
                        + " sequence int4, type varchar, text bpchar",
                "stl_query:userid int4, query int4, label bpchar, xid int8, pid int4, database bpchar, querytxt bpchar,"
                        + " starttime timestamp, endtime timestamp, aborted int4, insert_pristine int4,"
                        + " concurrency_scaling_status int4",
                "svl_qlog:userid int4, query int4, xid int8, pid int4, starttime timestamp, endtime timestamp, elapsed int8,"
                        + " aborted int4, label bpchar, substring bpchar, source_query int4,"
                        + " concurrency_scaling_status_txt text, from_sp_call int4",
                "stl_wlm_query:userid int4, xid int4, task int4, query int4, service_class int4, slot_count int4,"
                        + " service_class_start_time timestamp, queue_start_time timestamp, queue_end_time timestamp,"
                        + " total_queue_time int8, exec_start_time timestamp, exec_end_time timestamp, total_exec_time int8,"
                        + " service_class_end_time timestamp, final_state bpchar, est_peak_mem int8, query_priority bpchar,"
                        + " service_class_name bpchar",
                "stv_locks:table_id int8, last_commit timestamp, last_update timestamp, lock_owner int8, lock_owner_pid int8,"
                        + " lock_owner_start_ts timestamp, lock_owner_end_ts timestamp, lock_status bpchar",
                "stv_tbl_perm:slice int4, id int4, name bpchar, rows int8, sorted_rows int8, temp int4, db_id int4,"
                        + " insert_pristine int4, delete_pristine int4, backup int4, dist_style int4, block_count int4",
                "svv_transactions:txn_owner text, txn_db text, xid int8, pid int4, txn_start timestamp, lock_mode text,"
                        + " lockable_object_type text, relation int4, granted bool",
                "svv_redshift_databases:database_name varchar, database_owner int4, database_type varchar, database_acl varchar,"
                        + " database_options varchar, database_isolation_level varchar",
                "svv_all_schemas:database_name varchar, schema_name varchar, schema_owner int4, schema_type varchar,"
                        + " schema_acl varchar, source_database varchar, schema_option varchar",
                "svv_redshift_tables:database_name varchar, schema_name varchar, table_name varchar, table_type varchar,"
                        + " table_acl varchar, remarks varchar, table_owner varchar",
                "svv_user_info:user_name text, user_id int4, createdb bool, superuser bool, catalog_update bool,"
                        + " connection_limit text, syslog_access text, last_ddl_timestamp timestamp,"
                        + " session_timeout int4, external_user_id text",
                "svv_tables:table_catalog text, table_schema text, table_name text, table_type text, remarks text",
                "svv_columns:table_catalog text, table_schema text, table_name text, column_name text, ordinal_position int4,"
                        + " column_default text, is_nullable text, data_type text, character_maximum_length int4,"
                        + " numeric_precision int4, numeric_precision_radix int4, numeric_scale int4, datetime_precision int4,"
                        + " interval_type text, interval_precision text, character_set_catalog text, character_set_schema text,"
                        + " character_set_name text, collation_catalog text, collation_schema text, collation_name text,"
                        + " domain_name text, remarks text",
                "svv_external_tables:redshift_database_name text, schemaname text, tablename text, tabletype text, location text,"
                        + " input_format text, output_format text, serialization_lib text, serde_parameters text,"
                        + " compressed int4, parameters text",
                "svv_external_columns:redshift_database_name text, schemaname text, tablename text, columnname text,"
                        + " external_type text, columnnum int4, part_key int4, is_nullable text",
                "svv_external_databases:eskind int4, esoptions text, databasename text, location text, parameters text",
                "svv_external_partitions:schemaname text, tablename text, values text, location text, input_format text,"
                        + " output_format text, serialization_lib text, serde_parameters text, compressed int4, parameters text",
                "svv_table_info:database text, schema text, table_id oid, table text, encoded text, diststyle text, sortkey1 text,"
                        + " max_varchar int4, sortkey1_enc bpchar, sortkey_num int4, size int8, pct_used numeric, empty int8,"
                        + " unsorted numeric, stats_off numeric, tbl_rows numeric, skew_sortkey1 numeric, skew_rows numeric,"
                        + " estimated_visible_rows numeric, risk_event text, vacuum_sort_benefit numeric, create_time timestamp",
                "pg_table_def:schemaname name, tablename name, column name, type text, encoding bpchar, distkey bool,"
                        + " sortkey int4, notnull bool",
            })
    void aFilledViewHasTheColumnsOfTheGuide(String view, String columns) throws EngineException {
        assertThat(run("select * from " + view).labelsAndTypes()).isEqualTo(columns);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stl_query",
                "stl_querytext",
                "stl_wlm_query",
                "stl_scan",
                "stl_load_errors",
                "stl_load_commits",
                "stl_alert_event_log",
                "stl_utilitytext",
                "stl_ddltext",
                "stl_vacuum",
                "stl_s3client",
                "stl_connection_log",
                "stv_blocklist",
                "stv_partitions",
                "stv_locks",
                "stv_wlm_service_class_config",
                "stv_active_cursors",
                "svl_qlog",
                "svl_statementtext",
                "svl_query_summary",
                "svl_query_report",
                "svl_query_metrics_summary",
                "svl_s3query_summary",
                "svl_udf_log",
                "svl_stored_proc_call",
                "svv_diskusage",
                "svv_vacuum_progress",
                "svv_alter_table_recommendations",
                "svv_datashare_objects",
                "sys_query_detail",
                "sys_load_history",
                "sys_load_error_detail",
                "sys_unload_history",
                "sys_external_query_detail",
                "sys_serverless_usage",
                "sys_procedure_call",
                "sys_transaction_history",
                "sys_vacuum_history",
                "sys_session_history",
                "pg_attribute_info",
                "pg_class_info",
                "pg_database_info",
                "pg_statistic_indicator",
                "pg_external_schema"
            })
    void everyUserMayAskIt(String view) throws EngineException {
        try (EngineSession other = engine.connect("dev", "reader")) {
            assertThat(run(other, "select * from " + view + " limit 1").columns())
                    .isNotEmpty();
        }
    }

    @Test
    void theCatalogTellsHowATableIsStored() throws EngineException {
        assertThat(run("select a.attname, format_encoding(a.attencodingtype::integer), a.attisdistkey, a.attsortkeyord"
                                + " from pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid"
                                + " where c.relname = 'laid_out' and a.attnum > 0 order by a.attnum")
                        .values())
                .isEqualTo("a, az64, true, 2 / b, lzo, false, 1 / c, none, false, 0");
        assertThat(run("select relname, reldiststyle, relhaspkey from pg_catalog.pg_class"
                                + " where relname in ('laid_out', 'everywhere') order by pg_class.relname")
                        .values())
                .isEqualTo("everywhere, 8, false / laid_out, 1, true");
        assertThat(run("select max_varchar, sortkey_num from svv_table_info where \"table\" = 'laid_out'")
                        .values())
                .isEqualTo("10, 2");
        assertThat(run("select reldiststyle, releffectivediststyle from pg_class_info i"
                                + " where reloid = (select oid from pg_class where relname = 'everywhere')")
                        .values())
                .isEqualTo("8, 8");
    }

    @Test
    void aMaterializedViewIsAView() throws EngineException {
        run("create materialized view kept as select a from laid_out");

        assertThat(run("select relkind from pg_class where relname = 'kept'").values())
                .isEqualTo("v");
        assertThat(run("select trim(name), is_stale, autorefresh from svv_mv_info")
                        .values())
                .isEqualTo("kept, f, f");
        assertThat(run("select trim(name), trim(dependent_schema_name), trim(dependent_name) from svv_mv_dependency")
                        .values())
                .isEqualTo("kept, public, laid_out");
    }

    @Test
    void theColumnsOfATableComeAsRecords() throws EngineException {
        assertThat(run("select pg_get_cols('laid_out')").values())
                .isEqualTo("(public,laid_out,a,integer,1) / (public,laid_out,b,\"character varying(10)\",2)"
                        + " / (public,laid_out,c,\"numeric(8,2)\",3)");
        Rows rows = run("select * from pg_get_cols('\"public\".\"laid_out\"') cols(view_schema name, view_name name,"
                + " col_name name, col_type varchar, col_num int) where col_num = 3");
        assertThat(rows.labelsAndTypes())
                .isEqualTo("view_schema name, view_name name, col_name name, col_type varchar, col_num int4");
        assertThat(rows.values()).isEqualTo("public, laid_out, c, numeric(8,2), 3");
    }

    @Test
    void privilegesTellWhoWasGrantedWhatByWhichKindOfName() throws EngineException {
        run("create table granted (a int, b int)");
        run("create group readers with user reader");
        run("grant select on granted to writer with grant option");
        run("grant insert on granted to group readers");
        run("grant delete on granted to public");
        run("grant update (b) on granted to writer");
        run("create schema shared");
        run("grant usage on schema shared to writer");

        assertThat(run("select privilege_type, identity_name, identity_type, admin_option from svv_relation_privileges"
                                + " where relation_name = 'granted' and identity_name <> 'awsuser'")
                        .rows())
                .extracting(row -> row.get(0), row -> row.get(1), row -> row.get(2), row -> row.get(3))
                .containsExactlyInAnyOrder(
                        tuple("SELECT", "writer", "user", true),
                        tuple("INSERT", "readers", "group", false),
                        tuple("DELETE", "public", "public", false));
        assertThat(run("select namespace_name, relation_name, column_name, privilege_type, identity_name, identity_type"
                                + " from svv_column_privileges")
                        .values())
                .isEqualTo("public, granted, b, UPDATE, writer, user");
        assertThat(run("select privilege_type, identity_name, privilege_scope from svv_schema_privileges"
                                + " where namespace_name = 'shared' and identity_name = 'writer'")
                        .values())
                .isEqualTo("USAGE, writer, SCHEMA");
        assertThat(run("select groname from pg_group").values()).isEqualTo("readers");
    }

    @Test
    void anOpenTransactionAndItsLocksAreSeenByOthers() throws EngineException {
        try (EngineSession other = engine.connect("dev", null)) {
            run(other, "begin");
            run(other, "insert into everywhere values (1)");
            String of = " where pid = " + other.pid() + " and ";
            assertThat(run("select txn_owner, txn_db, lock_mode, granted from svv_transactions" + of
                                    + "lockable_object_type = 'relation'")
                            .values())
                    .isEqualTo("awsuser, dev, RowExclusiveLock, true");
            assertThat(run("select lock_mode, xid > 0 from svv_transactions" + of
                                    + "lockable_object_type = 'transactionid'")
                            .values())
                    .isEqualTo("ExclusiveLock, true");
            assertThat(run("select table_id = 'everywhere'::regclass::oid::bigint, lock_status from stv_locks"
                                    + " where lock_owner_pid = " + other.pid())
                            .values())
                    .startsWith("true, Holding write lock");
            assertThat(run("select procpid from pg_stat_activity where procpid = " + other.pid())
                            .values())
                    .isEqualTo(String.valueOf(other.pid()));
            run(other, "rollback");
        }
    }

    @Test
    void noSessionHasCopiedOrUnloaded() throws EngineException {
        Rows rows = run("select pg_last_copy_id(), pg_last_copy_count(), pg_last_unload_id(), pg_last_unload_count()");

        assertThat(rows.labelsAndTypes())
                .isEqualTo(
                        "pg_last_copy_id int4, pg_last_copy_count int8, pg_last_unload_id int4, pg_last_unload_count int8");
        assertThat(rows.rows()).isEqualTo(List.of(List.of(-1L, 0L, -1L, 0L)));
    }

    @Test
    void showTableGivesTheDdlOfATable() throws EngineException {
        run(
                "create table documented (a int not null encode az64 distkey, b varchar(10) default 'x', c int identity(1, 2),"
                        + " primary key (a)) sortkey (b)");

        assertThat(run("show table documented").values())
                .isEqualTo("CREATE TABLE public.documented (\na integer NOT NULL ENCODE az64 distkey,\n"
                        + "b character varying(10) DEFAULT 'x'::character varying,\nc integer IDENTITY(1,2) NOT NULL,"
                        + " PRIMARY KEY (a)\n)\nDISTSTYLE KEY SORTKEY ( b );");
        assertThat(run("show table everywhere").values())
                .isEqualTo("CREATE TABLE public.everywhere (\na integer\n)\nDISTSTYLE ALL;");
    }

    @Test
    void showViewGivesTheQueryOfAView() throws EngineException {
        run("create view documented_view as select a from everywhere where a > 1");

        assertThat(run("show view public.documented_view").values())
                .isEqualTo("SELECT a\n   FROM everywhere\n  WHERE a > 1;");
    }
}
