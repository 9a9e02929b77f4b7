-- VARBYTE: what becomes one, what it becomes, and its operators.
CREATE FUNCTION pg_catalog.redshift_bytes(smallint) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT int2send($1)::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.redshift_bytes(integer) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT int4send($1)::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.redshift_bytes(bigint) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT int8send($1)::pg_catalog.varbyte $$;
CREATE CAST (smallint AS pg_catalog.varbyte) WITH FUNCTION pg_catalog.redshift_bytes(smallint);
CREATE CAST (integer AS pg_catalog.varbyte) WITH FUNCTION pg_catalog.redshift_bytes(integer);
CREATE CAST (bigint AS pg_catalog.varbyte) WITH FUNCTION pg_catalog.redshift_bytes(bigint);

-- A form that is none of the four is refused; an odd number of digits has a 0 before it.
CREATE OR REPLACE FUNCTION pg_catalog.to_varbyte(value text, form text) RETURNS pg_catalog.varbyte LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    CASE lower(form)
        WHEN 'hex' THEN
            RETURN decode(CASE length(value) % 2 WHEN 1 THEN '0' ELSE '' END || value, 'hex');
        WHEN 'base64' THEN
            RETURN decode(value, 'base64');
        WHEN 'utf8', 'utf-8' THEN
            RETURN convert_to(value, 'UTF8');
        WHEN 'binary' THEN
            IF value !~ '^[01]*$' THEN
                RAISE EXCEPTION 'invalid binary data: "%"', value USING ERRCODE = '22023';
            END IF;
            RETURN decode(coalesce((SELECT string_agg(lpad(to_hex(substr(padded, place, 8)::bit(8)::integer), 2, '0'), '' ORDER BY place)
                FROM (SELECT repeat('0', (8 - length(value) % 8) % 8) || value AS padded) AS p, generate_series(1, length(padded), 8) AS place),
                ''), 'hex');
        ELSE
            RAISE EXCEPTION 'encoding must be one of binary, base64, hex, utf8 and utf-8' USING ERRCODE = '22023';
    END CASE;
END $$;
CREATE OR REPLACE FUNCTION pg_catalog.from_varbyte(value pg_catalog.varbyte, form text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    CASE lower(form)
        WHEN 'hex', 'base64' THEN
            RETURN replace(encode(value::bytea, lower(form)), E'\n', '');
        WHEN 'utf8', 'utf-8' THEN
            RETURN convert_from(value::bytea, 'UTF8');
        WHEN 'binary' THEN
            RETURN coalesce((SELECT string_agg(get_byte(value::bytea, i)::bit(8)::text, '' ORDER BY i)
                FROM generate_series(0, octet_length(value::bytea) - 1) AS i), '');
        ELSE
            RAISE EXCEPTION 'encoding must be one of binary, base64, hex, utf8 and utf-8' USING ERRCODE = '22023';
    END CASE;
END $$;
CREATE FUNCTION pg_catalog.len(pg_catalog.varbyte) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT octet_length($1::bytea) $$;
CREATE FUNCTION pg_catalog.concat(pg_catalog.varbyte, pg_catalog.varbyte) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT ($1::bytea || $2::bytea)::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.redshift_bitwise(a pg_catalog.varbyte, b pg_catalog.varbyte, sign text) RETURNS pg_catalog.varbyte
    LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    result bytea := a::bytea;
BEGIN
    IF octet_length(a::bytea) <> octet_length(b::bytea) THEN
        RAISE EXCEPTION 'cannot % binary values of different sizes', sign USING ERRCODE = '22026';
    END IF;
    FOR i IN 0 .. octet_length(result) - 1 LOOP
        result := set_byte(result, i, CASE sign WHEN 'AND' THEN get_byte(a::bytea, i) & get_byte(b::bytea, i)
            WHEN 'OR' THEN get_byte(a::bytea, i) | get_byte(b::bytea, i) ELSE get_byte(a::bytea, i) # get_byte(b::bytea, i) END);
    END LOOP;
    RETURN result;
END $$;
CREATE FUNCTION pg_catalog.redshift_and(pg_catalog.varbyte, pg_catalog.varbyte) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_bitwise($1, $2, 'AND') $$;
CREATE FUNCTION pg_catalog.redshift_or(pg_catalog.varbyte, pg_catalog.varbyte) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_bitwise($1, $2, 'OR') $$;
CREATE FUNCTION pg_catalog.redshift_not(pg_catalog.varbyte) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_bitwise($1, decode(repeat('ff', octet_length($1::bytea)), 'hex')::pg_catalog.varbyte, 'XOR') $$;
CREATE OPERATOR pg_catalog.|| (LEFTARG = pg_catalog.varbyte, RIGHTARG = pg_catalog.varbyte, FUNCTION = concat);
CREATE OPERATOR pg_catalog.+ (LEFTARG = pg_catalog.varbyte, RIGHTARG = pg_catalog.varbyte, FUNCTION = concat);
CREATE OPERATOR pg_catalog.& (LEFTARG = pg_catalog.varbyte, RIGHTARG = pg_catalog.varbyte, FUNCTION = redshift_and);
CREATE OPERATOR pg_catalog.| (LEFTARG = pg_catalog.varbyte, RIGHTARG = pg_catalog.varbyte, FUNCTION = redshift_or);
CREATE OPERATOR pg_catalog.~ (RIGHTARG = pg_catalog.varbyte, FUNCTION = redshift_not);

-- Dates that the calendar has not, and hours beyond the day, run over into what follows; PostgreSQL refuses them. It reads
-- them for us with the first day, hour and so on in their place. Where the text does not stand as the format says, its error
-- remains.
CREATE FUNCTION pg_catalog.redshift_run_over(value text, format text) RETURNS timestamp LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    fields text[] := ARRAY['MM', 'DD', 'HH24', 'MI', 'SS'];
    lengths integer[] := ARRAY[12, 31, 24, 60, 60];
    field text;
    place integer;
    digits text;
    first text;
    over interval := '0';
BEGIN
    IF format !~* '^(YYYY|MM|DD|HH24|MI|SS|[^A-Za-z0-9"])+$' THEN
        RETURN NULL;
    END IF;
    -- HH24 takes two digits of the text only.
    format := replace(upper(format), 'HH24', 'HH');
    FOREACH field IN ARRAY fields LOOP
        place := position(left(field, 2) IN CASE field WHEN 'MM' THEN format ELSE replace(format, 'MM', 'xx') END);
        CONTINUE WHEN place = 0;
        digits := substr(value, place, 2);
        IF digits !~ '^[0-9]{2}$' THEN
            RETURN NULL;
        END IF;
        first := CASE WHEN field IN ('MM', 'DD') THEN '01' ELSE '00' END;
        over := over + make_interval(
            months => CASE field WHEN 'MM' THEN digits::integer - 1 ELSE 0 END,
            days => CASE field WHEN 'DD' THEN digits::integer - 1 ELSE 0 END,
            hours => CASE field WHEN 'HH24' THEN digits::integer ELSE 0 END,
            mins => CASE field WHEN 'MI' THEN digits::integer ELSE 0 END,
            secs => CASE field WHEN 'SS' THEN digits::integer ELSE 0 END);
        value := overlay(value PLACING first FROM place);
    END LOOP;
    RETURN postgres_to_timestamp(value, replace(format, 'HH', 'HH24'))::timestamp + over;
END $$;
ALTER FUNCTION pg_catalog.to_timestamp(text, text) RENAME TO postgres_to_timestamp;
ALTER FUNCTION pg_catalog.to_date(text, text) RENAME TO postgres_to_date;
CREATE FUNCTION pg_catalog.to_timestamp(value text, format text, is_strict boolean DEFAULT false) RETURNS timestamptz
    LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    later timestamp;
BEGIN
    RETURN postgres_to_timestamp(value, format);
EXCEPTION WHEN datetime_field_overflow THEN
    later := CASE WHEN NOT is_strict THEN redshift_run_over(value, format) END;
    IF later IS NULL THEN
        RAISE;
    END IF;
    RETURN later::timestamptz;
END $$;
CREATE FUNCTION pg_catalog.to_date(value text, format text, is_strict boolean DEFAULT false) RETURNS date
    LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    later timestamp;
BEGIN
    RETURN postgres_to_date(value, format);
EXCEPTION WHEN datetime_field_overflow THEN
    later := CASE WHEN NOT is_strict THEN redshift_run_over(value, format) END;
    IF later IS NULL THEN
        RAISE;
    END IF;
    RETURN later::date;
END $$;

-- Of which type a SUPER value is. Every number without an exponent is a DECIMAL.
CREATE FUNCTION pg_catalog.redshift_whole(pg_catalog.super, lowest numeric) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN pg_catalog.json_typeof($1::json) = 'number' AND super_out($1)::text ~ '^-?[0-9]+$'
        THEN super_out($1)::text::numeric BETWEEN $2 AND -1 - $2 ELSE false END $$;
CREATE FUNCTION pg_catalog.is_smallint(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(redshift_whole($1, -32768), false) $$;
CREATE FUNCTION pg_catalog.is_integer(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(redshift_whole($1, -2147483648), false) $$;
CREATE FUNCTION pg_catalog.is_bigint(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(redshift_whole($1, -9223372036854775808), false) $$;
CREATE FUNCTION pg_catalog.is_decimal(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(pg_catalog.json_typeof($1::json) = 'number' AND super_out($1)::text !~* 'e', false) $$;
CREATE FUNCTION pg_catalog.is_float(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(pg_catalog.json_typeof($1::json) = 'number' AND super_out($1)::text ~* 'e', false) $$;
CREATE FUNCTION pg_catalog.is_boolean(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(pg_catalog.json_typeof($1::json) = 'boolean', false) $$;
CREATE FUNCTION pg_catalog.is_varchar(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE
    AS $$ SELECT coalesce(pg_catalog.json_typeof($1::json) = 'string', false) $$;
CREATE FUNCTION pg_catalog.is_char(pg_catalog.super) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(pg_catalog.json_typeof($1::json) = 'string' AND redshift_text($1) !~ '[^\x01-\x7f]', false) $$;
CREATE FUNCTION pg_catalog.decimal_precision(pg_catalog.super) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN is_decimal($1) THEN length(ltrim(replace(ltrim(super_out($1)::text, '-'), '.', ''), '0')) END $$;
CREATE FUNCTION pg_catalog.decimal_scale(pg_catalog.super) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT CASE WHEN is_decimal($1) THEN length(split_part(super_out($1)::text, '.', 2)) END $$;

-- A VARBYTE is text by its bytes, and bits count from the last one.
CREATE FUNCTION pg_catalog.redshift_text(pg_catalog.varbyte) RETURNS text LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT convert_from($1::bytea, 'UTF8') $$;
CREATE CAST (pg_catalog.varbyte AS text) WITH FUNCTION pg_catalog.redshift_text(pg_catalog.varbyte);
CREATE FUNCTION pg_catalog.redshift_varchar(pg_catalog.varbyte) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT convert_from($1::bytea, 'UTF8')::varchar $$;
CREATE CAST (pg_catalog.varbyte AS varchar) WITH FUNCTION pg_catalog.redshift_varchar(pg_catalog.varbyte);
CREATE FUNCTION pg_catalog.redshift_char(pg_catalog.varbyte) RETURNS bpchar LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT convert_from($1::bytea, 'UTF8')::bpchar $$;
CREATE CAST (pg_catalog.varbyte AS bpchar) WITH FUNCTION pg_catalog.redshift_char(pg_catalog.varbyte);
CREATE FUNCTION pg_catalog.getbit(pg_catalog.varbyte, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT get_byte($1::bytea, octet_length($1::bytea) - 1 - $2 / 8) >> $2 % 8 & 1 $$;
CREATE FUNCTION pg_catalog.octetindex(text, text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT position(convert_to($1, 'UTF8') IN convert_to($2, 'UTF8')) $$;
CREATE FUNCTION pg_catalog.json_serialize_to_varbyte(pg_catalog.super) RETURNS pg_catalog.varbyte LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT convert_to(pg_catalog.json_serialize($1), 'UTF8')::pg_catalog.varbyte $$;
CREATE FUNCTION pg_catalog.sha2(pg_catalog.varbyte, integer) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT encode(CASE $2 WHEN 224 THEN sha224($1::bytea) WHEN 0 THEN sha256($1::bytea) WHEN 256 THEN sha256($1::bytea)
        WHEN 384 THEN sha384($1::bytea) WHEN 512 THEN sha512($1::bytea) END, 'hex') $$;
