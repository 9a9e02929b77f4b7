-- What PostgreSQL has under the same name and answers otherwise. Its own goes by the prefix postgres_ from here on: whatever
-- is compiled into PostgreSQL, or was created before, finds it by its number.
ALTER FUNCTION pg_catalog.concat(VARIADIC "any") RENAME TO postgres_concat;
ALTER FUNCTION pg_catalog.regexp_replace(text, text, text) RENAME TO postgres_regexp_replace;
ALTER FUNCTION pg_catalog.regexp_replace(text, text, text, text) RENAME TO postgres_regexp_replace;
ALTER FUNCTION pg_catalog.regexp_replace(text, text, text, integer) RENAME TO postgres_regexp_replace;
ALTER FUNCTION pg_catalog.regexp_replace(text, text, text, integer, integer) RENAME TO postgres_regexp_replace;
ALTER FUNCTION pg_catalog.regexp_replace(text, text, text, integer, integer, text) RENAME TO postgres_regexp_replace;
ALTER FUNCTION pg_catalog.regexp_substr(text, text) RENAME TO postgres_regexp_substr;
ALTER FUNCTION pg_catalog.regexp_substr(text, text, integer) RENAME TO postgres_regexp_substr;
ALTER FUNCTION pg_catalog.regexp_substr(text, text, integer, integer) RENAME TO postgres_regexp_substr;
ALTER FUNCTION pg_catalog.regexp_substr(text, text, integer, integer, text) RENAME TO postgres_regexp_substr;
ALTER FUNCTION pg_catalog.regexp_substr(text, text, integer, integer, text, integer) RENAME TO postgres_regexp_substr;
ALTER FUNCTION pg_catalog.regexp_count(text, text) RENAME TO postgres_regexp_count;
ALTER FUNCTION pg_catalog.regexp_count(text, text, integer) RENAME TO postgres_regexp_count;
ALTER FUNCTION pg_catalog.regexp_count(text, text, integer, text) RENAME TO postgres_regexp_count;
ALTER FUNCTION pg_catalog.regexp_instr(text, text) RENAME TO postgres_regexp_instr;
ALTER FUNCTION pg_catalog.regexp_instr(text, text, integer) RENAME TO postgres_regexp_instr;
ALTER FUNCTION pg_catalog.regexp_instr(text, text, integer, integer) RENAME TO postgres_regexp_instr;
ALTER FUNCTION pg_catalog.regexp_instr(text, text, integer, integer, integer) RENAME TO postgres_regexp_instr;
ALTER FUNCTION pg_catalog.regexp_instr(text, text, integer, integer, integer, text) RENAME TO postgres_regexp_instr;
ALTER FUNCTION pg_catalog.regexp_instr(text, text, integer, integer, integer, text, integer) RENAME TO postgres_regexp_instr;
-- Beside those of text, which every number becomes, these would leave PostgreSQL no choice.
ALTER FUNCTION pg_catalog.quote_literal(anyelement) RENAME TO postgres_quote_literal;
ALTER FUNCTION pg_catalog.quote_nullable(anyelement) RENAME TO postgres_quote_nullable;

-- Numbers: averages and sums of integers are BIGINT, what is spread or computed by powers is DOUBLE PRECISION.
ALTER AGGREGATE pg_catalog.avg(smallint) RENAME TO postgres_avg;
ALTER AGGREGATE pg_catalog.avg(integer) RENAME TO postgres_avg;
ALTER AGGREGATE pg_catalog.avg(bigint) RENAME TO postgres_avg;
ALTER AGGREGATE pg_catalog.avg(numeric) RENAME TO postgres_avg;
ALTER AGGREGATE pg_catalog.sum(bigint) RENAME TO postgres_sum;
ALTER AGGREGATE pg_catalog.sum(real) RENAME TO postgres_sum;
DO $$
DECLARE
    made record;
BEGIN
    FOR made IN SELECT oid::regprocedure AS signature, proname FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'a'
            AND proname IN ('stddev', 'stddev_samp', 'stddev_pop', 'variance', 'var_samp', 'var_pop')
            AND proargtypes[0] NOT IN ('float4'::regtype, 'float8'::regtype)
    LOOP
        EXECUTE format('ALTER AGGREGATE %s RENAME TO postgres_%s', made.signature, made.proname);
    END LOOP;
    FOR made IN SELECT oid::regprocedure AS signature, proname FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f'
            AND (proname IN ('exp', 'ln', 'log', 'sqrt', 'power', 'pow') AND proargtypes[0] = 'numeric'::regtype
                OR proname IN ('date_part', 'date_add'))
    LOOP
        EXECUTE format('ALTER FUNCTION %s RENAME TO postgres_%s', made.signature, made.proname);
    END LOOP;
END $$;

CREATE FUNCTION pg_catalog.redshift_average(bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1[2] / nullif($1[1], 0) $$;
CREATE FUNCTION pg_catalog.redshift_average_of(numeric[], bigint) RETURNS numeric[] LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN $2 IS NULL THEN $1 ELSE ARRAY[$1[1] + 1, $1[2] + $2] END $$;
CREATE FUNCTION pg_catalog.redshift_average_of(numeric[], numeric) RETURNS numeric[] LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN $2 IS NULL THEN $1 ELSE ARRAY[$1[1] + 1, $1[2] + $2] END $$;
CREATE FUNCTION pg_catalog.redshift_whole_average(numeric[]) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT trunc(numeric_div($1[2], nullif($1[1], 0)))::bigint $$;
-- The scale is that of the values.
CREATE FUNCTION pg_catalog.redshift_average(numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT trunc(numeric_div($1[2], nullif($1[1], 0)), scale($1[2])) $$;
CREATE AGGREGATE pg_catalog.avg(smallint) (
    SFUNC = int2_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = redshift_average);
CREATE AGGREGATE pg_catalog.avg(integer) (
    SFUNC = int4_avg_accum, STYPE = bigint[], INITCOND = '{0,0}', FINALFUNC = redshift_average);
CREATE AGGREGATE pg_catalog.avg(bigint) (
    SFUNC = redshift_average_of, STYPE = numeric[], INITCOND = '{0,0}', FINALFUNC = redshift_whole_average);
CREATE AGGREGATE pg_catalog.avg(numeric) (
    SFUNC = redshift_average_of, STYPE = numeric[], INITCOND = '{0,0}', FINALFUNC = redshift_average);
CREATE AGGREGATE pg_catalog.sum(bigint) (SFUNC = int8pl, STYPE = bigint);

CREATE FUNCTION pg_catalog.sign(smallint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT sign($1::double precision)::smallint $$;
CREATE FUNCTION pg_catalog.sign(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT sign($1::double precision)::integer $$;
CREATE FUNCTION pg_catalog.sign(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT sign($1::double precision)::bigint $$;
CREATE FUNCTION pg_catalog.round(smallint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::numeric $$;
CREATE FUNCTION pg_catalog.round(integer) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::numeric $$;
CREATE FUNCTION pg_catalog.round(bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::numeric $$;
CREATE FUNCTION pg_catalog.round(double precision, integer) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1 IN ('NaN', 'Infinity', '-Infinity') THEN $1 ELSE round($1::numeric, $2)::double precision END $$;
CREATE FUNCTION pg_catalog.trunc(double precision, integer) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1 IN ('NaN', 'Infinity', '-Infinity') THEN $1 ELSE trunc($1::numeric, $2)::double precision END $$;
CREATE FUNCTION pg_catalog.ceil(smallint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.ceil(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.ceil(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.ceiling(smallint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.ceiling(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.ceiling(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.floor(smallint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.floor(integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION pg_catalog.floor(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;

-- The middle of two values has one digit more than they have.
CREATE FUNCTION pg_catalog.redshift_median(numeric[]) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT round(avg_of / 2, CASE WHEN places < 37 THEN places + 1 ELSE places END) FROM (
        SELECT sorted[(n + 1) / 2] + sorted[n / 2 + 1] AS avg_of, scale(sorted[1]) AS places FROM (
            SELECT array_agg(v ORDER BY v) AS sorted, count(*)::integer AS n FROM unnest($1) AS v WHERE v IS NOT NULL) AS s) AS m $$;
CREATE FUNCTION pg_catalog.redshift_median(double precision[]) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (sorted[(n + 1) / 2] + sorted[n / 2 + 1]) / 2 FROM (
        SELECT array_agg(v ORDER BY v) AS sorted, count(*)::integer AS n FROM unnest($1) AS v WHERE v IS NOT NULL) AS s $$;
CREATE FUNCTION pg_catalog.redshift_median(timestamp[]) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT sorted[(n + 1) / 2] + (sorted[n / 2 + 1] - sorted[(n + 1) / 2]) / 2 FROM (
        SELECT array_agg(v ORDER BY v) AS sorted, count(*)::integer AS n FROM unnest($1) AS v WHERE v IS NOT NULL) AS s $$;
CREATE AGGREGATE pg_catalog.median(numeric) (
    SFUNC = array_append, STYPE = numeric[], INITCOND = '{}', FINALFUNC = redshift_median);
DO $$
DECLARE
    type text;
BEGIN
    FOREACH type IN ARRAY ARRAY['smallint', 'integer', 'bigint'] LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_with(numeric[], %s) RETURNS numeric[] LANGUAGE sql IMMUTABLE'
            ' AS ''SELECT array_append($1, $2::numeric)''', type);
        EXECUTE format('CREATE AGGREGATE pg_catalog.median(%s) (SFUNC = redshift_with, STYPE = numeric[],'
            ' INITCOND = ''{}'', FINALFUNC = redshift_median)', type);
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.redshift_median(date[]) RETURNS date LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_median($1::timestamp[])::date $$;
CREATE AGGREGATE pg_catalog.median(date) (
    SFUNC = array_append, STYPE = date[], INITCOND = '{}', FINALFUNC = redshift_median);
CREATE AGGREGATE pg_catalog.median(double precision) (
    SFUNC = array_append, STYPE = double precision[], INITCOND = '{}', FINALFUNC = redshift_median);
CREATE AGGREGATE pg_catalog.median(timestamp) (
    SFUNC = array_append, STYPE = timestamp[], INITCOND = '{}', FINALFUNC = redshift_median);

-- Text.
CREATE FUNCTION pg_catalog.redshift_pattern_options(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    IF $1 !~ '^[ciep]*$' THEN
        RAISE EXCEPTION 'invalid regular expression option: "%"', $1 USING ERRCODE = '22023';
    END IF;
    RETURN CASE WHEN $1 LIKE '%i%' AND $1 !~ 'i.*c' THEN 'i' ELSE 'c' END;
END $$;
CREATE FUNCTION pg_catalog.regexp_replace(
    source text, pattern text, replacement text DEFAULT '', start integer DEFAULT 1, options text DEFAULT 'c')
    RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN start > length(source) THEN source ELSE postgres_regexp_replace(source, pattern,
        postgres_regexp_replace(replace(replacement, '\', '\\'), '\$(\d)', '\\\1', 'g'),
        greatest(start, 1), 0, redshift_pattern_options(options)) END $$;
CREATE FUNCTION pg_catalog.regexp_substr(
    source text, pattern text, start integer DEFAULT 1, occurrence integer DEFAULT 1, options text DEFAULT 'c')
    RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN occurrence < 1 OR occurrence > greatest(length(source), 1) THEN NULL
        WHEN start > length(source) THEN ''
        ELSE coalesce(postgres_regexp_substr(source, pattern, greatest(start, 1), occurrence,
            redshift_pattern_options(options), CASE WHEN options LIKE '%e%'
                AND postgres_regexp_count(pattern, '(?<!\\)\((?!\?)') > 0 THEN 1 ELSE 0 END), '') END $$;
CREATE FUNCTION pg_catalog.regexp_count(
    source text, pattern text, start integer DEFAULT 1, options text DEFAULT 'c')
    RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT postgres_regexp_count(source, pattern, greatest(start, 1), redshift_pattern_options(options)) $$;
CREATE FUNCTION pg_catalog.regexp_instr(source text, pattern text, start integer DEFAULT 1,
    occurrence integer DEFAULT 1, option integer DEFAULT 0, options text DEFAULT 'c')
    RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN occurrence < 1 OR occurrence > greatest(length(source), 1) THEN 0
        ELSE postgres_regexp_instr(source, pattern, greatest(start, 1), occurrence, option, redshift_pattern_options(options),
            CASE WHEN options LIKE '%e%' AND postgres_regexp_count(pattern, '(?<!\\)\((?!\?)') > 0 THEN 1 ELSE 0 END)
        END $$;

-- Blanks at the end do not count where text is compared, grouped or sorted, as with CHAR.
UPDATE pg_operator o SET oprcode = new.code FROM (VALUES
    ('=', 'bpchareq'::regproc), ('<>', 'bpcharne'), ('<', 'bpcharlt'), ('<=', 'bpcharle'), ('>', 'bpchargt'),
    ('>=', 'bpcharge')) AS new (name, code)
WHERE o.oprnamespace = 'pg_catalog'::regnamespace AND o.oprname = new.name AND o.oprleft = 'text'::regtype
    AND o.oprright = 'text'::regtype;
UPDATE pg_amproc p SET amproc = new.code FROM (VALUES
    ('bttextcmp'::regproc, 'bpcharcmp'::regproc), ('bttextsortsupport', 'bpchar_sortsupport'),
    ('hashtext', 'hashbpchar'), ('hashtextextended', 'hashbpcharextended')) AS new (old, code)
WHERE p.amproc = new.old::oid AND p.amproclefttype = 'text'::regtype AND p.amprocrighttype = 'text'::regtype
    AND p.amprocfamily IN (SELECT oid FROM pg_opfamily WHERE opfname = 'text_ops');

-- An integer is a condition too: 0 is false.
UPDATE pg_cast SET castcontext = 'i' WHERE castsource = 'integer'::regtype AND casttarget = 'boolean'::regtype;
CREATE FUNCTION pg_catalog.redshift_condition(smallint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 <> 0 $$;
CREATE FUNCTION pg_catalog.redshift_condition(bigint) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 <> 0 $$;
CREATE CAST (smallint AS boolean) WITH FUNCTION pg_catalog.redshift_condition(smallint) AS IMPLICIT;
CREATE CAST (bigint AS boolean) WITH FUNCTION pg_catalog.redshift_condition(bigint) AS IMPLICIT;

-- Numbers, dates and times become text where text is asked for, and where they are joined to text. Compared with text, a
-- NUMERIC stays a number in Redshift, which is refused here.
DO $$
DECLARE
    type regtype;
BEGIN
    FOREACH type IN ARRAY ARRAY['smallint', 'integer', 'bigint', 'oid', 'real', 'double precision', 'numeric', 'date',
        'time', 'timetz', 'timestamp', 'timestamptz']::regtype[]
    LOOP
        EXECUTE format('CREATE CAST (%s AS text) WITH INOUT AS IMPLICIT', type);
        EXECUTE format('CREATE CAST (%s AS varchar) WITH INOUT AS IMPLICIT', type);
    END LOOP;
END $$;
-- Text goes by a type of its own here: to a text every number might become, so that no other comparison would have one choice.
CREATE TYPE pg_catalog.redshift_compared_text;
CREATE FUNCTION pg_catalog.redshift_compared_text_in(cstring) RETURNS pg_catalog.redshift_compared_text
    LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pg_catalog.redshift_compared_text_out(pg_catalog.redshift_compared_text) RETURNS cstring
    LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE pg_catalog.redshift_compared_text (INPUT = pg_catalog.redshift_compared_text_in,
    OUTPUT = pg_catalog.redshift_compared_text_out, LIKE = pg_catalog.text);
CREATE FUNCTION pg_catalog.redshift_not_compared(numeric, pg_catalog.redshift_compared_text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RAISE EXCEPTION 'a comparison of NUMERIC and text is not supported by the emulator' USING ERRCODE = '0A000',
        HINT = 'Cast one of them.';
END $$;
CREATE FUNCTION pg_catalog.redshift_not_compared(pg_catalog.redshift_compared_text, numeric) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$ SELECT redshift_not_compared($2, $1) $$;
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['text', 'varchar', 'bpchar'] LOOP
        EXECUTE format('CREATE CAST (%s AS pg_catalog.redshift_compared_text) WITH INOUT AS IMPLICIT', each);
    END LOOP;
    FOREACH each IN ARRAY ARRAY['=', '<>', '<', '<=', '>', '>='] LOOP
        EXECUTE format('CREATE OPERATOR pg_catalog.%s (LEFTARG = numeric, RIGHTARG = pg_catalog.redshift_compared_text,'
            ' FUNCTION = redshift_not_compared)', each);
        EXECUTE format('CREATE OPERATOR pg_catalog.%s (LEFTARG = pg_catalog.redshift_compared_text, RIGHTARG = numeric,'
            ' FUNCTION = redshift_not_compared)', each);
    END LOOP;
END $$;

-- PostgreSQL joins whatever there is to text by an operator of its own, beside which it could not choose any more. Without it
-- all that becomes text takes the operator of text, a boolean has none as in Redshift, and the rest is named here. A value
-- goes by a type that nothing else becomes, so that there is always one choice.
UPDATE pg_operator SET oprname = '||~' WHERE oid IN (
    'pg_catalog.||(anynonarray, text)'::regoperator, 'pg_catalog.||(text, anynonarray)'::regoperator);
DO $$
DECLARE
    joined text;
    type text;
BEGIN
    FOREACH joined IN ARRAY ARRAY['redshift_joined_value', 'redshift_joined_boolean'] LOOP
        EXECUTE format('CREATE TYPE pg_catalog.%s', joined);
        EXECUTE format('CREATE FUNCTION pg_catalog.%s_in(cstring) RETURNS pg_catalog.%1$s LANGUAGE internal IMMUTABLE STRICT'
            ' AS ''textin''', joined);
        EXECUTE format('CREATE FUNCTION pg_catalog.%s_out(pg_catalog.%1$s) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT'
            ' AS ''textout''', joined);
        EXECUTE format('CREATE TYPE pg_catalog.%s (INPUT = pg_catalog.%1$s_in, OUTPUT = pg_catalog.%1$s_out,'
            ' LIKE = pg_catalog.text)', joined);
        EXECUTE format('CREATE CAST (pg_catalog.%s AS text) WITHOUT FUNCTION', joined);
        EXECUTE format('CREATE FUNCTION pg_catalog.concat(pg_catalog.%s, text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT'
            ' AS ''SELECT $1::text || $2''', joined);
        EXECUTE format('CREATE FUNCTION pg_catalog.concat(text, pg_catalog.%s) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT'
            ' AS ''SELECT $1 || $2::text''', joined);
        EXECUTE format('CREATE OPERATOR pg_catalog.|| (LEFTARG = pg_catalog.%s, RIGHTARG = text, FUNCTION = concat)', joined);
        EXECUTE format('CREATE OPERATOR pg_catalog.|| (LEFTARG = text, RIGHTARG = pg_catalog.%s, FUNCTION = concat)', joined);
    END LOOP;
    FOREACH type IN ARRAY ARRAY['interval', 'json', 'jsonb', 'pg_catalog.super', 'uuid', 'xml', 'regclass', 'regtype', 'regproc',
        'regprocedure', 'regnamespace', 'regrole'] LOOP
        EXECUTE format('CREATE CAST (%s AS pg_catalog.redshift_joined_value) WITH INOUT AS IMPLICIT', type);
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.redshift_joined(anyenum, text) RETURNS varchar LANGUAGE sql STABLE STRICT
    AS $$ SELECT $1::text || $2 $$;
CREATE FUNCTION pg_catalog.redshift_joined(text, anyenum) RETURNS varchar LANGUAGE sql STABLE STRICT
    AS $$ SELECT $1 || $2::text $$;
CREATE OPERATOR pg_catalog.|| (LEFTARG = anyenum, RIGHTARG = text, FUNCTION = redshift_joined);
CREATE OPERATOR pg_catalog.|| (LEFTARG = text, RIGHTARG = anyenum, FUNCTION = redshift_joined);

-- A boolean becomes no text, not even by CAST. Beside a bare NULL PostgreSQL would take its operator of arrays.
CREATE FUNCTION pg_catalog.redshift_no_text(boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RAISE EXCEPTION 'cannot cast type boolean to character varying' USING ERRCODE = '42846';
END $$;
UPDATE pg_cast SET castfunc = 'pg_catalog.redshift_no_text(boolean)'::regprocedure, castcontext = 'e'
    WHERE castsource = 'boolean'::regtype AND casttarget IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype);
CREATE FUNCTION pg_catalog.redshift_not_joined(boolean) RETURNS pg_catalog.redshift_joined_boolean
    LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RAISE EXCEPTION 'operator does not exist: boolean || character varying' USING ERRCODE = '42883';
END $$;
CREATE CAST (boolean AS pg_catalog.redshift_joined_boolean) WITH FUNCTION pg_catalog.redshift_not_joined(boolean) AS IMPLICIT;
