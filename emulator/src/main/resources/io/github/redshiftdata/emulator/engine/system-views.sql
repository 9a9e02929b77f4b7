-- Redshift's catalog views. Views over PostgreSQL's catalog; empty where PostgreSQL has nothing to tell.
CREATE FUNCTION pg_catalog.redshift_type_name(type oid) RETURNS varchar LANGUAGE sql STABLE STRICT AS $$
    SELECT CASE t.typname WHEN 'varbyte' THEN 'binary varying' ELSE format_type(CASE WHEN t.typtype = 'd'
        THEN t.typbasetype ELSE t.oid END, NULL) END::varchar FROM pg_type t WHERE t.oid = type $$;

-- Redshift keeps the seed and step of an IDENTITY column as its default, and the default as text in adsrc.
CREATE VIEW pg_catalog.redshift_attrdef AS
SELECT d.oid, d.adrelid, d.adnum, d.adbin, pg_get_expr(d.adbin, d.adrelid) AS adsrc FROM pg_attrdef d
UNION ALL
SELECT NULL, d.refobjid, d.refobjsubid, NULL,
    format('"identity"(%s, %s, %L::text)', d.refobjid, d.refobjsubid - 1, s.seqstart || ',' || s.seqincrement)
FROM pg_depend d JOIN pg_sequence s ON s.seqrelid = d.objid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i';

CREATE VIEW pg_catalog.svv_all_columns AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    c.relname::varchar(128) AS table_name, a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position,
    d.adsrc::varchar(4000) AS column_default,
    CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END::varchar(3) AS is_nullable,
    redshift_type_name(a.atttypid)::varchar(128) AS data_type,
    CASE WHEN t.typname IN ('varchar', 'bpchar', 'varbyte') AND a.atttypmod >= 4 THEN a.atttypmod - 4 END::integer
        AS character_maximum_length,
    CASE t.typname WHEN 'int2' THEN 16 WHEN 'int4' THEN 32 WHEN 'int8' THEN 64 WHEN 'float4' THEN 24
        WHEN 'float8' THEN 53 WHEN 'numeric' THEN CASE WHEN a.atttypmod >= 4 THEN (a.atttypmod - 4) >> 16 END
        END::integer AS numeric_precision,
    CASE WHEN t.typname IN ('int2', 'int4', 'int8') THEN 0 WHEN t.typname = 'numeric' AND a.atttypmod >= 4
        THEN (a.atttypmod - 4) & 2047 END::integer AS numeric_scale,
    col_description(c.oid, a.attnum)::varchar(256) AS remarks
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN redshift_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%';

-- How tables are stored, as their DDL says.
CREATE TABLE pg_catalog.redshift_storage (relid oid PRIMARY KEY, diststyle text, distkey text, sortstyle text,
    sortkeys text[] NOT NULL, encodings jsonb NOT NULL);
CREATE FUNCTION pg_catalog.redshift_encoding(relid oid, attname name) RETURNS varchar LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT encodings ->> attname FROM redshift_storage s WHERE s.relid = $1), 'none')::varchar $$;
CREATE FUNCTION pg_catalog.redshift_is_distkey(relid oid, attname name) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT distkey = attname FROM redshift_storage s WHERE s.relid = $1), false) $$;
CREATE FUNCTION pg_catalog.redshift_sortkey(relid oid, attname name) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT array_position(sortkeys, attname::text) * CASE WHEN sortstyle = 'interleaved'
        AND array_position(sortkeys, attname::text) % 2 = 0 THEN -1 ELSE 1 END FROM redshift_storage s WHERE s.relid = $1), 0) $$;

CREATE VIEW pg_catalog.svv_redshift_columns AS
SELECT c.database_name, c.schema_name, c.table_name, c.column_name, c.ordinal_position, c.data_type, c.column_default,
    c.is_nullable, redshift_encoding(r.oid, c.column_name)::varchar(128) AS encoding,
    redshift_is_distkey(r.oid, c.column_name) AS distkey, redshift_sortkey(r.oid, c.column_name) AS sortkey,
    ''::varchar(128) AS column_acl, c.remarks
FROM svv_all_columns c JOIN pg_namespace n ON n.nspname = c.schema_name
    JOIN pg_class r ON r.relnamespace = n.oid AND r.relname = c.table_name
WHERE c.schema_name NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW pg_catalog.svv_columns AS
SELECT database_name::text AS table_catalog, schema_name::text AS table_schema, table_name::text AS table_name,
    column_name::text AS column_name, ordinal_position, column_default::text AS column_default,
    is_nullable::text AS is_nullable, data_type::text AS data_type, character_maximum_length, numeric_precision,
    CASE WHEN data_type = 'numeric' THEN 10 WHEN numeric_precision IS NOT NULL THEN 2 END AS numeric_precision_radix,
    numeric_scale, CASE WHEN data_type LIKE 'time%' THEN 6 END AS datetime_precision,
    NULL::text AS interval_type, NULL::text AS interval_precision, NULL::text AS character_set_catalog,
    NULL::text AS character_set_schema, NULL::text AS character_set_name, NULL::text AS collation_catalog,
    NULL::text AS collation_schema, NULL::text AS collation_name, NULL::text AS domain_name, remarks::text AS remarks
FROM svv_all_columns;

CREATE VIEW pg_catalog.svv_all_tables AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    c.relname::varchar(128) AS table_name,
    CASE WHEN n.nspname IN ('pg_catalog', 'information_schema') THEN
        CASE WHEN c.relkind = 'v' THEN 'SYSTEM VIEW' ELSE 'SYSTEM TABLE' END
        WHEN c.relkind IN ('v', 'm') THEN 'VIEW' WHEN c.relkind = 'f' THEN 'EXTERNAL TABLE' ELSE 'TABLE'
        END::varchar(128) AS table_type,
    NULL::varchar(128) AS table_acl, obj_description(c.oid, 'pg_class')::varchar(128) AS remarks
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%';

CREATE VIEW pg_catalog.svv_redshift_tables AS
SELECT database_name, schema_name, table_name, table_type, table_acl, remarks, NULL::varchar(128) AS table_owner
FROM svv_all_tables WHERE schema_name NOT IN ('pg_catalog', 'information_schema');

CREATE VIEW pg_catalog.svv_tables AS
SELECT database_name::text AS table_catalog, schema_name::text AS table_schema, table_name::text AS table_name,
    CASE table_type WHEN 'TABLE' THEN 'BASE TABLE' ELSE table_type END::text AS table_type, remarks::text AS remarks
FROM svv_all_tables;

CREATE VIEW pg_catalog.svv_all_schemas AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    n.nspowner::integer AS schema_owner, 'local'::varchar(128) AS schema_type,
    array_to_string(n.nspacl, ',')::varchar(128) AS schema_acl, NULL::varchar(128) AS source_database,
    NULL::varchar(256) AS schema_option
FROM pg_namespace n WHERE n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%';

CREATE VIEW pg_catalog.svv_redshift_schemas AS
SELECT database_name, schema_name, schema_owner, schema_type, schema_acl, schema_option FROM svv_all_schemas;

CREATE VIEW pg_catalog.svv_redshift_databases AS
SELECT datname::varchar(128) AS database_name, datdba::integer AS database_owner,
    'local'::varchar(32) AS database_type, array_to_string(datacl, ',')::varchar(128) AS database_acl,
    NULL::varchar(128) AS database_options, 'Snapshot Isolation'::varchar(128) AS database_isolation_level
FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres';

-- Foreign tables stand for external ones.
CREATE VIEW pg_catalog.svv_external_schemas AS
SELECT DISTINCT n.oid AS esoid, 1::smallint AS eskind, n.nspname AS schemaname,
    n.nspowner::integer AS esowner, v.srvname::text AS databasename, '{}'::text AS esoptions
FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_foreign_server v ON v.oid = f.ftserver;
CREATE VIEW pg_catalog.svv_external_tables AS
SELECT current_database()::text AS redshift_database_name, n.nspname::text AS schemaname,
    c.relname::text AS tablename, 'TABLE'::text AS tabletype, ''::text AS location,
    ''::text AS input_format, ''::text AS output_format, ''::text AS serialization_lib,
    ''::text AS serde_parameters, 0 AS compressed, '{}'::text AS parameters
FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid JOIN pg_namespace n ON n.oid = c.relnamespace;
CREATE VIEW pg_catalog.svv_external_columns AS
SELECT t.redshift_database_name, t.schemaname, t.tablename, a.attname::text AS columnname,
    replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar')::text AS external_type,
    a.attnum::integer AS columnnum, 0 AS part_key,
    CASE WHEN a.attnotnull THEN 'false' ELSE 'true' END::text AS is_nullable
FROM svv_external_tables t JOIN pg_namespace n ON n.nspname = t.schemaname
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped;
CREATE VIEW pg_catalog.svv_external_databases AS
SELECT NULL::integer AS eskind, NULL::text AS esoptions, NULL::text AS databasename, NULL::text AS location,
    NULL::text AS parameters WHERE false;
CREATE VIEW pg_catalog.svv_external_partitions AS
SELECT NULL::text AS schemaname, NULL::text AS tablename, NULL::text AS values, NULL::text AS location, NULL::text AS input_format,
    NULL::text AS output_format, NULL::text AS serialization_lib, NULL::text AS serde_parameters, NULL::integer AS compressed,
    NULL::text AS parameters WHERE false;
CREATE VIEW pg_catalog.svv_datashares AS
SELECT NULL::varchar(128) AS share_name, NULL::integer AS share_id, NULL::integer AS share_owner,
    NULL::varchar(128) AS source_database, NULL::varchar(128) AS consumer_database, NULL::varchar(8) AS share_type,
    NULL::timestamp AS createdate, NULL::boolean AS is_publicaccessible, NULL::varchar(256) AS share_acl,
    NULL::varchar(16) AS producer_account, NULL::varchar(64) AS producer_namespace, NULL::varchar(64) AS managed_by WHERE false;

-- A table that never had a row is not in it.
CREATE VIEW pg_catalog.svv_table_info AS
SELECT current_database()::text AS database, n.nspname::text AS schema, c.oid AS table_id, c.relname::text AS "table",
    CASE WHEN s.encodings IS NULL OR s.encodings = '{}' THEN 'N' ELSE 'Y' END::text AS encoded,
    CASE s.diststyle WHEN 'key' THEN 'KEY(' || s.distkey || ')' WHEN 'all' THEN 'ALL' WHEN 'even' THEN 'EVEN'
        ELSE 'AUTO(ALL)' END::text AS diststyle,
    CASE WHEN s.sortstyle = 'interleaved' THEN 'INTERLEAVED' WHEN s.sortkeys <> '{}' THEN s.sortkeys[1]
        WHEN s.sortstyle = 'none' THEN NULL ELSE 'AUTO(SORTKEY)' END::text AS sortkey1,
    (SELECT coalesce(max(a.atttypmod - 4), 0) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.atttypid = 'varchar'::regtype
        AND a.attnum > 0 AND NOT a.attisdropped) AS max_varchar,
    coalesce(s.encodings ->> s.sortkeys[1], 'none')::char(32) AS sortkey1_enc, coalesce(cardinality(s.sortkeys), 0) AS sortkey_num, (pg_relation_size(c.oid) / 1048576)::bigint AS size,
    0::numeric(10,4) AS pct_used, 0::bigint AS empty, 0::numeric(5,2) AS unsorted, 0::numeric(5,2) AS stats_off,
    pg_stat_get_live_tuples(c.oid)::numeric(38,0) AS tbl_rows, NULL::numeric(19,2) AS skew_sortkey1,
    NULL::numeric(19,2) AS skew_rows, pg_stat_get_live_tuples(c.oid)::numeric(38,0) AS estimated_visible_rows,
    NULL::text AS risk_event, NULL::numeric(12,2) AS vacuum_sort_benefit, NULL::timestamp AS create_time
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_storage s ON s.relid = c.oid
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND pg_relation_size(c.oid) > 0;

CREATE VIEW pg_catalog.pg_table_def AS
SELECT n.nspname AS schemaname, c.relname AS tablename, a.attname AS "column",
    format_type(a.atttypid, a.atttypmod) AS type, redshift_encoding(c.oid, a.attname)::char(32) AS encoding,
    redshift_is_distkey(c.oid, a.attname) AS distkey, redshift_sortkey(c.oid, a.attname) AS sortkey,
    a.attnotnull AS "notnull"
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid);

-- Redshift keeps the lengths of a procedure's arguments in PROBIN, which PostgreSQL forgets.
CREATE VIEW pg_catalog.pg_proc_info AS
SELECT p.oid AS prooid, p.proname, p.pronamespace, p.proowner, p.prolang, p.prokind = 'a' AS proisagg, p.prosecdef,
    p.proisstrict, p.proretset, p.provolatile, p.pronargs, p.prorettype, p.proargtypes, p.proargnames, p.prosrc,
    NULL::bytea AS probin, p.proacl, p.prokind, p.proargmodes, p.proallargtypes
FROM pg_proc p;

-- What CREATE USER and ALTER USER say that PostgreSQL has no place for stands in the comment of the role.
CREATE FUNCTION pg_catalog.redshift_user_note(usesysid oid, key text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(substring(shobj_description($1, 'pg_authid') FROM '^A user of Redshift''s (\{.*\})$')::json ->> $2, '') $$;
CREATE PROCEDURE pg_catalog.redshift_note_user(usename text, note text) LANGUAGE plpgsql AS $$
DECLARE
    known text := substring(shobj_description((SELECT oid FROM pg_roles WHERE rolname = $1), 'pg_authid')
        FROM '^A user of Redshift''s (\{.*\})$');
BEGIN
    PERFORM (note::json ->> 'valid_until')::timestamptz;
    EXECUTE format('COMMENT ON ROLE %I IS %L', $1, 'A user of Redshift''s ' || (coalesce(known, '{}')::jsonb || note::jsonb)::text);
END $$;
CREATE VIEW pg_catalog.redshift_user AS
SELECT u.*, CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END AS connlimit,
    coalesce(redshift_user_note(u.usesysid, 'syslog_access'),
        CASE WHEN u.usesuper OR u.usename = 'awsuser' THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END) AS syslog,
    coalesce(redshift_user_note(u.usesysid, 'session_timeout')::integer, 0) AS timeout,
    redshift_user_note(u.usesysid, 'external_id') AS externalid,
    coalesce(redshift_user_note(u.usesysid, 'valid_until')::timestamptz, u.valuntil) AS validuntil
FROM pg_user u JOIN pg_roles r ON r.oid = u.usesysid;
CREATE VIEW pg_catalog.pg_user_info AS
SELECT usename, usesysid, usecreatedb, usesuper, usebypassrls AS usecatupd, passwd, validuntil AS valuntil,
    NULL::text[] AS useconfig, connlimit AS useconnlimit, syslog AS syslogaccess,
    NULL::timestamp AS last_ddl_ts, timeout AS sessiontimeout, externalid AS external_id
FROM redshift_user;
CREATE VIEW pg_catalog.svv_user_info AS
SELECT usename::text AS user_name, usesysid::integer AS user_id, usecreatedb AS createdb, usesuper AS superuser,
    false AS catalog_update, connlimit::text AS connection_limit, syslog::text AS syslog_access,
    NULL::timestamp AS last_ddl_timestamp, timeout AS session_timeout, externalid::text AS external_user_id
FROM redshift_user;

CREATE FUNCTION pg_catalog.pg_get_external_columns(
    OUT schemaname name, OUT tablename name, OUT columnname name, OUT external_type varchar, OUT columnnum integer)
    RETURNS SETOF record LANGUAGE sql STABLE
    AS $$ SELECT NULL::name, NULL::name, NULL::name, NULL::varchar, NULL::integer WHERE false $$;

-- A session shows its name and its query group as one text: the length of the name, the name and the group.
CREATE FUNCTION pg_catalog.redshift_show_labels() RETURNS void LANGUAGE sql VOLATILE AS $$
    SELECT postgres_set_config('application_name', length(l.name) || ':' || l.name || l.label, false)
    FROM (SELECT postgres_regexp_replace(coalesce(current_setting('redshift.application_name', true), ''), '[^ -~]', '?', 'g') AS name,
        postgres_regexp_replace(coalesce(current_setting('redshift.query_group', true), ''), '[^ -~]', '?', 'g') AS label) AS l $$;
CREATE FUNCTION pg_catalog.redshift_session_name(shown text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN shown ~ '^[0-9]+:'
        THEN substr(shown, position(':' IN shown) + 1, split_part(shown, ':', 1)::integer) ELSE '' END $$;
CREATE FUNCTION pg_catalog.redshift_session_label(shown text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN shown ~ '^[0-9]+:'
        THEN substr(shown, position(':' IN shown) + 1 + split_part(shown, ':', 1)::integer) ELSE '' END $$;

-- The sessions of now: when each logged in, and the name that it has.
CREATE VIEW pg_catalog.sys_connection_log AS
SELECT e.event::char(50) AS event, (a.backend_start AT TIME ZONE 'UTC')::timestamp AS record_time,
    '127.0.0.1'::char(45) AS remote_host, '0'::char(32) AS remote_port, a.pid AS session_id,
    a.datname::char(50) AS database_name, a.usename::char(50) AS user_name, 'Trust'::char(32) AS auth_method,
    0 AS duration, ''::char(50) AS ssl_version, ''::char(128) AS ssl_cipher, 0 AS mtu, ''::char(64) AS ssl_compression,
    ''::char(64) AS ssl_expansion, ''::char(36) AS iam_auth_guid,
    CASE WHEN e.event = 'set application_name' THEN redshift_session_name(a.application_name) ELSE '' END::char(250)
        AS application_name,
    ''::char(64) AS driver_version, ''::char(64) AS os_version, ''::char(32) AS plugin_name, 0 AS protocol_version,
    ''::char(36) AS global_session_id
FROM pg_stat_activity a
    CROSS JOIN (VALUES ('authenticated'), ('initiating session'), ('set application_name')) AS e (event)
WHERE a.datname IS NOT NULL
    AND (e.event <> 'set application_name' OR redshift_session_name(a.application_name) <> '');

CREATE VIEW pg_catalog.stv_sessions AS
SELECT coalesce(backend_start, now())::timestamp AS starttime, pid AS process, usename::char(50) AS user_name,
    datname::char(50) AS db_name, 0 AS timeout_sec FROM pg_stat_activity WHERE datname IS NOT NULL;
CREATE VIEW pg_catalog.stv_recents AS
SELECT usesysid::integer AS userid, CASE state WHEN 'active' THEN 'Running' ELSE 'Done' END::char(20) AS status,
    query_start::timestamp AS starttime,
    least(greatest(extract(epoch FROM clock_timestamp() - query_start) * 1000000, 0), 2147483647)::integer AS duration,
    usename::char(50) AS user_name, datname::char(50) AS db_name, left(query, 600)::char(600) AS query, pid
FROM pg_stat_activity WHERE datname IS NOT NULL;
CREATE VIEW pg_catalog.stv_inflight AS
SELECT usesysid::integer AS userid, 0 AS slice, pid AS query, redshift_session_label(application_name)::char(320) AS label,
    coalesce(backend_xid::text, '0')::bigint AS xid, pid, query_start::timestamp AS starttime, left(query, 100)::char(100) AS text, 0 AS suspended, 0 AS insert_pristine,
    0 AS concurrency_scaling_status
FROM pg_stat_activity WHERE state = 'active';
CREATE VIEW pg_catalog.stv_slices AS SELECT 0 AS node, 0 AS slice, 0 AS localslice, 'D'::char(1) AS type;
-- Materialized views are views to Redshift's catalog.
CREATE OR REPLACE VIEW pg_catalog.pg_views AS
SELECT n.nspname AS schemaname, c.relname AS viewname, pg_get_userbyid(c.relowner) AS viewowner,
    CASE c.relkind WHEN 'm' THEN format('create materialized view %I.%I as ', n.nspname, c.relname) COLLATE "default"
        ELSE '' END
        || pg_get_viewdef(c.oid) COLLATE "default" AS definition
FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm');
CREATE VIEW pg_catalog.stv_mv_info AS
SELECT current_database()::char(128) AS db_name, n.nspname::char(128) AS schema, c.relname::char(128) AS name,
    NULL::bigint AS updated_upto_xid, 'f'::char(1) AS is_stale, pg_get_userbyid(c.relowner)::char(128) AS owner_user_name,
    1 AS state, 'f'::char(1) AS autorefresh, 'f'::char(1) AS autorewrite
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm';
CREATE VIEW pg_catalog.svv_mv_info AS
SELECT current_database()::char(128) AS database_name, n.nspname::char(128) AS schema_name,
    pg_get_userbyid(c.relowner)::char(128) AS user_name, c.relname::char(128) AS name, 'f'::char(1) AS is_stale, 1 AS state,
    'f'::char(1) AS autorefresh, 'f'::char(1) AS autorewrite
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm';
