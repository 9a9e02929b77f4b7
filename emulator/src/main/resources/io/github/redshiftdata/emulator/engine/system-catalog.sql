-- What Redshift's catalog has beyond PostgreSQL's. The dialect reads these in the place of PG_CLASS, PG_ATTRIBUTE,
-- PG_STAT_ACTIVITY and PG_DEFAULT_ACL. The code of an encoding is the emulator's own; 0 is none, as in Redshift.
CREATE FUNCTION pg_catalog.redshift_encodings() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['raw', 'bytedict', 'delta', 'delta32k', 'lzo', 'mostly8', 'mostly16', 'mostly32', 'runlength', 'text255',
        'text32k', 'zstd', 'az64', 'auto'] $$;
CREATE FUNCTION pg_catalog.format_encoding(integer) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT coalesce((redshift_encodings())[$1], 'none')::varchar $$;
CREATE FUNCTION pg_catalog.redshift_diststyle(oid) RETURNS smallint LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT CASE diststyle WHEN 'even' THEN 0 WHEN 'key' THEN 1 WHEN 'all' THEN 8 END
        FROM redshift_storage WHERE relid = $1), 9)::smallint $$;
-- Columns of PostgreSQL 8 come with what they say where there are no triggers, TOAST indexes and OIDs. What Redshift keeps in
-- columns of its own that no guide tells of is not known here, so they are NULL.
DO $$
DECLARE
    columns text;
    older CONSTANT text := ', 0::oid AS reltoastidxid, 0::smallint AS reltriggers, 0::smallint AS relukeys, 0::smallint AS relfkeys,'
        ' 0::smallint AS relrefs, false AS relhasoids, NULL::oid AS relexternid, NULL::boolean AS relisreplicated,'
        ' NULL::boolean AS relispinned, NULL::oid AS relprojbaseid';
BEGIN
    SELECT string_agg(CASE attname WHEN 'relkind' THEN 'CASE c.relkind WHEN ''m'' THEN ''v''::"char" ELSE c.relkind END AS relkind'
        ELSE 'c.' || quote_ident(attname) END, ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum > 0;
    EXECUTE 'CREATE VIEW pg_catalog.redshift_class AS SELECT ' || columns || ', redshift_diststyle(c.oid) AS reldiststyle,'
        ' EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = ''p'') AS relhaspkey' || older || ' FROM pg_class c';
    EXECUTE 'CREATE VIEW pg_catalog.pg_class_info AS SELECT ' || replace(columns, 'c.oid,', 'c.oid AS reloid,')
        || ', redshift_diststyle(c.oid) AS reldiststyle, NULL::timestamp AS relcreationtime,'
        ' CASE redshift_diststyle(c.oid) WHEN 9 THEN 10 ELSE redshift_diststyle(c.oid) END AS releffectivediststyle' || older || ' FROM pg_class c';
END $$;
CREATE VIEW pg_catalog.redshift_attribute AS
SELECT a.*, coalesce(array_position(redshift_encodings(), redshift_encoding(a.attrelid, a.attname)::text), 0)::smallint
        AS attencodingtype,
    redshift_is_distkey(a.attrelid, a.attname) AS attisdistkey, redshift_sortkey(a.attrelid, a.attname) AS attsortkeyord,
    NULL::boolean AS attispreloaded, NULL::smallint AS attencrypttype
FROM pg_attribute a WHERE NOT EXISTS (SELECT FROM redshift_late l WHERE l.view = a.attrelid);
CREATE VIEW pg_catalog.pg_attribute_info AS SELECT * FROM redshift_attribute;
CREATE VIEW pg_catalog.redshift_stat_activity AS
SELECT a.*, a.pid AS procpid, a.query AS current_query FROM pg_stat_activity a;
CREATE VIEW pg_catalog.redshift_locks AS SELECT l.*, l.transactionid AS transaction FROM pg_locks l;
CREATE FUNCTION pg_catalog.btrim(oid) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1::text';
CREATE VIEW pg_catalog.redshift_default_acl AS SELECT d.*, d.defaclrole AS defacluser FROM pg_default_acl d;
CREATE OR REPLACE VIEW pg_catalog.pg_user AS
SELECT usename, usesysid, usecreatedb, usesuper, userepl, usebypassrls, '********'::text AS passwd,
    coalesce(redshift_user_note(usesysid, 'valid_until')::timestamptz, valuntil) AS valuntil, useconfig,
    usesuper AS usecatupd FROM pg_shadow;
CREATE VIEW pg_catalog.redshift_pg_user AS
SELECT usename, usesysid, usecreatedb, usesuper, usecatupd, passwd, valuntil, useconfig FROM pg_user;
CREATE VIEW pg_catalog.pg_database_info AS
SELECT datname, datdba, encoding, datistemplate, datallowconn, dattablespace, datacl, oid AS datid,
    datconnlimit::text AS datconnlimit FROM pg_database WHERE datname <> 'postgres';
-- Isolation levels are accepted and not followed; what every database says is Redshift's default.
CREATE VIEW pg_catalog.stv_db_isolation_level AS
SELECT datname::char(128) AS db_name, 'Snapshot Isolation'::char(20) AS isolation_level FROM pg_database
WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres';
CREATE VIEW pg_catalog.pg_library AS
SELECT NULL::name AS name, NULL::oid AS language_oid, NULL::integer AS file_store_id, NULL::integer AS owner WHERE false;
-- Undocumented, and looked at by AWS's own scripts for tables without backup. All have it here.
CREATE VIEW pg_catalog.pg_conf AS SELECT NULL::text AS key, NULL::text AS value WHERE false;
CREATE VIEW pg_catalog.pg_statistic_indicator AS
SELECT NULL::oid AS stairelid, NULL::double precision AS stairows, NULL::double precision AS staiins,
    NULL::double precision AS staidels WHERE false;

CREATE FUNCTION pg_catalog.pg_get_cols(text) RETURNS SETOF record LANGUAGE sql STABLE STRICT AS $$
    SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)::varchar, a.attnum::integer
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.oid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum $$;
CREATE FUNCTION pg_catalog.makeaclitem(users oid, groups oid, grantor oid, privilege text, grantable boolean) RETURNS aclitem
    LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT makeaclitem(CASE users WHEN 0 THEN groups ELSE users END, grantor, privilege, grantable) $$;

-- COPY and UNLOAD never run here, so no session has done one.
CREATE FUNCTION pg_catalog.pg_last_copy_id() RETURNS integer LANGUAGE sql STABLE AS 'SELECT -1';
CREATE FUNCTION pg_catalog.pg_last_copy_count() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 0::bigint';
CREATE FUNCTION pg_catalog.pg_last_unload_id() RETURNS integer LANGUAGE sql STABLE AS 'SELECT -1';
CREATE FUNCTION pg_catalog.pg_last_unload_count() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 0::bigint';
CREATE FUNCTION pg_catalog.current_user_id() RETURNS integer LANGUAGE sql STABLE
    AS $$ SELECT usesysid::integer FROM pg_user WHERE usename = current_user $$;

-- Who has been granted what. A role of Redshift's is a role that cannot log in, with this comment.
CREATE FUNCTION pg_catalog.redshift_is_role(oid) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT coalesce(shobj_description($1, 'pg_authid') = 'A role of Redshift''s', false) $$;
CREATE FUNCTION pg_catalog.redshift_identity_type(oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN $1 = 0 THEN 'public' WHEN (SELECT rolcanlogin FROM pg_roles WHERE oid = $1) THEN 'user'
        WHEN redshift_is_role($1) THEN 'role' ELSE 'group' END $$;
CREATE FUNCTION pg_catalog.redshift_identity_name(oid) RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT CASE WHEN $1 = 0 THEN 'public' ELSE pg_get_userbyid($1)::text END $$;
CREATE OR REPLACE VIEW pg_catalog.pg_group AS
SELECT rolname AS groname, oid AS grosysid, ARRAY(SELECT member FROM pg_auth_members WHERE roleid = oid) AS grolist
FROM pg_authid WHERE NOT rolcanlogin AND rolname NOT LIKE 'pg\_%' AND rolname <> 'redshift_emulator' AND NOT redshift_is_role(oid);
CREATE VIEW pg_catalog.svv_relation_privileges AS
SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, p.privilege_type,
    p.grantee::integer AS identity_id, redshift_identity_name(p.grantee) AS identity_name,
    redshift_identity_type(p.grantee) AS identity_type, p.is_grantable AS admin_option
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(c.relacl) p
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND p.privilege_type <> 'MAINTAIN';
CREATE VIEW pg_catalog.svv_column_privileges AS
SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, a.attname::text AS column_name, p.privilege_type,
    p.grantee::integer AS identity_id, redshift_identity_name(p.grantee) AS identity_name,
    redshift_identity_type(p.grantee) AS identity_type
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
    LATERAL aclexplode(a.attacl) p
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema');
CREATE VIEW pg_catalog.svv_schema_privileges AS
SELECT n.nspname::text AS namespace_name, p.privilege_type, p.grantee::integer AS identity_id,
    redshift_identity_name(p.grantee) AS identity_name, redshift_identity_type(p.grantee) AS identity_type,
    p.is_grantable AS admin_option, 'SCHEMA'::text AS privilege_scope
FROM pg_namespace n, LATERAL aclexplode(n.nspacl) p WHERE n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%';
CREATE VIEW pg_catalog.svv_database_privileges AS
SELECT d.datname::text AS database_name, CASE p.privilege_type WHEN 'TEMPORARY' THEN 'TEMP' ELSE p.privilege_type END
        AS privilege_type,
    p.grantee::integer AS identity_id, redshift_identity_name(p.grantee) AS identity_name,
    redshift_identity_type(p.grantee) AS identity_type, p.is_grantable AS admin_option, 'DATABASE'::text AS privilege_scope
FROM pg_database d, LATERAL aclexplode(d.datacl) p
WHERE d.datallowconn AND NOT d.datistemplate AND d.datname <> 'postgres' AND p.privilege_type <> 'CONNECT';
CREATE VIEW pg_catalog.svv_function_privileges AS
SELECT n.nspname::text AS namespace_name, f.proname::text AS function_name,
    (SELECT string_agg(format_type(t, NULL), ', ' ORDER BY i) FROM unnest(f.proargtypes) WITH ORDINALITY AS a (t, i))
        AS argument_types,
    p.privilege_type, p.grantee::integer AS identity_id, redshift_identity_name(p.grantee) AS identity_name,
    redshift_identity_type(p.grantee) AS identity_type, p.is_grantable AS admin_option
FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace, LATERAL aclexplode(f.proacl) p
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema');
CREATE VIEW pg_catalog.svv_language_privileges AS
SELECT l.lanname::text AS language_name, p.privilege_type, p.grantee::integer AS identity_id,
    redshift_identity_name(p.grantee) AS identity_name, redshift_identity_type(p.grantee) AS identity_type,
    p.is_grantable AS admin_option
FROM pg_language l, LATERAL aclexplode(l.lanacl) p;
CREATE VIEW pg_catalog.svv_default_privileges AS
SELECT n.nspname::text AS schema_name,
    CASE d.defaclobjtype WHEN 'r' THEN 'RELATION' WHEN 'f' THEN 'FUNCTION' ELSE d.defaclobjtype::text END AS object_type,
    d.defaclrole::integer AS owner_id, pg_get_userbyid(d.defaclrole)::text AS owner_name,
    redshift_identity_type(d.defaclrole) AS owner_type, p.privilege_type, p.grantee::integer AS grantee_id,
    redshift_identity_name(p.grantee) AS grantee_name, redshift_identity_type(p.grantee) AS grantee_type,
    p.is_grantable AS admin_option
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, LATERAL aclexplode(d.defaclacl) p
WHERE pg_get_userbyid(d.defaclrole) <> 'postgres' AND p.privilege_type <> 'MAINTAIN';
CREATE VIEW pg_catalog.svv_roles AS
SELECT r.oid::integer AS role_id, r.rolname::text AS role_name,
    (SELECT pg_get_userbyid(m.member)::text FROM pg_auth_members m WHERE m.roleid = r.oid AND m.admin_option
        ORDER BY m.member LIMIT 1) AS role_owner, NULL::text AS external_id
FROM pg_roles r WHERE redshift_is_role(r.oid);
-- Who has created a role may grant it and is no member of it; PostgreSQL 16 notes both in one table, and lets the creator in.
CREATE VIEW pg_catalog.redshift_memberships AS
SELECT m.* FROM pg_auth_members m WHERE redshift_is_role(m.roleid) AND m.grantor <> m.member
    AND (coalesce(to_jsonb(m) ->> 'inherit_option', 'true') = 'true' OR to_jsonb(m) ->> 'set_option' = 'true');
CREATE VIEW pg_catalog.svv_user_grants AS
SELECT u.usesysid::integer AS user_id, u.usename::text AS user_name, m.roleid::integer AS role_id,
    pg_get_userbyid(m.roleid)::text AS role_name, bool_or(m.admin_option) AS admin_option
FROM redshift_memberships m JOIN pg_user u ON u.usesysid = m.member GROUP BY u.usesysid, u.usename, m.roleid;
CREATE VIEW pg_catalog.svv_role_grants AS
SELECT DISTINCT m.member::integer AS role_id, pg_get_userbyid(m.member)::text AS role_name,
    m.roleid::integer AS granted_role_id, pg_get_userbyid(m.roleid)::text AS granted_role_name
FROM redshift_memberships m WHERE redshift_is_role(m.member);

CREATE VIEW pg_catalog.svv_transactions AS
SELECT a.usename::text AS txn_owner, a.datname::text AS txn_db, coalesce(a.backend_xid::text, '0')::bigint AS xid, a.pid,
    (a.xact_start AT TIME ZONE 'UTC')::timestamp AS txn_start, l.mode AS lock_mode,
    CASE l.locktype WHEN 'relation' THEN 'relation' ELSE 'transactionid' END AS lockable_object_type,
    l.relation::integer AS relation, l.granted
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE a.datname IS NOT NULL AND (l.locktype = 'transactionid' OR l.locktype = 'relation' AND l.relation >= 16384);
CREATE VIEW pg_catalog.stv_locks AS
SELECT t.relation::bigint AS table_id, NULL::timestamp AS last_commit, NULL::timestamp AS last_update, t.xid AS lock_owner,
    t.pid::bigint AS lock_owner_pid, t.txn_start AS lock_owner_start_ts, NULL::timestamp AS lock_owner_end_ts,
    CASE WHEN t.granted THEN 'Holding write lock' ELSE 'Waiting for lock' END::char(22) AS lock_status
FROM svv_transactions t WHERE t.lockable_object_type = 'relation' AND t.lock_mode NOT IN ('AccessShareLock', 'RowShareLock');

-- The emulator is one node with one slice, and all rows of a table lie there.
CREATE VIEW pg_catalog.stv_tbl_perm AS
SELECT 0 AS slice, c.oid::integer AS id, c.relname::char(72) AS name, pg_stat_get_live_tuples(c.oid) AS rows,
    pg_stat_get_live_tuples(c.oid) AS sorted_rows, CASE c.relpersistence WHEN 't' THEN 1 ELSE 0 END AS temp,
    (SELECT oid FROM pg_database WHERE datname = current_database())::integer AS db_id, 0 AS insert_pristine,
    0 AS delete_pristine, 1 AS backup, redshift_diststyle(c.oid)::integer AS dist_style,
    (pg_relation_size(c.oid) / 1048576)::integer AS block_count
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast');
CREATE VIEW pg_catalog.svl_user_info AS
SELECT usename::char(128) AS usename, usesysid::integer AS usesysid, usecreatedb, usesuper,
    usesuper AS usecatupd, connlimit AS useconnlimit, syslog AS syslogaccess, NULL::timestamp AS last_ddl_ts,
    timeout AS sessiontimeout, externalid AS external_id FROM redshift_user;
CREATE VIEW pg_catalog.svv_redshift_functions AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    p.proname::varchar(128) AS function_name,
    CASE p.prokind WHEN 'a' THEN 'AGGREGATE FUNCTION' WHEN 'p' THEN 'STORED PROCEDURE' ELSE 'REGULAR FUNCTION' END::varchar(128)
        AS function_type,
    (SELECT string_agg(format_type(t, NULL), ', ' ORDER BY i) FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, i))::varchar(512)
        AS argument_type,
    format_type(p.prorettype, NULL)::varchar(128) AS result_type
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema');
CREATE VIEW pg_catalog.svv_mv_dependency AS
SELECT DISTINCT current_database()::char(128) AS database_name, n.nspname::char(128) AS schema_name, c.relname::char(128) AS name,
    current_database()::char(128) AS dependent_database_name, dn.nspname::char(128) AS dependent_schema_name,
    dc.relname::char(128) AS dependent_name
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_rewrite w ON w.ev_class = c.oid
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class dc ON dc.oid = d.refobjid AND dc.oid <> c.oid JOIN pg_namespace dn ON dn.oid = dc.relnamespace
WHERE c.relkind = 'm';
CREATE VIEW pg_catalog.stl_connection_log AS
SELECT event, record_time AS recordtime, remote_host AS remotehost, remote_port AS remoteport, session_id AS pid,
    database_name AS dbname, user_name AS username, auth_method AS authmethod, duration, ssl_version AS sslversion,
    ssl_cipher AS sslcipher, mtu, ssl_compression AS sslcompression, ssl_expansion AS sslexpansion,
    iam_auth_guid AS iamauthguid, application_name, os_version, driver_version, plugin_name, protocol_version,
    global_session_id AS sessionid, ''::char(16) AS compression
FROM sys_connection_log;
CREATE VIEW pg_catalog.sys_session_history AS
SELECT usesysid::text::char(50) AS user_id, pid AS session_id, datname::char(50) AS database_name, 'active'::char(50) AS status,
    0 AS session_timeout, (backend_start AT TIME ZONE 'UTC')::timestamp AS start_time, NULL::timestamp AS end_time
FROM pg_stat_activity WHERE datname IS NOT NULL;
CREATE VIEW pg_catalog.pg_external_schema AS
SELECT esoid, eskind::integer AS eskind, databasename::text AS esdbname, esoptions::text AS esoptions FROM svv_external_schemas;
