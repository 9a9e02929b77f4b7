-- Redshift's types that PostgreSQL lacks, as base types, so that results report them by name.
CREATE TYPE pg_catalog.super;
CREATE FUNCTION pg_catalog.super_in(cstring) RETURNS pg_catalog.super LANGUAGE internal IMMUTABLE STRICT AS 'json_in';
CREATE FUNCTION pg_catalog.super_out(pg_catalog.super) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'json_out';
CREATE TYPE pg_catalog.super (INPUT = super_in, OUTPUT = super_out, LIKE = pg_catalog.json);

CREATE TYPE pg_catalog.varbyte;
CREATE FUNCTION pg_catalog.varbyte_in(cstring) RETURNS pg_catalog.varbyte LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION pg_catalog.varbyte_out(pg_catalog.varbyte) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE pg_catalog.varbyte (
    INPUT = varbyte_in, OUTPUT = varbyte_out, LIKE = pg_catalog.bytea,
    TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout);

CREATE TYPE pg_catalog.geometry;
CREATE FUNCTION pg_catalog.geometry_in(cstring) RETURNS pg_catalog.geometry LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pg_catalog.geometry_out(pg_catalog.geometry) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE pg_catalog.geometry (INPUT = geometry_in, OUTPUT = geometry_out, LIKE = pg_catalog.text);

CREATE TYPE pg_catalog.geography;
CREATE FUNCTION pg_catalog.geography_in(cstring) RETURNS pg_catalog.geography LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pg_catalog.geography_out(pg_catalog.geography) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE pg_catalog.geography (INPUT = geography_in, OUTPUT = geography_out, LIKE = pg_catalog.text);

CREATE TYPE pg_catalog.hllsketch;
CREATE FUNCTION pg_catalog.hllsketch_in(cstring) RETURNS pg_catalog.hllsketch LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION pg_catalog.hllsketch_out(pg_catalog.hllsketch) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE pg_catalog.hllsketch (INPUT = hllsketch_in, OUTPUT = hllsketch_out, LIKE = pg_catalog.text);

CREATE CAST (pg_catalog.super AS text) WITHOUT FUNCTION AS ASSIGNMENT;
-- With a function, so that PostgreSQL's builders of JSON find it.
CREATE FUNCTION pg_catalog.super_json(pg_catalog.super) RETURNS json LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT $1::text::json';
CREATE CAST (pg_catalog.super AS json) WITH FUNCTION pg_catalog.super_json(pg_catalog.super);
CREATE CAST (json AS pg_catalog.super) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (pg_catalog.varbyte AS bytea) WITHOUT FUNCTION AS IMPLICIT;
CREATE CAST (bytea AS pg_catalog.varbyte) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (pg_catalog.geometry AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS pg_catalog.geometry) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (pg_catalog.geography AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS pg_catalog.geography) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (pg_catalog.hllsketch AS text) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (text AS pg_catalog.hllsketch) WITHOUT FUNCTION AS ASSIGNMENT;

CREATE FUNCTION pg_catalog.super_from(text) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE FUNCTION pg_catalog.super_from(varchar) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE FUNCTION pg_catalog.super_from(bigint) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE FUNCTION pg_catalog.super_from(integer) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE FUNCTION pg_catalog.super_from(numeric) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
-- With an exponent, by which it is known as a float.
CREATE FUNCTION pg_catalog.super_from(double precision) RETURNS pg_catalog.super LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    plain text := $1::numeric::text;
    digits text := trim(trailing '0' from ltrim(replace(replace(plain, '-', ''), '.', ''), '0'));
    whole text := split_part(replace(plain, '-', ''), '.', 1);
    exponent integer;
BEGIN
    IF $1 IN ('NaN', 'Infinity', '-Infinity') OR $1::text ~ 'e' THEN
        RETURN to_json($1)::pg_catalog.super;
    END IF;
    exponent := CASE WHEN digits = '' THEN 0 WHEN whole <> '0' THEN length(whole) - 1
        ELSE -1 - length(substring(split_part(plain, '.', 2) FROM '^0*')) END;
    RETURN (CASE WHEN $1 < 0 THEN '-' ELSE '' END || left(coalesce(nullif(digits, ''), '0'), 1)
        || CASE WHEN length(digits) > 1 THEN '.' || substr(digits, 2) ELSE '' END
        || 'e' || CASE WHEN exponent < 0 THEN '' ELSE '+' END || exponent)::json::pg_catalog.super;
END $$;
CREATE FUNCTION pg_catalog.super_from(boolean) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE CAST (text AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(text) AS ASSIGNMENT;
CREATE CAST (varchar AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(varchar) AS ASSIGNMENT;
CREATE CAST (bigint AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(bigint) AS ASSIGNMENT;
CREATE CAST (integer AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(integer) AS ASSIGNMENT;
CREATE CAST (numeric AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(numeric) AS ASSIGNMENT;
CREATE FUNCTION pg_catalog.super_from(real) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT pg_catalog.super_from($1::text::double precision)';
CREATE FUNCTION pg_catalog.super_from(smallint) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT to_json($1)::pg_catalog.super';
CREATE CAST (real AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(real) AS ASSIGNMENT;
CREATE CAST (smallint AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(smallint) AS ASSIGNMENT;
CREATE CAST (double precision AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(double precision) AS ASSIGNMENT;
CREATE CAST (boolean AS pg_catalog.super) WITH FUNCTION pg_catalog.super_from(boolean) AS ASSIGNMENT;

CREATE FUNCTION pg_catalog.varbyte_from(text) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT convert_to($1, ''UTF8'')::pg_catalog.varbyte';
CREATE FUNCTION pg_catalog.varbyte_from(varchar) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS 'SELECT convert_to($1, ''UTF8'')::pg_catalog.varbyte';
CREATE CAST (text AS pg_catalog.varbyte) WITH FUNCTION pg_catalog.varbyte_from(text) AS ASSIGNMENT;
CREATE CAST (varchar AS pg_catalog.varbyte) WITH FUNCTION pg_catalog.varbyte_from(varchar) AS ASSIGNMENT;
