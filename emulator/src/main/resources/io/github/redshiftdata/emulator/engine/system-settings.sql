-- Settings that PostgreSQL does not have are kept under a prefix, and read and set by their names.
ALTER FUNCTION pg_catalog.current_setting(text) RENAME TO postgres_current_setting;
ALTER FUNCTION pg_catalog.current_setting(text, boolean) RENAME TO postgres_current_setting;
ALTER FUNCTION pg_catalog.set_config(text, text, boolean) RENAME TO postgres_set_config;
CREATE FUNCTION pg_catalog.redshift_is_setting(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT lower($1) IN ('analyze_threshold_percent', 'cast_super_null_on_error', 'datashare_break_glass_session_var',
        'default_array_search_null_handling', 'max_failed_login_attempts', 'default_geometry_encoding', 'describe_field_name_in_uppercase', 'downcase_delimited_identifier',
        'enable_case_sensitive_identifier', 'enable_case_sensitive_super_attribute', 'enable_numeric_rounding',
        'enable_result_cache_for_session', 'enable_spectrum_oid', 'enable_vacuum_boost', 'error_on_nondeterministic_update',
        'interval_forbid_composite_literals',
        'json_parse_dedup_attributes', 'json_parse_truncate_strings', 'json_serialization_enable',
        'json_serialization_parse_nested_strings', 'max_concurrency_scaling_clusters', 'max_cursor_result_set_size',
        'mv_enable_aqmv_for_session', 'navigate_super_null_on_error', 'parse_super_null_on_error', 'pg_federation_repeatable_read',
        'query_group', 'session_query_limit', 'spectrum_enable_pseudo_columns', 'spectrum_query_maxerror',
        'stored_proc_log_min_messages', 'use_fips_ssl', 'wlm_query_slot_count') $$;
CREATE FUNCTION pg_catalog.current_setting(name text, missing_ok boolean) RETURNS text LANGUAGE sql STABLE STRICT AS $$
    SELECT CASE WHEN lower($1) = 'application_name' THEN coalesce(postgres_current_setting('redshift.application_name', true), '')
        WHEN redshift_is_setting($1) THEN coalesce(postgres_current_setting('redshift.' || lower($1), true),
            CASE WHEN lower($1) LIKE 'enable\_%' OR lower($1) LIKE 'describe\_%' THEN 'off'
                WHEN lower($1) = 'interval_forbid_composite_literals' THEN 'on' ELSE '' END)
        ELSE postgres_current_setting($1, $2) END $$;
CREATE FUNCTION pg_catalog.current_setting(name text) RETURNS text LANGUAGE sql STABLE STRICT
    AS $$ SELECT current_setting($1, false) $$;
CREATE FUNCTION pg_catalog.set_config(name text, value text, is_local boolean) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF lower(name) = 'enable_case_sensitive_identifier' THEN
        RAISE EXCEPTION 'set_config of enable_case_sensitive_identifier is not supported by the emulator'
            USING ERRCODE = '0A000', HINT = 'Use SET.';
    ELSIF lower(name) = 'application_name' OR redshift_is_setting(name) THEN
        value := postgres_set_config('redshift.' || lower(name), value, is_local);
        IF lower(name) IN ('application_name', 'query_group') THEN
            PERFORM redshift_show_labels();
        END IF;
        RETURN value;
    END IF;
    RETURN postgres_set_config(name, value, is_local);
END $$;

-- What changes nothing here of a database or schema that is the caller's.
CREATE PROCEDURE pg_catalog.redshift_keep_database(name text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE pg_catalog.format('ALTER DATABASE %I RESET redshift.kept', name);
END $$;
CREATE PROCEDURE pg_catalog.redshift_keep_schema(name text) LANGUAGE plpgsql AS $$
DECLARE
    owner oid := (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = name);
BEGIN
    IF owner IS NULL THEN
        RAISE EXCEPTION 'schema "%" does not exist', name USING ERRCODE = '3F000';
    ELSIF NOT pg_catalog.pg_has_role(owner, 'USAGE') THEN
        RAISE EXCEPTION 'must be owner of schema %', name USING ERRCODE = '42501';
    END IF;
END $$;

-- A column, or what COLLATE is called for, that is compared without regard to case. It needs a PostgreSQL with ICU.
DO $$
BEGIN
    CREATE COLLATION pg_catalog.case_insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$;
