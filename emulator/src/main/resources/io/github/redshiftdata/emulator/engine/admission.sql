-- What awsuser, whom clients are without DbUser, may do in a database that a superuser's emulator has prepared. Only what
-- is missing is granted: another emulator may do the same at this moment.
DO $$
DECLARE
    target record;
    kind text;
BEGIN
    PERFORM pg_advisory_xact_lock(7391227004);
    IF NOT has_database_privilege('awsuser', current_database(), 'CREATE') THEN
        EXECUTE format('GRANT ALL ON DATABASE %I TO awsuser', current_database());
    END IF;
    FOR target IN SELECT oid FROM pg_namespace WHERE nspname = 'public' LOOP
        IF NOT has_schema_privilege('awsuser', target.oid, 'CREATE') THEN
            GRANT ALL ON SCHEMA public TO awsuser;
        END IF;
    END LOOP;
    -- What the superuser creates by a login of its own from now on, for a test perhaps. What the emulator itself creates
    -- belongs to another role.
    FOREACH kind IN ARRAY ARRAY['SCHEMAS', 'TABLES', 'SEQUENCES', 'ROUTINES'] LOOP
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT ALL ON %s TO awsuser', session_user, kind);
    END LOOP;
    FOR target IN SELECT c.oid, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            AND NOT has_table_privilege('awsuser', c.oid, 'SELECT')
    LOOP
        EXECUTE format('GRANT ALL ON %s public.%I TO awsuser',
            CASE target.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, target.relname);
    END LOOP;
END $$;
