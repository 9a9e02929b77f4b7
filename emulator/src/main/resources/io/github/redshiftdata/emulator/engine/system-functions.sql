-- Redshift's functions that PostgreSQL lacks.
CREATE OR REPLACE FUNCTION pg_catalog.version() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.117891'::text
$$;
CREATE FUNCTION pg_catalog.getdate() RETURNS timestamp LANGUAGE sql STABLE
    AS $$ SELECT date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC') $$;
CREATE FUNCTION pg_catalog.sysdate() RETURNS timestamp LANGUAGE sql STABLE
    AS $$ SELECT transaction_timestamp() AT TIME ZONE 'UTC' $$;
CREATE FUNCTION pg_catalog.len(text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT length($1) $$;
CREATE FUNCTION pg_catalog.replicate(text, integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT repeat($1, $2) $$;
CREATE FUNCTION pg_catalog.charindex(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT strpos($2, $1) $$;
-- PostgreSQL's own takes all types and leaves NULL out.
CREATE FUNCTION pg_catalog.concat(text, text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 || $2 $$;
-- American Soundex: letters of one code side by side, or with H or W between them, count once; vowels part them.
CREATE FUNCTION pg_catalog.soundex(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN letters = '' THEN '' ELSE rpad(left(letters, 1) || left(replace(substr(postgres_regexp_replace(
            left(codes, 1) || replace(substr(codes, 2), '9', ''), '(.)\1+', '\1', 'g'), 2), '0', ''), 3), 4, '0') END
    FROM (SELECT letters, translate(letters, 'AEIOUYHWBFPVCGJKQSXZDTLMNR', '00000099111122222222334556') AS codes
        FROM (SELECT upper(postgres_regexp_replace($1, '[^A-Za-z]', '', 'g')) AS letters) AS l) AS c $$;
CREATE FUNCTION pg_catalog.difference(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT count(*)::integer FROM generate_series(1, 4) AS i
    WHERE substr(soundex($1), i, 1) = substr(soundex($2), i, 1) AND soundex($1) <> '' $$;
CREATE FUNCTION pg_catalog.strtol(text, integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    digits text := lower(ltrim($1));
    negative boolean := left(digits, 1) = '-';
    total bigint := 0;
    digit integer;
BEGIN
    digits := ltrim(digits, '-+');
    IF $2 = 16 AND left(digits, 2) = '0x' THEN
        digits := substr(digits, 3);
    END IF;
    FOR i IN 1 .. length(digits) LOOP
        digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(digits, i, 1)) - 1;
        IF digit < 0 OR digit >= $2 THEN
            RAISE EXCEPTION 'The input % is not valid to be converted to base %', $1, $2 USING ERRCODE = '22P02';
        END IF;
        total := total * $2 + digit;
    END LOOP;
    RETURN CASE WHEN negative THEN -total ELSE total END;
END $$;

-- A part that there is not for the value is an error of PostgreSQL's.
CREATE FUNCTION pg_catalog.redshift_interval(part text, amount bigint) RETURNS interval LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT amount * CASE part WHEN 'quarter' THEN interval '3 months' WHEN 'dow' THEN interval '1 day'
        WHEN 'doy' THEN interval '1 day' ELSE ('1 ' || part)::interval END $$;
-- A year after the last day of a February with 29 days ends on the first of March, twelve months after it in February.
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start timestamp) RETURNS timestamp
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN part IN ('year', 'decade', 'century', 'millennium') AND to_char(start, 'MMDD') = '0229'
            AND to_char(start + redshift_interval(part, amount), 'MMDD') = '0228'
        THEN start + redshift_interval(part, amount) + interval '1 day' ELSE start + redshift_interval(part, amount) END $$;
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start date) RETURNS timestamp
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT date_add(part, amount, start::timestamp) $$;
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start text) RETURNS timestamp
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT date_add(part, amount, start::timestamp) $$;
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE STRICT
    AS $$ SELECT date_add(part, amount, start AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' $$;
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start time) RETURNS time
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT start + redshift_interval(part, amount) $$;
CREATE FUNCTION pg_catalog.date_add(part text, amount bigint, start timetz) RETURNS timetz
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (start AT TIME ZONE 'UTC') + redshift_interval(part, amount) $$;

-- The number of borders of the part between the two, as Redshift counts.
CREATE FUNCTION pg_catalog.date_diff(part text, first timestamp, last timestamp) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE part
        WHEN 'year' THEN extract(year FROM last) - extract(year FROM first)
        WHEN 'decade' THEN extract(decade FROM last) - extract(decade FROM first)
        WHEN 'century' THEN extract(century FROM last) - extract(century FROM first)
        WHEN 'millennium' THEN extract(millennium FROM last) - extract(millennium FROM first)
        WHEN 'month' THEN (extract(year FROM last) - extract(year FROM first)) * 12
            + extract(month FROM last) - extract(month FROM first)
        WHEN 'quarter' THEN (extract(year FROM last) - extract(year FROM first)) * 4
            + extract(quarter FROM last) - extract(quarter FROM first)
        WHEN 'week' THEN (date_trunc('week', last + interval '1 day')::date
            - date_trunc('week', first + interval '1 day')::date) / 7
        WHEN 'microseconds' THEN extract(epoch FROM last - first) * 1000000
        WHEN 'milliseconds' THEN trunc(extract(epoch FROM last - first) * 1000)
        WHEN 'second' THEN extract(epoch FROM date_trunc('second', last) - date_trunc('second', first))
        WHEN 'minute' THEN extract(epoch FROM date_trunc('minute', last) - date_trunc('minute', first)) / 60
        WHEN 'hour' THEN extract(epoch FROM date_trunc('hour', last) - date_trunc('hour', first)) / 3600
        WHEN 'day' THEN last::date - first::date
        WHEN 'dow' THEN last::date - first::date
        WHEN 'doy' THEN last::date - first::date
        ELSE extract(epoch FROM ('1 ' || part)::interval)
    END::bigint $$;
CREATE FUNCTION pg_catalog.date_diff(part text, first timestamptz, last timestamptz) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT date_diff(part, first AT TIME ZONE 'UTC', last AT TIME ZONE 'UTC') $$;
CREATE FUNCTION pg_catalog.date_diff(part text, first text, last text) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT date_diff(part, first::timestamp, last::timestamp) $$;
CREATE FUNCTION pg_catalog.date_diff(part text, first time, last time) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT date_diff(part, date '2000-01-01' + first, date '2000-01-01' + last) $$;
CREATE FUNCTION pg_catalog.date_diff(part text, first timetz, last timetz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT date_diff(part, (first AT TIME ZONE 'UTC')::time, (last AT TIME ZONE 'UTC')::time) $$;

-- DATE_PART goes by the name of pgdate_part and has the whole seconds; EXTRACT goes by date_part and has the part alone.
CREATE FUNCTION pg_catalog.date_trunc(text, date) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT date_trunc($1, $2::timestamp) $$;
DO $$
DECLARE
    type text;
    field text := 'CASE $1 WHEN ''decade'' THEN pg_catalog."extract"($1, $2) + 1 WHEN ''milliseconds'' THEN'
        ' trunc(pg_catalog."extract"($1, $2)) % 1000 WHEN ''microseconds'' THEN pg_catalog."extract"($1, $2) % 1000000'
        ' ELSE pg_catalog."extract"($1, $2) END';
BEGIN
    FOREACH type IN ARRAY ARRAY['date', 'timestamp', 'timestamptz', 'time', 'timetz', 'interval'] LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.date_part(text, %1$s) RETURNS %2$s LANGUAGE sql STABLE STRICT AS'
            ' %3$L', type, CASE type WHEN 'timestamptz' THEN 'double precision' ELSE 'integer' END,
            'SELECT trunc(' || field || ')::' || CASE type WHEN 'timestamptz' THEN 'double precision' ELSE 'integer' END);
        EXECUTE format('CREATE FUNCTION pg_catalog.pgdate_part(text, %s) RETURNS double precision LANGUAGE sql STABLE'
            ' STRICT AS %L', type, 'SELECT (' || field || ')::double precision');
        EXECUTE format('CREATE FUNCTION pg_catalog.date_part(%s) RETURNS bigint LANGUAGE sql STABLE STRICT AS %L', type,
            'SELECT trunc(pg_catalog."extract"(''epoch'', $1))::bigint');
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.date_part(text, text) RETURNS integer LANGUAGE sql STABLE STRICT
    AS $$ SELECT date_part($1, $2::timestamp) $$;
CREATE FUNCTION pg_catalog.date_part(text) RETURNS bigint LANGUAGE sql STABLE STRICT
    AS $$ SELECT date_part($1::timestamp) $$;
CREATE FUNCTION pg_catalog.pgdate_part(text, text) RETURNS double precision LANGUAGE sql STABLE STRICT
    AS $$ SELECT pgdate_part($1, $2::timestamp) $$;

CREATE FUNCTION pg_catalog.add_months(timestamp, bigint) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN $1::date = (date_trunc('month', $1) + interval '1 month - 1 day')::date
        THEN date_trunc('month', $1) + ($2 + 1) * interval '1 month' - interval '1 day' + $1::time
        ELSE $1 + $2 * interval '1 month' END $$;
CREATE FUNCTION pg_catalog.last_day(timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT (date_trunc('month', $1) + interval '1 month - 1 day')::date $$;
CREATE FUNCTION pg_catalog.trunc(timestamp) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1::date $$;
CREATE FUNCTION pg_catalog.convert_timezone(text, timestamp) RETURNS timestamp LANGUAGE sql STABLE STRICT
    AS $$ SELECT ($2 AT TIME ZONE 'UTC') AT TIME ZONE $1 $$;
CREATE FUNCTION pg_catalog.convert_timezone(text, text, timestamp) RETURNS timestamp LANGUAGE sql STABLE STRICT
    AS $$ SELECT ($3 AT TIME ZONE $1) AT TIME ZONE $2 $$;

CREATE FUNCTION pg_catalog.json_parse(text) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT postgres_regexp_replace($1::json::text, '("(?:[^"\\]|\\.)*")|\s+', '\1', 'g')::json::pg_catalog.super $$;
CREATE FUNCTION pg_catalog.json_serialize(pg_catalog.super) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1::text::varchar $$;
CREATE FUNCTION pg_catalog.json_typeof(pg_catalog.super) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT json_typeof($1::json)::varchar $$;
CREATE FUNCTION pg_catalog.is_valid_json(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1 IS JSON $$;
CREATE FUNCTION pg_catalog.json_extract_path_text(text, VARIADIC text[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT coalesce($1::json #>> $2, '') $$;
CREATE FUNCTION pg_catalog.json_extract_array_element_text(text, integer) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN $2 < 0 OR $2 >= json_array_length($1::json) THEN '' ELSE $1::json ->> $2 END $$;
CREATE FUNCTION pg_catalog.json_array_length(text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT json_array_length($1::json) $$;

CREATE FUNCTION pg_catalog.to_hex(pg_catalog.varbyte) RETURNS text LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT encode($1::bytea, 'hex') $$;
CREATE FUNCTION pg_catalog.from_hex(text) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT decode($1, 'hex')::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.to_varbyte(text, text) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT (CASE lower($2) WHEN 'hex' THEN decode($1, 'hex') WHEN 'base64' THEN decode($1, 'base64')
        ELSE convert_to($1, 'UTF8') END)::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.from_varbyte(pg_catalog.varbyte, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE lower($2) WHEN 'hex' THEN encode($1::bytea, 'hex') WHEN 'base64' THEN encode($1::bytea, 'base64')
        ELSE convert_from($1::bytea, 'UTF8') END $$;

CREATE AGGREGATE pg_catalog.listagg(text, text) (
    SFUNC = string_agg_transfn, STYPE = internal, FINALFUNC = string_agg_finalfn);
-- What the emulator's dialect builds with JSON goes through these, without the blanks that PostgreSQL sets.
CREATE FUNCTION pg_catalog.redshift_compact(json) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT postgres_regexp_replace($1::text, '("(?:[^"\\]|\\.)*")|\s+', '\1', 'g')::json::pg_catalog.super $$;
CREATE FUNCTION pg_catalog."array"(json) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_compact($1) $$;
CREATE FUNCTION pg_catalog."object"(json) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_compact($1) $$;
CREATE FUNCTION pg_catalog.redshift_list(pg_catalog.super) RETURNS SETOF json LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT json_array_elements($1::json) $$;
CREATE FUNCTION pg_catalog.array_concat(pg_catalog.super, pg_catalog.super) RETURNS pg_catalog.super
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_compact(json_agg(e)) FROM (SELECT redshift_list($1) AS e UNION ALL SELECT redshift_list($2)) AS l $$;
CREATE FUNCTION pg_catalog.redshift_leaves(json) RETURNS SETOF json LANGUAGE plpgsql IMMUTABLE STRICT ROWS 10 AS $$
DECLARE
    element json;
BEGIN
    IF pg_catalog.json_typeof($1) <> 'array' THEN
        RETURN NEXT $1;
        RETURN;
    END IF;
    FOR element IN SELECT json_array_elements($1) LOOP
        RETURN QUERY SELECT redshift_leaves(element);
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.array_flatten(pg_catalog.super) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_compact(coalesce(json_agg(v), '[]')) FROM redshift_list($1) AS e, LATERAL redshift_leaves(e) AS v $$;
CREATE FUNCTION pg_catalog.get_array_length(pg_catalog.super) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN pg_catalog.json_typeof($1::json) = 'array' THEN json_array_length($1::json) END $$;
CREATE FUNCTION pg_catalog.split_to_array(text, text DEFAULT ',') RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_compact(array_to_json(string_to_array($1, $2))) $$;
CREATE FUNCTION pg_catalog.subarray(pg_catalog.super, integer) RETURNS pg_catalog.super LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_compact(coalesce(json_agg(e), '[]'))
    FROM (SELECT e FROM redshift_list($1) WITH ORDINALITY AS l (e, i)
        WHERE i > CASE WHEN $2 < 0 THEN $2 + coalesce(get_array_length($1), 0) ELSE $2 END ORDER BY i) AS part $$;
CREATE FUNCTION pg_catalog.subarray(pg_catalog.super, integer, integer) RETURNS pg_catalog.super
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_compact(coalesce(json_agg(e), '[]'))
    FROM (SELECT CASE WHEN $2 < 0 THEN $2 + coalesce(get_array_length($1), 0) ELSE $2 END AS start) AS from_the_end,
        LATERAL (SELECT e FROM redshift_list($1) WITH ORDINALITY AS l (e, i)
            WHERE i > start AND i <= start + $3 ORDER BY i) AS part $$;
CREATE FUNCTION pg_catalog.is_array(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(pg_catalog.json_typeof($1::json) = 'array', false) $$;
CREATE FUNCTION pg_catalog.is_object(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(pg_catalog.json_typeof($1::json) = 'object', false) $$;
CREATE FUNCTION pg_catalog.is_scalar(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(pg_catalog.json_typeof($1::json) NOT IN ('array', 'object', 'null'), false) $$;
CREATE FUNCTION pg_catalog.json_size(pg_catalog.super) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT octet_length($1::text)::bigint $$;
CREATE FUNCTION pg_catalog.can_json_parse(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 IS JSON $$;
CREATE FUNCTION pg_catalog.is_valid_json_array(text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1 IS JSON ARRAY $$;
CREATE FUNCTION pg_catalog.json_extract_array_element_text(text, integer, boolean) RETURNS text LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN $3 AND NOT ($1 IS JSON ARRAY) THEN NULL ELSE json_extract_array_element_text($1, $2) END $$;
CREATE FUNCTION pg_catalog.json_array_length(text, boolean) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT CASE WHEN $2 AND NOT ($1 IS JSON ARRAY) THEN NULL ELSE json_array_length($1::json) END $$;
DO $$
BEGIN
    FOR depth IN 1 .. 5 LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.json_extract_path_text(text%s, boolean) RETURNS text LANGUAGE sql IMMUTABLE'
            ' STRICT AS %L', repeat(', text', depth), format('SELECT CASE WHEN $%s AND NOT ($1 IS JSON) THEN NULL ELSE'
            ' coalesce($1::json #>> ARRAY[%s], '''') END', depth + 2,
            (SELECT string_agg('$' || i, ', ') FROM generate_series(2, depth + 1) AS i)));
    END LOOP;
END $$;

-- A numeric divided by an integer: DECIMAL(5,0), (10,0) and (19,0) give these scales. The digits behind are cut. The dialect
-- calls the function with the scale where it knows the types of both.
CREATE FUNCTION pg_catalog.redshift_quotient(numeric, numeric, integer) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT div($1 * ('1e' || $3)::numeric, $2) * ('1e-' || $3)::numeric $$;
DO $$
DECLARE
    divisor record;
BEGIN
    FOR divisor IN SELECT * FROM (VALUES ('smallint', 6), ('integer', 11), ('bigint', 20)) AS d (type, digits) LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.redshift_quotient(numeric, %s) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT'
            ' AS %L', divisor.type, format('SELECT redshift_quotient($1, $2::numeric, least(37, scale($1) + %s))',
            divisor.digits));
        EXECUTE format('CREATE OPERATOR pg_catalog./ (LEFTARG = numeric, RIGHTARG = %s, FUNCTION = redshift_quotient)',
            divisor.type);
    END LOOP;
END $$;
-- Here nobody knows how many digits the divisor may have, on which the scale depends.
UPDATE pg_operator SET oprname = '//' WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprname = '/'
    AND oprleft = 'numeric'::regtype AND oprright = 'numeric'::regtype;
CREATE FUNCTION pg_catalog.redshift_quotient(numeric, numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RAISE EXCEPTION 'a quotient of NUMERICs whose precision is not known here is not supported by the emulator'
        USING ERRCODE = '0A000', HINT = 'Cast both to NUMERIC(precision, scale), or one to FLOAT.';
END $$;
CREATE OPERATOR pg_catalog./ (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = redshift_quotient);

-- TRY_CAST: NULL for a value that does not fit the type; a cast that there is not stays an error.
CREATE FUNCTION pg_catalog.try_cast(value anyelement, type text, kind anycompatible) RETURNS anycompatible
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    result kind%TYPE;
    source text := pg_typeof(value)::text;
    target text := pg_typeof(kind)::text;
BEGIN
    IF source = 'boolean' AND target NOT IN ('boolean', 'smallint', 'integer', 'bigint', 'super')
        OR target = 'boolean' AND source NOT IN ('boolean', 'smallint', 'integer', 'bigint', 'super')
    THEN
        RAISE EXCEPTION 'cannot cast type % to % in TRY_CAST', source, target USING ERRCODE = '42846';
    ELSIF source IN ('text', 'character varying', 'character') AND value::text ~ '^ *$'
        AND target NOT IN ('text', 'character varying', 'character')
    THEN
        RAISE EXCEPTION 'TRY_CAST of a blank text is not supported by the emulator' USING ERRCODE = '0A000';
    END IF;
    EXECUTE 'SELECT CAST($1 AS ' || type || ')' INTO result USING value;
    RETURN result;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;

-- Whole months, and days of a month of 31; the same day of a month, or the last of both, are whole whatever the time is.
CREATE FUNCTION pg_catalog.months_between(timestamp, timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT m.whole + CASE WHEN pg_catalog."extract"('day', $1) = pg_catalog."extract"('day', $2)
            OR $1::date = (date_trunc('month', $1) + interval '1 month - 1 day')::date
                AND $2::date = (date_trunc('month', $2) + interval '1 month - 1 day')::date
        THEN 0 ELSE (pg_catalog."extract"('epoch', $1 - date_trunc('month', $1))
            - pg_catalog."extract"('epoch', $2 - date_trunc('month', $2)))::double precision / (31 * 86400) END
    FROM (SELECT (pg_catalog."extract"('year', $1) * 12 + pg_catalog."extract"('month', $1)
        - pg_catalog."extract"('year', $2) * 12 - pg_catalog."extract"('month', $2))::double precision AS whole) AS m $$;
CREATE FUNCTION pg_catalog.next_day(day timestamp, name text) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    wanted integer := array_position(ARRAY['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'],
        CASE lower(name) WHEN 'm' THEN 'mo' WHEN 'w' THEN 'we' WHEN 'f' THEN 'fr' ELSE left(lower(name), 2) END) - 1;
BEGIN
    IF wanted IS NULL OR lower(name) !~ '^(su|sun|sunday|m|mo|mon|monday|tu|tue|tues|tuesday|w|we|wed|wednesday|th|thu|thurs|thursday|f|fr|fri|friday|sa|sat|saturday)$'
    THEN
        RAISE EXCEPTION 'NEXT_DAY knows no day "%"', name USING ERRCODE = '22023';
    END IF;
    RETURN day::date + ((wanted - pg_catalog."extract"('dow', day)::integer + 6) % 7 + 1);
END $$;
CREATE FUNCTION pg_catalog.date_part_year(date) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT pg_catalog."extract"('year', $1)::integer $$;
