-- A NUMERIC that the query casts is cut to what fits; one that is stored is rounded, as PostgreSQL does both. The third
-- argument of a cast tells which of them it is. Floating points and text are rounded by both. It is the last script: the others round.
CREATE FUNCTION pg_catalog.redshift_cuts(explicit boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT $1 AND coalesce(lower(postgres_current_setting('redshift.enable_numeric_rounding', true)), '')
        NOT IN ('on', 'true', 'yes', '1') $$;
DO $$
DECLARE
    kind record;
BEGIN
    FOR kind IN SELECT * FROM (VALUES ('smallint', 'int2'), ('integer', 'int4'), ('bigint', 'int8')) AS k (type, name) LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_%s(numeric, integer, boolean) RETURNS %s LANGUAGE sql STABLE STRICT'
            ' AS ''SELECT pg_catalog.%s(CASE WHEN redshift_cuts($3) THEN trunc($1) ELSE $1 END)''', kind.name, kind.type, kind.name);
        EXECUTE format('UPDATE pg_cast SET castfunc = ''pg_catalog.redshift_%s(numeric, integer, boolean)''::regprocedure'
            ' WHERE castsource = ''numeric''::regtype AND casttarget = ''%s''::regtype', kind.name, kind.type);
    END LOOP;
END $$;
-- The modifier of a NUMERIC holds its scale in eleven bits.
CREATE FUNCTION pg_catalog.redshift_numeric(numeric, integer, boolean) RETURNS numeric LANGUAGE sql STABLE STRICT AS $$
    SELECT pg_catalog."numeric"(CASE WHEN redshift_cuts($3) AND $2 >= 4 THEN trunc($1, ($2 - 4) & 2047) ELSE $1 END, $2) $$;
UPDATE pg_cast SET castfunc = 'pg_catalog.redshift_numeric(numeric, integer, boolean)'::regprocedure
WHERE castsource = 'numeric'::regtype AND casttarget = 'numeric'::regtype;
DO $$
DECLARE
    type text;
BEGIN
    FOREACH type IN ARRAY ARRAY['real', 'double precision', 'text', 'varchar', 'bpchar', 'super'] LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_numeric(%s, integer, boolean) RETURNS numeric LANGUAGE sql STABLE STRICT'
            ' AS ''SELECT pg_catalog."numeric"(%s, $2)''', type, CASE WHEN type IN ('real', 'double precision')
            THEN 'pg_catalog."numeric"($1)' ELSE 'pg_catalog.numeric_in(textout(CAST($1 AS text)), 0, -1)' END);
        IF type IN ('text', 'varchar', 'bpchar') THEN
            EXECUTE format('CREATE CAST (%s AS numeric) WITH FUNCTION pg_catalog.redshift_numeric(%s, integer, boolean)', type, type);
        ELSE
            EXECUTE format('UPDATE pg_cast SET castfunc = ''pg_catalog.redshift_numeric(%s, integer, boolean)''::regprocedure'
                ' WHERE castsource = ''%s''::regtype AND casttarget = ''numeric''::regtype', type, type);
        END IF;
    END LOOP;
END $$;
