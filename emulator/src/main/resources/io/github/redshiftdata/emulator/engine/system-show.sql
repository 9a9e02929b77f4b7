-- What Redshift's SHOW commands list; the dialect turns each of them into a query of one of these.
CREATE FUNCTION pg_catalog.redshift_here(database text) RETURNS boolean LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
    IF database = current_database() THEN
        RETURN true;
    ELSIF EXISTS (SELECT FROM pg_database WHERE datname = database) THEN
        RAISE EXCEPTION 'SHOW of the database "%" from the database "%" is not supported by the emulator', database,
            current_database() USING ERRCODE = '0A000';
    END IF;
    RAISE EXCEPTION 'database "%" does not exist', database USING ERRCODE = '3D000';
END $$;
CREATE FUNCTION pg_catalog.redshift_acl(aclitem[]) RETURNS varchar LANGUAGE sql STABLE STRICT
    AS $$ SELECT array_to_string($1, '~')::varchar $$;
CREATE VIEW pg_catalog.redshift_show_databases AS
SELECT datname::varchar(128) AS database_name, datdba::integer AS database_owner, 'local'::varchar(32) AS database_type,
    redshift_acl(datacl) AS database_acl, NULL::varchar(128) AS parameters,
    'Snapshot Isolation'::varchar(128) AS database_isolation_level
FROM pg_database WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres';
CREATE VIEW pg_catalog.redshift_show_schemas AS
SELECT current_database()::varchar(128) AS database_name, nspname::varchar(128) AS schema_name,
    nspowner::integer AS schema_owner, 'local'::varchar(128) AS schema_type, redshift_acl(nspacl) AS schema_acl,
    NULL::varchar(128) AS source_database, NULL::varchar(256) AS schema_option
FROM pg_namespace WHERE nspname NOT LIKE 'pg\_toast%' AND nspname NOT LIKE 'pg\_temp%';
CREATE VIEW pg_catalog.redshift_show_tables AS
SELECT t.database_name, t.schema_name, t.table_name, t.table_type, redshift_acl(c.relacl) AS table_acl, t.remarks,
    pg_get_userbyid(c.relowner)::varchar(128) AS owner, NULL::timestamp AS last_altered_time,
    NULL::timestamp AS last_modified_time,
    CASE WHEN c.relkind = 'r' THEN CASE s.diststyle WHEN 'key' THEN 'KEY(' || s.distkey || ')' WHEN 'all' THEN 'ALL'
        WHEN 'even' THEN 'EVEN' ELSE 'AUTO (ALL)' END END::varchar(128) AS dist_style,
    CASE c.relkind WHEN 'v' THEN 'REGULAR VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'EXTERNAL TABLE'
        ELSE 'REGULAR TABLE' END::varchar(128) AS table_subtype
FROM svv_all_tables t JOIN pg_namespace n ON n.nspname = t.schema_name
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.table_name LEFT JOIN redshift_storage s ON s.relid = c.oid;
CREATE VIEW pg_catalog.redshift_show_columns AS
SELECT a.database_name, a.schema_name, a.table_name, a.column_name, a.ordinal_position, a.column_default, a.is_nullable,
    a.data_type, a.character_maximum_length, a.numeric_precision, a.numeric_scale, a.remarks,
    CASE WHEN redshift_sortkey(c.oid, a.column_name) <> 0 THEN upper(s.sortstyle) END::varchar(128) AS sort_key_type,
    redshift_sortkey(c.oid, a.column_name) AS sort_key,
    CASE WHEN redshift_is_distkey(c.oid, a.column_name) THEN 1 END AS dist_key,
    redshift_encoding(c.oid, a.column_name)::varchar(128) AS encoding,
    CASE WHEN a.character_maximum_length IS NOT NULL AND a.data_type LIKE 'character%' THEN 'default' END::varchar(128) AS collation
FROM svv_all_columns a JOIN pg_namespace n ON n.nspname = a.schema_name
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = a.table_name LEFT JOIN redshift_storage s ON s.relid = c.oid;
CREATE VIEW pg_catalog.redshift_show_primary_keys AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    c.relname::varchar(128) AS table_name, k.conname::varchar(128) AS pk_name, a.attname::varchar(128) AS column_name,
    u.position::integer AS key_seq
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
    LATERAL unnest(k.conkey) WITH ORDINALITY AS u (attnum, position) JOIN pg_attribute a ON a.attnum = u.attnum
WHERE k.contype = 'p' AND a.attrelid = k.conrelid;
CREATE VIEW pg_catalog.redshift_show_foreign_keys AS
SELECT current_database()::varchar(128) AS pk_database_name, pn.nspname::varchar(128) AS pk_schema_name,
    pc.relname::varchar(128) AS pk_table_name, pa.attname::varchar(128) AS pk_column_name,
    current_database()::varchar(128) AS fk_database_name, n.nspname::varchar(128) AS fk_schema_name,
    c.relname::varchar(128) AS fk_table_name, a.attname::varchar(128) AS fk_column_name, u.position::integer AS key_seq,
    k.conname::varchar(128) AS fk_name,
    (SELECT p.conname FROM pg_constraint p WHERE p.conindid = k.conindid AND p.contype IN ('p', 'u'))::varchar(128) AS pk_name,
    NULL::varchar(128) AS update_rule, NULL::varchar(128) AS delete_rule, NULL::varchar(128) AS deferrability
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class pc ON pc.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = pc.relnamespace,
    LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (attnum, pattnum, position)
    JOIN pg_attribute a ON a.attnum = u.attnum JOIN pg_attribute pa ON pa.attnum = u.pattnum
WHERE k.contype = 'f' AND a.attrelid = k.conrelid AND pa.attrelid = k.confrelid;

-- A procedure's output arguments come behind its others and have a default here.
CREATE VIEW pg_catalog.redshift_parameters AS
SELECT p.oid, p.prokind, u.position::integer AS position, coalesce(p.proargnames[u.position], '') AS name, u.type,
    CASE WHEN coalesce(p.proargmodes[u.position], 'i') = 'i' THEN 'IN'
        WHEN p.proargmodes[u.position] = 'o' OR u.position > p.pronargs - p.pronargdefaults THEN 'OUT' ELSE 'INOUT' END AS mode
FROM pg_proc p, LATERAL unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS u (type, position)
WHERE p.prokind IN ('f', 'p') AND coalesce(p.proargmodes[u.position], 'i') <> 't';
CREATE FUNCTION pg_catalog.redshift_arguments(routine oid, output boolean) RETURNS varchar LANGUAGE sql STABLE STRICT AS $$
    SELECT coalesce(string_agg(redshift_type_name(type), ', ' ORDER BY position), '')::varchar FROM redshift_parameters
    WHERE oid = routine AND mode IN ('INOUT', CASE WHEN output THEN 'OUT' ELSE 'IN' END) $$;
CREATE VIEW pg_catalog.redshift_show_procedures AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    p.proname::varchar(128) AS procedure_name,
    (SELECT count(*) FROM redshift_parameters a WHERE a.oid = p.oid AND a.mode <> 'OUT')::integer AS number_of_arguments,
    redshift_arguments(p.oid, false) AS argument_list, redshift_arguments(p.oid, true) AS return_type,
    obj_description(p.oid, 'pg_proc')::varchar AS remarks
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind = 'p';
CREATE VIEW pg_catalog.redshift_show_functions AS
SELECT current_database()::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name,
    p.proname::varchar(128) AS function_name, p.pronargs::integer AS number_of_arguments,
    redshift_arguments(p.oid, false) AS argument_list, redshift_type_name(p.prorettype) AS return_type,
    obj_description(p.oid, 'pg_proc')::varchar AS remarks
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind = 'f' AND n.nspname NOT IN ('pg_catalog', 'information_schema');
CREATE VIEW pg_catalog.redshift_show_parameters AS
SELECT p.prokind, redshift_arguments(p.oid, false) AS argument_list, current_database()::varchar(128) AS database_name,
    n.nspname::varchar(128) AS schema_name, p.proname::varchar(128) AS routine_name, a.name::varchar(128) AS parameter_name,
    a.position AS ordinal_position, a.mode::varchar(16) AS parameter_type, redshift_type_name(a.type) AS data_type,
    NULL::integer AS character_maximum_length,
    CASE a.type WHEN 'int2'::regtype THEN 16 WHEN 'int4'::regtype THEN 32 WHEN 'int8'::regtype THEN 64
        WHEN 'float4'::regtype THEN 24 WHEN 'float8'::regtype THEN 53 END AS numeric_precision,
    CASE WHEN a.type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) THEN 0 END AS numeric_scale
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN (SELECT * FROM redshift_parameters UNION ALL
        SELECT oid, prokind, 0, '', prorettype, 'RETURN' FROM pg_proc WHERE prokind = 'f') a ON a.oid = p.oid;

-- Groups look like roles with a slash before the name.
CREATE VIEW pg_catalog.redshift_grants AS
SELECT g.schema_name, g.object_name, g.object_type, g.privilege_type, g.grantee::integer AS identity_id,
    CASE WHEN i.type = 'group' THEN '/' ELSE '' END || redshift_identity_name(g.grantee) AS identity_name,
    CASE i.type WHEN 'group' THEN 'role' ELSE i.type END AS identity_type, g.is_grantable AS admin_option,
    g.object_type AS privilege_scope, current_database()::text AS database_name,
    pg_get_userbyid(g.grantor)::text AS grantor_name, g.arguments, g.column_name
FROM (
    SELECT n.nspname::text AS schema_name, c.relname::text AS object_name, 'TABLE' AS object_type, NULL::text AS arguments,
        NULL::text AS column_name, p.*
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(c.relacl) p
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT n.nspname, c.relname, 'COLUMN', NULL, a.attname, p.*
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
        LATERAL aclexplode(a.attacl) p
    UNION ALL
    SELECT n.nspname, n.nspname, 'SCHEMA', NULL, NULL, p.* FROM pg_namespace n, LATERAL aclexplode(n.nspacl) p
    UNION ALL
    SELECT n.nspname, f.proname, CASE f.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
        redshift_arguments(f.oid, false), NULL, p.*
    FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace, LATERAL aclexplode(f.proacl) p
    UNION ALL
    SELECT NULL, NULL, 'DATABASE', NULL, NULL, p.grantor, p.grantee,
        CASE p.privilege_type WHEN 'TEMPORARY' THEN 'TEMP' ELSE p.privilege_type END, p.is_grantable
    FROM pg_database d, LATERAL aclexplode(d.datacl) p WHERE d.datname = current_database() AND p.privilege_type <> 'CONNECT'
    ) AS g, LATERAL (SELECT redshift_identity_type(g.grantee) AS type) AS i
WHERE g.privilege_type <> 'MAINTAIN' AND coalesce(g.schema_name, '') NOT IN ('pg_catalog', 'information_schema');
CREATE VIEW pg_catalog.redshift_show_database_grants AS
SELECT database_name, privilege_type, identity_id, identity_name, identity_type, admin_option, privilege_scope, grantor_name
FROM redshift_grants WHERE object_type = 'DATABASE';
CREATE VIEW pg_catalog.redshift_show_column_grants AS
SELECT database_name, schema_name, object_name AS table_name, column_name, object_type, privilege_type, identity_id, identity_name,
    identity_type, admin_option, privilege_scope, grantor_name
FROM redshift_grants WHERE object_type = 'COLUMN';

CREATE FUNCTION pg_catalog.redshift_show_table(relation regclass) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    shown record;
BEGIN
    SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, s.diststyle, s.sortstyle, s.sortkeys INTO shown
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_storage s ON s.relid = c.oid
    WHERE c.oid = relation;
    IF shown.relkind NOT IN ('r', 'p') THEN
        RAISE EXCEPTION '"%" is not a table', relation USING ERRCODE = '42809';
    END IF;
    RETURN 'CREATE TABLE ' || shown.name || E' (\n'
        || (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                || CASE WHEN d.adsrc LIKE '"identity"(%' THEN ' IDENTITY(' || split_part(d.adsrc, '''', 2) || ')'
                    ELSE coalesce(' DEFAULT ' || d.adsrc, '') END || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || coalesce(nullif(' ENCODE ' || redshift_encoding(a.attrelid, a.attname), ' ENCODE none'), '')
                || CASE WHEN redshift_is_distkey(a.attrelid, a.attname) THEN ' distkey' ELSE '' END, E',\n' ORDER BY a.attnum)
            FROM pg_attribute a LEFT JOIN redshift_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped)
        || coalesce((SELECT string_agg(', ' || pg_get_constraintdef(k.oid), '' ORDER BY k.contype DESC, k.conname)
            FROM pg_constraint k WHERE k.conrelid = relation AND k.contype IN ('p', 'u', 'f')), '')
        || E'\n)\nDISTSTYLE ' || coalesce(upper(shown.diststyle), 'AUTO')
        || CASE WHEN cardinality(shown.sortkeys) > 0 THEN CASE shown.sortstyle WHEN 'interleaved' THEN ' INTERLEAVED' ELSE '' END
            || ' SORTKEY ( ' || array_to_string(shown.sortkeys, ', ') || ' )' ELSE '' END || ';';
END $$;
CREATE FUNCTION pg_catalog.redshift_show_view(relation regclass) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = relation) NOT IN ('v', 'm') THEN
        RAISE EXCEPTION '"%" is not a view', relation USING ERRCODE = '42809';
    END IF;
    RETURN ltrim(pg_get_viewdef(relation, true));
END $$;

CREATE FUNCTION pg_catalog.user_is_member_of(users text, role text) RETURNS boolean LANGUAGE sql STABLE STRICT
    AS $$ SELECT pg_has_role(users::name, role::name, 'MEMBER') $$;
CREATE FUNCTION pg_catalog.role_is_member_of(member text, role text) RETURNS boolean LANGUAGE sql STABLE STRICT
    AS $$ SELECT pg_has_role(member::name, role::name, 'MEMBER') $$;
