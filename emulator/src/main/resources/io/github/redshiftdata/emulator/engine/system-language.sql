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
