-- Redshift's hash functions. What hashes a value's bytes takes them as Redshift holds them: the low byte first.
CREATE FUNCTION pg_catalog.redshift_low_first(bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    turned bytea := $1;
    size integer := length($1);
BEGIN
    FOR i IN 0 .. size - 1 LOOP
        turned := set_byte(turned, i, get_byte($1, size - 1 - i));
    END LOOP;
    RETURN turned;
END $$;
-- Arithmetic of 64 bits whose overflow is dropped.
CREATE FUNCTION pg_catalog.redshift_wrapped(numeric) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    low numeric := mod($1, 18446744073709551616);
BEGIN
    RETURN CASE WHEN low >= 9223372036854775808 THEN low - 18446744073709551616
        WHEN low < -9223372036854775808 THEN low + 18446744073709551616 ELSE low END;
END $$;
CREATE FUNCTION pg_catalog.redshift_times(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_wrapped($1::numeric * $2) $$;
CREATE FUNCTION pg_catalog.redshift_plus(VARIADIC bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_wrapped(sum(v::numeric)) FROM unnest($1) AS v $$;
CREATE FUNCTION pg_catalog.redshift_shifted(value bigint, bits integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT (value >> bits) & ((1::bigint << (64 - bits)) - 1) $$;
CREATE FUNCTION pg_catalog.redshift_turned(value bigint, bits integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_shifted(value, bits) | (value << (64 - bits)) $$;
CREATE FUNCTION pg_catalog.redshift_number(bytes bytea, at integer, size integer) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT ('x' || encode(redshift_low_first(substr(bytes, at + 1, size)), 'hex'))::varbit::bit(64)::bigint
        >> (64 - 8 * size) & CASE WHEN size = 8 THEN -1 ELSE (1::bigint << 8 * size) - 1 END $$;

-- FNV-1a
CREATE FUNCTION pg_catalog.redshift_fnv(bytea, bigint) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    hash bigint := $2;
BEGIN
    FOR i IN 0 .. length($1) - 1 LOOP
        hash := redshift_times(hash # get_byte($1, i), 1099511628211);
    END LOOP;
    RETURN hash;
END $$;
-- Murmur3A
CREATE FUNCTION pg_catalog.redshift_murmur(bytea, integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    low constant bigint := 4294967295;
    hash bigint := $2::bigint & 4294967295;
    block bigint;
    size integer := length($1);
BEGIN
    FOR i IN 0 .. (size + 3) / 4 - 1 LOOP
        block := redshift_times(redshift_number($1 || '\x000000', 4 * i, 4), 3432918353) & low;
        block := ((block << 15) | (block >> 17)) & low;
        hash := hash # (redshift_times(block, 461845907) & low);
        IF 4 * i + 4 <= size THEN
            hash := ((hash << 13) | (hash >> 19)) & low;
            hash := (hash * 5 + 3864292196) & low;
        END IF;
    END LOOP;
    hash := hash # size;
    hash := redshift_times(hash # (hash >> 16), 2246822507) & low;
    hash := redshift_times(hash # (hash >> 13), 3266489909) & low;
    hash := hash # (hash >> 16);
    RETURN CASE WHEN hash > 2147483647 THEN hash - 4294967296 ELSE hash END;
END $$;
DO $$
DECLARE
    type record;
BEGIN
    FOR type IN SELECT * FROM (VALUES
        ('smallint', 'redshift_low_first(int2send($1))', 'redshift_low_first(int8send($1))'),
        ('integer', 'redshift_low_first(int4send($1))', 'redshift_low_first(int8send($1))'),
        ('bigint', 'redshift_low_first(int8send($1))', 'redshift_low_first(int8send($1))'),
        ('real', 'redshift_low_first(float4send($1))', 'redshift_low_first(float8send($1::double precision))'),
        ('double precision', 'redshift_low_first(float8send($1))', 'redshift_low_first(float8send($1))'),
        ('boolean', 'boolsend($1)', 'redshift_low_first(int8send($1::integer))'),
        ('text', 'convert_to($1, ''UTF8'')', 'convert_to($1, ''UTF8'')'),
        ('bpchar', 'bpcharsend($1)', 'bpcharsend($1)'), ('varbyte', '$1::bytea', '$1::bytea'),
        ('date', 'redshift_low_first(date_send($1))', 'redshift_low_first(int8send(($1 - date ''1970-01-01'')::bigint))'),
        ('timestamp', 'redshift_low_first(timestamp_send($1))',
            'redshift_low_first(int8send((extract(epoch FROM $1) * 1000000)::bigint))'),
        ('timestamptz', 'redshift_low_first(timestamptz_send($1))',
            'redshift_low_first(int8send((extract(epoch FROM $1) * 1000000)::bigint))'))
        AS t (name, fnv, murmur)
    LOOP
        EXECUTE format('CREATE FUNCTION pg_catalog.fnv_hash(%s, bigint DEFAULT -3750763034362895579) RETURNS bigint'
            ' LANGUAGE sql IMMUTABLE STRICT AS %L', type.name, format('SELECT redshift_fnv(%s, $2)', type.fnv));
        EXECUTE format('CREATE FUNCTION pg_catalog.murmur3_32_hash(%s, integer DEFAULT 0) RETURNS integer'
            ' LANGUAGE sql IMMUTABLE STRICT AS %L', type.name, format('SELECT redshift_murmur(%s, $2)', type.murmur));
    END LOOP;
END $$;
CREATE FUNCTION pg_catalog.redshift_unknown_bytes(function text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RAISE EXCEPTION '% is not supported by the emulator', function USING ERRCODE = '0A000';
END $$;
CREATE FUNCTION pg_catalog.fnv_hash(numeric, bigint DEFAULT 0) RETURNS bigint LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN PERFORM redshift_unknown_bytes('FNV_HASH of a NUMERIC'); RETURN NULL; END $$;
CREATE FUNCTION pg_catalog.murmur3_32_hash(numeric, integer DEFAULT 0) RETURNS integer LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN PERFORM redshift_unknown_bytes('MURMUR3_32_HASH of a NUMERIC'); RETURN NULL; END $$;
CREATE FUNCTION pg_catalog.checksum(anyelement) RETURNS integer LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN PERFORM redshift_unknown_bytes('CHECKSUM'); RETURN NULL; END $$;

-- CRC-32C
CREATE FUNCTION pg_catalog.crc32(text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    bytes bytea := convert_to($1, 'UTF8');
    sum bigint := 4294967295;
BEGIN
    FOR i IN 0 .. length(bytes) - 1 LOOP
        sum := sum # get_byte(bytes, i);
        FOR bit IN 1 .. 8 LOOP
            sum := CASE sum & 1 WHEN 1 THEN (sum >> 1) # 2197175160 ELSE sum >> 1 END;
        END LOOP;
    END LOOP;
    RETURN lpad(to_hex(sum # 4294967295), 8, '0');
END $$;

CREATE FUNCTION pg_catalog.sha2(text, integer) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(encode(CASE $2 WHEN 0 THEN sha256(b) WHEN 224 THEN sha224(b) WHEN 256 THEN sha256(b)
        WHEN 384 THEN sha384(b) WHEN 512 THEN sha512(b) END, 'hex'), '')::varchar FROM convert_to($1, 'UTF8') AS b $$;
CREATE FUNCTION pg_catalog.sha1(text) RETURNS varchar LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    low constant bigint := 4294967295;
    bytes bytea := convert_to($1, 'UTF8');
    h bigint[] := ARRAY[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    r bigint[];
    w bigint[];
    mixed bigint;
    next bigint;
BEGIN
    bytes := bytes || '\x80' || decode(repeat('00', (119 - length(bytes) % 64) % 64), 'hex') || int8send(length(bytes) * 8::bigint);
    FOR block IN 0 .. length(bytes) / 64 - 1 LOOP
        FOR i IN 0 .. 79 LOOP
            w[i] := CASE WHEN i < 16
                THEN ('x' || encode(substr(bytes, block * 64 + i * 4 + 1, 4), 'hex'))::varbit::bit(32)::bigint & low
                ELSE w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16] END;
            IF i >= 16 THEN
                w[i] := ((w[i] << 1) | (w[i] >> 31)) & low;
            END IF;
        END LOOP;
        r := h;
        FOR i IN 0 .. 79 LOOP
            mixed := CASE WHEN i < 20 THEN ((r[2] & r[3]) | (~r[2] & low & r[4])) + 1518500249
                WHEN i < 40 THEN (r[2] # r[3] # r[4]) + 1859775393
                WHEN i < 60 THEN ((r[2] & r[3]) | (r[2] & r[4]) | (r[3] & r[4])) + 2400959708
                ELSE (r[2] # r[3] # r[4]) + 3395469782 END;
            next := ((((r[1] << 5) | (r[1] >> 27)) & low) + mixed + r[5] + w[i]) & low;
            r := ARRAY[next, r[1], ((r[2] << 30) | (r[2] >> 2)) & low, r[3], r[4]];
        END LOOP;
        FOR i IN 1 .. 5 LOOP
            h[i] := (h[i] + r[i]) & low;
        END LOOP;
    END LOOP;
    RETURN (SELECT string_agg(lpad(to_hex(v), 8, '0'), '' ORDER BY i) FROM unnest(h) WITH ORDINALITY AS p (v, i));
END $$;
CREATE FUNCTION pg_catalog.sha(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT sha1($1) $$;
CREATE FUNCTION pg_catalog.func_sha1(text) RETURNS varchar LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT sha1($1) $$;

-- FarmHash's Fingerprint64
CREATE FUNCTION pg_catalog.redshift_farm_mix(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT $1 # redshift_shifted($1, 47) $$;
CREATE FUNCTION pg_catalog.redshift_farm_pair(u bigint, v bigint, factor bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT redshift_times(redshift_farm_mix(redshift_times(v # redshift_farm_mix(redshift_times(u # v, factor)), factor)), factor) $$;
CREATE FUNCTION pg_catalog.redshift_farm_weak(bytes bytea, at integer, a bigint, b bigint) RETURNS bigint[]
    LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    last bigint := redshift_number(bytes, at + 24, 8);
    first bigint := redshift_plus(a, redshift_number(bytes, at, 8));
    second bigint := redshift_turned(redshift_plus(b, first, last), 21);
    all_of bigint := redshift_plus(first, redshift_number(bytes, at + 8, 8), redshift_number(bytes, at + 16, 8));
BEGIN
    RETURN ARRAY[redshift_plus(all_of, last), redshift_plus(second, redshift_turned(all_of, 44), first)];
END $$;
CREATE FUNCTION pg_catalog.redshift_farm(s bytea) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
    k0 constant bigint := -4348849565147123417;
    k1 constant bigint := -5435081209227447693;
    k2 constant bigint := -7286425919675154353;
    size integer := length(s);
    factor bigint := redshift_plus(k2, size * 2);
    at integer := 0;
    a bigint; b bigint; c bigint; d bigint; e bigint; f bigint;
    x bigint; y bigint; z bigint;
    v bigint[] := ARRAY[0, 0];
    w bigint[] := ARRAY[0, 0];
BEGIN
    IF size = 0 THEN
        RETURN k2;
    ELSIF size < 4 THEN
        y := get_byte(s, 0) + (get_byte(s, size / 2) << 8);
        z := size + (get_byte(s, size - 1) << 2);
        RETURN redshift_times(redshift_farm_mix(redshift_times(y, k2) # redshift_times(z, k0)), k2);
    ELSIF size < 8 THEN
        RETURN redshift_farm_pair(size + (redshift_number(s, 0, 4) << 3), redshift_number(s, size - 4, 4), factor);
    ELSIF size <= 16 THEN
        a := redshift_plus(redshift_number(s, 0, 8), k2);
        b := redshift_number(s, size - 8, 8);
        RETURN redshift_farm_pair(redshift_plus(redshift_times(redshift_turned(b, 37), factor), a),
            redshift_times(redshift_plus(redshift_turned(a, 25), b), factor), factor);
    ELSIF size <= 64 THEN
        a := redshift_times(redshift_number(s, 0, 8), CASE WHEN size <= 32 THEN k1 ELSE k2 END);
        b := redshift_number(s, 8, 8);
        c := redshift_times(redshift_number(s, size - 8, 8), factor);
        d := redshift_times(redshift_number(s, size - 16, 8), k2);
        y := redshift_plus(redshift_turned(redshift_plus(a, b), 43), redshift_turned(c, 30), d);
        z := redshift_farm_pair(y, redshift_plus(a, redshift_turned(redshift_plus(b, k2), 18), c), factor);
        IF size <= 32 THEN
            RETURN z;
        END IF;
        e := redshift_times(redshift_number(s, 16, 8), factor);
        f := redshift_number(s, 24, 8);
        x := redshift_times(redshift_plus(y, redshift_number(s, size - 32, 8)), factor);
        z := redshift_times(redshift_plus(z, redshift_number(s, size - 24, 8)), factor);
        RETURN redshift_farm_pair(redshift_plus(redshift_turned(redshift_plus(e, f), 43), redshift_turned(x, 30), z),
            redshift_plus(e, redshift_turned(redshift_plus(f, a), 18), x), factor);
    END IF;
    x := redshift_plus(redshift_times(81, k2), redshift_number(s, 0, 8));
    y := redshift_plus(redshift_times(81, k1), 113);
    z := redshift_times(redshift_farm_mix(redshift_plus(redshift_times(y, k2), 113)), k2);
    LOOP
        IF at < (size - 1) / 64 * 64 THEN
            a := 1;
            factor := k1;
        ELSE
            -- The last 64 bytes, which may overlap what was taken before.
            at := size - 64;
            a := 9;
            factor := redshift_plus(k1, (z & 255) << 1);
            w[1] := redshift_plus(w[1], (size - 1) & 63);
            v[1] := redshift_plus(v[1], w[1]);
            w[1] := redshift_plus(w[1], v[1]);
        END IF;
        x := redshift_times(redshift_turned(redshift_plus(x, y, v[1], redshift_number(s, at + 8, 8)), 37), factor);
        y := redshift_times(redshift_turned(redshift_plus(y, v[2], redshift_number(s, at + 48, 8)), 42), factor);
        x := x # redshift_times(w[2], a);
        y := redshift_plus(y, redshift_times(v[1], a), redshift_number(s, at + 40, 8));
        z := redshift_times(redshift_turned(redshift_plus(z, w[1]), 33), factor);
        v := redshift_farm_weak(s, at, redshift_times(v[2], factor), redshift_plus(x, w[1]));
        w := redshift_farm_weak(s, at + 32, redshift_plus(z, w[2]), redshift_plus(y, redshift_number(s, at + 16, 8)));
        b := z;
        z := x;
        x := b;
        at := at + 64;
        EXIT WHEN a = 9;
    END LOOP;
    RETURN redshift_farm_pair(
        redshift_plus(redshift_farm_pair(v[1], w[1], factor), redshift_times(redshift_farm_mix(y), k0), z),
        redshift_plus(redshift_farm_pair(v[2], w[2], factor), x), factor);
END $$;
CREATE FUNCTION pg_catalog.farmfingerprint64(text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_farm(convert_to($1, 'UTF8')) $$;
CREATE FUNCTION pg_catalog.farmfingerprint64(pg_catalog.varbyte) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
    AS $$ SELECT redshift_farm($1::bytea) $$;
