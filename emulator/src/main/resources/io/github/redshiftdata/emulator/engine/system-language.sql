-- What Redshift's expressions can do beyond PostgreSQL's.

-- Text is joined by + too. PostgreSQL comes here for two values of one kind that have no + of their own, and for nothing else.
CREATE FUNCTION pg_catalog.redshift_joined(anycompatible, anycompatible) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF pg_typeof($1) NOT IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype) THEN
        RAISE EXCEPTION 'operator does not exist: % + %', pg_typeof($1), pg_typeof($2) USING ERRCODE = '42883';
    END IF;
    RETURN $1::text || $2::text;
END $$;
CREATE OPERATOR pg_catalog.+ (LEFTARG = anycompatible, RIGHTARG = anycompatible, FUNCTION = redshift_joined);

-- SUPER as text and as JSON. A string loses its quotes where it becomes text, so JSON goes another way.
CREATE OR REPLACE FUNCTION pg_catalog.super_json(pg_catalog.super) RETURNS json LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT json_in(super_out($1)) $$;
CREATE OR REPLACE FUNCTION pg_catalog.json_serialize(pg_catalog.super) RETURNS varchar LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(textin(super_out($1))::varchar, 'null') $$;
CREATE OR REPLACE FUNCTION pg_catalog.json_size(pg_catalog.super) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT octet_length(textin(super_out($1)))::bigint $$;
DROP CAST (pg_catalog.super AS text);
CREATE FUNCTION pg_catalog.redshift_text(pg_catalog.super) RETURNS text LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT super_json($1) #>> '{}' $$;
CREATE CAST (pg_catalog.super AS text) WITH FUNCTION pg_catalog.redshift_text(pg_catalog.super) AS ASSIGNMENT;
DO $$
DECLARE
    type text;
    wanted text;
    place integer := 0;
BEGIN
    FOREACH type IN ARRAY ARRAY['varchar', 'bpchar', 'smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric',
        'boolean', 'date', 'time', 'timestamp', 'timestamptz'] LOOP
        place := place + 1;
        -- A number with a fraction is rounded, as elsewhere.
        wanted := CASE WHEN type IN ('smallint', 'integer', 'bigint') THEN 'round(redshift_text($1)::numeric)::' || type
            ELSE 'redshift_text($1)::' || type END;
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_cast_%s(pg_catalog.super) RETURNS %s LANGUAGE sql STABLE STRICT'
            ' AS ''SELECT %s''', place, type, wanted);
        EXECUTE format('CREATE CAST (pg_catalog.super AS %s) WITH FUNCTION pg_catalog.redshift_cast_%s(pg_catalog.super)'
            ' AS ASSIGNMENT', type, place);
    END LOOP;
END $$;

-- The way into SUPER. What is not there is NULL, and so is the null of JSON. PostgreSQL's arrays keep their own way.
CREATE FUNCTION pg_catalog.redshift_value(json) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN pg_catalog.json_typeof($1) <> 'null' THEN $1::pg_catalog.super END $$;
CREATE FUNCTION pg_catalog.redshift_at(pg_catalog.super, text) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN pg_catalog.json_typeof($1::json) = 'object' THEN redshift_value($1::json -> $2) END $$;
CREATE FUNCTION pg_catalog.redshift_at(pg_catalog.super, integer) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN pg_catalog.json_typeof($1::json) = 'array' AND $2 >= 0 THEN redshift_value($1::json -> $2) END $$;
CREATE FUNCTION pg_catalog.redshift_at(pg_catalog.super, bigint) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_at($1, $2::integer) $$;
CREATE FUNCTION pg_catalog.redshift_at(anyarray, integer) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[$2] $$;
CREATE FUNCTION pg_catalog.redshift_at(int2vector, integer) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[$2] $$;
CREATE FUNCTION pg_catalog.redshift_at(oidvector, integer) RETURNS oid LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[$2] $$;
CREATE FUNCTION pg_catalog.redshift_elements_at(pg_catalog.super, OUT element pg_catalog.super, OUT place bigint)
    RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE STRICT ROWS 10 AS $$
BEGIN
    IF pg_catalog.json_typeof($1::json) = 'array' THEN
        RETURN QUERY SELECT redshift_value(e.v), e.i - 1 FROM json_array_elements($1::json) WITH ORDINALITY AS e (v, i);
    ELSIF pg_catalog.json_typeof($1::json) <> 'null' THEN
        RAISE EXCEPTION 'unnesting a SUPER value that is no array is not supported by the emulator' USING ERRCODE = '0A000';
    END IF;
END $$;
CREATE FUNCTION pg_catalog.redshift_elements(pg_catalog.super) RETURNS SETOF pg_catalog.super
    LANGUAGE sql IMMUTABLE STRICT ROWS 10 AS $$ SELECT element FROM redshift_elements_at($1) $$;
CREATE FUNCTION pg_catalog.redshift_attributes(pg_catalog.super, OUT value pg_catalog.super, OUT name varchar)
    RETURNS SETOF record LANGUAGE plpgsql IMMUTABLE STRICT ROWS 10 AS $$
BEGIN
    IF pg_catalog.json_typeof($1::json) = 'object' THEN
        RETURN QUERY SELECT redshift_value(e.value), e.key::varchar FROM json_each($1::json) AS e;
    ELSIF pg_catalog.json_typeof($1::json) <> 'null' THEN
        RAISE EXCEPTION 'UNPIVOT of a SUPER value that is no object is not supported by the emulator' USING ERRCODE = '0A000';
    END IF;
END $$;

-- Compared with a scalar, a SUPER value of another type is neither equal nor unequal to it.
DO $$
DECLARE
    type text;
    kind text;
    place integer := 0;
    operators text[] := ARRAY['=', '<>', '<', '<=', '>', '>='];
    mirrors text[] := ARRAY['=', '<>', '>', '>=', '<', '<='];
BEGIN
    FOREACH type IN ARRAY ARRAY['text', 'integer', 'bigint', 'numeric', 'double precision', 'boolean'] LOOP
        kind := CASE type WHEN 'text' THEN 'string' WHEN 'boolean' THEN 'boolean' ELSE 'number' END;
        FOR i IN 1 .. 6 LOOP
            place := place + 1;
            EXECUTE format('CREATE FUNCTION pg_catalog.redshift_compared_%s(pg_catalog.super, %s) RETURNS boolean'
                ' LANGUAGE sql IMMUTABLE STRICT AS ''SELECT CASE WHEN pg_catalog.json_typeof($1::json) = ''''%s'''' THEN'
                ' redshift_text($1)::%s %s $2 END''', place, type, kind,
                CASE kind WHEN 'number' THEN CASE type WHEN 'double precision' THEN type ELSE 'numeric' END ELSE type END,
                operators[i]);
        END LOOP;
        FOR i IN 1 .. 6 LOOP
            EXECUTE format('CREATE FUNCTION pg_catalog.redshift_compared_%s(%s, pg_catalog.super) RETURNS boolean'
                ' LANGUAGE sql IMMUTABLE STRICT AS ''SELECT redshift_compared_%s($2, $1)''', place - 6 + i, type,
                place - 6 + array_position(operators, mirrors[i]));
            EXECUTE format('CREATE OPERATOR pg_catalog.%s (LEFTARG = pg_catalog.super, RIGHTARG = %s,'
                ' FUNCTION = redshift_compared_%s)', operators[i], type, place - 6 + i);
            EXECUTE format('CREATE OPERATOR pg_catalog.%s (LEFTARG = %s, RIGHTARG = pg_catalog.super,'
                ' FUNCTION = redshift_compared_%s)', operators[i], type, place - 6 + i);
        END LOOP;
    END LOOP;
END $$;

CREATE FUNCTION pg_catalog.redshift_like(pg_catalog.super, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN pg_catalog.json_typeof($1::json) = 'string' THEN redshift_text($1) LIKE $2 END $$;
CREATE FUNCTION pg_catalog.redshift_not_like(pg_catalog.super, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT NOT redshift_like($1, $2) $$;
CREATE OPERATOR pg_catalog.~~ (LEFTARG = pg_catalog.super, RIGHTARG = text, FUNCTION = redshift_like);
CREATE OPERATOR pg_catalog.!~~ (LEFTARG = pg_catalog.super, RIGHTARG = text, FUNCTION = redshift_not_like);

-- To sort and group: by kind, then by value.
CREATE FUNCTION pg_catalog.redshift_order(pg_catalog.super, pg_catalog.super) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    kinds text[] := ARRAY['null', 'boolean', 'number', 'string', 'array', 'object'];
    a text := pg_catalog.json_typeof($1::json);
    b text := pg_catalog.json_typeof($2::json);
BEGIN
    IF a <> b THEN
        RETURN sign(array_position(kinds, a) - array_position(kinds, b))::integer;
    ELSIF a = 'number' THEN
        RETURN numeric_cmp(redshift_text($1)::numeric, redshift_text($2)::numeric);
    END IF;
    RETURN bttextcmp(redshift_text($1), redshift_text($2));
END $$;
DO $$
DECLARE
    name text;
    signs text[] := ARRAY['<', '<=', '=', '>=', '>'];
BEGIN
    FOR i IN 1 .. 5 LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_ordered_%s(pg_catalog.super, pg_catalog.super) RETURNS boolean'
            ' LANGUAGE sql IMMUTABLE STRICT AS ''SELECT redshift_order($1, $2) %s 0''', i, signs[i]);
        EXECUTE format('CREATE OPERATOR pg_catalog.#%s# (LEFTARG = pg_catalog.super, RIGHTARG = pg_catalog.super,'
            ' FUNCTION = redshift_ordered_%s)', signs[i], i);
    END LOOP;
END $$;
CREATE OPERATOR CLASS pg_catalog.redshift_super DEFAULT FOR TYPE pg_catalog.super USING btree AS
    OPERATOR 1 pg_catalog.#<#, OPERATOR 2 pg_catalog.#<=#, OPERATOR 3 pg_catalog.#=#, OPERATOR 4 pg_catalog.#>=#,
    OPERATOR 5 pg_catalog.#>#, FUNCTION 1 pg_catalog.redshift_order(pg_catalog.super, pg_catalog.super);

-- Window functions without NULLs, and those with an order of their own.
CREATE FUNCTION pg_catalog.redshift_former(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.redshift_latter(anyelement, anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $2 $$;
CREATE AGGREGATE pg_catalog.redshift_first_value(anyelement) (SFUNC = redshift_former, STYPE = anyelement);
CREATE AGGREGATE pg_catalog.redshift_last_value(anyelement) (SFUNC = redshift_latter, STYPE = anyelement);
CREATE FUNCTION pg_catalog.redshift_nth(anyarray, bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[$2::integer] $$;
CREATE FUNCTION pg_catalog.redshift_nth_last(anyarray, bigint) RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[cardinality($1) - $2::integer + 1] $$;
CREATE FUNCTION pg_catalog.redshift_percentile_cont(double precision, double precision[], descending boolean)
    RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT percentile_cont(CASE WHEN $3 THEN 1 - $1 ELSE $1 END) WITHIN GROUP (ORDER BY v) FROM unnest($2) AS v $$;
CREATE FUNCTION pg_catalog.redshift_percentile_disc(double precision, anyarray, descending boolean)
    RETURNS anyelement LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $3 THEN percentile_disc($1) WITHIN GROUP (ORDER BY v DESC)
        ELSE percentile_disc($1) WITHIN GROUP (ORDER BY v) END FROM unnest($2) AS v $$;
