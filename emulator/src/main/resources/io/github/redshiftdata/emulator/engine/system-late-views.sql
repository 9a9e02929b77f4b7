-- Views WITH NO SCHEMA BINDING. Each reads a function of its own, whose text PostgreSQL looks at when it runs and not before,
-- so that nothing depends on what the view reads. The columns of the view follow each command that defines something. A view
-- that cannot be bound has none, and its function tells why.
CREATE TABLE pg_catalog.redshift_late (view oid PRIMARY KEY, code name NOT NULL, path text NOT NULL, names text NOT NULL,
    query text NOT NULL, definition text NOT NULL, columns text NOT NULL DEFAULT '');
CREATE SEQUENCE pg_catalog.redshift_late_number;

-- What the columns of such a view are now, in SQL; an error where it cannot be bound.
CREATE FUNCTION pg_catalog.redshift_late_columns(late pg_catalog.redshift_late) RETURNS text LANGUAGE plpgsql
    SET search_path = pg_catalog AS $$
DECLARE
    found text;
BEGIN
    PERFORM set_config('search_path', late.path, true);
    EXECUTE 'CREATE TEMP VIEW redshift_late_probe ' || late.names || ' AS ' || late.query;
    SELECT pg_catalog.string_agg(pg_catalog.format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
        INTO found FROM pg_catalog.pg_attribute a WHERE a.attrelid = 'pg_temp.redshift_late_probe'::regclass AND a.attnum > 0;
    DROP VIEW pg_temp.redshift_late_probe;
    RETURN found;
END $$;

-- Gives the view these columns, and what it had besides: its owner, its comment and what is granted.
CREATE FUNCTION pg_catalog.redshift_late_replace(late pg_catalog.redshift_late, wanted text) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog AS $$
DECLARE
    name text := late.view::regclass;
    owner text := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = late.view);
    said text := obj_description(late.view, 'pg_class');
    granted aclitem[] := (SELECT relacl FROM pg_class WHERE oid = late.view);
    each record;
BEGIN
    EXECUTE format('DROP VIEW %s', name);
    EXECUTE format('CREATE VIEW %s AS SELECT %s FROM pg_catalog.%I() AS late (%s)', name,
        CASE wanted WHEN '' THEN '' ELSE '*' END, late.code, CASE wanted WHEN '' THEN 'unbound integer' ELSE wanted END);
    EXECUTE format('ALTER VIEW %s OWNER TO %I', name, owner);
    UPDATE redshift_late SET view = name::regclass, columns = wanted WHERE view = late.view;
    IF said IS NOT NULL THEN
        EXECUTE format('COMMENT ON VIEW %s IS %L', name, said);
    END IF;
    FOR each IN SELECT * FROM aclexplode(granted) LOOP
        EXECUTE format('GRANT %s ON %s TO %s%s', each.privilege_type, name,
            CASE each.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(each.grantee)) END,
            CASE WHEN each.is_grantable AND each.grantee <> 0 THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
END $$;

-- Binds a view anew. Gives whether it has changed; a view that others depend on stays as it is.
CREATE FUNCTION pg_catalog.redshift_late_bind(late pg_catalog.redshift_late) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    wanted text := '';
BEGIN
    BEGIN
        wanted := pg_catalog.redshift_late_columns(late);
    EXCEPTION WHEN syntax_error THEN
        RAISE;
    WHEN OTHERS THEN
        NULL;
    END;
    IF wanted = late.columns THEN
        RETURN false;
    END IF;
    PERFORM pg_catalog.redshift_late_replace(late, wanted);
    RETURN true;
EXCEPTION WHEN dependent_objects_still_exist THEN
    RETURN false;
END $$;

-- A view that CREATE OR REPLACE has bound reads its function no more.
CREATE FUNCTION pg_catalog.redshift_late_reads(view oid, code name) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
        JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
        WHERE r.ev_class = $1 AND p.proname = $2) $$;

CREATE FUNCTION pg_catalog.redshift_late_rebind() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog AS $$
DECLARE
    late redshift_late;
    changed boolean := true;
BEGIN
    IF coalesce(current_setting('redshift.late', true), '') = 'binding' OR NOT EXISTS (SELECT FROM redshift_late) THEN
        RETURN;
    END IF;
    PERFORM set_config('redshift.late', 'binding', true);
    FOR late IN SELECT l.* FROM redshift_late l LEFT JOIN pg_class c ON c.oid = l.view
        WHERE c.oid IS NULL OR NOT redshift_late_reads(l.view, l.code) LOOP
        DELETE FROM redshift_late WHERE view = late.view;
        EXECUTE format('DROP FUNCTION pg_catalog.%I()', late.code);
    END LOOP;
    FOR late IN SELECT l.* FROM redshift_late l JOIN pg_class c ON c.oid = l.view JOIN pg_proc p ON p.proname = l.code
            AND p.pronamespace = 'pg_catalog'::regnamespace WHERE p.proowner <> c.relowner LOOP
        EXECUTE format('ALTER FUNCTION pg_catalog.%I() OWNER TO %I', late.code,
            (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = late.view));
    END LOOP;
    -- One may read another, so that it goes on until no view changes any more.
    FOR round IN 1 .. 20 LOOP
        EXIT WHEN NOT changed;
        changed := false;
        FOR late IN SELECT * FROM redshift_late ORDER BY view LOOP
            changed := redshift_late_bind(late) OR changed;
        END LOOP;
    END LOOP;
    PERFORM set_config('redshift.late', '', true);
END $$;
CREATE EVENT TRIGGER redshift_late_rebind ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'DROP TABLE', 'CREATE VIEW', 'ALTER VIEW', 'DROP VIEW',
        'CREATE MATERIALIZED VIEW', 'ALTER MATERIALIZED VIEW', 'DROP MATERIALIZED VIEW', 'CREATE FUNCTION', 'ALTER FUNCTION',
        'DROP FUNCTION', 'CREATE FOREIGN TABLE', 'ALTER FOREIGN TABLE', 'DROP FOREIGN TABLE', 'ALTER SCHEMA', 'DROP SCHEMA', 'DROP OWNED')
    EXECUTE FUNCTION pg_catalog.redshift_late_rebind();

-- What PostgreSQL lets only a superuser do for a view: its function lies in pg_catalog, out of everybody's way.
CREATE FUNCTION pg_catalog.redshift_late_made(made oid, path text, names text, query text, definition text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET check_function_bodies = off AS $$
DECLARE
    owner name := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = made);
    code name := coalesce((SELECT l.code FROM redshift_late l WHERE l.view = made),
        'redshift_late_view_' || nextval('redshift_late_number'));
    late redshift_late;
    missing text;
    wanted text := '';
BEGIN
    IF NOT pg_has_role(session_user, owner, 'MEMBER') THEN
        RAISE EXCEPTION 'must be owner of view %', made::regclass USING ERRCODE = '42501';
    END IF;
    EXECUTE format('CREATE OR REPLACE FUNCTION pg_catalog.%I() RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER'
        ' SET search_path = %s AS %L', code, path, query);
    EXECUTE format('ALTER FUNCTION pg_catalog.%I() OWNER TO %I', code, owner);
    DELETE FROM redshift_late l WHERE l.view = made;
    INSERT INTO redshift_late VALUES (made, code, path, names, query, definition, '') RETURNING * INTO late;
    BEGIN
        wanted := redshift_late_columns(late);
    EXCEPTION WHEN syntax_error THEN
        RAISE;
    WHEN undefined_table OR invalid_schema_name THEN
        missing := substring(SQLERRM FROM '^relation "([^."]+)\.[^"]*" does not exist');
        IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = missing) THEN
            RAISE EXCEPTION 'schema "%" does not exist', missing USING ERRCODE = '3F000';
        END IF;
    WHEN OTHERS THEN
        NULL;
    END;
    PERFORM redshift_late_replace(late, wanted);
END $$;

CREATE PROCEDURE pg_catalog.redshift_create_late_view(
    replaces boolean, temporary text, name text, names text, query text, definition text) LANGUAGE plpgsql AS $$
DECLARE
    path text := (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(s), ', ')
        FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) AS s);
BEGIN
    PERFORM pg_catalog.set_config('redshift.late', 'binding', true);
    IF NOT replaces OR (SELECT c.relkind FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(name)) IS DISTINCT FROM 'v' THEN
        EXECUTE 'CREATE ' || temporary || ' VIEW ' || name || ' AS SELECT';
    END IF;
    PERFORM pg_catalog.redshift_late_made(pg_catalog.to_regclass(name), coalesce(path, 'pg_catalog'), names, query, definition);
    PERFORM pg_catalog.set_config('redshift.late', '', true);
END $$;

-- Why the first of these names that is a view without columns cannot be bound; NULL where there is none.
CREATE FUNCTION pg_catalog.redshift_late_error(named text[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog AS $$
DECLARE
    late redshift_late;
BEGIN
    FOR late IN SELECT l.* FROM redshift_late l JOIN pg_class c ON c.oid = l.view
        WHERE l.columns = '' AND c.relname = ANY (named) LOOP
        PERFORM redshift_late_columns(late);
    END LOOP;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END $$;

-- The text of such a view is what its DDL says.
ALTER FUNCTION pg_catalog.pg_get_viewdef(oid) RENAME TO postgres_get_viewdef;
ALTER FUNCTION pg_catalog.pg_get_viewdef(oid, boolean) RENAME TO postgres_get_viewdef;
CREATE FUNCTION pg_catalog.pg_get_viewdef(oid) RETURNS text LANGUAGE sql STABLE STRICT
    AS $$ SELECT coalesce((SELECT definition FROM redshift_late WHERE view = $1), postgres_get_viewdef($1)) $$;
CREATE FUNCTION pg_catalog.pg_get_viewdef(oid, boolean) RETURNS text LANGUAGE sql STABLE STRICT
    AS $$ SELECT coalesce((SELECT definition FROM redshift_late WHERE view = $1), postgres_get_viewdef($1, $2)) $$;
-- As in Redshift, the caller names the columns.
CREATE FUNCTION pg_catalog.pg_get_late_binding_view_cols() RETURNS SETOF record LANGUAGE sql STABLE AS $$
    SELECT n.nspname, c.relname, a.attname, CASE a.atttypid WHEN 'text'::regtype THEN 'character varying'
        ELSE format_type(a.atttypid, a.atttypmod) END::varchar, a.attnum::integer
    FROM redshift_late l JOIN pg_class c ON c.oid = l.view JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE a.attnum > 0 AND l.columns <> '' AND redshift_late_reads(l.view, l.code) $$;
