-- The statements that ran lately, which a session of the emulator's sets before it asks for them. Numbers of transactions are
-- those of their first statement.
CREATE VIEW pg_catalog.redshift_history AS
SELECT coalesce(u.usesysid, 0)::integer AS userid, h.usename, h.query, h.xid, h.pid, h.database,
    coalesce(nullif(h.label, ''), 'default') AS label, h.querytext, h.starttime AT TIME ZONE 'UTC' AS starttime,
    h.endtime AT TIME ZONE 'UTC' AS endtime, h.error, h.rows,
    CASE WHEN t.word IN ('select', 'with') THEN 'SELECT' WHEN t.word IN ('insert', 'update', 'delete', 'merge') THEN upper(t.word)
        WHEN h.querytext ~* '^\W*create\s+(local\s+|temp\s+|temporary\s+)*table\s.*\sas\W+(select|with)\M' THEN 'CTAS'
        WHEN t.word IN ('create', 'alter', 'drop') THEN 'DDL' ELSE 'UTILITY' END AS type
FROM json_to_recordset(coalesce(nullif(current_setting('redshift.history', true), ''), '[]')::json) AS h (query bigint, xid bigint,
        usename text, pid integer, database text, label text, querytext text, starttime timestamptz, endtime timestamptz, error text,
        rows bigint)
    LEFT JOIN pg_user u ON u.usename = h.usename,
    LATERAL (SELECT lower(substring(postgres_regexp_replace(h.querytext, '^(\s|\(|/\*.*?\*/|--[^\n]*\n)+', '') FROM '^\w+')) AS word) AS t;
CREATE VIEW pg_catalog.stl_query AS
SELECT userid, query::integer AS query, label::char(320) AS label, xid, pid, database::char(32) AS database,
    querytext::char(4000) AS querytxt, starttime, endtime, CASE WHEN error IS NULL THEN 0 ELSE 1 END AS aborted,
    0 AS insert_pristine, 0 AS concurrency_scaling_status
FROM redshift_history WHERE type NOT IN ('DDL', 'UTILITY') AND endtime IS NOT NULL;
CREATE VIEW pg_catalog.redshift_history_text AS
SELECT h.*, s.sequence, substr(querytext, s.sequence * 200 + 1, 200)::char(200) AS text
FROM redshift_history h, LATERAL generate_series(0, greatest(length(querytext) - 1, 0) / 200) AS s (sequence);
CREATE VIEW pg_catalog.stl_querytext AS
SELECT userid, xid, pid, query::integer AS query, sequence, text FROM redshift_history_text WHERE type NOT IN ('DDL', 'UTILITY');
CREATE VIEW pg_catalog.stl_ddltext AS
SELECT userid, xid, pid, label::char(320) AS label, starttime, endtime, sequence, text
FROM redshift_history_text WHERE type = 'DDL' AND endtime IS NOT NULL;
CREATE VIEW pg_catalog.stl_utilitytext AS
SELECT userid, xid, pid, label::char(320) AS label, starttime, endtime, sequence, text
FROM redshift_history_text WHERE type = 'UTILITY' AND endtime IS NOT NULL;
CREATE VIEW pg_catalog.svl_statementtext AS
SELECT userid, xid, pid, label::char(320) AS label, starttime, endtime, sequence,
    CASE type WHEN 'DDL' THEN 'DDL' WHEN 'UTILITY' THEN 'UTILITY' ELSE 'QUERY' END::varchar(10) AS type, text
FROM redshift_history_text WHERE endtime IS NOT NULL;
CREATE VIEW pg_catalog.svl_qlog AS
SELECT userid, query, xid, pid, starttime, endtime, (extract(epoch FROM endtime - starttime) * 1000000)::bigint AS elapsed,
    aborted, label, left(querytxt, 60)::char(60) AS substring, NULL::integer AS source_query,
    'Main'::text AS concurrency_scaling_status_txt, NULL::integer AS from_sp_call
FROM stl_query;
CREATE VIEW pg_catalog.stl_wlm_query AS
SELECT userid, xid::integer AS xid, query AS task, query, 100 AS service_class, 1 AS slot_count,
    starttime AS service_class_start_time, starttime AS queue_start_time, starttime AS queue_end_time, 0::bigint AS total_queue_time,
    starttime AS exec_start_time, endtime AS exec_end_time,
    (extract(epoch FROM endtime - starttime) * 1000000)::bigint AS total_exec_time, endtime AS service_class_end_time,
    'Completed'::char(16) AS final_state, 0::bigint AS est_peak_mem, 'Normal'::char(20) AS query_priority,
    'Default queue'::char(64) AS service_class_name
FROM stl_query;
CREATE VIEW pg_catalog.sys_query_text AS
SELECT userid AS user_id, query AS query_id, xid AS transaction_id, pid AS session_id, starttime AS start_time, 0 AS sequence,
    querytext::char(4000) AS text, NULL::char(36) AS query_uuid FROM redshift_history;
-- And of the sessions that are not the emulator's the query that each runs, or its last command.
CREATE VIEW pg_catalog.sys_query_history AS
SELECT q.userid AS user_id, q.query AS query_id, q.label::char(320) AS query_label, q.xid AS transaction_id, q.pid AS session_id,
    q.database::char(128) AS database_name, q.type::char(32) AS query_type,
    CASE WHEN q.endtime IS NULL THEN 'running' WHEN q.error IS NULL THEN 'success'
        WHEN q.error LIKE '%cancelled on user%' THEN 'canceled' ELSE 'failed' END::char(10) AS status,
    false AS result_cache_hit, q.starttime AS start_time, q.endtime AS end_time, t.elapsed AS elapsed_time, 0::bigint AS queue_time,
    t.elapsed AS execution_time, coalesce(left(q.error, 512), '')::char(512) AS error_message, q.rows AS returned_rows,
    0::bigint AS returned_bytes, q.querytext::char(4000) AS query_text, '1.0.117891'::char(256) AS redshift_version,
    ''::char(150) AS usage_limit, 'primary'::varchar(32) AS compute_type, 0::bigint AS compile_time, 0::bigint AS planning_time,
    0::bigint AS lock_wait_time, 100 AS service_class_id, 'Default queue'::char(64) AS service_class_name,
    'Normal'::char(20) AS query_priority, 'false'::char(10) AS short_query_accelerated, NULL::char(40) AS user_query_hash,
    NULL::char(40) AS generic_query_hash, 0 AS query_hash_version, 0 AS result_cache_query_id, q.usename::char(128) AS username
FROM (
    SELECT userid, usename, query, xid, pid, database, label, querytext, starttime, endtime, error, rows, type FROM redshift_history
    UNION ALL
    SELECT usesysid::integer, usename, pid, coalesce(backend_xid::text, '0')::bigint, pid, datname,
        coalesce(nullif(redshift_session_label(application_name), ''), 'default'), left(query, 4000), query_start AT TIME ZONE 'UTC',
        CASE WHEN state <> 'active' THEN state_change AT TIME ZONE 'UTC' END, NULL, 0,
        CASE WHEN query ~* '^\s*(select|with)' THEN 'SELECT' ELSE 'OTHER' END
    FROM pg_stat_activity a WHERE datname IS NOT NULL AND query_start IS NOT NULL
        AND NOT EXISTS (SELECT FROM redshift_history h WHERE h.pid = a.pid)
    ) AS q,
    LATERAL (SELECT (extract(epoch FROM coalesce(q.endtime, now() AT TIME ZONE 'UTC') - q.starttime) * 1000000)::bigint AS elapsed)
        AS t;
CREATE FUNCTION pg_catalog.pg_last_query_id() RETURNS integer LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT max(query) FROM stl_query WHERE pid = pg_backend_pid()), -1)::integer $$;
CREATE FUNCTION pg_catalog.last_user_query_id() RETURNS bigint LANGUAGE sql STABLE
    AS $$ SELECT coalesce((SELECT max(query) FROM redshift_history WHERE pid = pg_backend_pid() AND endtime IS NOT NULL), -1) $$;
